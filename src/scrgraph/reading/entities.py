"""Policies and organisations that a document names, with the words that name them."""

from scrgraph.reading.authority import Authority
from scrgraph.reading.entities_dated import DatedNames
from scrgraph.reading.findings import Mention
from scrgraph.reading.linker import Link, Linker
from scrgraph.reading.surfaces import entity_records
from scrgraph.source.document import Block, BlockKind, Document

NAMED = 1.0
"""Confidence of a mention by a name that the authority files hold."""
DATED = 0.9
"""Confidence of a mention by year and kind ("the 1999 guidance") of a thing that the document named before."""
_UNREAD = frozenset({BlockKind.CONTENTS, BlockKind.REFERENCE, BlockKind.IMPRINT})


def find_mentions(document: Document, authority: Authority) -> tuple[Mention, ...]:
    """Return where a document names policies and organisations, in reading order, none overlapping another.

    The contents, the reference list and the imprint are not read: they name works, not what the report speaks of.
    A form that two things share is left out. Time is linear in the text.
    """
    linker = Linker(entity_records(authority))
    dated = DatedNames(authority)
    found: list[Mention] = []
    for block in document.blocks:
        if block.kind not in _UNREAD:
            found += _mentions(document, block, linker, dated)
    return tuple(found)


def _mentions(document: Document, block: Block, linker: Linker, dated: DatedNames) -> list[Mention]:
    """Return the mentions of a block, and let `dated` know what was named."""
    folded = document.fold(block)
    named = linker.link(folded.text)
    by_date = dated.find(folded.text, named)

    def mention(link: Link, confidence: float) -> Mention:
        span = folded.span(link.start, link.end)
        return Mention(document.id, block.index, link.local, span, folded.text[link.start : link.end], confidence)

    found = [mention(link, NAMED) for link in named] + [mention(link, DATED) for link in by_date]
    return sorted(found, key=lambda one: one.span)
