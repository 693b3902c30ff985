"""Quads of numbers: an RDF Data Cube per table, and one for the prose (W3C, 16 January 2014)."""

from collections.abc import Sequence

from scrgraph.graph import names
from scrgraph.graph.places import Places
from scrgraph.graph.reference_quads import works_by_key
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.findings import Observation, Reading

SHARED: tuple[tuple[str, str], ...] = (
    ("qb:dimension", "scr:measureName"),
    ("qb:dimension", "scr:period"),
    ("qb:dimension", "scr:population"),
    ("qb:measure", "scr:value"),
    ("qb:measure", "scr:valueText"),
    ("qb:measure", "scr:low"),
    ("qb:measure", "scr:high"),
    ("qb:attribute", "scr:unit"),
)
"""Components of every cube; the dimensions that its observations name are added."""


def add_statistics(out: DocumentStatements, reading: Reading, places: Places) -> None:
    """State every observation of a document in the cube of its table, or in that of the prose."""
    cubes: dict[str | None, list[Observation]] = {}
    for observation in reading.observations:
        cubes.setdefault(observation.table, []).append(observation)
    works = works_by_key(out.iris, reading)
    for table, observations in cubes.items():
        cube = _add_cube(out, table, observations)
        for observation in observations:
            iri = out.iris.thing(out.namer.unique(observation.local))
            out.link(iri, "qb:dataSet", cube)
            _add_observation(out, iri, observation)
            out.link(iri, "scr:statisticSource", works.get(observation.source or ""))
            passage = places.of(observation.spans)
            if passage:
                out.link(iri, "scr:inPassage", names.passage_iri(out.iris, passage))


def _add_cube(out: DocumentStatements, table: str | None, observations: Sequence[Observation]) -> str:
    name = "prose" if table is None else f"table-{slug(table)}"
    cube = out.iris.thing(f"dataset/{out.document.id}/{name}")
    structure = out.iris.thing(f"structure/{out.document.id}/{name}")
    out.types(cube, "qb:DataSet")
    out.say(cube, "rdfs:label", "Numbers of the prose" if table is None else f"Numbers of table {table}")
    out.link(cube, "dcterms:isPartOf", names.document_iri(out.iris, out.document.id))
    out.link(cube, "qb:structure", structure)
    out.types(structure, "qb:DataStructureDefinition")
    components = [(kind, out.term(curie).value, curie.partition(":")[2]) for kind, curie in SHARED]
    labels = sorted({name for one in observations for name, _ in one.dimensions})
    components += [("qb:dimension", _add_dimension(out, label), f"dimension-{label}") for label in labels]
    for kind, prop, short in components:
        component = f"{structure}/{slug(short)}"
        out.link(structure, "qb:component", component)
        out.types(component, "qb:ComponentSpecification")
        out.link(component, kind, prop)
    return cube


def _add_dimension(out: DocumentStatements, label: str) -> str:
    iri = out.iris.thing(f"dimension/{slug(label)}")
    out.types(iri, "rdf:Property", "qb:DimensionProperty")
    out.say(iri, "rdfs:label", label)
    return iri


def _add_observation(out: DocumentStatements, iri: str, observation: Observation) -> None:
    out.types(iri, "qb:Observation")
    out.say(iri, "rdfs:label", label_of(observation))
    out.say(iri, "scr:measureName", observation.measure)
    out.say(iri, "scr:topic", observation.topic)
    if isinstance(observation.value, str):
        out.say(iri, "scr:valueText", observation.value)
    elif observation.value is not None:
        out.say(iri, "scr:value", float(observation.value))
    for predicate, bound in (("scr:low", observation.low), ("scr:high", observation.high)):
        out.say(iri, predicate, None if bound is None else float(bound))
    out.say(iri, "scr:unit", observation.unit)
    out.say(iri, "scr:population", observation.population)
    out.say(iri, "scr:period", observation.period)
    out.say(iri, "scr:lengthInYears", None if observation.years is None else float(observation.years))
    out.say(iri, "scr:statedAs", observation.text)
    out.say(iri, "scr:footnoteText", observation.footnote)
    for name, value in observation.dimensions:
        if value:
            out.quad(iri, out.iris.thing(f"dimension/{slug(name)}"), value)
    out.place(iri, observation.spans)
    if observation.table is not None:
        out.link(iri, "scr:observedIn", names.table_iri(out.iris, out.document.id, observation.table))


def label_of(observation: Observation) -> str:
    """Return what an observation is about, in one line: measure, dimensions, period."""
    values = [value for _, value in observation.dimensions]
    parts = [observation.measure, *values, observation.period or ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))
