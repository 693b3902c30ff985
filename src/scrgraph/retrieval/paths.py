"""Shortest paths between two things of the graph."""

from itertools import pairwise
from typing import TYPE_CHECKING

from scrgraph import wire
from scrgraph.errors import NotFoundError
from scrgraph.iri import Iris

if TYPE_CHECKING:
    import networkx as nx


def shortest_path(graph: "nx.Graph", iris: Iris, start: str, end: str) -> wire.PathView:
    """Return one shortest path (fewest statements); nodes carry labels, edges the statement as it stands in the graph.

    Raises:
        NotFoundError: a thing is not in the graph, or no path joins the two.
    """
    import networkx as nx  # loaded by the first path that is asked for

    source, target = _node(graph, iris, start), _node(graph, iris, end)
    try:
        trail = nx.shortest_path(graph, source, target)
    except nx.NetworkXNoPath as error:
        raise NotFoundError(f"nothing in the graph ties '{start}' to '{end}'") from error
    edges = [_edge(graph, one, other) for one, other in pairwise(trail)]
    return wire.PathView(nodes=tuple(_view(graph, node) for node in trail), edges=tuple(edges))


def _node(graph: "nx.Graph", iris: Iris, wanted: str) -> str:
    for candidate in (wanted, iris.thing(wanted.strip("/"))):
        if candidate in graph:
            return candidate
    folded = wanted.casefold()
    named = [node for node, data in graph.nodes(data=True) if str(data.get("label", "")).casefold() == folded]
    if not named:
        raise NotFoundError(f"'{wanted}' is not in the graph: give an IRI, a local id such as theme/poverty, or a key")
    return str(min(named))


def _view(graph: "nx.Graph", node: str) -> wire.Node:
    data = graph.nodes[node]
    return wire.Node(iri=node, type=str(data.get("type", "")), label=str(data.get("label", node)))


def _edge(graph: "nx.Graph", one: str, other: str) -> wire.Edge:
    data = graph.edges[one, other]
    source = data.get("source", one)
    return wire.Edge(source=source, property=str(data["predicate"]), target=other if source == one else one)
