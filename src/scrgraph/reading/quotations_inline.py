"""Quotations within a paragraph, attached to the citation that stands right after or right before them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scrgraph.reading.findings import LinkedCitation, QuotedSource
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Folded

_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE)
_FORMAL = ("parenthetical", "narrative", "continuation")
_PAIRS: Mapping[str, str] = {"’": "‘", "”": "“", "'": "'", '"': '"'}
_CLOSING = {opening: closing for closing, opening in _PAIRS.items()}
# Between the closing quotation mark and its citation: "... rights' (Wood 2016: 5)", "... rights': Wood 2016: 5)".
_BETWEEN = re.compile(r"(?P<mark>[’”'\"])[.,;]?(?: \(|: ?| [–—-] )(?:(?:see|from|in) )?$")
_OPENING = re.compile(r"(?:^|(?<=[\s(\[–—:]))[‘“'\"](?=\S)")
_LONGEST = 1_500
# "respectful uncertainty" with a page is a quotation; of words without a page only a clause is.
_FEWEST_WITH_PAGE = 2
_FEWEST = 4
# How sure the source is, by what leads to it.
_AFTER_WITH_PAGE, _AFTER, _BEFORE_WITH_PAGE = 0.95, 0.9, 0.85


class _At(NamedTuple):
    """A citation at [start, end) of a folded block; `number` is its index."""

    start: int
    end: int
    number: int
    page: bool
    narrative: bool


def inline_quotations(document: Document, citations: Sequence[LinkedCitation]) -> tuple[QuotedSource, ...]:
    """Return the quotations within paragraphs whose source a citation beside them names, in reading order."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number, linked in enumerate(citations):
        if linked.citation.style in _FORMAL:
            held[linked.citation.block].append(number)
    found = [
        quotation
        for index, numbers in sorted(held.items())
        if document.blocks[index].kind in _BODY
        for quotation in _in_block(document, document.blocks[index], numbers, citations)
    ]
    return tuple(found)


def _in_block(
    document: Document, block: Block, numbers: Sequence[int], citations: Sequence[LinkedCitation]
) -> Iterator[QuotedSource]:
    folded = document.fold(block)
    places = [_at(folded, citations[number], number) for number in numbers]
    ends = [end for _, end in sentences(folded.text)] if any(place.narrative for place in places) else []
    taken = -1
    for place in sorted(places):
        after = _before_citation(folded.text, place)
        following = bisect_right(ends, place.end)
        limit = ends[following] if following < len(ends) else len(folded.text)
        found = after or (_after_citation(folded.text, place, limit) if place.narrative and place.page else None)
        if found is None or found[0] < taken or not _is_quotation(folded.text[found[0] : found[1]], place):
            continue
        taken = found[1]
        spans = folded.spans(*found, within=block.spans)
        yield QuotedSource(block.index, spans, place.number, displayed=False, confidence=_confidence(place, after))


def _at(folded: Folded, linked: LinkedCitation, number: int) -> _At:
    citation = linked.citation
    start, end = folded.position(citation.span.start), folded.position(citation.span.end)
    return _At(start, end, number, citation.locator is not None, citation.style == "narrative")


def _before_citation(text: str, place: _At) -> tuple[int, int] | None:
    """Return the range of the words whose quotation mark closes right before a citation."""
    window = max(0, place.start - 12)
    closing = _BETWEEN.search(text[window : place.start])
    if closing is None:
        return None
    end = window + closing.start()
    opening = _PAIRS[closing["mark"]]
    openings = [m.end() for m in _OPENING.finditer(text, max(0, end - _LONGEST), end) if m[0] == opening]
    return (openings[-1], end) if openings else None


def _after_citation(text: str, place: _At, limit: int) -> tuple[int, int] | None:
    """Return the range of the first quotation that follows "Laming (2003: 205)" in its sentence."""
    opening = _OPENING.search(text, place.end, limit)
    if opening is None:
        return None
    mark = re.escape(_CLOSING.get(opening[0], opening[0]))
    # A mark after an s and before a space may be a plural's apostrophe: it closes only where no other mark does.
    for pattern in (rf"(?<=\S){mark}(?=[.,;:)]|$)|(?<=[^\ss]){mark}(?=\s)", rf"(?<=s){mark}(?=\s)"):
        closing = re.compile(pattern).search(text, opening.end(), min(limit, opening.end() + _LONGEST))
        if closing:
            return opening.end(), closing.start()
    return None


def _is_quotation(words: str, place: _At) -> bool:
    return len(words.split()) >= (_FEWEST_WITH_PAGE if place.page else _FEWEST)


def _confidence(place: _At, after: object) -> float:
    if not after:
        return _BEFORE_WITH_PAGE
    return _AFTER_WITH_PAGE if place.page else _AFTER
