"""SHACL: a good graph conforms, and each broken one is caught where it is broken."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from graph_samples import IRIS, ONTOLOGY, make_document, make_passages, make_reading
from pyoxigraph import Literal, NamedNode, Quad

from scrgraph.errors import BuildError
from scrgraph.graph.authority import authority_quads
from scrgraph.graph.provenance import provenance_quads
from scrgraph.graph.quads import document_quads
from scrgraph.graph.store import write_nquads
from scrgraph.graph.validation import validate
from scrgraph.iri import Iris
from scrgraph.reading.findings import AuditFinding
from scrgraph.vocabulary import NAMESPACES, prefixes

Edit = Callable[[Quad], Quad | None]


class Fact(NamedTuple):
    """A quad as strings."""

    subject: str
    predicate: str
    object: str
    graph: str


def named(node: object) -> str:
    """Return the IRI of a node, nothing for a literal."""
    return node.value if isinstance(node, NamedNode) else ""


def whole_graph(iris: Iris = IRIS) -> list[Quad]:
    """The sample with the ontology and the themes; the other authority files would only slow the tests down."""
    document = make_document()
    slow = [NamedNode(iris.graph(f"authority/{name}")) for name in ("policies", "organisations")]
    return [
        *document_quads(iris, document, make_passages(document), make_reading(document)),
        *(quad for quad in authority_quads(iris, ONTOLOGY) if quad.graph_name not in slow),
        *provenance_quads(iris, [document], "encoder", "1.0"),
    ]


@pytest.fixture(scope="module")
def good() -> list[Quad]:
    return whole_graph()


def term(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(prefixes(IRIS.base)[prefix] + name)


def without(curie: str) -> Edit:
    return lambda quad: None if quad.predicate == term(curie) else quad


def saying(curie: str, value: Literal | NamedNode) -> Edit:
    def edit(quad: Quad) -> Quad:
        if quad.predicate != term(curie):
            return quad
        return Quad(quad.subject, quad.predicate, value, quad.graph_name)

    return edit


def test_a_good_graph_conforms_from_quads_and_from_a_file(good: list[Quad], tmp_path: Path) -> None:
    report = validate(good, ONTOLOGY)
    assert (report.conforms, report.results) == (True, ())
    assert report.text == "The graph conforms to its shapes."
    write_nquads(tmp_path / "g.nq", good)
    assert validate(tmp_path / "g.nq", ONTOLOGY).conforms


@pytest.mark.parametrize(
    ("edit", "shape"),
    [
        (without("dcterms:title"), "SectionShape.title"),
        (without("scr:characters"), "DocumentShape.characters"),
        (without("oa:hasSource"), "SpanShape.hasSource"),
        (saying("oa:end", Literal(0)), "PositionSelectorShape.start"),
        (without("oa:exact"), "QuoteSelectorShape.exact"),
        (saying("scr:passageKind", Literal("poem")), "PassageShape.passageKind"),
        (without("scr:hasSpan"), "MentionShape.hasSpan"),
        (without("biro:references"), "ReferenceShape.references"),
        (saying("fabio:hasPublicationYear", Literal("soon")), "WorkShape.hasPublicationYear"),
        (saying("scr:status", Literal("guessed")), "PointerShape.status"),
        (saying("c4o:denotes", term("scr:nothing")), "PointerShape.denotes"),
        (saying("prism:endingPage", Literal(1)), "LocatorShape.startingPage"),
        (without("cito:hasCitedEntity"), "CitationShape.hasCitedEntity"),
        (saying("scr:endYear", Literal(1066)), "PeriodicReviewShape.startYear"),
        (without("scr:statedAs"), "CaseCountShape.statedAs"),
        (saying("scr:refersTo", term("scr:nothing")), "MentionShape.refersTo"),
        (saying("scr:confidence", Literal("1.01", datatype=term("xsd:decimal"))), "MentionShape.confidence"),
        (saying("scr:theme", term("scr:nothing")), "ThemeAssignmentShape.theme"),
        (saying("scr:high", Literal("1", datatype=term("xsd:decimal"))), "ObservationShape.low"),
        (without("qb:structure"), "DataSetShape.structure"),
        (without("scr:value"), "DataSetShape"),
        (without("qb:measure"), "DataStructureShape"),
        (without("rdfs:range"), "DimensionShape.range"),
        (saying("scr:severity", Literal("dire")), "FindingShape.severity"),
        (saying("scr:sha256", Literal("abc")), "SourceFileShape.sha256"),
        (without("skos:definition"), "TermShape.definition"),
        (without("skos:prefLabel"), "ConceptShape.prefLabel"),
        (without("foaf:name"), "AgentShape.name"),
    ],
)
def test_a_broken_graph_is_caught_by_the_shape_of_what_is_broken(good: list[Quad], edit: Edit, shape: str) -> None:
    report = validate((edited for quad in good if (edited := edit(quad))), ONTOLOGY)
    assert not report.conforms
    assert IRIS.ontology + shape in {result.shape for result in report.results}
    assert report.text.startswith(f"The graph does not conform: {len(report.results)} violations.")
    assert list(report.results) == sorted(report.results, key=lambda one: (one.focus, one.shape, one.message))


def test_a_graph_of_another_base_is_checked_by_shapes_of_that_base() -> None:
    iris = Iris("https://example.org/kg")
    quads = whole_graph(iris)
    assert validate(quads, ONTOLOGY).conforms
    title = NamedNode("http://purl.org/dc/terms/title")
    assert not validate([quad for quad in quads if quad.predicate != title], ONTOLOGY).conforms


def test_a_stale_override_that_has_no_place_left_does_not_break_the_build() -> None:
    """What it speaks of is gone from the text, so that its finding cannot be anchored there."""
    document, reading = make_document(), make_reading(make_document())
    stale = AuditFinding("stale-override", "major", "There is no passage 'x'.", "reject", (), "delete it")
    told = replace(reading, audit=(*reading.audit, stale))
    quads = document_quads(IRIS, document, make_passages(document), told)
    assert validate([*quads, *authority_quads(IRIS, ONTOLOGY)], ONTOLOGY).conforms


def test_every_thing_of_a_report_has_a_shape_and_every_property_a_definition(report_quads: list[Quad]) -> None:
    facts = [Fact(*map(named, quad)) for quad in report_quads]
    stated = [fact for fact in facts if not fact.graph.endswith("/graph/shapes")]
    typed, above = term("rdf:type").value, term("rdfs:subClassOf").value

    def ends(name: str) -> set[str]:
        return {fact.object for fact in facts if fact.predicate == NAMESPACES["sh"] + name}

    targets = ends("targetClass")
    while more := {f.subject for f in stated if f.predicate == above and f.object in targets} - targets:
        targets |= more
    subjects, objects = ends("targetSubjectsOf"), ends("targetObjectsOf")
    shaped = {fact.subject for fact in stated if fact.predicate == typed and fact.object in targets}
    shaped |= {fact.subject for fact in stated if fact.predicate in subjects}
    shaped |= {fact.object for fact in stated if fact.predicate in objects}
    bare = {fact.object for fact in stated if fact.predicate == typed and fact.subject not in shaped}
    # That a graph is an entity of provenance says nothing more of it.
    assert bare <= {term("prov:Entity").value}
    defined = {fact.subject for fact in stated if fact.graph.endswith("/graph/ontology")}
    known = (*NAMESPACES.values(), IRIS.thing("dimension/"))
    assert not [one for one in {fact.predicate for fact in stated} - defined if not one.startswith(known)]


def test_a_graph_without_an_ontology_is_not_called_good(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no ontology"):
        validate([], ONTOLOGY)
    (tmp_path / "g.nq").write_text("<a> nonsense")
    with pytest.raises(BuildError, match="not readable as N-Quads"):
        validate(tmp_path / "g.nq", ONTOLOGY)
    with pytest.raises(BuildError, match="not readable as N-Quads"):
        validate(tmp_path / "none.nq", ONTOLOGY)
