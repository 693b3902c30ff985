"""A report set for reading: its blocks as parts that a template can set, each with its anchor."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrgraph.http.ui import links
from scrgraph.http.ui.marking import Layer, Mark, Range, emphasis, folded_ranges, mark_up
from scrgraph.source.document import Block, BlockKind, Cell, Document, Section, Table
from scrgraph.source.text import Span, fold


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as it is set; `note` is the anchor of its footnote."""

    html: Markup
    note: str | None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as it is set; `label` names it in addresses."""

    label: str
    caption: Markup | None
    header: tuple[CellView, ...]
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One block: `level` of a heading (2 to 6), `number` that the body lost, `work` of a reference."""

    kind: str
    anchor: str
    html: Markup
    level: int = 0
    section: str | None = None
    number: str | None = None
    table: TableView | None = None
    work: str | None = None
    cited: int = 0
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What is laid over the text: citations (start, end, key), entries and audit messages by start."""

    citations: tuple[tuple[int, int, str], ...] = ()
    works: tuple[tuple[int, str, int], ...] = ()
    queries: tuple[tuple[int, str], ...] = ()


class Layout:
    """One document with its findings, part by part. Captions stand with their tables, not by themselves."""

    def __init__(self, document: Document, findings: Findings) -> None:
        self.document = document
        self._findings = findings
        self._tables = {table.block: table for table in document.tables}
        self._headings = {s.heading: s for s in document.sections if s.heading is not None}
        captions = {table.caption for table in document.tables}
        self.shown = tuple(block for block in document.blocks if block.index not in captions)

    def touches(self, index: int, at: Sequence[Span]) -> bool:
        """Say whether a part holds any of the spans."""
        return any(s.start < span.end and span.start < s.end for s in self._spans(self.shown[index]) for span in at)

    def snapped(self, at: Sequence[Span]) -> tuple[Span, ...]:
        """Return spans of which the first begins in a cell where it began between two cells of a table."""
        if not at:
            return ()
        first = at[0]
        for table in self._tables.values():
            cells = [
                cell.span for row in (table.header, *table.rows) for cell in row if cell.span.start < cell.span.end
            ]
            if not cells or not min(c.start for c in cells) - 1 <= first.start < max(c.end for c in cells):
                continue
            if any(cell.start <= first.start < cell.end for cell in cells):
                break
            later = [cell.start for cell in cells if first.start <= cell.start < first.end]
            return (Span(min(later), first.end), *at[1:]) if later else tuple(at)
        return tuple(at)

    def part(self, index: int, at: Sequence[Span]) -> Part:
        """Set one part."""
        block = self.shown[index]
        if block.kind is BlockKind.HEADING or block.index in self._headings:
            return self._heading(block, at)
        table = self._tables.get(block.index)
        work = self._work(block)
        return Part(
            kind=str(block.kind),
            anchor=anchor(block.start),
            html=Markup() if table else self.words(block.spans, at),
            table=self._table(table, at) if table else None,
            work=work[0] if work else None,
            cited=work[1] if work else 0,
            queries=self._queries(block),
        )

    def words(self, spans: Sequence[Span], at: Sequence[Span], *, linked: bool = True) -> Markup:
        """Return the words at spans with citations linked, highlights and emphasis."""
        folded = fold(self.document.text, spans)
        start, end = spans[0].start, spans[-1].end
        cites = [
            mark
            for first, last, key in self._within(start, end)
            for mark in link_marks(folded_ranges(folded, [(first, last)]), key, first)
        ]
        layers: list[Layer] = [
            cites if linked else [],
            highlights(folded_ranges(folded, at), first=bool(at) and start <= at[0].start < end),
            [Mark(a, b, "em") for a, b in folded_ranges(folded, emphasis(self.document.text, start, end))],
        ]
        return mark_up(folded.text, layers)

    def _within(self, start: int, end: int) -> Iterable[tuple[int, int, str]]:
        cites = self._findings.citations
        for index in range(bisect_left(cites, (start,)), len(cites)):
            if cites[index][0] >= end:
                return
            yield cites[index]

    def _heading(self, block: Block, at: Sequence[Span]) -> Part:
        section = self._headings.get(block.index)
        around = self.document.sections[block.section]
        inner = around.level + 2 if around.heading is not None else 2
        return Part(
            kind="heading",
            anchor=anchor(block.start),
            html=self.words(block.spans, at, linked=False),
            level=min(section.level + 1 if section else inner, 6),
            section=section.number if section else None,
            number=lost_number(section, self.document.read(block.spans)) if section else None,
            queries=self._queries(block),
        )

    def _table(self, table: Table, at: Sequence[Span]) -> TableView:
        caption = self.document.blocks[table.caption].spans if table.caption is not None else None
        return TableView(
            label=table.label,
            caption=self.words(caption, at) if caption else None,
            header=tuple(self._cell(cell, at) for cell in table.header),
            rows=tuple(tuple(self._cell(cell, at) for cell in row) for row in table.rows),
        )

    def _cell(self, cell: Cell, at: Sequence[Span]) -> CellView:
        note = self.document.blocks[cell.footnote].start if cell.footnote is not None else None
        html = self.words((cell.span,), at) if cell.span.start < cell.span.end else Markup()
        return CellView(html, anchor(note) if note is not None else None)

    def _spans(self, block: Block) -> tuple[Span, ...]:
        table = self._tables.get(block.index)
        if table is None or table.caption is None:
            return block.spans
        return self.document.blocks[table.caption].spans + block.spans

    def _work(self, block: Block) -> tuple[str, int] | None:
        if block.kind is not BlockKind.REFERENCE:
            return None
        found = (work for work in self._findings.works if block.start <= work[0] < block.end)
        return next(((key, cited) for _, key, cited in found), None)

    def _queries(self, block: Block) -> tuple[str, ...]:
        found = (m for start, m in self._findings.queries if any(s.start <= start < s.end for s in self._spans(block)))
        return tuple(dict.fromkeys(found))


def anchor(offset: int) -> str:
    """Return the anchor of the block that starts at an offset."""
    return f"c{offset}"


def highlights(ranges: Iterable[Range], *, first: bool) -> list[Mark]:
    """Return the highlight of what the reader came for; the first carries the id that the address names."""
    made: list[Mark] = []
    for start, end in sorted(ranges):
        identity = (("id", "at"),) if first and not made else ()
        made.append(Mark(start, end, "mark", (*identity, ("class", "at"))))
    return made


def link_marks(ranges: Iterable[Range], key: str, at: int | None = None) -> list[Mark]:
    """Return the links of one citation; `at`, its offset in the text, lets its card name the places around it."""
    attributes = (("class", "cite"), ("href", links.work(key)), ("title", key))
    located = () if at is None else (("data-at", str(at)),)
    return [Mark(start, end, "a", attributes + located) for start, end in ranges]


def lost_number(section: Section, printed: str) -> str | None:
    """Return the section's number where the heading in the body does not print it."""
    if not section.number[:1].isdigit() or section.number in printed:
        return None
    return section.number
