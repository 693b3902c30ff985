"""Which sentences tell of which periodic review.

A sentence tells of a review where it cites the review's work, calls it by its number or names its years ("up from 24%
in 2014-17"); where it speaks of all of them; where it goes on about the review of the sentence before ("It found
...", "The authors note ..."); or where it stands between two sentences of one passage that tell of the same review and
nothing else is cited. A displayed quotation tells of the review that it is quoted from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrgraph.passages import Passage
from scrgraph.reading.findings import LinkedCitation, PeriodicReview, Reference, ResolvedCitation
from scrgraph.reading.review_periods import parse_range
from scrgraph.reading.series import SeriesWords
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Spans, fold

_GOES_ON = (
    r"(?:It (?!is|was|has|had|would|will|may|might|can|could|does|did)|They|"
    r"[Tt]he (?:authors?|researchers?|team|latter)\b|Th(?:is|at) highlighted\b"
)
_RANGE = re.compile(r"(?<![\w/–-])(?:19|20)\d\d ?[-–—] ?\d{1,4}(?![\w/–-])")
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_HARDLY = re.compile(r"\b(?:barely|hardly|scarcely|rarely|not|never|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the reviews (local ids) that it tells of, and whether it names them itself."""

    reviews: tuple[str, ...]
    itself: bool
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    told: Told
    goes_on: bool
    others: bool


class Telling:
    """Finds the sentences of passages that tell of the reviews of a document."""

    def __init__(
        self,
        document: Document,
        reviews: Sequence[PeriodicReview],
        references: Sequence[Reference],
        citations: Sequence[LinkedCitation],
        series: SeriesWords,
    ) -> None:
        self._document = document
        self._reviews = {(review.start, review.end): review.local for review in reviews}
        self._numbers = {review.number: review.local for review in reviews}
        works = {review.key: review.local for review in reviews if review.key}
        entries = {one.index: works[one.key] for one in references if one.key in works}
        linked = [one for one in citations if isinstance(one, ResolvedCitation)]
        self._places = sorted((one.citation.span.start, entries.get(one.target)) for one in linked)
        self._goes_on = re.compile(rf"{_GOES_ON}|(?:[Tt]he|This) {series.noun}\b)")
        members = rf"{series.qualifier}(?:{series.noun} )?{series.noun}s\b"
        self._some = re.compile(rf"\b(?P<end>[Ff]irst|[Ll]ast|[Ll]atest) (?P<few>{'|'.join(_FEW)}) {members}")
        self._all = re.compile(rf"\b[Aa]ll (?:of )?(?:the )?{members}")

    def of(self, passage: Passage) -> Iterator[Told]:
        """Yield the sentences of a passage that tell of reviews, in order."""
        read = list(self._sentences(passage)) if self._reviews else []
        current: tuple[str, ...] = ()
        for place, one in enumerate(read):
            between = self._between(read, place)
            current = one.told.reviews or between or (current if one.goes_on else ())
            if current:
                yield replace(one.told, reviews=current)

    def _sentences(self, passage: Passage) -> Iterator[_Sentence]:
        folded = fold(self._document.text, passage.spans)
        here = [(at, local) for at, local in self._places if any(one.start <= at < one.end for one in passage.spans)]
        blocks = (self._document.blocks[index] for index in passage.blocks)
        quoted = min((block.start for block in blocks if block.kind is BlockKind.QUOTATION), default=None)
        for start, end in sentences(folded.text):
            low, high = folded.span(start, end)
            text = folded.text[start:end]
            cited = [local for at, local in here if low <= at < high]
            named = dict.fromkeys(local for local in cited if local)
            if quoted is not None and high > quoted:
                named |= dict.fromkeys(local for _, local in here[-1:] if local)
            named |= dict.fromkeys(self._called(text))
            told = Told(tuple(named), bool(named), folded.spans(start, end, passage.spans), text)
            yield _Sentence(told, self._goes_on.match(text) is not None, None in cited)

    def _called(self, text: str) -> Iterator[str]:
        """Yield the reviews whose years a sentence names, and those of "all" or "the last two" that it affirms of."""
        for match in _RANGE.finditer(text):
            local = self._reviews.get(parse_range(match[0]) or (0, 0))
            if local:
                yield local
        if _HARDLY.search(text):
            return
        if self._all.search(text):
            yield from self._reviews.values()
        ordered = [self._numbers[number] for number in sorted(self._numbers)]
        for match in self._some.finditer(text):
            few = _FEW[match["few"]]
            yield from ordered[:few] if match["end"].casefold() == "first" else ordered[-few:]

    @staticmethod
    def _between(read: Sequence[_Sentence], place: int) -> tuple[str, ...]:
        """Return the one review that the sentences before and after tell of, with no other work cited in between."""
        before = next((at for at in range(place - 1, -1, -1) if read[at].told.itself), None)
        after = next((at for at in range(place + 1, len(read)) if read[at].told.itself), None)
        if before is None or after is None or any(one.others for one in read[before : after + 1]):
            return ()
        first, last = read[before].told.reviews, read[after].told.reviews
        return first if first == last and len(first) == 1 else ()
