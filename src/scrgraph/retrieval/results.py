"""A ranking as what leaves the system: a page of hits with their passages, and counts over all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from scrgraph import wire
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.retrieval.search import Mode, Ranked, Ranking

FACET_DEPTH = 50
"""Best passages over which facets are counted."""
FACET_VALUES = 12


def search_view(catalogue: Catalogue, ranking: Ranking, mode: Mode, k: int) -> wire.SearchView:
    """Return the first k hits with their passages; `total` counts every candidate. The caller sets `took_ms`."""
    depth = max(k, min(FACET_DEPTH, len(ranking.hits)))
    best = ranking.hits[:depth]
    passages = catalogue.rows("passage", [hit.row for hit in best], wire.PassageView)
    return wire.SearchView(
        query=ranking.query,
        mode=mode,
        total=len(ranking.hits),
        took_ms=0.0,
        hits=tuple(hit_view(rank, hit, passages[rank - 1]) for rank, hit in enumerate(best[:k], 1)),
        facets=facets(passages),
    )


def hit_view(rank: int, hit: Ranked, passage: wire.PassageView) -> wire.HitView:
    """Return one hit with why it was found."""
    why = tuple(wire.Contribution(index=w.index, rank=w.rank, score=round(w.score, 4)) for w in hit.why)
    return wire.HitView(rank=rank, score=round(hit.score, 4), passage=passage, why=why)


def facets(passages: Sequence[wire.PassageView]) -> dict[str, tuple[wire.FacetValue, ...]]:
    """Count themes, sections and kinds over passages, most frequent first."""
    themes = {theme.iri: theme.label for passage in passages for theme in passage.themes}
    sections = {p.section.number: f"{p.section.number} {p.section.title}" for p in passages}
    return {
        "theme": _values((theme.iri for p in passages for theme in p.themes), themes),
        "section": _values((p.section.number for p in passages), sections),
        "kind": _values((p.kind for p in passages), {}),
        "document": _values((p.document for p in passages), {}),
    }


def _values(found: Iterable[str], labels: dict[str, str]) -> tuple[wire.FacetValue, ...]:
    counts = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))[:FACET_VALUES]
    return tuple(wire.FacetValue(value=value, label=labels.get(value, value), count=n) for value, n in counts)
