"""Small documents for the tests of what a report says of its own parts, bodies and themes."""

from scrgraph.source.document import Block, BlockKind, Document, Metadata, Section
from scrgraph.source.text import Span


def headed(*parts: tuple[str, str, str]) -> Document:
    """A document of sections, each a number, a heading and one paragraph."""
    text = ""
    blocks: list[Block] = []
    sections: list[Section] = []
    for index, (number, heading, words) in enumerate(parts):
        sections.append(Section(index, number, heading, number.count(".") + 1, None, len(blocks)))
        for kind, piece in ((BlockKind.HEADING, heading), (BlockKind.PARAGRAPH, words)):
            blocks.append(Block(len(blocks), kind, (Span(len(text), len(text) + len(piece)),), index))
            text += piece + "\n\n"
    return Document("d", Metadata("D"), text, tuple(sections), tuple(blocks))
