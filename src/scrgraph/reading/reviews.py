"""Periodic reviews: read from a table whose header names titles, authors, years covered and numbers of cases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import Count, PeriodicReview, Reference
from scrgraph.reading.quantities_periods import Period, length_in_years, whole_period
from scrgraph.reading.review_works import work_key
from scrgraph.reading.series import SeriesWords, all_words, kind_of
from scrgraph.reading.tables_cells import cell_values, read_head
from scrgraph.source.document import Cell, Document, Table
from scrgraph.source.text import Span

_COLUMNS = {
    "title": re.compile(r"\btitles?\b|\breport\b", re.IGNORECASE),
    "authors": re.compile(r"\bauthors?\b", re.IGNORECASE),
    "years": re.compile(
        r"\b(?:years?|periods?|dates?) (?:covered|reviewed|under review|of fieldwork)\b|\bcoverage\b|\bfieldwork\b",
        re.IGNORECASE,
    ),
    "count": re.compile(r"\bno\b\.?|\bnumbers?\b|\bn\b|\bcount\b|\bcases\b", re.IGNORECASE),
}
_PUBLISHED = re.compile(r" ?\(((?:19|20)\d\d)[a-z]?\)\.?$")
_AND = re.compile(r", and | and | & |, |; ")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one review, by what their column holds."""

    cells: dict[str, Cell]
    spans: tuple[Span, ...]
    position: int


def find_reviews(
    document: Document, references: Sequence[Reference], kinds: Sequence[SeriesWords] = ()
) -> tuple[PeriodicReview, ...]:
    """Return the periodic reviews of a report in the order of their table, nothing where there is no such table.

    `kinds` are the kinds of series that may stand there. `key` is that of the reference whose title, year and first
    author agree (see `work_key`), None where none does. `counts` holds the table's own cell first, then what
    the column heads of other tables state for the same years ("n=161").
    """
    words = all_words(kinds)
    for table in document.tables:
        columns = _columns(table, words)
        if {"title", "years"} <= columns.keys() and columns.keys() & {"authors", "count"}:
            rows = list(_rows(table, columns))
            return tuple(filter(None, (_review(document, table, row, references) for row in rows)))
    return ()


def words_for(document: Document, reviews: Sequence[PeriodicReview], kinds: Sequence[SeriesWords]) -> SeriesWords:
    """Return what the document calls its periodic reviews, by their titles and the heading over their table.

    Of a document without such a table any kind may be meant.
    """
    if not reviews:
        return all_words(kinds)
    starts = {review.spans[0].start for review in reviews if review.spans}
    above = {document.sections[b.section].title for b in document.blocks if any(b.start <= s < b.end for s in starts)}
    return kind_of("\n".join([*sorted(above), *(review.title for review in reviews)]), kinds)


def _columns(table: Table, words: SeriesWords) -> dict[str, int]:
    """Return the column of each role; a running number in the first column is no count.

    A head that only names a member ("Wave") is over its titles, one that names what is counted over the counts.
    """
    patterns = dict(_COLUMNS)
    patterns["title"] = re.compile(rf"{_COLUMNS['title'].pattern}|^{words.noun}$", re.IGNORECASE)
    patterns["count"] = re.compile(rf"{_COLUMNS['count'].pattern}|\b{words.things}\b", re.IGNORECASE)
    roles: dict[str, int] = {}
    for cell in table.header:
        fitting = (r for r, p in patterns.items() if r not in roles and p.search(cell.text.strip()))
        role = next(fitting, None)
        if role and (role, cell.column) != ("count", 0):
            roles[role] = cell.column
    return roles


def _rows(table: Table, columns: dict[str, int]) -> Iterator[_Row]:
    for position, row in enumerate(table.rows, start=1):
        cells = {role: cell for role, column in columns.items() for cell in row if cell.column == column}
        number = next((c.text.strip(" .") for c in row if c.column == 0 and columns["title"] != 0), "")
        filled = tuple(cell.span for cell in row if cell.text.strip())
        if {"title", "years"} <= cells.keys() and filled:
            yield _Row(cells, filled, int(number) if number.isdecimal() and len(number) < 4 else position)


def _review(document: Document, table: Table, row: _Row, references: Sequence[Reference]) -> PeriodicReview | None:
    period = whole_period(row.cells["years"].text)
    if period is None:
        return None
    title, published = _title(row.cells["title"].text)
    authors = _authors(row.cells["authors"].text) if "authors" in row.cells else ()
    count = row.cells.get("count")
    stated = length_in_years(count.text) if count else None
    others = list(_heads(document, table, period))
    length = stated or next((years for _, years in others if years), None) or float(period.last - period.first) or 1.0
    own = (Count(_single(count.text), count.text, count.span),) if count and count.text.strip() else ()
    return PeriodicReview(
        document=document.id,
        local=f"review/{period.first}-{period.last}",
        number=row.position,
        title=title,
        authors=authors,
        start=period.first,
        end=period.last,
        length_years=length,
        published=published,
        key=work_key(title, published, authors, references),
        counts=own + tuple(found for found, _ in others),
        spans=row.spans,
    )


def _title(text: str) -> tuple[str, int | None]:
    match = _PUBLISHED.search(text.strip())
    return (text.strip()[: match.start()].strip(), int(match[1])) if match else (text.strip(), None)


def _authors(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _AND.split(text.strip().rstrip(".")) if name.strip())


def _single(text: str) -> int | None:
    values = cell_values(text)
    return int(values[0].value) if len(values) == 1 and values[0].value.is_integer() else None


def _heads(document: Document, table: Table, period: Period) -> Iterator[tuple[Count, float | None]]:
    """Yield what the column heads of other tables state for the same years, with the length stated there."""
    for other in document.tables:
        for cell in other.header if other is not table else ():
            head = read_head(cell.text)
            if head.period is not None and head.base is not None and head.period.years == period.years:
                text = cell.text[head.base_start : head.base_end]
                start = document.text.find(text, cell.span.start, cell.span.end)
                span = Span(start, start + len(text)) if start >= 0 else cell.span
                yield Count(head.base, text, span), head.years
