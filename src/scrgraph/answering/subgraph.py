"""The part of the graph that ties an answer's statements together."""

from collections.abc import Iterable, Iterator, Sequence

from scrgraph import wire


def subgraph(passages: Sequence[wire.PassageView], facts: Sequence[wire.FactView]) -> wire.Subgraph:
    """Return passages, their themes, the policies and organisations they name, the works they cite, and facts.

    A theme or named thing that only one passage has ties nothing together and is left out, unless there is one passage.
    """
    edges = list(dict.fromkeys(edge for passage in passages for edge in _edges(passage)))
    shared = {e.target for e in edges if sum(other.target == e.target for other in edges) > 1}
    kept = [e for e in edges if e.property == "cito:cites" or e.target in shared or len(passages) == 1]
    labels = dict(label for passage in passages for label in _labels(passage))
    nodes = [wire.Node(iri=p.iri, type="passage", label=f"{p.section.number} {p.section.title}") for p in passages]
    nodes += [
        wire.Node(iri=iri, type=_TYPES[prop], label=labels[iri])
        for iri, prop in dict.fromkeys((e.target, e.property) for e in kept)
    ]
    nodes += [wire.Node(iri=fact.iri, type="observation", label=fact.label) for fact in facts]
    return wire.Subgraph(nodes=tuple(nodes), edges=tuple(kept))


_TYPES = {"cito:cites": "work", "dcterms:subject": "theme", "scr:mentions": "thing"}


def _edges(passage: wire.PassageView) -> Iterator[wire.Edge]:
    for citation in passage.citations:
        if citation.iri:
            yield wire.Edge(source=passage.iri, property="cito:cites", target=citation.iri)
    for theme in passage.themes:
        yield wire.Edge(source=passage.iri, property="dcterms:subject", target=theme.iri)
    for entity in passage.entities:
        yield wire.Edge(source=passage.iri, property="scr:mentions", target=entity.iri)


def _labels(passage: wire.PassageView) -> Iterable[tuple[str, str]]:
    yield from ((c.iri, c.key or c.iri) for c in passage.citations if c.iri)
    yield from ((thing.iri, thing.label) for thing in (*passage.themes, *passage.entities))
