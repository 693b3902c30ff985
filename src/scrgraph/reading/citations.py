"""In-text citations of a document: author-year pointers, and works mentioned by name or by period."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from scrgraph.reading.citation_names import NameIndex, index_names
from scrgraph.reading.citation_pointers import Pointer, find_pointers
from scrgraph.reading.findings import Citation, PeriodicReview, Reference
from scrgraph.reading.named_works import find_named_works
from scrgraph.reading.review_mentions import ReviewMentions
from scrgraph.reading.review_periods import review_periods
from scrgraph.reading.series import SeriesWords
from scrgraph.source.document import Block, BlockKind, Document

# A paragraph before the first heading may be read as a line of the title page.
_CITING = (
    BlockKind.TITLE,
    BlockKind.PARAGRAPH,
    BlockKind.QUOTATION,
    BlockKind.LIST_ITEM,
    BlockKind.CAPTION,
    BlockKind.TABLE,
    BlockKind.NOTE,
    BlockKind.FOOTNOTE,
)
_SIGNS = (
    r"(?:1[5-9]|20)\d\d|n\. ?d\.|\bnd\b|no date|undated|in press|forthcoming|[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Rr]eport"
)
"""A block without any of these, or a word for a periodic review, holds no citation and need not be folded."""


def find_citations(
    document: Document,
    references: Sequence[Reference],
    reviews: Sequence[PeriodicReview] = (),
    series: SeriesWords | None = None,
) -> tuple[Citation, ...]:
    """Return the citations of every body block in reading order; brackets stay outside the span (see `Citation`).

    `series` holds the words for the periodic reviews; without it none is found by period or number.
    """
    words = series or SeriesWords()
    names = index_names(references)
    members = ReviewMentions(review_periods(references, reviews), words)
    signs = re.compile(rf"{_SIGNS}|(?i:{words.noun})")
    found: list[Citation] = []
    group = 0
    for block in document.blocks_of(*_CITING):
        if any(signs.search(document.text, span.start, span.end) for span in block.spans):
            group = _read_block(document, block, names, members, group, found)
    return tuple(one for one in found if one.style != "by-period" or not _in_own_row(one, reviews))


def _in_own_row(citation: Citation, reviews: Sequence[PeriodicReview]) -> bool:
    """Whether a citation stands in the table that lists the reviews, which mentions none but is about each."""
    start = citation.span.start
    return any(span.start <= start < span.end for review in reviews for span in review.spans)


def _read_block(
    document: Document,
    block: Block,
    names: NameIndex,
    members: ReviewMentions,
    group: int,
    found: list[Citation],
) -> int:
    """Add the citations of one block to `found`; return the last group number used."""
    folded = document.fold(block)
    formal = find_pointers(folded.text, names)
    mentions = [*find_named_works(folded.text, names), *members.find(folded.text)]
    groups: dict[int, int] = {}
    for pointer in _without_overlaps(formal, mentions):
        if pointer.bracket is None or pointer.bracket not in groups:
            group += 1
            if pointer.bracket is not None:
                groups[pointer.bracket] = group
        found.append(
            Citation(
                document=document.id,
                block=block.index,
                span=folded.span(pointer.start, pointer.end),
                text=folded.text[pointer.start : pointer.end],
                style=pointer.style,
                authors=pointer.authors,
                year=pointer.year,
                locator=pointer.locator,
                group=group if pointer.bracket is None else groups[pointer.bracket],
            )
        )
    return group


def _without_overlaps(formal: Sequence[Pointer], mentions: Iterable[Pointer]) -> Iterator[Pointer]:
    """Yield pointers in reading order; of two that overlap the formal citation stays, else the earlier and longer."""
    ranked = [(pointer.start, 0, pointer) for pointer in formal]
    ranked += [(pointer.start, 1, pointer) for pointer in mentions]
    kept: list[Pointer] = []
    formal_spans = sorted((p.start, p.end) for p in formal)
    for _, rank, pointer in sorted(ranked, key=lambda item: (item[0], item[1], -item[2].end)):
        if rank and (_overlaps(pointer, formal_spans) or (kept and pointer.start < kept[-1].end)):
            continue
        kept.append(pointer)
    yield from kept


def _overlaps(pointer: Pointer, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a pointer overlaps one of these spans, which are in order and do not overlap each other."""
    at = bisect_right(spans, (pointer.start, pointer.end))
    return any(start < pointer.end and pointer.start < end for start, end in spans[max(0, at - 1) : at + 1])
