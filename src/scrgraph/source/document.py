"""The document tree: what `source` returns and every later floor reads."""

from dataclasses import dataclass, field
from enum import StrEnum

from scrgraph.source.text import Folded, Span, Spans, fold, fold_text


class BlockKind(StrEnum):
    """What a block of the text is. Every non-space character of a document belongs to exactly one block."""

    TITLE = "title"
    HEADING = "heading"
    CONTENTS = "contents"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    TABLE = "table"
    NOTE = "note"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, quotation, table ...; several spans where a page break cut it in two.

    `lead_in` is the index of the block that introduces a list item or a quotation.
    """

    index: int
    kind: BlockKind
    spans: Spans
    section: int
    lead_in: int | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `number` is "3.2.3", a Part's number alone ("3"), "front", "references", "appendix-a", or a slug of the title.
    `level` is 1 for Parts and other top headings, then 2, 3. `page` is that of the contents, None where there is none.
    `contents` is the block of the contents entry; `printed` the heading as printed in the body, number included.
    """

    index: int
    number: str
    title: str
    level: int
    parent: int | None
    heading: int | None
    page: int | None = None
    contents: int | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents: heading as printed there (number included), page, and the section it denotes."""

    block: int
    text: str
    page: int | None
    section: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `footnote` is the block index of the footnote that its mark points to."""

    row: int
    column: int
    span: Span
    text: str
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its block, caption block, label ("1", "appendix-a"), header cells, body rows and notes.

    Row 0 is the header; body rows count from 1. Column 0 holds the row's label.
    """

    label: str
    section: int
    block: int
    caption: int | None
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[int, ...] = ()
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `document.toml` says, or what could be read from the file itself (the rest None or empty)."""

    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    language: str = "en"
    identifiers: tuple[str, ...] = ()
    licence: str | None = None
    attribution: str | None = None
    source: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its text, unchanged, and the tree of spans over it, in reading order."""

    id: str
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    media_type: str = "text/plain"
    warnings: tuple[str, ...] = field(default=())

    def fold(self, block: Block) -> Folded:
        """Folded text of a block with its offsets."""
        return fold(self.text, block.spans)

    def read(self, spans: Spans) -> str:
        """Folded text at spans: what a passage, statement or anchor shows."""
        return fold_text(self.text, spans)

    def blocks_of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """Blocks of these kinds in reading order."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def path(self, section: int) -> tuple[Section, ...]:
        """Sections from the top down to this one."""
        trail: list[Section] = []
        at: int | None = section
        while at is not None:
            trail.append(self.sections[at])
            at = self.sections[at].parent
        return tuple(reversed(trail))
