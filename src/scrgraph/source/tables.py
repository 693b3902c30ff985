"""Tables written with tabs: rows, cells with their spans, pieces cut by a page break, notes and footnote marks."""

import re
from collections.abc import Sequence

from scrgraph.source.document import Cell
from scrgraph.source.lines import Line
from scrgraph.source.text import Span, fold_text

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CAPTION = re.compile(
    r"(?:Table|Figure|Box)\s+(?P<label>\d{1,3}(?:\.\d{1,3})?|[A-Z]\d{0,2})\s*[:.\-–]\s*\S", re.IGNORECASE
)
_NOTE = re.compile(r"(?:sources?|notes?|base|n\s*=|key|in this (?:report|table))\b", re.IGNORECASE)
_FOOTNOTE = re.compile(rf"(?P<mark>[{SUPERSCRIPTS}]+|\[\^?\d+\]:?)\s+\S")
_MARK = re.compile(rf"(?:[{SUPERSCRIPTS}]+|\[\^?\d+\])\s*$")


def caption_label(text: str) -> str | None:
    """Return the label of a caption ("1" of "Table 1: Age profile"), None where the text is no caption."""
    match = _CAPTION.match(text)
    return match["label"] if match else None


def is_note(text: str) -> bool:
    """Whether a short line explains a table (its sources, its base, its symbols)."""
    return len(text) <= 300 and _NOTE.match(text) is not None


def footnote_mark(text: str) -> str | None:
    """Return the mark that a footnote opens with."""
    match = _FOOTNOTE.match(text)
    return match["mark"].rstrip(":") if match else None


def cell_mark(text: str) -> str | None:
    """Return the footnote mark at the end of a cell."""
    match = _MARK.search(text)
    return match.group().strip() if match else None


def cells(source: str, line: Line, row: int) -> tuple[Cell, ...]:
    """Cut a line at its tabs. An empty cell has an empty span where it would stand."""
    found: list[Cell] = []
    offset = line.span.start
    for column, raw in enumerate(line.text.split("\t")):
        lead = len(raw) - len(raw.lstrip())
        span = Span(offset + lead, offset + lead + len(raw.strip()))
        found.append(Cell(row, column, span, fold_text(source, [span]) if span.start < span.end else ""))
        offset += len(raw) + 1
    return tuple(found)


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines print the same row (a header repeated after a page break)."""
    return one.text.split() == other.text.split()


def rows(source: str, pieces: Sequence[tuple[Line, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table given in pieces; a header repeated at the top of a later piece is left out."""
    header = pieces[0][0]
    kept = [*pieces[0], *(line for piece in pieces[1:] for line in piece if not same_row(line, header))]
    return tuple(cells(source, line, row) for row, line in enumerate(kept))
