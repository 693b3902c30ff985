"""Displayed quotations with the words quoted and the citation that ends them."""

from collections import defaultdict
from collections.abc import Sequence

from scrgraph.reading.findings import LinkedCitation, QuotedSource
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.text import Span, Spans

_TRAILING = " .,;:)]'’\"”"
_OPENING = " (["


def quoted_sources(document: Document, citations: Sequence[LinkedCitation]) -> tuple[QuotedSource, ...]:
    """Return one entry per block quotation; the words are the block without the bracket that closes it."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number, linked in enumerate(citations):
        held[linked.citation.block].append(number)
    return tuple(
        _quoted(document, block, citations, held[block.index]) for block in document.blocks_of(BlockKind.QUOTATION)
    )


def _quoted(document: Document, block: Block, citations: Sequence[LinkedCitation], held: Sequence[int]) -> QuotedSource:
    formal = [n for n in held if citations[n].citation.style in ("parenthetical", "narrative", "continuation")]
    closing = [n for n in formal if not document.text[citations[n].citation.span.end : block.end].strip(_TRAILING)]
    if not closing:
        return QuotedSource(block.index, block.spans, None)
    last = citations[closing[-1]].citation
    # Of several citations in the closing bracket the first is the source of the words.
    first = next(n for n in formal if citations[n].citation.group == last.group)
    return QuotedSource(block.index, _words(document, block, citations[first].citation.span.start), first)


def _words(document: Document, block: Block, citation: int) -> Spans:
    """Return the block's spans up to the bracket that opens before `citation`; all of them if nothing is left."""
    end = citation
    while end > block.start and document.text[end - 1] in _OPENING:
        end -= 1
    cut = tuple(Span(span.start, min(span.end, end)) for span in block.spans if span.start < end)
    kept = tuple(_trimmed(document.text, span) for span in cut)
    return tuple(span for span in kept if span.start < span.end) or block.spans


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)
