"""GraphML and GEXF of the network of citations, themes, mentions, authors and sections."""

from typing import BinaryIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from scrgraph.iri import Iris
from scrgraph.vocabulary import NAMESPACES

EDGES = """
PREFIX cito: <{cito}>
PREFIX dcterms: <{dcterms}>
PREFIX po: <{po}>
PREFIX doco: <{doco}>
PREFIX foaf: <{foaf}>
PREFIX scr: <{base}/ontology#>
SELECT DISTINCT ?source ?property ?target WHERE {{
  {{ VALUES ?property {{ cito:cites dcterms:subject scr:mentions dcterms:isPartOf }}
     ?source a scr:Passage ; ?property ?target }}
  UNION {{ VALUES ?property {{ dcterms:creator }} ?source scr:key ?key ; ?property ?target }}
  UNION {{ VALUES ?property {{ scr:publishedAs }} ?source ?property ?target }}
  UNION {{ VALUES ?property {{ po:contains }} ?source ?property ?target . ?target a doco:Section }}
}} ORDER BY ?source ?property ?target
"""
LABELS = """
PREFIX dcterms: <{dcterms}>
PREFIX foaf: <{foaf}>
PREFIX rdfs: <{rdfs}>
PREFIX skos: <{skos}>
SELECT ?thing (MIN(STR(?text)) AS ?label) WHERE {{
  ?thing rdfs:label|skos:prefLabel|foaf:name|dcterms:title|dcterms:identifier ?text
}} GROUP BY ?thing
"""


def network_of(store: Store, base: str) -> nx.DiGraph:
    """Return the network of a store: nodes have `label` and `type` (from their IRI), edges `predicate`."""
    iris = Iris(base)
    labels = {row[0]: row[1] for row in _rows(store, LABELS, base)}
    graph = nx.DiGraph()
    for source, predicate, target in _rows(store, EDGES, base):
        for node in (source, target):
            kind = (iris.local(node) or "thing").partition("/")[0]
            graph.add_node(node, label=_xml_safe(labels.get(node, node)), type=kind)
        graph.add_edge(source, target, predicate=_curie(predicate, base))
    return graph


def write_graphml(store: Store, base: str, out: BinaryIO) -> None:
    """Write the network as GraphML."""
    nx.write_graphml_xml(network_of(store, base), out)


def write_gexf(store: Store, base: str, out: BinaryIO) -> None:
    """Write the network as GEXF 1.2 without the date of writing, which would make every file differ."""
    writer = GEXFWriter(encoding="utf-8", version="1.2draft")
    writer.add_graph(network_of(store, base))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.write(out)


def _rows(store: Store, query: str, base: str) -> list[tuple[str, ...]]:
    found = store.query(query.format(base=base, **NAMESPACES), use_default_graph_as_union=True)
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    terms = ([row[i] for i in range(len(found.variables))] for row in found)
    return [tuple(term.value if isinstance(term, NamedNode | Literal) else "" for term in row) for row in terms]


def _curie(predicate: str, base: str) -> str:
    for prefix, namespace in {**NAMESPACES, "scr": f"{base}/ontology#"}.items():
        if predicate.startswith(namespace):
            return f"{prefix}:{predicate.removeprefix(namespace)}"
    return predicate


def _xml_safe(text: str) -> str:
    """Drop control characters, which XML 1.0 cannot hold."""
    return "".join(character for character in text if character >= " " and character not in "\ufffe\uffff")
