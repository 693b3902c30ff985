"""A plain text to a document tree: drafts, joined across page breaks, then sections, blocks and tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scrgraph.iri import slug
from scrgraph.source.document import (
    Block,
    BlockKind,
    Cell,
    ContentsEntry,
    Document,
    Metadata,
    Section,
    Table,
)
from scrgraph.source.drafts import Draft, Drafter
from scrgraph.source.headings import Heading, normal
from scrgraph.source.joining import is_quotation, probably_continues, surely_continues
from scrgraph.source.reference_list import goes_on
from scrgraph.source.tables import caption_label, cell_mark, footnote_mark, rows, same_row

_FLOATING = {BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.NOTE}
_RUNNING = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.REFERENCE}


def read_plain_text(identifier: str, text: str, metadata: Metadata, media_type: str = "text/plain") -> Document:
    """Return the document tree of a plain text; every non-space character is in exactly one block."""
    drafter = Drafter(text)
    # What surely goes on is joined first: a quotation cut in two shows its source only when it is whole again.
    drafts = _join(_join(list(drafter.drafts()), surely_continues), probably_continues)
    return _Builder(identifier, text, metadata, media_type).build(_quotations(drafts))


def _join(drafts: Sequence[Draft], goes_on_with: Callable[[str, str], bool]) -> list[Draft]:
    """Rejoin paragraphs and tables that a page break cut, also across a table or footnote that floats between."""
    joined: list[Draft] = []
    running: int | None = None
    for draft in drafts:
        if running is not None and draft.kind in _RUNNING and _one(joined[running], draft, goes_on_with):
            joined[running] = _extend(joined[running], draft)
            continue
        if joined and draft.kind == joined[-1].kind == BlockKind.TABLE and _one_table(joined[-1], draft):
            joined[-1] = replace(_extend(joined[-1], draft), pieces=joined[-1].pieces + draft.pieces)
            continue
        joined.append(draft)
        if draft.kind in _RUNNING:
            running = len(joined) - 1
        elif draft.kind not in _FLOATING:
            running = None
    return joined


def _extend(before: Draft, after: Draft) -> Draft:
    return replace(before, spans=before.spans + after.spans, text=f"{before.text} {after.text}")


def _one(before: Draft, after: Draft, goes_on_with: Callable[[str, str], bool]) -> bool:
    if before.kind == BlockKind.REFERENCE or after.kind == BlockKind.REFERENCE:
        return before.kind == after.kind and goes_on(before.text, after.text)
    return after.kind == BlockKind.PARAGRAPH and goes_on_with(before.text, after.text)


def _one_table(before: Draft, after: Draft) -> bool:
    first, second = before.pieces[0], after.pieces[0]
    width = len(first[0].text.split("\t"))
    return same_row(first[0], second[0]) or all(len(line.text.split("\t")) == width for line in second)


def _quotations(drafts: list[Draft]) -> list[Draft]:
    marked = drafts[:1]
    for before, draft in pairwise(drafts):
        quoted = (
            draft.kind == before.kind == BlockKind.PARAGRAPH
            and marked[-1].kind == BlockKind.PARAGRAPH
            and is_quotation(before.text, draft.text)
        )
        marked.append(replace(draft, kind=BlockKind.QUOTATION) if quoted else draft)
    return marked


class _Builder:
    """Lays drafts out as sections and blocks."""

    def __init__(self, identifier: str, text: str, metadata: Metadata, media_type: str) -> None:
        self._id, self._text, self._metadata, self._media_type = identifier, text, metadata, media_type
        self._sections: list[Section] = []
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._contents: list[tuple[int, Draft]] = []
        self._footnotes: list[tuple[str, int]] = []

    def build(self, drafts: Sequence[Draft]) -> Document:
        if not drafts or drafts[0].heading is None:
            self._sections.append(Section(0, "front", "Front matter", 1, None, None))
        for draft in drafts:
            self._place(draft)
        entries = self._reconcile()
        return Document(
            id=self._id,
            metadata=self._metadata,
            text=self._text,
            sections=tuple(self._sections),
            blocks=tuple(self._blocks),
            tables=tuple(self._anchor(table) for table in self._tables),
            contents=entries,
            media_type=self._media_type,
            warnings=tuple(self._warnings(entries)),
        )

    def _place(self, draft: Draft) -> None:
        index = len(self._blocks)
        if draft.heading:
            self._open_section(draft.heading, index)
        lead_in = self._lead_in(draft) if draft.kind in {BlockKind.QUOTATION, BlockKind.LIST_ITEM} else None
        self._blocks.append(Block(index, draft.kind, draft.spans, len(self._sections) - 1, lead_in))
        if draft.kind == BlockKind.CONTENTS:
            self._contents.append((index, draft))
        elif draft.kind == BlockKind.TABLE:
            self._tables.append(self._table(draft, index))
        elif draft.kind == BlockKind.FOOTNOTE:
            self._footnotes.append((footnote_mark(draft.text) or "", index))

    def _open_section(self, heading: Heading, block: int) -> None:
        number = heading.number if heading.number[0].isdigit() else slug(heading.number)
        taken = {section.number for section in self._sections}
        unique = next(n for i in range(1, len(taken) + 2) if (n := number if i == 1 else f"{number}-{i}") not in taken)
        parent = next((s.index for s in reversed(self._sections) if s.level < heading.level), None)
        parent = None if parent is not None and self._sections[parent].number == "front" else parent
        self._sections.append(
            Section(len(self._sections), unique, heading.title, heading.level, parent, block, printed=heading.printed)
        )

    def _lead_in(self, draft: Draft) -> int | None:
        for block in reversed(self._blocks):
            if block.kind == BlockKind.PARAGRAPH and block.section == len(self._sections) - 1:
                return block.index
            if block.kind != draft.kind:
                return None
        return None

    def _table(self, draft: Draft, index: int) -> Table:
        grid = rows(self._text, draft.pieces)
        section = len(self._sections) - 1
        before = self._blocks[index - 1] if index else None
        caption = before.index if before and before.kind == BlockKind.CAPTION else None
        label = caption_label(self._blocks_text(caption)) if caption is not None else None
        taken = {table.label for table in self._tables}
        name = label or self._sections[section].number
        unique = next(n for i in range(1, len(taken) + 2) if (n := name if i == 1 else f"{name}-{i}") not in taken)
        return Table(unique, section, index, caption, grid[0], grid[1:])

    def _blocks_text(self, index: int) -> str:
        block = self._blocks[index]
        return " ".join(self._text[span.start : span.end] for span in block.spans)

    def _anchor(self, table: Table) -> Table:
        """Give a table its notes and its footnotes, wherever they stand."""
        first = table.block if table.caption is None else table.caption
        notes = tuple(
            i
            for i in (first - 1, table.block + 1)
            if 0 <= i < len(self._blocks) and self._blocks[i].kind == BlockKind.NOTE
        )
        header, *body = (tuple(self._mark(cell, table.block) for cell in row) for row in (table.header, *table.rows))
        marked = {cell.footnote for row in (header, *body) for cell in row if cell.footnote is not None}
        return replace(table, header=header, rows=tuple(body), notes=notes, footnotes=tuple(sorted(marked)))

    def _mark(self, cell: Cell, block: int) -> Cell:
        mark = cell_mark(cell.text)
        found = next((at for known, at in self._footnotes if known == mark and at > block), None) if mark else None
        return cell if found is None else replace(cell, footnote=found)

    def _reconcile(self) -> tuple[ContentsEntry, ...]:
        """Pair the entries of the contents with the sections, in order, and give sections their pages."""
        entries: list[ContentsEntry] = []
        at = 0
        for block, draft in self._contents:
            entry = draft.entry
            if entry is None or entry.listed:
                continue
            wanted = entry.heading.title if entry.heading else entry.text
            number = entry.heading.number if entry.heading else None
            found = next(
                (s for s in self._sections[at:] if s.number == number or normal(s.title) == normal(wanted)), None
            )
            if found:
                at = found.index + 1
                self._sections[found.index] = replace(found, page=entry.page, contents=block)
            entries.append(ContentsEntry(block, entry.text, entry.page, found.index if found else None))
        return tuple(entries)

    def _warnings(self, entries: Sequence[ContentsEntry]) -> Iterator[str]:
        for entry in entries:
            if entry.section is None:
                yield f"the contents list '{entry.text}', but the body has no such heading"
        if not any(block.kind == BlockKind.REFERENCE for block in self._blocks):
            yield "no reference list was found (a heading such as 'References' with entries under it)"
