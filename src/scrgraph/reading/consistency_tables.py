"""Rules within one table: percentages against counts and bases, counts and shares against their totals."""

from collections.abc import Iterator, Sequence

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
    for (row, column), share in grid.shares.items():
        count, base = grid.counts.get((row, column)), grid.bases.get(column)
        if count is None or base is None or not number(base):
            continue
        exact = 100 * number(count) / number(base)
        if abs(exact - number(share)) > tolerance(number(share)):
            message = (
                f'{grid.name} prints {number(share):g}% for "{row}" in {column}, but {number(count):g} of '
                f"{number(base):g} is {exact:.1f}%."
            )
            yield finding(
                "percentage-of-base",
                "minor",
                message,
                *anchors(document, share.spans + base.spans),
                repair=f"{exact:.0f}%",
            )


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
