"""The ontology and its files: every term documented, every graph named, provenance without times."""

import re
from pathlib import Path

import pytest
from graph_samples import IRIS, ONTOLOGY, make_document
from pyoxigraph import Literal, NamedNode, Quad

from scrgraph.errors import BuildError
from scrgraph.graph.authority import authority_quads, read_turtle
from scrgraph.graph.provenance import provenance_quads
from scrgraph.iri import Iris
from scrgraph.vocabulary import NAMESPACES

SCR = IRIS.ontology
SOURCE = Path(__file__).parents[2] / "src/scrgraph/graph"


def objects(quads: list[Quad], subject: NamedNode, predicate: str) -> list[str]:
    found = (q.object for q in quads if q.subject == subject and q.predicate.value == predicate)
    return [term.value for term in found if isinstance(term, NamedNode | Literal)]


def ontology() -> list[Quad]:
    return list(read_turtle(ONTOLOGY / "scrgraph.ttl", IRIS.base))


def test_every_term_has_one_label_one_definition_and_says_where_it_is_defined() -> None:
    quads = ontology()
    terms = {q.subject for q in quads if isinstance(q.subject, NamedNode) and q.subject.value.startswith(SCR)}
    assert len(terms) > 100
    for term in terms:
        assert len(objects(quads, term, NAMESPACES["rdfs"] + "label")) == 1, term
        assert len(objects(quads, term, NAMESPACES["skos"] + "definition")) == 1, term
        assert objects(quads, term, NAMESPACES["rdfs"] + "isDefinedBy") == [f"{IRIS.base}/ontology"], term


def test_every_class_stands_under_a_class_of_a_known_vocabulary() -> None:
    quads = ontology()
    parents = {
        q.subject: objects(quads, q.subject, NAMESPACES["rdfs"] + "subClassOf")
        for q in quads
        if isinstance(q.subject, NamedNode) and q.object == NamedNode(NAMESPACES["owl"] + "Class")
    }
    for name in parents:
        seen, waiting = set[str](), [name.value]
        while waiting:
            at = waiting.pop()
            seen.add(at)
            waiting += [parent for parent in parents.get(NamedNode(at), []) if parent not in seen]
        assert [one for one in seen if not one.startswith(SCR)], name


@pytest.mark.parametrize("where", [*sorted(SOURCE.glob("*.py")), *sorted(ONTOLOGY.rglob("*.[tr][tq]*"))], ids=str)
def test_every_term_that_is_used_is_defined(where: Path) -> None:
    defined = {q.subject.value for q in ontology() if isinstance(q.subject, NamedNode)}
    shapes = {
        q.subject.value for q in read_turtle(ONTOLOGY / "shapes.ttl", IRIS.base) if isinstance(q.subject, NamedNode)
    }
    used = re.findall(r"\bscr:(\w[\w.]*\w)", where.read_text())
    assert not [name for name in used if SCR + name not in defined | shapes]


def test_every_file_has_a_graph_of_its_own() -> None:
    graphs = {quad.graph_name for quad in authority_quads(IRIS, ONTOLOGY)}
    files = ("themes", "policies", "organisations", "places", "series")
    names = {"ontology", "shapes", *(f"authority/{name}" for name in files)}
    assert graphs == {NamedNode(IRIS.graph(name)) for name in names}


def test_another_base_moves_our_own_iris_and_no_other() -> None:
    iris = Iris("https://example.org/kg")
    here, there = list(authority_quads(IRIS, ONTOLOGY)), list(authority_quads(iris, ONTOLOGY))
    assert len(here) == len(there)
    moved = {str(quad).replace("https://w3id.org/scrgraph/", "https://example.org/kg/") for quad in here}
    assert {str(quad) for quad in there} == moved
    assert any("http://purl.org/spar/" in str(quad) for quad in there)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<https://example.org/a> <https://example.org/p> [] .", "blank node"),
        ("<https://example.org/a> <https://example.org/p> (1) .", "blank node"),
        ("<https://example.org/a> nonsense", "not readable as Turtle"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_build(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "themes.ttl").write_text(text)
    with pytest.raises(BuildError, match=message):
        list(authority_quads(IRIS, tmp_path))


def test_a_folder_without_an_ontology_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="SCRGRAPH_ONTOLOGY"):
        list(authority_quads(IRIS, tmp_path / "none"))


def test_provenance_says_what_the_graph_was_made_from_and_never_when() -> None:
    document = make_document()
    quads = list(provenance_quads(IRIS, [document], "all-MiniLM-L6-v2", "0.1.0"))
    assert quads == list(provenance_quads(IRIS, [document], "all-MiniLM-L6-v2", "0.1.0"))
    graph = NamedNode(IRIS.graph("document/bridges"))
    assert objects(quads, graph, NAMESPACES["prov"] + "wasDerivedFrom") == [IRIS.thing("source/bridges")]
    source = NamedNode(IRIS.thing("source/bridges"))
    [checksum] = objects(quads, source, f"{SCR}sha256")
    assert re.fullmatch(r"[0-9a-f]{64}", checksum)
    labels = {q.object.value for q in quads if isinstance(q.object, Literal)}
    assert {"scrgraph 0.1.0", "all-MiniLM-L6-v2"} <= labels
    times = ("dateTime", "startedAtTime", "endedAtTime", "generatedAtTime", "Federated")
    assert not [quad for quad in quads if any(word in str(quad) for word in times)]
