"""networkx views of a reading: who is cited where, which themes occur together, what is tied to what."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import networkx as nx

from scrgraph.graph import names
from scrgraph.graph.places import Places
from scrgraph.iri import Iris
from scrgraph.passages import Passage
from scrgraph.reading.findings import Person, Reading, ResolvedCitation
from scrgraph.source.document import Document

DAMPING = 0.85
"""Brin and Page, The anatomy of a large-scale hypertextual Web search engine (1998), section 2.1.1."""


def citation_network(reading: Reading, passages: Sequence[Passage], iris: Iris | None = None) -> nx.DiGraph:
    """Return passages and the works they cite; edges have `weight` (how often) and `predicate`.

    Nodes are IRIs with `label` and `type`; every work of the list is there, cited or not.
    """
    iris = iris or Iris()
    graph = nx.DiGraph()
    places, works = Places(passages), {one.index: one for one in reading.references}
    for reference in reading.references:
        graph.add_node(names.work_iri(iris, reference), label=reference.key, type="work")
    for linked in reading.citations:
        passage = places.of(linked.citation.span)
        if passage is None or not isinstance(linked, ResolvedCitation) or linked.target not in works:
            continue
        source, target = names.passage_iri(iris, passage), names.work_iri(iris, works[linked.target])
        graph.add_node(source, label=passage.id, type="passage")
        weight = graph.get_edge_data(source, target, {"weight": 0})["weight"] + 1
        graph.add_edge(source, target, weight=weight, predicate="cito:cites")
    return graph


def theme_network(reading: Reading, iris: Iris | None = None, labels: Mapping[str, str] | None = None) -> nx.Graph:
    """Return the themes of a reading; an edge's `weight` counts the passages that are about both.

    `labels` names themes by local id; without it the label is the local id.
    """
    iris = iris or Iris()
    graph = nx.Graph()
    passages: dict[str, set[str]] = {}
    for assignment in reading.themes:
        passages.setdefault(assignment.passage, set()).add(assignment.theme)
    for themes in passages.values():
        for theme in sorted(themes):
            node = names.entity_iri(iris, theme)
            count = graph.nodes[node]["passages"] if node in graph else 0
            graph.add_node(node, label=(labels or {}).get(theme, theme), type="theme", passages=count + 1)
        for one, other in combinations(sorted(themes), 2):
            pair = names.entity_iri(iris, one), names.entity_iri(iris, other)
            weight = graph.get_edge_data(*pair, {"weight": 0})["weight"] + 1
            graph.add_edge(*pair, weight=weight, predicate="skos:related")
    return graph


def pagerank(graph: nx.Graph, *, damping: float = DAMPING) -> dict[str, float]:
    """Return the PageRank of every node, summing to 1; empty for an empty graph.

    Page, Brin, Motwani and Winograd, The PageRank citation ranking (1999), with edges weighted by `weight`.
    """
    if not graph:
        return {}
    scores: dict[str, float] = nx.pagerank(graph, alpha=damping, weight="weight")
    return scores


def knowledge_network(
    document: Document,
    passages: Sequence[Passage],
    reading: Reading,
    iris: Iris,
    labels: Mapping[str, str] | None = None,
) -> nx.Graph:
    """Return what is tied to what, for paths: sections, passages, works, authors, reviews, themes, entities.

    Nodes have `label` and `type`; edges `predicate` (a curie) and `source`, the subject of the statement.
    `labels` names themes, policies and organisations by local id; without it the label is the local id.
    """
    graph = nx.Graph()
    _add_text(graph, iris, document, passages)
    _add_works(graph, iris, reading)
    _add_citations(graph, iris, reading, Places(passages))
    _add_knowledge(graph, iris, reading, Places(passages), labels or {})
    return graph


def _edge(graph: nx.Graph, source: str, predicate: str, target: str) -> None:
    if source != target and not graph.has_edge(source, target):
        graph.add_edge(source, target, predicate=predicate, source=source)


def _add_text(graph: nx.Graph, iris: Iris, document: Document, passages: Sequence[Passage]) -> None:
    report = names.document_iri(iris, document.id)
    graph.add_node(report, label=document.metadata.title, type="document")
    for section in document.sections:
        node = names.section_iri(iris, document, section)
        graph.add_node(node, label=f"{section.number} {section.title}".strip(), type="section")
        parent = None if section.parent is None else document.sections[section.parent]
        _edge(
            graph,
            report if parent is None else names.section_iri(iris, document, parent),
            "po:contains",
            node,
        )
    for passage in passages:
        node = names.passage_iri(iris, passage)
        graph.add_node(node, label=passage.text[:80], type="passage")
        section = document.sections[passage.section]
        _edge(graph, node, "dcterms:isPartOf", names.section_iri(iris, document, section))


def _add_works(graph: nx.Graph, iris: Iris, reading: Reading) -> None:
    for reference in reading.references:
        work = names.work_iri(iris, reference)
        graph.add_node(work, label=reference.key, type="work")
        for author in reference.authors:
            node = names.author_iri(iris, author)
            name = f"{author.given} {author.family}".strip() if isinstance(author, Person) else author.name
            graph.add_node(node, label=name, type="agent")
            _edge(graph, work, "dcterms:creator", node)


def _add_citations(graph: nx.Graph, iris: Iris, reading: Reading, places: Places) -> None:
    works = {one.index: names.work_iri(iris, one) for one in reading.references}
    for linked in reading.citations:
        passage = places.of(linked.citation.span)
        if passage and isinstance(linked, ResolvedCitation) and linked.target in works:
            _edge(graph, names.passage_iri(iris, passage), "cito:cites", works[linked.target])


def _add_knowledge(graph: nx.Graph, iris: Iris, reading: Reading, places: Places, labels: Mapping[str, str]) -> None:
    works = {one.key: names.work_iri(iris, one) for one in reversed(reading.references)}
    for review in reading.reviews:
        node = names.review_iri(iris, review)
        graph.add_node(node, label=review.title, type="review")
        if review.key in works:
            _edge(graph, node, "scr:publishedAs", works[review.key])
    found = [(assignment.passage, "dcterms:subject", assignment.theme) for assignment in reading.themes]
    for mention in reading.mentions:
        passage = places.of(mention.span)
        if passage:
            found.append((passage.id, "scr:mentions", mention.entity))
    for identifier, predicate, local in found:
        node = names.entity_iri(iris, local)
        if node not in graph:
            graph.add_node(node, label=labels.get(local, local), type=local.partition("/")[0])
        _edge(graph, names.passage_iri(iris, identifier), predicate, node)
