"""Rules for prose that discusses a table by name: its numbers, periods and ranks against the table's cells."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.consistency_grid import Claim, Grid, anchors, finding, stems, tolerance, years_of
from scrgraph.reading.consistency_tables import number
from scrgraph.reading.findings import Anchor, AuditFinding
from scrgraph.reading.quantities_clauses import sentences
from scrgraph.reading.quantities_periods import periods
from scrgraph.source.document import Block, BlockKind, Document

_RANK = re.compile(
    r"\b(?:(?P<order>second|third|fourth|fifth)[- ])?(?P<top>largest|highest|biggest|greatest|smallest|lowest)\b",
    re.IGNORECASE,
)
_ORDER = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LEAST = frozenset({"smallest", "lowest"})
_NOW = re.compile(r"\b(?:now|final|latest|most recent)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:each|every|all|throughout)\b", re.IGNORECASE)
_VAGUE = 10.0


def check_discussion(document: Document, claims: Sequence[Claim], grids: Sequence[Grid]) -> Iterator[AuditFinding]:
    """Yield what paragraphs that name a table say otherwise than the table."""
    by_block: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_block[claim.block.index].append(claim)
    for grid in grids:
        named = re.compile(rf"\b{re.escape(grid.name)}\b(?!\.\d)", re.IGNORECASE)
        for block in document.blocks_of(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            if named.search(document.fold(block).text):
                for claim in by_block[block.index]:
                    yield from _cells(document, claim, grid)
                yield from _ranks(document, block, grid)


def _row(grid: Grid, words: str) -> str | None:
    """Return the row that words speak of: the only one whose label they hold in full."""
    held = stems(words)
    rows = [row for row in grid.rows if stems(row) and stems(row) <= held]
    return rows[0] if len(rows) == 1 else None


def _cells(document: Document, claim: Claim, grid: Grid) -> Iterator[AuditFinding]:
    row, quantity = _row(grid, claim.observation.text), claim.quantity
    if row is None or quantity.unit != "percent":
        return
    years = years_of(claim.observation.period or "")
    columns = [grid.column(span) for span in years]
    if any(columns) and not all(columns):
        missing = ", ".join(f"{a}-{b}" for (a, b), column in zip(years, columns, strict=True) if column is None)
        message = f'The text gives a share of "{row}" for {missing}, but {grid.name} has no such column.'
        yield finding("period-not-in-table", "minor", message, *claim.anchors, _head(document, grid))
    for column in filter(None, columns):
        cell = grid.shares.get((row, column))
        if cell is not None and not _agrees(claim, number(cell)):
            stated = claim.folded.text[quantity.start : quantity.end]
            message = f'The text says "{stated}" of "{row}" in {column}, but {grid.name} prints {number(cell):g}%.'
            yield finding("text-against-table", "major", message, *claim.anchors, *anchors(document, cell.spans))


def _agrees(claim: Claim, cell: float) -> bool:
    quantity = claim.quantity
    if quantity.low is not None or quantity.high is not None:
        low = quantity.low if quantity.low is not None else (quantity.high or 0.0) - _VAGUE
        high = quantity.high if quantity.high is not None else (quantity.low or 0.0) + _VAGUE
        return low - 0.5 <= cell <= high + 0.5
    value = quantity.value or 0.0
    return abs(cell - value) <= (_VAGUE if quantity.fraction else tolerance(value))


def _head(document: Document, grid: Grid) -> Anchor:
    """Return the anchor of a table's first dated column head."""
    table = next(table for table in document.tables if table.label == grid.label)
    head = next(cell for cell in table.header if cell.column > 0)
    return Anchor(document.id, head.span, document.read((head.span,)))


def _ranks(document: Document, block: Block, grid: Grid) -> Iterator[AuditFinding]:
    """Yield "the second largest category is now ..." where the counts give another rank."""
    folded = document.fold(block)
    for start, end in sentences(folded.text):
        words = folded.text[start:end]
        match = _RANK.search(words)
        row = _row(grid, words[match.end() :]) if match else None
        if match is None or row is None:
            continue
        claimed = _ORDER.get((match["order"] or "").lower(), 1)
        least = match["top"].lower() in _LEAST
        for column in _columns(grid, words):
            rank, told = _rank(grid, row, column, least=least)
            if rank is not None and rank != claimed:
                message = f'The text calls "{row}" the {match.group().lower()} in {column}, but {grid.name} has {told}.'
                spans = folded.spans(start, end, block.spans)
                cell = (grid.counts or grid.shares)[row, column]
                yield finding("rank", "minor", message, *anchors(document, spans), *anchors(document, cell.spans))


def _columns(grid: Grid, words: str) -> list[str]:
    named = [grid.column(period.years) for period in periods(words) if not period.single]
    if any(named):
        return [column for column in named if column]
    if _EVERY.search(words):
        return list(grid.columns)
    return [grid.columns[-1]] if _NOW.search(words) else []


def _rank(grid: Grid, row: str, column: str, *, least: bool) -> tuple[int | None, str]:
    """Return the rank of a row within a column (1 + the rows that go before it), and the values in words."""
    values = grid.counts or grid.shares
    cells = {r: values[r, column] for r in grid.rows if (r, column) in values}
    if row not in cells or len(cells) < 2:
        return None, ""
    own = number(cells[row])
    before = sum(number(cell) < own if least else number(cell) > own for cell in cells.values())
    return before + 1, ", ".join(f"{number(cell):g} ({name})" for name, cell in cells.items())
