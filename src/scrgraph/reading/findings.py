"""Findings: what reading a document yields. Each is a span of the text plus what it means."""

from dataclasses import dataclass, field
from typing import Literal

from scrgraph.reading.override import Override
from scrgraph.reading.relations import (
    CrossReference,
    DatedEvent,
    ListedPolicy,
    Membership,
    OrganisationRole,
    ReviewLead,
    SectionTheme,
    ThemeFinding,
)
from scrgraph.reading.series import SeriesWords
from scrgraph.source.text import Span, Spans

Style = Literal["parenthetical", "narrative", "continuation", "by-name", "by-period"]
Severity = Literal["major", "minor"]


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the list prints them; `given` holds initials or forenames, empty where none are printed."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A corporate author; `acronym` where the list or the text defines one."""

    name: str
    acronym: str | None = None


Author = Person | Organisation


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the reference list. `index` is 1-based; `key` as in INTERFACES ("Brandon et al 2010").

    `cut` tells that the list itself breaks the authors off with "et al".
    """

    document: str
    index: int
    key: str
    authors: tuple[Author, ...]
    year: str | None
    title: str | None
    container: str | None
    publisher: str | None
    place: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    url: str | None
    type: str
    spans: Spans
    text: str
    duplicate_of: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited work at one place, found but not yet linked.

    `span` excludes the brackets; `text` is the folded text there. `authors` is the author part as printed (for a
    continuation that of the citation it continues), `year` the year with its suffix. Citations in one pair of
    brackets share `group` (unique in the document). `block` is the index of the block it stands in.
    """

    document: str
    block: int
    span: Span
    text: str
    style: Style
    authors: str
    year: str | None
    locator: str | None
    group: int


@dataclass(frozen=True, slots=True)
class ResolvedCitation:
    """A citation with its one target (1-based reference index). `rule` names the repair, None where none was needed."""

    citation: Citation
    target: int
    rule: str | None = None

    @property
    def status(self) -> Literal["resolved", "repaired"]:
        """Resolved as printed, or repaired by the named rule."""
        return "repaired" if self.rule else "resolved"


@dataclass(frozen=True, slots=True)
class UnresolvedCitation:
    """A citation that is not linked: several candidates (ambiguous) or none (unresolved)."""

    citation: Citation
    candidates: tuple[int, ...] = ()
    rule: str | None = None

    @property
    def status(self) -> Literal["ambiguous", "unresolved"]:
        """Ambiguous with candidates, unresolved without."""
        return "ambiguous" if self.candidates else "unresolved"


LinkedCitation = ResolvedCitation | UnresolvedCitation


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A quotation in a block, the spans of its words, and the citation it is quoted from (index into citations).

    A displayed quotation is a block of its own; of the others `confidence` says how sure the source is.
    """

    block: int
    spans: Spans
    citation: int | None
    displayed: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CitationFunction:
    """What a citation is for (a CiTO curie), seen by a named rule in the words at `spans`.

    `citation` is the index into the citations of the reading.
    """

    citation: int
    function: str
    confidence: float
    rule: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in the text. `entity` is a local id: "policy/children-act-2004", "review/2003-2005"."""

    document: str
    block: int
    entity: str
    span: Span
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ThemeAssignment:
    """A passage is about a theme (local id "theme/poverty"), with the words that show it and how it was seen."""

    document: str
    passage: str
    theme: str
    spans: Spans
    method: Literal["label", "meaning", "review"]
    confidence: float


@dataclass(frozen=True, slots=True)
class Observation:
    """A number the report states. `local` is its local id ("observation/scr-1998-2019/table-1/under-1-year/2003-5").

    `value` is a number, or the words of a cell that holds none; `low`/`high` bound what is not exact. `unit` is
    "count", "percent", "GBP", "years" ... `period` as printed, `years` its length. `dimensions` are (name, value)
    pairs in column order. `source` is the key of the work the sentence cites. `topic` names in a word or two what a
    number of the prose measures ("poverty"), None where that is unsure. `source_note` is the note of a table that
    names where its numbers come from ("Sources: annual data on ...").
    """

    document: str
    local: str
    measure: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    population: str | None
    period: str | None
    years: float | None
    dimensions: tuple[tuple[str, str], ...]
    source: str | None
    spans: Spans
    text: str
    table: str | None = None
    footnote: str | None = None
    topic: str | None = None
    source_note: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of cases as one place states it; `value` is None where the words give no single number."""

    value: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PeriodicReview:
    """One periodic overview. `local` is "review/2003-2005"; `key` that of its reference, None where not listed."""

    document: str
    local: str
    number: int
    title: str
    authors: tuple[str, ...]
    start: int
    end: int
    length_years: float
    published: int | None
    key: str | None
    counts: tuple[Count, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document and its folded words."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something in the report that a careful reader would query."""

    kind: str
    severity: Severity
    message: str
    rule: str
    anchors: tuple[Anchor, ...]
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of an override: applied (`problem` is None), or why it no longer applies."""

    override: Override
    problem: str | None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one document."""

    document: str
    references: tuple[Reference, ...] = ()
    citations: tuple[LinkedCitation, ...] = ()
    quotations: tuple[QuotedSource, ...] = ()
    functions: tuple[CitationFunction, ...] = ()
    mentions: tuple[Mention, ...] = ()
    themes: tuple[ThemeAssignment, ...] = ()
    observations: tuple[Observation, ...] = ()
    reviews: tuple[PeriodicReview, ...] = ()
    leads: tuple[ReviewLead, ...] = ()
    audit: tuple[AuditFinding, ...] = ()
    section_themes: tuple[SectionTheme, ...] = ()
    theme_findings: tuple[ThemeFinding, ...] = ()
    listed: tuple[ListedPolicy, ...] = ()
    memberships: tuple[Membership, ...] = ()
    roles: tuple[OrganisationRole, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    corrections: tuple[Correction, ...] = ()
    series: SeriesWords = field(default_factory=SeriesWords)
