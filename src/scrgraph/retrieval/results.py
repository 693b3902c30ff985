"""A ranking as what leaves the system: a page of hits with their passages, and counts over all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.errors import InputError
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.retrieval.attributes import Attributes
from scrgraph.retrieval.highlights import Range
from scrgraph.retrieval.ranking import Ranked, Ranking
from scrgraph.retrieval.search import Mode


@dataclass(frozen=True, slots=True)
class Page:
    """Which hits are wanted: at most `k`, from the one after `offset`, of the build `generation`."""

    generation: str
    k: int
    offset: int = 0

    @property
    def cursor(self) -> str:
        """Name of the page, for whoever asks for it later."""
        return f"{self.generation}:{self.offset}"

    def at(self, cursor: str) -> "Page":
        """Return the page that a cursor names.

        Raises:
            InputError: no cursor, or one of another build, whose pages would not join.
        """
        generation, _, offset = cursor.rpartition(":")
        if not offset.isascii() or not offset.isdecimal() or len(offset) > len("1000000000"):
            raise InputError("the cursor is not one that a search gave as `next`; search again without it")
        if generation != self.generation:
            raise InputError("the index was built again since that page was shown; search again without the cursor")
        return Page(generation, self.k, int(offset))


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a hit: `words` gives the ranges that matched, `sentence` the nearest sentence."""

    words: Callable[[str], tuple[Range, ...]]
    sentence: Callable[[int], Range | None]


def search_view(
    catalogue: Catalogue, attributes: Attributes, ranking: Ranking, mode: Mode, page: Page, marks: Marks
) -> wire.SearchView:
    """Return one page of hits; `total` and the facets count every passage that was found. The caller sets `took_ms`."""
    shown = ranking.hits[page.offset : page.offset + page.k]
    passages = catalogue.rows("passage", [hit.row for hit in shown], wire.PassageView)
    end = page.offset + page.k
    hits = zip(shown, passages, strict=True)
    return wire.SearchView(
        query=ranking.query,
        mode=mode,
        total=len(ranking.hits),
        took_ms=0.0,
        hits=tuple(
            _hit(rank, hit, passage, ranking, marks) for rank, (hit, passage) in enumerate(hits, 1 + page.offset)
        ),
        facets=attributes.counts([hit.row for hit in ranking.hits]),
        offset=page.offset,
        next=Page(page.generation, page.k, end).cursor if end < len(ranking.hits) else None,
    )


def _hit(rank: int, hit: Ranked, passage: wire.PassageView, ranking: Ranking, marks: Marks) -> wire.HitView:
    # Values made here need no check: building ten hits checked costs as much as ranking them.
    why = tuple(
        wire.Contribution.model_construct(index=one.index, rank=one.rank, score=round(one.score, 4))
        for one in ranking.why(hit.row)
    )
    return wire.HitView.model_construct(
        rank=rank,
        score=round(hit.score, 4),
        passage=passage,
        why=why,
        highlights=marks.words(passage.text),
        sentence=marks.sentence(hit.row),
    )
