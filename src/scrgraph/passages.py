"""Passages: one idea each, about 40-180 words, never crossing a section.

A paragraph is a passage; a long one is cut between sentences into parts of like length, a displayed quotation stays
with its lead-in, list items with theirs, a table with its caption and notes, a wordy table row and a reference entry
stand alone. What is cut keeps its exact spans, so the text of a passage is the text at its spans.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from scrgraph.iri import fingerprint
from scrgraph.source.document import Block, BlockKind, Document, Table
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Folded, Span, Spans, fold

PassageKind = Literal["paragraph", "quotation", "list", "table", "reference", "front"]

MAX_WORDS = 105
"""Longest prose passage, about: search quality is flat from 90 to 120 words and falls off on both sides."""
MIN_WORDS = 30
WORDY_CELL = 12
_SILENT = {BlockKind.HEADING, BlockKind.CONTENTS}
_SPACE = re.compile(r"\s*")
_FRONT = {BlockKind.TITLE, BlockKind.IMPRINT}


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece of a document. `text` is the folded text at `spans`; `blocks` those it was made from.

    `id` is `<document>-<section number>-<fingerprint of its text>`; `context` the titles of its section path.
    """

    id: str
    document: str
    section: int
    kind: PassageKind
    spans: Spans
    text: str
    blocks: tuple[int, ...]
    context: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Spans that become one passage."""

    kind: PassageKind
    section: int
    spans: Spans
    blocks: tuple[int, ...]
    words: int


def make_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order."""
    pieces = _merge_short(list(_pieces(document)))
    made: list[Passage] = []
    seen: dict[str, int] = {}
    for piece in pieces:
        text = document.read(piece.spans)
        section = document.sections[piece.section]
        stem = f"{document.id}-{section.number}-{fingerprint(text)}"
        seen[stem] = seen.get(stem, 0) + 1
        identifier = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        context = ": ".join(s.title for s in document.path(piece.section))
        made.append(
            Passage(identifier, document.id, piece.section, piece.kind, piece.spans, text, piece.blocks, context)
        )
    return tuple(made)


def units(document: Document, passage: Passage) -> list[tuple[int, int]]:
    """Return the [start, end) of each unit of a passage's text that can be quoted: sentences, and rows of a table.

    A sentence ends where its block does: a lead-in and the quotation after its colon are the words of two authors.
    """
    folded = fold(document.text, passage.spans)
    if passage.kind != "table":
        starts = sorted(folded.position(document.blocks[block].start) for block in passage.blocks[1:])
        return [piece for unit in sentences(passage.text) for piece in _cut_at(unit, starts)]
    ends = [at for at, character in enumerate(folded.text) if character == " " and _ends_row(document, folded, at)]
    return [(before + 1, end) for before, end in pairwise([-1, *ends, len(folded.text)])]


def _cut_at(unit: tuple[int, int], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut a [start, end) where a block starts inside it, without the space before."""
    at, end = unit
    for start in starts:
        if at < start < end:
            yield at, start - 1
            at = start
    yield at, end


def _ends_row(document: Document, folded: Folded, at: int) -> bool:
    """Whether the white space of the source that a folded space stands for holds the end of a line."""
    space = _SPACE.match(document.text, folded.offset(at))
    return space is not None and "\n" in space.group()


def _pieces(document: Document) -> Iterator[_Piece]:
    tables = {table.block: table for table in document.tables}
    anchored = {i for table in document.tables for i in (*table.footnotes, *table.notes, table.caption)}
    blocks = document.blocks
    for (section, group), run in groupby(blocks, key=lambda block: (block.section, _group(block, blocks))):
        members = [block for block in run if block.kind not in _SILENT and block.index not in anchored]
        if not members:
            continue
        if members[0].index in tables:
            yield from _table(document, tables[members[0].index])
        elif group[0] == "front":
            yield _whole(document, "front", section, members)
        else:
            yield from _prose(document, members)


def _group(block: Block, blocks: Sequence[Block]) -> tuple[str, int]:
    """Name the run that a block belongs to: lead-in with its quotation or list, title matter, else itself."""
    if block.kind in _FRONT:
        return ("front", 0 if block.kind == BlockKind.TITLE else 1)
    if block.lead_in is not None:
        return ("led", block.lead_in)
    following = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    if following is not None and following.lead_in == block.index:
        return ("led", block.index)
    return ("block", block.index)


def _whole(document: Document, kind: PassageKind, section: int, members: Sequence[Block]) -> _Piece:
    spans = tuple(span for block in members for span in block.spans)
    words = len(document.read(spans).split())
    return _Piece(kind, section, spans, tuple(block.index for block in members), words)


def _prose(document: Document, members: Sequence[Block]) -> Iterator[_Piece]:
    """Cut a paragraph, or a lead-in with what it leads in, into passages."""
    kind = _kind(members[-1])
    whole = _whole(document, kind, members[0].section, members)
    if whole.words <= MAX_WORDS or kind == "reference":
        yield whole
        return
    if len(members) == 1:
        yield from _cut(document, members[0], kind)
        return
    yield from _cut_led(document, members, kind)


def _kind(block: Block) -> PassageKind:
    kinds: dict[BlockKind, PassageKind] = {
        BlockKind.QUOTATION: "quotation",
        BlockKind.LIST_ITEM: "list",
        BlockKind.REFERENCE: "reference",
    }
    return kinds.get(block.kind, "paragraph")


def _cut_led(document: Document, members: Sequence[Block], kind: PassageKind) -> Iterator[_Piece]:
    """Keep the last sentence of a long lead-in with what it leads in; share long lists out over passages."""
    lead, rest = members[0], members[1:]
    units = _sentence_spans(document, lead)
    if len(units) > 1:
        yield from _share(document, "paragraph", lead.section, [(u, lead.index) for u in units[:-1]])
    tail = [(units[-1], lead.index)]
    yield from _share(document, kind, lead.section, tail + [(block.spans, block.index) for block in rest])


def _cut(document: Document, block: Block, kind: PassageKind) -> Iterator[_Piece]:
    yield from _share(document, kind, block.section, [(unit, block.index) for unit in _sentence_spans(document, block)])


def _sentence_spans(document: Document, block: Block) -> list[Spans]:
    folded = document.fold(block)
    return [folded.spans(start, end, block.spans) for start, end in sentences(folded.text)]


def _share(document: Document, kind: PassageKind, section: int, units: Sequence[tuple[Spans, int]]) -> Iterator[_Piece]:
    """Share units out over the fewest passages of at most MAX_WORDS, of like length."""
    sizes = [len(document.read(spans).split()) for spans, _ in units]
    parts = max(1, -(-sum(sizes) // MAX_WORDS))
    target = sum(sizes) / parts
    start, filled = 0, 0
    for at, size in enumerate(sizes):
        if at > start and filled + size / 2 > target:
            yield _join_units(document, kind, section, units[start:at], sum(sizes[start:at]))
            start, filled = at, 0
        filled += size
    yield _join_units(document, kind, section, units[start:], sum(sizes[start:]))


def _join_units(
    document: Document, kind: PassageKind, section: int, units: Sequence[tuple[Spans, int]], words: int
) -> _Piece:
    spans: list[Span] = []
    for span in (span for unit, _ in units for span in unit):
        # Neighbouring sentences of one block are one stretch of text.
        if spans and spans[-1].end <= span.start and not document.read((Span(spans[-1].end, span.start),)):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    blocks = tuple(dict.fromkeys(block for _, block in units))
    return _Piece(kind, section, tuple(spans), blocks, words)


def _table(document: Document, table: Table) -> Iterator[_Piece]:
    around = [i for i in (*table.notes, table.caption) if i is not None and i < table.block]
    after = [i for i in (*table.notes, *table.footnotes) if i > table.block]
    wordy = any(len(cell.text.split()) > WORDY_CELL for row in table.rows for cell in row)
    if not wordy:
        members = [document.blocks[i] for i in (*sorted(around), table.block, *sorted(after))]
        yield _whole(document, "table", table.section, members)
        return
    for row in table.rows:
        span = Span(row[0].span.start, row[-1].span.end)
        yield _Piece("table", table.section, (span,), (table.block,), len(document.read((span,)).split()))


def _merge_short(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Join a short paragraph with the one after it in the same section."""
    held: _Piece | None = None
    for piece in pieces:
        if held is not None and _mergeable(held, piece):
            held = _Piece(
                "paragraph",
                held.section,
                held.spans + piece.spans,
                held.blocks + piece.blocks,
                held.words + piece.words,
            )
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _mergeable(held: _Piece, piece: _Piece) -> bool:
    return (
        held.kind == piece.kind == "paragraph"
        and held.section == piece.section
        and min(held.words, piece.words) < MIN_WORDS
        and held.words + piece.words <= MAX_WORDS
    )
