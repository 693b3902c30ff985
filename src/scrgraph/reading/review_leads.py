"""Who led the periodic reviews, where a sentence tells: "The third and later reviews were led by teams at ...".

A body after the verb led the reviews that the sentence names before it, or those named right after the body itself
("... for the 2017-19 review"). Bodies introduced by "with" took part.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from scrgraph.reading.findings import Mention, PeriodicReview
from scrgraph.reading.linking_periods import LAST, ORDINALS
from scrgraph.reading.relations import ReviewLead
from scrgraph.reading.review_mentions import ReviewMentions
from scrgraph.reading.review_periods import ReviewPeriod, parse_years
from scrgraph.reading.series import SeriesWords
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Folded

_LED = re.compile(
    r"\b(?:(?:co-)?led|conducted|carried out|undertaken|produced|written|authored|compiled)\b(?: or co-led)?"
    r"(?P<by> by\b)?"
)
_WITH = re.compile(r"\b(?:with|together with|alongside|joined by|in partnership with)\b[^()]*$")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE)
Members = list[tuple[int, tuple[str, ...]]]


def find_review_leads(
    document: Document, reviews: Sequence[PeriodicReview], mentions: Sequence[Mention], series: SeriesWords
) -> tuple[ReviewLead, ...]:
    """Return who led or took part in which review, with the sentence that tells, in reading order."""
    if not reviews or not series.nouns:
        return ()
    named = _Members(reviews, series)
    found: dict[tuple[str, str], ReviewLead] = {}
    for block in document.blocks_of(*_KINDS):
        bodies = [one for one in mentions if one.block == block.index and one.entity.startswith("organisation/")]
        for lead in _in_block(document, block, bodies, named) if bodies else ():
            found.setdefault((lead.review, lead.organisation), lead)
    return tuple(found.values())


class _Members:
    """Finds the reviews that a sentence names, each name with the offset at which it begins."""

    def __init__(self, reviews: Sequence[PeriodicReview], series: SeriesWords) -> None:
        self._reviews = sorted(reviews, key=lambda review: review.number)
        periods = [ReviewPeriod(one.number, one.start, one.end, None) for one in self._reviews]
        self._mentions = ReviewMentions(periods, series)
        self._onward = re.compile(
            rf"\b({'|'.join(ORDINALS)}) and (?:all )?(?:subsequent|later|following|the later) "
            rf"{series.qualifier}{series.noun}s?\b",
            re.IGNORECASE,
        )
        self._all = re.compile(
            rf"\b(?:all|each|every one) (?:of )?(?:the )?{series.qualifier}{series.noun}s\b", re.IGNORECASE
        )

    def find(self, text: str) -> Members:
        """Return (offset, reviews) in the order of the text."""
        found = [(one.start, self._meant(text[one.start : one.end])) for one in self._mentions.find(text)]
        found += [(match.start(), self._from(ORDINALS[match[1].casefold()])) for match in self._onward.finditer(text)]
        found += [(match.start(), self._from(1)) for match in self._all.finditer(text)]
        return sorted(found)

    def _from(self, number: int) -> tuple[str, ...]:
        return tuple(one.local for one in self._reviews if one.number >= number)

    def _meant(self, words: str) -> tuple[str, ...]:
        years = re.search(r"(?:19|20)\d\d(?: ?[-–—] ?\d{1,4})?", words)
        if years:
            span = parse_years(years[0])
            return tuple(one.local for one in self._reviews if (one.start, one.end) == span)
        ordinal = next((word for word in ORDINALS if words.casefold().startswith(word)), None)
        last = any(words.casefold().startswith(word) for word in LAST)
        number = ORDINALS[ordinal] if ordinal else self._reviews[-1].number if last else None
        return tuple(one.local for one in self._reviews if one.number == number)


def _in_block(document: Document, block: Block, bodies: Sequence[Mention], named: _Members) -> Iterator[ReviewLead]:
    folded = document.fold(block)
    for start, end in sentences(folded.text):
        verb = _LED.search(folded.text, start, end)
        inside = [one for one in bodies if start <= folded.position(one.span.start) < end]
        if verb and inside:
            yield from _told(document, block, folded, (start, end), verb, inside, named)


def _told(
    document: Document,
    block: Block,
    folded: Folded,
    sentence: tuple[int, int],
    verb: re.Match[str],
    bodies: Sequence[Mention],
    named: _Members,
) -> Iterator[ReviewLead]:
    """Yield what one sentence tells; in the active ("X led the first wave") the reviews follow the verb."""
    start, end = sentence
    members = [(at + start, reviews) for at, reviews in named.find(folded.text[start:end])]
    places = [folded.position(one.span.start) for one in bodies]
    before = [local for at, reviews in members if at < verb.start() for local in reviews]
    for body, at, following in zip(bodies, places, [*places[1:], end], strict=True):
        own = [local for place, reviews in members if at < place < following for local in reviews]
        active = at < verb.start() and not verb["by"]
        told = own or ([] if active else before)
        if at < verb.start() and not active:
            continue
        partner = _WITH.search(folded.text, max(start, verb.end() if not active else start), at) is not None
        spans, text = folded.spans(start, end, block.spans), folded.text[start:end]
        for review in dict.fromkeys(told):
            role: Literal["lead", "partner"] = "partner" if partner else "lead"
            yield ReviewLead(document.id, block.index, review, body.entity, body.text, role, spans, text)
