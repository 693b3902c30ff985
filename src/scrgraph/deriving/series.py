"""Statistics in order: the numbers of one thing over time, and the tables (or claims of prose) they stand in."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.deriving.inputs import TOTAL, in_time, period_of, subject_of

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one thing in one unit, earliest first. `table` is None for claims of the prose."""

    document: str
    table: str | None
    label: str
    unit: str
    points: tuple[wire.StatisticView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A named thing of a table (or of the prose) with its cells, at most one for each period and unit."""

    label: str
    base: bool
    cells: tuple[wire.StatisticView, ...]

    def at(self, years: Years, unit: str) -> wire.StatisticView | None:
        """Return the cell of these years in this unit."""
        for cell in self.cells:
            period = period_of(cell)
            if cell.unit == unit and period is not None and period.years == years:
                return cell
        return None

    def over_time(self, unit: str) -> tuple[wire.StatisticView, ...]:
        """Return the cells of a unit, earliest first."""
        return in_time([cell for cell in self.cells if cell.unit == unit])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows over periods, whichever way it is printed; `axis` is what its rows are ("age group")."""

    document: str
    table: str | None
    title: str
    axis: str
    rows: tuple[Row, ...]

    @property
    def periods(self) -> tuple[Years, ...]:
        """The periods of the cells, earliest first."""
        found = (period_of(cell) for row in self.rows for cell in row.cells)
        return tuple(sorted({period.years for period in found if period is not None}))

    @property
    def base(self) -> Row | None:
        """The row of the sizes that the table's head states ("n=161")."""
        return next((row for row in self.rows if row.base), None)


def series(statistics: Sequence[wire.StatisticView]) -> list[Series]:
    """Return what is stated for two or more periods in one unit: tables first, then measures of the prose.

    A prose measure is one topic; where a period has several values of it, which one is meant is unsure: left out.
    """
    return [
        Series(grid.document, grid.table, row.label, unit, points)
        for grid in grids(statistics)
        for row in grid.rows
        for unit in dict.fromkeys(cell.unit for cell in row.cells)
        if len(points := row.over_time(unit)) > 1 and len({one.period for one in points}) == len(points)
    ]


def grids(statistics: Sequence[wire.StatisticView]) -> list[Grid]:
    """Return the tables that have periods, in order, then one grid for the topics of each document's prose."""
    tables: dict[tuple[str, str], list[wire.StatisticView]] = defaultdict(list)
    prose: dict[str, list[wire.StatisticView]] = defaultdict(list)
    for one in statistics:
        if one.table is not None:
            tables[one.document, one.table].append(one)
        elif one.topic and period_of(one):
            prose[one.document].append(one)
    found = [_grid(document, table, cells) for (document, table), cells in tables.items()]
    return [
        *(grid for grid in found if grid.periods),
        *(Grid(document, None, "", "topic", _topics(cells)) for document, cells in prose.items()),
    ]


def _grid(document: str, table: str, cells: Sequence[wire.StatisticView]) -> Grid:
    numbers = _row_numbers(cells)
    rows: dict[str, list[wire.StatisticView]] = defaultdict(list)
    for cell in cells:
        rows[_label(cell, numbers)].append(cell)
    measures = Counter(cell.measure for cell in cells if cell.measure != TOTAL)
    title, often = measures.most_common(1)[0] if measures else ("", 0)
    axes = [axis for cell in cells for axis in cell.dimensions if axis not in ("period", numbers)]
    return Grid(
        document=document,
        table=table,
        title=title if often * 2 > measures.total() else "",
        axis=axes[0] if axes else "",
        rows=tuple(Row(label, found[0].measure == TOTAL, tuple(found)) for label, found in rows.items()),
    )


def _row_numbers(cells: Sequence[wire.StatisticView]) -> str | None:
    """Return the axis whose labels only number the periods: each of its labels has one period of its own."""
    for axis in dict.fromkeys(axis for cell in cells for axis in cell.dimensions):
        pairs = {(cell.dimensions.get(axis), cell.period) for cell in cells}
        labels, periods = {label for label, _ in pairs}, {period for _, period in pairs}
        if axis != "period" and None not in labels | periods and len(pairs) == len(labels) == len(periods) > 1:
            return axis
    return None


def _label(cell: wire.StatisticView, numbers: str | None) -> str:
    named = [label for axis, label in cell.dimensions.items() if axis not in ("period", numbers)]
    return ", ".join(named) or subject_of(cell)


def _topics(cells: Sequence[wire.StatisticView]) -> tuple[Row, ...]:
    """Return a row for each topic, without the values of a period that has several different ones."""
    topics: dict[str, dict[tuple[str | None, str], list[wire.StatisticView]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        topics[(cell.topic or "").casefold()][cell.period, cell.unit].append(cell)
    return tuple(
        Row(topic, False, tuple(found[0] for found in places.values() if len({one.value for one in found}) == 1))
        for topic, places in topics.items()
    )
