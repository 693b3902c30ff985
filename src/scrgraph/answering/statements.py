"""Chosen sentences as statements: exact spans, the citations they lean on, whose words they are."""

from bisect import bisect_right
from collections.abc import Sequence

from scrgraph import wire
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.text import Span, Spans, fold


def statement(passage: wire.PassageView, unit: tuple[int, int], document: Document) -> wire.StatementView:
    """Return a [start, end) of a passage's text as a statement with its own spans of the document."""
    within = tuple(Span(start, end) for start, end in passage.spans)
    spans = fold(document.text, within).spans(*unit, within)
    citations = leaning(passage.citations, spans)
    return wire.StatementView(
        text=document.read(spans),
        document=passage.document,
        spans=spans,
        passage=passage.id,
        section=passage.section,
        citations=citations,
        quoted=quoted(document, spans, passage.citations),
    )


def own_words(passage: wire.PassageView, document: Document) -> str:
    """Return a passage's text without its citations: the year of a work is no year that the passage is about."""
    spans: list[Span] = []
    holes = sorted((c.start, c.end) for c in passage.citations if c.style not in ("by-name", "by-period"))
    for start, end in passage.spans:
        at = start
        for left, right in holes:
            if at < right and left < end:
                spans.append(Span(at, max(at, left)))
                at = max(at, right)
        spans.append(Span(at, max(at, end)))
    return document.read(tuple(span for span in spans if span.start < span.end))


def unit_at(
    passage: wire.PassageView, units: Sequence[tuple[int, int]], offset: int, document: Document
) -> tuple[int, int]:
    """Return the sentence of a passage that stands at an offset of the document; the whole text where none does."""
    folded = fold(document.text, [Span(start, end) for start, end in passage.spans])
    at = folded.position(offset)
    return next(((start, end) for start, end in units if start <= at < end), (0, len(folded.text)))


def leaning(citations: Sequence[wire.CitationView], spans: Spans) -> tuple[wire.CitationView, ...]:
    """Return the citations inside the spans; without any, the one that follows first in the same passage."""
    inside = tuple(c for c in citations if any(s.start <= c.start < s.end for s in spans))
    formal = [c for c in citations if c.style not in ("by-name", "by-period") and c.start >= spans[-1].end]
    return inside or tuple(sorted(formal, key=lambda c: c.start)[:1])


def quoted(document: Document, spans: Spans, citations: Sequence[wire.CitationView]) -> str | None:
    """Return the key of the work that a displayed quotation is taken from, None for the report's own words."""
    at = bisect_right([block.start for block in document.blocks], spans[0].start) - 1
    block = document.blocks[max(at, 0)]
    if block.kind != BlockKind.QUOTATION:
        return None
    inside = [c for c in citations if block.start <= c.start < block.end and c.key]
    return inside[-1].key if inside else None
