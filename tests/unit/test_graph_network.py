"""networkx views of a reading."""

from itertools import pairwise

import networkx as nx
import pytest
from graph_samples import IRIS, make_document, make_passages, make_reading

from scrgraph.graph.names import passage_iri, work_iri
from scrgraph.graph.network import citation_network, knowledge_network, pagerank, theme_network
from scrgraph.reading.findings import Reading


def test_citation_network_has_every_work_and_counts_citations() -> None:
    document = make_document()
    reading, passages = make_reading(document), make_passages(document)
    graph = citation_network(reading, passages)
    works = [work_iri(IRIS, reference) for reference in reading.references]
    edges = {(a, b): data["weight"] for a, b, data in graph.edges(data=True)}
    assert edges == {
        (passage_iri(IRIS, passages[0]), works[0]): 1,
        (passage_iri(IRIS, passages[1]), works[1]): 1,
    }
    assert graph.nodes[works[2]] == {"label": "Board of Works 2012", "type": "work"}
    twice = Reading("bridges", references=reading.references, citations=(reading.citations[0],) * 2)
    [(_, _, data)] = citation_network(twice, passages).edges(data=True)
    assert data["weight"] == 2


def test_theme_network_counts_passages_about_both() -> None:
    graph = theme_network(make_reading(make_document()), labels={"theme/poverty": "Poverty"})
    poverty, neglect = IRIS.thing("theme/poverty"), IRIS.thing("theme/neglect")
    assert graph.nodes[poverty] == {"label": "Poverty", "type": "theme", "passages": 2}
    assert graph.nodes[neglect] == {"label": "theme/neglect", "type": "theme", "passages": 1}
    assert list(graph.edges(data="weight")) == [(neglect, poverty, 1)]


def test_pagerank_of_a_hand_computed_network() -> None:
    """Two pages that point at a third, which points nowhere: with d = 0.5, x = (1-d)/3 + d*c/3 and c = x + d*2x.

    From a + b + c = 1 and a = b = x: 2x + c = 1, c = 2x, so x = 1/4 and c = 1/2.
    """
    graph = nx.DiGraph([("a", "c"), ("b", "c")])
    scores = pagerank(graph, damping=0.5)
    assert scores == pytest.approx({"a": 0.25, "b": 0.25, "c": 0.5}, abs=1e-5)
    assert pagerank(nx.DiGraph()) == {}


def test_knowledge_network_ties_an_author_to_a_theme() -> None:
    document = make_document()
    graph = knowledge_network(document, make_passages(document), make_reading(document), IRIS)
    path = nx.shortest_path(graph, IRIS.thing("person/ash-b"), IRIS.thing("theme/neglect"))
    assert [graph.nodes[node]["type"] for node in path] == ["agent", "work", "passage", "theme"]
    predicates = [graph.edges[pair]["predicate"] for pair in pairwise(path)]
    assert predicates == ["dcterms:creator", "cito:cites", "dcterms:subject"]
    assert graph.edges[path[0], path[1]]["source"] == path[1]
    assert all(data.keys() >= {"label", "type"} for _, data in graph.nodes(data=True))
