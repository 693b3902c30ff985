"""Drafts: chunks with the kind they appear to have, before page breaks are joined and sections are built."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scrgraph.source.contents import Entry, find_contents
from scrgraph.source.document import BlockKind
from scrgraph.source.headings import (
    Heading,
    is_reference_heading,
    looks_like_heading,
    may_be_reference_heading,
    normal,
    parse_heading,
)
from scrgraph.source.lines import Line, chunks
from scrgraph.source.reference_list import are_entries, opens_with_author, split_entries, starts_entry
from scrgraph.source.tables import caption_label, footnote_mark, is_note
from scrgraph.source.text import Span, Spans, fold_text

_IMPRINT = ("©", "(c)", "Crown copyright", "© Crown", "Published by", "Printed by")
_CAPTION_WORDS = 40
_PROSE_WORDS = 20
_PART_WORDS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making; `pieces` are the lines of a table, one tuple for each run between blank lines."""

    kind: BlockKind
    spans: Spans
    text: str
    heading: Heading | None = None
    entry: Entry | None = None
    pieces: tuple[tuple[Line, ...], ...] = field(default=())


def _chunk_span(chunk: Sequence[Line]) -> Span:
    return Span(chunk[0].span.start, chunk[-1].span.end)


class Drafter:
    """Gives each chunk of a text its kind, in one pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chunks = list(chunks(text))
        self._entries, self._lists = find_contents(self._chunks)
        listed = self._entries.keys() | self._lists
        self._body = max(listed) + 1 if listed else None
        self._expected = [e for run in self._entries.values() for e in run if not e.listed]
        self._matched = -1
        self._section: str | None = None
        self._imprint = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Entries of the contents, lists of tables left out."""
        return tuple(self._expected)

    def drafts(self) -> Iterator[Draft]:
        """Yield the drafts in reading order."""
        for position in range(len(self._chunks)):
            yield from self._draft(position)

    def _make(self, kind: BlockKind, chunk: Sequence[Line], heading: Heading | None = None) -> Draft:
        span = _chunk_span(chunk)
        return Draft(kind, (span,), fold_text(self._text, [span]), heading)

    def _draft(self, position: int) -> Iterator[Draft]:
        chunk = self._chunks[position]
        if position in self._lists:
            yield self._make(BlockKind.HEADING, chunk[:1])
            chunk = chunk[1:]
        if position in self._entries:
            for entry in self._entries[position]:
                yield replace(self._make(BlockKind.CONTENTS, [entry.line]), entry=entry)
        elif chunk and position not in self._lists:
            yield from self._front(position) if self._in_front(position) else self._body_chunk(position)

    def _in_front(self, position: int) -> bool:
        if self._body is not None:
            return position < self._body
        return self._section is None and self._heading(position) is None

    def _front(self, position: int) -> Iterator[Draft]:
        chunk = self._chunks[position]
        if self._stands_over_prose(position):
            self._section = "front" if self._body is not None else self._section
            yield self._make(BlockKind.HEADING, chunk)
            return
        long = len(fold_text(self._text, [_chunk_span(chunk)]).split()) >= _PROSE_WORDS
        titled = self._section is None and not long
        yield self._make(BlockKind.TITLE if titled else BlockKind.PARAGRAPH, chunk)

    def _stands_over_prose(self, position: int) -> bool:
        chunk = self._chunks[position]
        if len(chunk) != 1 or position + 1 >= len(self._chunks) or not looks_like_heading(chunk[0].text):
            return False
        following = self._chunks[position + 1]
        return len(" ".join(line.text for line in following).split()) >= _PROSE_WORDS and not following[0].tabbed

    def _heading(self, position: int) -> Heading | None:
        chunk = self._chunks[position]
        if len(chunk) != 1 or chunk[0].tabbed or len(chunk[0].text) > 200:
            return None
        printed = fold_text(self._text, [chunk[0].span])
        if self._in_list and opens_with_author(chunk[0].text):
            return None
        heading = parse_heading(printed if not chunk[0].text.startswith("#") else chunk[0].text)
        if may_be_reference_heading(printed) and self._heads_entries(position):
            heading = Heading("references", printed.rstrip(":"), 1, printed)
        if self._expected:
            return self._expected_heading(printed, heading)
        return heading or self._unnumbered_heading(position, printed)

    @property
    def _in_list(self) -> bool:
        return self._section is not None and (self._section == "references" or is_reference_heading(self._section))

    def _heads_entries(self, position: int) -> bool:
        """Whether what follows a line are the entries of a list of works."""
        return are_entries([chunk[0].text for chunk in self._chunks[position + 1 : position + 4]])

    def _unnumbered_heading(self, position: int, printed: str) -> Heading | None:
        """Read a line that stands over prose; after a list of works, only over prose that can be no entry."""
        if self._body is not None or position == 0 or not self._stands_over_prose(position):
            return None
        if self._in_list and (starts_entry(printed) or starts_entry(self._chunks[position + 1][0].text)):
            return None
        return Heading(normal(printed), printed, 1, printed)

    def _expected_heading(self, printed: str, heading: Heading | None) -> Heading | None:
        """Match a line with the contents: by number and title, by title alone (its number lost), or by number."""
        for at in range(self._matched + 1, len(self._expected)):
            entry = self._expected[at]
            title = entry.heading.title if entry.heading else entry.text
            by_number = heading and entry.heading and heading.number == entry.heading.number
            if by_number or normal(title) == normal(printed) or normal(entry.text) == normal(printed):
                self._matched = at
                listed = entry.heading or Heading(normal(title), title, 1, printed)
                return Heading(listed.number, heading.title if heading else printed, listed.level, printed)
        if heading and (heading.level > 1 or not heading.number[0].isdigit()):
            return heading
        return None

    def _body_chunk(self, position: int) -> Iterator[Draft]:
        chunk = self._chunks[position]
        if heading := None if self._imprint else self._heading(position):
            self._section = heading.number
            yield self._make(BlockKind.HEADING, chunk, heading)
        elif self._imprint or self._opens_imprint(position):
            self._imprint = True
            yield self._make(BlockKind.IMPRINT, chunk)
        elif self._in_list and self._parts_entries(position):
            yield self._make(BlockKind.HEADING, chunk)
        elif self._in_list:
            for run in split_entries(chunk):
                yield self._make(BlockKind.REFERENCE, run)
        elif sum(line.tabbed for line in chunk) * 2 > len(chunk):
            yield replace(self._make(BlockKind.TABLE, chunk), pieces=(chunk,))
        elif any(line.bulleted for line in chunk[:2]):
            yield from self._list(chunk)
        else:
            yield self._prose(position)

    def _parts_entries(self, position: int) -> bool:
        """Whether a line heads a part of the list: "Legislation", "Websites", "B"."""
        chunk, following = self._chunks[position], self._chunks[position + 1 : position + 2]
        short = len(chunk) == 1 and len(chunk[0].text.split()) <= _PART_WORDS and looks_like_heading(chunk[0].text)
        return short and not starts_entry(chunk[0].text) and all(starts_entry(one[0].text) for one in following)

    def _opens_imprint(self, position: int) -> bool:
        chunk = self._chunks[position]
        late = position >= len(self._chunks) * 0.8
        return late and chunk[0].text.startswith(_IMPRINT)

    def _list(self, chunk: Sequence[Line]) -> Iterator[Draft]:
        run: list[Line] = []
        for line in chunk:
            if line.bulleted and run:
                yield self._item(run)
                run = []
            run.append(line)
        yield self._item(run)

    def _item(self, run: Sequence[Line]) -> Draft:
        return self._make(BlockKind.LIST_ITEM if run[0].bulleted else BlockKind.PARAGRAPH, run)

    def _prose(self, position: int) -> Draft:
        draft = self._make(BlockKind.PARAGRAPH, self._chunks[position])
        if footnote_mark(draft.text):
            return replace(draft, kind=BlockKind.FOOTNOTE)
        if caption_label(draft.text) and len(draft.text.split()) <= _CAPTION_WORDS:
            return replace(draft, kind=BlockKind.CAPTION)
        if is_note(draft.text) and self._beside_table(position):
            return replace(draft, kind=BlockKind.NOTE)
        return draft

    def _beside_table(self, position: int) -> bool:
        before = self._chunks[position - 1] if position else ()
        after = self._chunks[position + 1] if position + 1 < len(self._chunks) else ()
        return any(line.tabbed for line in before) or (bool(after) and caption_label(after[0].text) is not None)
