"""Quads of numbers: RDF Data Cubes for each table and for the prose (W3C, 16 January 2014).

The observations of a cube all have its dimensions and its measures, as that Recommendation asks (IC-11, IC-14). So
numbers, ranges and cells of words stand in cubes of their own, and so do the bases of a table's columns.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scrgraph.graph import names
from scrgraph.graph.places import Places
from scrgraph.graph.reference_quads import works_by_key
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.findings import Observation, Reading
from scrgraph.reading.quantities_periods import periods

Kind = Literal["numbers", "ranges", "words"]

_MEASURES: dict[Kind, tuple[str, ...]] = {
    "numbers": ("scr:value",),
    "ranges": ("scr:low", "scr:high"),
    "words": ("scr:valueText",),
}
_ATTRIBUTES = ("scr:measureName", "scr:period", "scr:population", "scr:lengthInYears", "scr:statedAs")
_BOUNDS = ("scr:low", "scr:high")
_KEY = "scr:claim"
"""The dimension that tells claims of the prose apart: they have no others in common."""


@dataclass(frozen=True, slots=True)
class _CubeKey:
    """What the observations of one cube share: their table (None for the prose), dimensions and kind."""

    table: str | None
    dimensions: tuple[str, ...]
    kind: Kind


def add_statistics(out: DocumentStatements, reading: Reading, places: Places) -> None:
    """State every observation of a document in a cube of its table, or of the prose."""
    cubes: dict[_CubeKey, list[Observation]] = {}
    for observation in reading.observations:
        cubes.setdefault(_cube_of(observation), []).append(observation)
    works = works_by_key(out.iris, reading)
    for key, observations in cubes.items():
        keyed = key.table is None or _ambiguous(observations)
        cube = _add_cube(out, key, keyed=keyed)
        for observation in observations:
            iri = out.iris.thing(out.namer.unique(observation.local))
            out.link(iri, "qb:dataSet", cube)
            out.say(iri, _KEY, observation.local.partition("/")[2] if keyed else None)
            _add_observation(out, iri, observation)
            out.link(iri, "scr:statisticSource", works.get(observation.source or ""))
            passage = places.of(observation.spans)
            if passage:
                out.link(iri, "scr:inPassage", names.passage_iri(out.iris, passage))


def _cube_of(observation: Observation) -> _CubeKey:
    kind: Kind = "words" if isinstance(observation.value, str) else "numbers"
    if observation.value is None:
        kind = "ranges"
    return _CubeKey(observation.table, tuple(sorted(name for name, value in observation.dimensions if value)), kind)


def _ambiguous(observations: Sequence[Observation]) -> bool:
    """Say whether two observations have the same dimensions and unit, as two rows of one label give them (IC-12)."""
    seen = Counter((tuple(sorted(one.dimensions)), one.unit) for one in observations)
    return any(count > 1 for count in seen.values())


def _add_cube(out: DocumentStatements, key: _CubeKey, *, keyed: bool) -> str:
    name = "-".join(
        ("prose" if key.table is None else f"table-{slug(key.table)}", *map(slug, key.dimensions), key.kind)
    )
    cube = out.iris.thing(f"dataset/{out.document.id}/{name}")
    structure = out.iris.thing(f"structure/{out.document.id}/{name}")
    out.types(cube, "qb:DataSet")
    by = f", by {' and '.join(key.dimensions)}" if key.dimensions else ""
    out.say(
        cube,
        "rdfs:label",
        f"{key.kind.capitalize()} of {'the prose' if key.table is None else f'table {key.table}'}{by}",
    )
    out.link(cube, "dcterms:isPartOf", names.document_iri(out.iris, out.document.id))
    out.link(cube, "qb:structure", structure)
    out.types(structure, "qb:DataStructureDefinition")
    dimensions = [_add_dimension(out, label) for label in key.dimensions]
    shared = ["scr:unit", _KEY] if keyed else ["scr:unit"]
    attributes = [*_ATTRIBUTES, *(_BOUNDS if key.kind == "numbers" else ())]
    components = [("qb:dimension", iri, iri.rpartition("/")[2]) for iri in dimensions]
    components += [("qb:dimension", out.term(curie).value, curie) for curie in shared]
    components += [("qb:measure", out.term(curie).value, curie) for curie in _MEASURES[key.kind]]
    components += [("qb:attribute", out.term(curie).value, curie) for curie in attributes]
    for role, prop, short in components:
        component = f"{structure}/{slug(role)}-{slug(short)}"
        out.link(structure, "qb:component", component)
        out.types(component, "qb:ComponentSpecification")
        out.link(component, role, prop)
    return cube


def _add_dimension(out: DocumentStatements, label: str) -> str:
    iri = out.iris.thing(f"dimension/{slug(label)}")
    out.types(iri, "rdf:Property", "qb:DimensionProperty")
    out.say(iri, "rdfs:label", label)
    out.link(iri, "rdfs:range", out.term("xsd:string").value)
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
    out.say(iri, "scr:sourceNote", observation.source_note)
    named = list(periods(observation.period or ""))
    if len(named) == 1:
        out.say(iri, "scr:startYear", named[0].first)
        out.say(iri, "scr:endYear", named[0].last)
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
