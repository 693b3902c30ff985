"""The rule for tables with a row or a column of totals: the others must make it, within their rounding."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.consistency_grid import anchors, finding, table_name
from scrgraph.reading.findings import AuditFinding, Observation
from scrgraph.source.document import Document

_TOTAL = re.compile(r"(?:(?:grand |overall )?totals?|all|overall)(?:,? [\w ]{1,30})?", re.IGNORECASE)
Cells = dict[tuple[str, str], Observation]


def check_totals(document: Document, observations: Sequence[Observation]) -> Iterator[AuditFinding]:
    """Yield totals that a table prints and its other counts do not make, where most of its totals are made.

    Where most are not, the rows overlap or are only some of them, and say nothing about the total.
    """
    tables: dict[str, Cells] = defaultdict(dict)
    for one in observations:
        if one.table is not None and one.unit == "count" and isinstance(one.value, float) and len(one.dimensions) == 2:
            tables[one.table].setdefault((one.dimensions[0][1], one.dimensions[1][1]), one)
    for label, cells in tables.items():
        yield from _totals(document, label, cells)
        yield from _totals(document, label, {(column, row): cell for (row, column), cell in cells.items()})


def _totals(document: Document, label: str, cells: Cells) -> Iterator[AuditFinding]:
    names = [name for name in dict.fromkeys(row for row, _ in cells) if _TOTAL.fullmatch(name)]
    if len(names) != 1:
        return
    columns = {column: _column(cells, names[0], column) for column in dict.fromkeys(column for _, column in cells)}
    whole = {column: parts for column, parts in columns.items() if len(parts) > 1 and (names[0], column) in cells}
    wrong = [c for c, parts in whole.items() if not _made(_value(cells[names[0], c]), list(map(_value, parts)))]
    for column in wrong if 2 * len(wrong) < len(whole) else ():
        total, parts = cells[names[0], column], whole[column]
        added = " + ".join(f"{_value(part):,g}" for part in parts)
        message = (
            f'{table_name(label)} prints {_value(total):,g} for "{names[0]}" of "{column}", but its parts make '
            f"{added} = {sum(map(_value, parts)):,g}."
        )
        spans = total.spans + tuple(span for part in parts for span in part.spans)
        yield finding("printed-total", "major", message, *anchors(document, spans))


def _column(cells: Cells, total: str, column: str) -> list[Observation]:
    return [cell for (row, name), cell in cells.items() if name == column and row != total]


def _value(observation: Observation) -> float:
    return observation.value if isinstance(observation.value, float) else 0.0


def _made(total: float, parts: Sequence[float]) -> bool:
    """Say whether parts make a total, each off by at most half of the unit that all are rounded to."""
    unit = 1.0
    while unit < 1e9 and all(value % (unit * 10) == 0 for value in (total, *parts)):
        unit *= 10
    slack = (len(parts) + 1) * unit / 2 if unit > 1 else 0.0
    return abs(sum(parts) - total) <= slack + 1e-6
