"""Rules within one table: percentages against counts and bases, counts and shares against their totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.reading.consistency_grid import Grid, anchors, finding, tolerance
from scrgraph.reading.findings import AuditFinding, Observation
from scrgraph.source.document import Document


def check_tables(document: Document, grids: Sequence[Grid]) -> Iterator[AuditFinding]:
    """Yield what does not add up within each table."""
    for grid in grids:
        yield from _percentages(document, grid)
        yield from _count_totals(document, grid)
        yield from _share_totals(document, grid)


def number(observation: Observation) -> float:
    """Return the value of an observation that holds a number."""
    return observation.value if isinstance(observation.value, float) else 0.0


def _percentages(document: Document, grid: Grid) -> Iterator[AuditFinding]:
    """Yield the percentages that do not follow from count and base, where most of the table's do.

    Where most do not, they are shares of another whole and say nothing about the base.
    """
    cells = [cell for place, share in grid.shares.items() if (cell := _cell(grid, place, share)) is not None]
    wrong = [cell for cell in cells if abs(cell.exact - number(cell.share)) > tolerance(number(cell.share))]
    for cell in wrong if 2 * len(wrong) < len(cells) else ():
        message = (
            f'{grid.name} prints {number(cell.share):g}% for "{cell.row}" in {cell.column}, but '
            f"{number(cell.count):g} of {number(cell.base):g} is {cell.exact:.1f}%."
        )
        places = anchors(document, cell.share.spans + cell.base.spans)
        yield finding("percentage-of-base", "minor", message, *places, repair=f"{cell.exact:.0f}%")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A percentage with the count beside it and the base of its column."""

    row: str
    column: str
    share: Observation
    count: Observation
    base: Observation

    @property
    def exact(self) -> float:
        """The percentage that count and base make."""
        return 100 * number(self.count) / number(self.base)


def _cell(grid: Grid, place: tuple[str, str], share: Observation) -> _Cell | None:
    row, column = place
    count, base = grid.counts.get(place), grid.bases.get(column)
    if count is None or base is None or not number(base):
        return None
    return _Cell(row, column, share, count, base)


def _count_totals(document: Document, grid: Grid) -> Iterator[AuditFinding]:
    """Yield the columns whose counts do not make their base, where those of most columns do."""
    sums = {column: _column(grid, column, grid.counts) for column in grid.bases}
    whole = {column: cells for column, cells in sums.items() if len(cells) == len(grid.rows) > 1}
    fitting = [c for c, cells in whole.items() if sum(map(number, cells)) == number(grid.bases[c])]
    for column, cells in whole.items() if 2 * len(fitting) > len(whole) else ():
        base, total = grid.bases[column], sum(map(number, cells))
        if total != number(base):
            added = " + ".join(f"{number(cell):g}" for cell in cells)
            message = f"{grid.name} states n={number(base):g} for {column}, but its counts make {added} = {total:g}."
            spans = base.spans + tuple(span for cell in cells for span in cell.spans)
            yield finding("counts-total", "major", message, *anchors(document, spans))


def _share_totals(document: Document, grid: Grid) -> Iterator[AuditFinding]:
    """Yield the columns whose shares do not make 100 within rounding, where those of most columns do."""
    sums = {column: _column(grid, column, grid.shares) for column in grid.columns}
    whole = {column: cells for column, cells in sums.items() if len(cells) == len(grid.rows) > 1}
    wrong = [c for c, cells in whole.items() if not adds_up([number(cell) for cell in cells])]
    for column in wrong if 2 * len(wrong) < len(whole) else ():
        added = " + ".join(f"{number(cell):g}" for cell in whole[column])
        total = sum(map(number, whole[column]))
        message = f"The shares of {column} in {grid.name} make {added} = {total:g}%, not 100%."
        spans = tuple(span for cell in whole[column] for span in cell.spans)
        yield finding("shares-total", "minor", message, *anchors(document, spans))


def _column(grid: Grid, column: str, cells: dict[tuple[str, str], Observation]) -> list[Observation]:
    return [cells[row, column] for row in grid.rows if (row, column) in cells]


def adds_up(shares: Sequence[float]) -> bool:
    """Say whether shares make 100 within their rounding; two that leave nothing else must make it within less."""
    allowed = sum(map(tolerance, shares))
    off = abs(sum(shares) - 100)
    return off < allowed - 1e-6 if len(shares) == 2 else off <= allowed
