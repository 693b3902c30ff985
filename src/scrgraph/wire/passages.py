"""Passages, and the pages of a search."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from scrgraph.wire.base import CitationView, Labelled, Model, Pair, SectionRef


class PassageView(Model):
    """A passage with what was found in it."""

    id: str
    iri: str
    document: str
    section: SectionRef
    kind: str
    text: str
    spans: tuple[Pair, ...]
    citations: tuple[CitationView, ...] = ()
    themes: tuple[Labelled, ...] = ()
    entities: tuple[Labelled, ...] = ()
    path: tuple[SectionRef, ...] = ()
    previous: str | None = None
    next: str | None = None


class Contribution(Model):
    """Why a passage was found: its rank (1-based) and score in one index, or by the reranker that read it again."""

    index: Literal["dense", "lexical", "graph", "reranker"]
    rank: int
    score: float


class HitView(Model):
    """One ranked passage. `highlights` are the words and phrases that matched, `sentence` the nearest in meaning.

    Both count in code points of the passage's `text`, not of the document's.
    """

    rank: int
    score: float
    passage: PassageView
    why: tuple[Contribution, ...]
    highlights: tuple[Pair, ...] = ()
    sentence: Pair | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with the number of hits that have it. No model: a search makes some eighty of them."""

    value: str
    label: str
    count: int


class SearchView(Model):
    """A page of ranked passages. `notes` are sentences for the reader (a spelling repaired).

    `total` counts what may be paged through, and each facet what choosing its value would leave of it. `offset` is
    the number of hits before this page; `next`, where there is more, is the cursor of the page after it, good for as
    long as the index is not built again.
    """

    query: str
    mode: str
    total: int
    took_ms: float
    hits: tuple[HitView, ...]
    facets: dict[str, tuple[FacetValue, ...]] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    offset: int = 0
    next: str | None = None


class SuggestionView(Model):
    """A name that may be meant while somebody types; `kind`: theme, section, work, policy or organisation."""

    label: str
    kind: str
    iri: str
