"""The ontology: a reasoner finds it and what is stated by it consistent; its terms and diagrams are drawn from it."""

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import owlrl
import pytest
import rdflib
from graph_samples import IRIS, ONTOLOGY, make_document, make_passages, make_reading
from pyoxigraph import RdfFormat, serialize

from scrgraph.errors import BuildError
from scrgraph.graph.authority import read_turtle
from scrgraph.graph.ontology_diagrams import class_diagram, diagrammed, mermaid
from scrgraph.graph.ontology_terms import Ontology, read_ontology
from scrgraph.graph.quads import document_quads

SCR = rdflib.Namespace(IRIS.ontology)
ERRORS = "http://www.daml.org/2002/03/agents/agent-ont#error"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology(ONTOLOGY, IRIS.base)


def contradictions(*graphs: rdflib.Graph) -> list[str]:
    """What an OWL 2 RL reasoner finds impossible in the union of some graphs and the ontology."""
    union = rdflib.Graph().parse(ONTOLOGY / "scrgraph.ttl")
    for graph in graphs:
        union += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(union)
    return [str(message) for message in union.objects(None, rdflib.URIRef(ERRORS))]


def drawing(ontology: Ontology, name: str) -> Element:
    return fromstring(class_diagram(ontology, name))  # noqa: S314 (our own output)


def sample() -> rdflib.Graph:
    document = make_document()
    quads = document_quads(IRIS, document, make_passages(document), make_reading(document))
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples, format="nt")


def test_a_reasoner_finds_the_ontology_and_a_report_stated_by_it_consistent() -> None:
    assert contradictions(sample()) == []


def test_a_reasoner_would_find_a_policy_that_is_an_organisation() -> None:
    thing = rdflib.URIRef(IRIS.thing("policy/x"))
    wrong = rdflib.Graph()
    wrong.add((thing, rdflib.RDF.type, SCR.Legislation))
    wrong.add((thing, rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/org#Organization")))
    assert contradictions(wrong)


def test_every_term_is_read_with_what_it_is_and_means(ontology: Ontology) -> None:
    assert ontology.title.startswith("scrgraph ontology")
    assert ontology.version
    kinds = {"class", "object property", "datatype property", "annotation property", "individual"}
    assert {term.kind for term in ontology.terms} == kinds
    assert all(term.label and term.definition for term in ontology.terms)
    passage = next(term for term in ontology.terms if term.name == "Passage")
    assert passage.parents == ("doco:TextChunk",)
    assert "scr:Span" in passage.disjoint
    assert {term.name for term in ontology.properties_of("ThemeFinding")} == {"review"}
    assert {term.name for term in ontology.properties_to("PeriodicReview")} >= {"review", "firstFoundBy"}


def test_terms_move_with_their_base() -> None:
    moved = read_ontology(ONTOLOGY, "https://example.org/kg")
    assert moved.iri == "https://example.org/kg/ontology"
    assert all(term.iri == f"https://example.org/kg/ontology#{term.name}" for term in moved.terms)
    own = {parent for term in moved.of("class") for parent in term.parents if parent.startswith("scr:")}
    assert "scr:Policy" in own


def test_a_folder_without_an_ontology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="not readable"):
        read_ontology(tmp_path, IRIS.base)


def test_every_diagram_is_an_image_with_words_for_who_does_not_see_it(ontology: Ontology) -> None:
    drawn = diagrammed(ontology)
    assert len(drawn) > 20
    for term in drawn:
        root = drawing(ontology, term.name)
        assert root.tag == f"{SVG}svg"
        assert root.findtext(f"{SVG}title") == f"scr:{term.name}"
        boxes = len(root.findall(f"{SVG}rect"))
        assert boxes == len(root.findall(f"{SVG}path")) + 1


def test_a_diagram_tells_what_leads_to_a_class_and_from_it(ontology: Ontology) -> None:
    root = drawing(ontology, "CaseCount")
    told = (root.findtext(f"{SVG}desc") or "").split("; ")
    assert "scr:PeriodicReview hasCaseCount scr:CaseCount" in told
    assert "scr:CaseCount is a kind of prov:Entity" in told
    assert "scr:CaseCount cases xsd:integer" in told


def test_the_diagram_of_the_whole_names_every_class_and_its_relations(ontology: Ontology) -> None:
    lines = mermaid(ontology).splitlines()
    assert lines[0] == "classDiagram"
    assert "  scr_Policy <|-- scr_Legislation" in lines
    assert "  scr_PeriodicReview --> scr_CaseCount : hasCaseCount" in lines


def test_every_class_of_a_known_superclass_stands_in_the_file_once() -> None:
    subjects = [
        quad.subject for quad in read_turtle(ONTOLOGY / "scrgraph.ttl", IRIS.base) if "Class" in str(quad.object)
    ]
    assert len(subjects) == len(set(subjects))
