"""Where a document points to its own numbered parts: "see Part 4.3 below", "Part 2 considers"."""

import re

from scrgraph.reading.relations import CrossReference
from scrgraph.source.document import BlockKind, Document

_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_POINTER = re.compile(r"\b(?:Part|Section|Chapter|section|chapter) (?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?![\d.]\d)")
# Words after the number that make it a part of another work: "Section 17 of the Children Act", "Part 8 Reviews".
_OTHERS = re.compile(r" (?:of (?:the|that|this|its|an?) (?:[A-Z]|\*|guidance|Act)|\(?[A-Z][a-z]+)")


def find_cross_references(document: Document) -> tuple[CrossReference, ...]:
    """Return the pointers to numbered sections that this document has, in reading order.

    A number that no section bears is left to the audit: it is as likely to be another work's.
    """
    sections = {section.number for section in document.sections if section.number[0].isdecimal()}
    found: list[CrossReference] = []
    for block in document.blocks_of(*_KINDS):
        folded = document.fold(block)
        for match in _POINTER.finditer(folded.text):
            if match["number"] in sections and not _OTHERS.match(folded.text, match.end()):
                span = folded.span(match.start(), match.end())
                found.append(CrossReference(document.id, block.index, span, match[0], match["number"]))
    return tuple(found)
