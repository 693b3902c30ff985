"""What the report says each periodic review found on a theme: theme over time, in the report's own sentences.

A sentence tells of a review where it cites the review's work or calls it by its period or number, or where it goes on
about the review of the sentence before ("It found ...", "The authors note ..."). It tells of a theme that it names. A
displayed quotation tells of the review that it is quoted from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import LinkedCitation, PeriodicReview, Reference, ResolvedCitation, ThemeFinding
from scrgraph.reading.linker import Linker
from scrgraph.reading.surfaces import entity_records, theme_records
from scrgraph.source.document import Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Span, fold

_GOES_ON = re.compile(
    r"(?:It (?!is|was|has|had|would|will|may|might|can|could|does|did)|They|[Tt]he (?:authors?|study|report|review|"
    r"overview|researchers?|analysis|team|latter)\b|This (?:study|report|review|overview)\b|Th(?:is|at) highlighted\b)"
)
_KINDS = frozenset({"paragraph", "quotation", "list"})


def find_theme_findings(
    document: Document,
    passages: Sequence[Passage],
    reviews: Sequence[PeriodicReview],
    references: Sequence[Reference],
    citations: Sequence[LinkedCitation],
    authority: Authority,
) -> tuple[ThemeFinding, ...]:
    """Return the sentences that tell what a review found on a theme, in reading order."""
    places = _review_places(reviews, references, citations)
    if not places:
        return ()
    linker = Linker(theme_records(authority) + entity_records(authority))
    themes = {theme.local for theme in authority.themes}
    return tuple(
        ThemeFinding(document.id, passage.id, link, review, spans, text)
        for passage in passages
        if passage.kind in _KINDS
        for review, spans, text in _told(document, passage, places)
        for link in dict.fromkeys(one.local for one in linker.link(text) if one.local in themes)
    )


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


def _told(
    document: Document, passage: Passage, places: Sequence[tuple[int, str]]
) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """Yield each sentence of a passage with each review that it tells of."""
    folded = fold(document.text, passage.spans)
    here = [(at, review) for at, review in places if any(one.start <= at < one.end for one in passage.spans)]
    if passage.kind == "quotation":
        here = [(folded.offsets[0], review) for _, review in here[-1:]]
    current: list[str] = []
    for start, end in sentences(folded.text):
        low, high = folded.offsets[start], folded.offsets[end - 1] + 1
        named = list(dict.fromkeys(review for at, review in here if low <= at < high))
        current = named or (current if _GOES_ON.match(folded.text, start) else [])
        for review in current:
            yield review, folded.spans(start, end, passage.spans), folded.text[start:end]
