"""Passages, and the pages of a search."""

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
    """Why a passage was found: its rank (1-based) and score in one index."""

    index: Literal["dense", "lexical", "graph"]
    rank: int
    score: float


class HitView(Model):
    """One ranked passage."""

    rank: int
    score: float
    passage: PassageView
    why: tuple[Contribution, ...]


class FacetValue(Model):
    """One value of a facet with the number of hits that have it."""

    value: str
    label: str
    count: int


class SearchView(Model):
    """A page of ranked passages. `notes` are sentences for the reader (a spelling repaired, a filter ignored)."""

    query: str
    mode: str
    total: int
    took_ms: float
    hits: tuple[HitView, ...]
    facets: dict[str, tuple[FacetValue, ...]] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()


class SuggestionView(Model):
    """A name that may be meant while somebody types; `kind`: theme, section, work, policy or organisation."""

    label: str
    kind: str
    iri: str
