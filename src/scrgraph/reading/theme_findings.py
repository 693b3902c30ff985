"""What the report says each periodic review found on a theme: theme over time, in the report's own sentences.

A sentence tells of a review where it cites the review's work or calls it by its period or number, or where it goes on
about the review of the sentence before ("It found ...", "The authors note ..."). It tells of a theme that it names,
and of that of the heading above it where it names the review itself or no theme. A displayed quotation tells of the
review that it is quoted from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import LinkedCitation, PeriodicReview, Reference, ResolvedCitation
from scrgraph.reading.linker import Linker
from scrgraph.reading.relations import SectionTheme, ThemeFinding
from scrgraph.reading.series import SeriesWords
from scrgraph.reading.surfaces import entity_records, theme_records
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Span, fold

_GOES_ON = (
    r"(?:It (?!is|was|has|had|would|will|may|might|can|could|does|did)|They|"
    r"[Tt]he (?:authors?|researchers?|team|latter)\b|Th(?:is|at) highlighted\b"
)
_KINDS = frozenset({"paragraph", "quotation", "list"})


def find_theme_findings(
    document: Document,
    passages: Sequence[Passage],
    reviews: Sequence[PeriodicReview],
    references: Sequence[Reference],
    citations: Sequence[LinkedCitation],
    authority: Authority,
    headings: Sequence[SectionTheme],
    series: SeriesWords,
) -> tuple[ThemeFinding, ...]:
    """Return the sentences that tell what a review found on a theme, in reading order.

    `headings` are the themes that headings name, `series` the words for a review.
    """
    goes_on = re.compile(rf"{_GOES_ON}|(?:[Tt]he|This) {series.noun}\b)")
    places = _review_places(reviews, references, citations)
    if not places:
        return ()
    linker = Linker(theme_records(authority) + entity_records(authority))
    themes = {theme.local for theme in authority.themes}
    narrow = {theme.local for theme in authority.themes if theme.broader}
    headed: dict[str, list[str]] = {}
    for one in headings:
        headed.setdefault(one.section, []).extend([one.theme] if one.theme in narrow else [])
    return tuple(
        ThemeFinding(document.id, passage.id, theme, review, told.spans, told.text)
        for passage in passages
        if passage.kind in _KINDS
        for told in _told(document, passage, places, goes_on)
        for review in told.reviews
        for theme in _themes(told, linker, themes, headed.get(document.sections[passage.section].number, ()))
    )


def _themes(told: "_Told", linker: Linker, themes: Set[str], headed: Sequence[str]) -> Sequence[str]:
    """Return the themes of a sentence: those that it names, and those of its heading where it names a review itself."""
    named = dict.fromkeys(link.local for link in linker.link(told.text) if link.local in themes)
    return list(dict.fromkeys((*named, *headed))) if told.itself or not named else list(named)


def _review_places(
    reviews: Sequence[PeriodicReview], references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> list[tuple[int, str]]:
    """Return the offset of every citation of a review's work with the review, in order."""
    entries: dict[int, str] = {}
    by_key: Mapping[str, str] = {review.key: review.local for review in reviews if review.key}
    for reference in references:
        if reference.key in by_key:
            entries[reference.index] = by_key[reference.key]
    resolved = [one for one in citations if isinstance(one, ResolvedCitation) and one.target in entries]
    return sorted((one.citation.span.start, entries[one.target]) for one in resolved)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with the reviews that it tells of, and whether it names them itself."""

    reviews: tuple[str, ...]
    itself: bool
    spans: tuple[Span, ...]
    text: str


def _told(
    document: Document, passage: Passage, places: Sequence[tuple[int, str]], goes_on: re.Pattern[str]
) -> Iterator[_Told]:
    """Yield the sentences of a passage that tell of reviews."""
    folded = fold(document.text, passage.spans)
    here = [(at, review) for at, review in places if any(one.start <= at < one.end for one in passage.spans)]
    blocks = (document.blocks[index] for index in passage.blocks)
    quoted = min((block.start for block in blocks if block.kind is BlockKind.QUOTATION), default=None)
    current: tuple[str, ...] = ()
    for start, end in sentences(folded.text):
        low, high = folded.span(start, end)
        named = dict.fromkeys(review for at, review in here if low <= at < high)
        if quoted is not None and high > quoted:
            named |= dict.fromkeys(review for _, review in here[-1:])
        current = tuple(named) or (current if goes_on.match(folded.text, start) else ())
        if current:
            yield _Told(current, bool(named), folded.spans(start, end, passage.spans), folded.text[start:end])
