"""The JSON that leaves the system (CLI `--json` and HTTP), as frozen models: one definition for every door.

The catalogue of an index stores these same models, so a hit is read, not assembled. Spans are [start, end) in code
points of the document's text.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Pair = tuple[int, int]


class Model(BaseModel):
    """Base of every wire model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionRef(Model):
    """Where a passage stands."""

    number: str
    title: str


class Labelled(Model):
    """An IRI with its label."""

    iri: str
    label: str


class CitationView(Model):
    """One cited work at one place. `key` and `iri` are None where it is not linked."""

    key: str | None
    iri: str | None
    locator: str | None
    style: str
    status: Literal["resolved", "repaired", "ambiguous", "unresolved"]
    rule: str | None
    start: int
    end: int


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


class StatementView(Model):
    """Words of the report that answer, verified against it. `quoted` is the key of the work they are quoted from."""

    text: str
    document: str
    spans: tuple[Pair, ...]
    passage: str
    section: SectionRef
    citations: tuple[CitationView, ...] = ()
    quoted: str | None = None


class FactView(Model):
    """A number with its place; a derived one lists the observations it comes from."""

    iri: str
    label: str
    value: float | str
    unit: str
    dimensions: dict[str, str]
    document: str
    spans: tuple[Pair, ...]
    derived_from: tuple[str, ...] = ()


class Node(Model):
    """A thing in an answer's subgraph."""

    iri: str
    type: str
    label: str


class Edge(Model):
    """A statement of the graph in an answer's subgraph."""

    source: str
    property: str
    target: str


class Subgraph(Model):
    """What ties an answer's statements together."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


class AnswerView(Model):
    """A graph-anchored answer, or an abstention with its reason."""

    question: str
    answered: bool
    confidence: float
    reason: str | None
    kind: str
    statements: tuple[StatementView, ...] = ()
    facts: tuple[FactView, ...] = ()
    graph: Subgraph = Subgraph()
    sparql: str | None = None
    took_ms: float = 0.0
    notes: tuple[str, ...] = ()


class AuthorView(Model):
    """A person (family, given) or an organisation."""

    family: str | None = None
    given: str | None = None
    organisation: str | None = None


class CitedBy(Model):
    """One place that cites a work, with the sentence it stands in.

    `function` is a CiTO curie, with its `confidence` and the words that show it; `teams` counts the teams without a
    common author among the works cited in the same brackets.
    """

    document: str
    passage: str
    section: SectionRef
    text: str
    start: int
    end: int
    locator: str | None
    style: str
    status: str
    function: str | None = None
    confidence: float | None = None
    evidence: str | None = None
    teams: int | None = None


class CoCited(Model):
    """A work cited in the same brackets, and how often."""

    key: str
    count: int


class OtherWork(Model):
    """Another cited work by some of the same authors (as the list prints them), and how often it is cited."""

    key: str
    title: str | None
    authors: tuple[str, ...]
    citations: int


class ReferenceView(Model):
    """A reference entry as parsed; what follows `citations` is filled for a single work only.

    `self_citation`: a report that cites the work shares an author with it.
    """

    document: str
    index: int
    key: str
    iri: str
    authors: tuple[AuthorView, ...]
    year: str | None
    title: str | None
    container: str | None
    publisher: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    url: str | None
    type: str
    start: int
    end: int
    text: str
    duplicate_of: int | None = None
    citations: int = 0
    cited_by: tuple[CitedBy, ...] = ()
    co_cited: tuple[CoCited, ...] = ()
    other_works: tuple[OtherWork, ...] = ()
    self_citation: bool = False


class CountView(Model):
    """A number of cases as one place states it."""

    value: int | None
    text: str
    document: str
    spans: tuple[Pair, ...]


class ReviewView(Model):
    """A periodic review."""

    iri: str
    number: int
    title: str
    authors: tuple[str, ...]
    years: Pair
    length_years: float
    published: int | None
    key: str | None
    counts: tuple[CountView, ...]


class ThemeFindingView(Model):
    """A sentence that tells what a periodic review (years as in its IRI: "2003-2005") found on a theme."""

    review: str
    text: str
    document: str
    passage: str
    section: str
    spans: tuple[Pair, ...]


class ThemeView(Model):
    """A theme of the scheme with where it occurs. `definition` is ours, not the report's.

    `findings` stand in the order of the reviews, `first` and `last` are the earliest and latest review among them.
    """

    iri: str
    label: str
    alternative: tuple[str, ...]
    definition: str
    broader: str | None
    passages: int
    sections: tuple[str, ...]
    reviews: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    findings: tuple[ThemeFindingView, ...] = ()


class EntityView(Model):
    """A policy or organisation with where it is named.

    Type, year, issuer, successions (IRIs), years in force and note are authority data, not the report's. `keys` are
    the entries of reference lists that are the policy itself, `roles` what the organisation does for a report.
    """

    iri: str
    label: str
    alternative: tuple[str, ...]
    type: str
    year: int | None
    mentions: int
    sections: tuple[str, ...]
    spans: tuple[Pair, ...] = ()
    issuer: str | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    in_force: tuple[int | None, int | None] = (None, None)
    note: str | None = None
    keys: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class StatisticView(Model):
    """An observation. `topic` names in a word or two what a number of the prose measures, where that is sure."""

    iri: str
    measure: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    population: str | None
    period: str | None
    dimensions: dict[str, str]
    source: str | None
    document: str
    spans: tuple[Pair, ...]
    text: str
    years: float | None = None
    table: str | None = None
    footnote: str | None = None
    topic: str | None = None


class AnchorView(Model):
    """A place and its words."""

    document: str
    start: int
    end: int
    text: str


class AuditView(Model):
    """A finding of the audit with both sides."""

    kind: str
    severity: Literal["major", "minor"]
    message: str
    rule: str
    anchors: tuple[AnchorView, ...]
    repair: str | None


class DocumentView(Model):
    """A document and its sections."""

    id: str
    iri: str
    title: str
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    attribution: str | None
    licence: str | None
    source: str | None
    characters: int
    sections: tuple[dict[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()


class PathView(Model):
    """A shortest path between two things of the graph."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class SuggestionView(Model):
    """A name that may be meant while somebody types; `kind`: theme, section, work, policy or organisation."""

    label: str
    kind: str
    iri: str
