"""Which rows and periods of which tables a question means: every telling word of it must be accounted for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph.deriving.inputs import number_of, where_of
from scrgraph.deriving.requests import APPENDIX, Request, Years
from scrgraph.deriving.series import Grid, Row
from scrgraph.deriving.words import label_stems, stems

_BEINGS = frozenset({"child", "people", "person", "individual", "young"})
"""Who is counted: a label that a question names need not say it again ("children on CP plans")."""
_OPEN = re.compile(r"\b(\d{1,2})\s?(?:\+|and (?:over|older|above))")
_GROWN = 19
_FEW = 2
"""Words beyond a table's at most for its number to be the one that is nearly meant."""


@dataclass(frozen=True, slots=True)
class Match:
    """The rows and periods of a grid that a request means; `score` counts the words that they account for.

    `named` says that the request names the rows; otherwise they are all the rows of the grid.
    """

    grid: Grid
    rows: tuple[Row, ...]
    periods: tuple[Years, ...]
    score: int
    named: bool


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A row of a table that a question names, for a period that the table does not have; those it has are `given`.

    Or for one that it has, with words `beyond` what it tells of: some other children, another measure.
    """

    table: str
    label: str
    given: tuple[str, ...]
    asked: tuple[Years, ...]
    beyond: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """A grid with its words, taken once: `about` it as a whole, `named` in each label, `known` of each row."""

    grid: Grid
    periods: tuple[Years, ...]
    about: frozenset[str]
    named: dict[str, frozenset[str]]
    known: dict[str, frozenset[str]]


def words_of(grid: Grid, caption: str = "") -> Words:
    """Return a grid with its words, those of its caption included; a prose grid as a whole is about nothing."""
    rows = [row for row in grid.rows if not row.base]
    populations = {cell.population or "" for row in grid.rows for cell in row.cells}
    about = stems(grid.title) | stems(grid.axis) | stems(caption) | frozenset().union(*map(stems, populations))
    return Words(
        grid=grid,
        periods=grid.periods,
        about=about if grid.table is not None else frozenset(),
        named={row.label: label_stems(row.label) for row in rows},
        known={row.label: stems(row.label) | _described(row) | _older(row.label) for row in rows},
    )


def _older(label: str) -> frozenset[str]:
    """Return the ages that an open group of a child's ages holds: "16+" holds 17."""
    found = _OPEN.search(label)
    return frozenset(map(str, range(int(found[1]), _GROWN))) if found else frozenset()


def _described(row: Row) -> frozenset[str]:
    """Return the words by which claims of the prose describe what they are about."""
    claims = [cell for cell in row.cells if cell.table is None]
    return frozenset().union(*(stems(f"{cell.measure} {cell.population or ''}") for cell in claims))


def matches(request: Request, known: Sequence[Words]) -> list[Match]:
    """Return the best matches of a request, tables before prose; none where a word or period is left over."""
    found = [match for words in known if (match := _match(request, words)) is not None]
    tables = [match for match in found if match.grid.table is not None]
    best = max((match.score for match in tables or found), default=0)
    return [match for match in tables or found if match.score == best]


def missed(request: Request, words: Words) -> NearMiss | None:
    """Return the near miss of a request whose words a table accounts for but not its periods, or all but few words."""
    rows = _rows(request, words) if words.grid.table is not None and request.periods else ()
    if not rows:
        return None
    beyond = request.words - words.about.union(_BEINGS, *(words.known[row.label] for row in rows))
    if (_periods(request, words.periods) is None) == bool(beyond) or len(beyond) > _FEW:
        return None
    # What a table counts as a whole (its cases) is named by questions of all kinds.
    if beyond and (rows[0].base or _plainest(words.grid) is not None):
        return None
    given = dict.fromkeys(cell.period for cell in rows[0].cells if cell.period and number_of(cell) is not None)
    asked = tuple(years for years in request.periods if years not in words.periods)
    return NearMiss(where_of(rows[0].cells[0]), rows[0].label, tuple(given), asked or request.periods, beyond)


def _match(request: Request, words: Words) -> Match | None:
    grid, about = words.grid, words.about
    if request.table is not None and not _is(grid, request.table):
        return None
    periods = _periods(request, words.periods)
    if periods is None:
        return None
    rows = _rows(request, words)
    if rows and request.bare and grid.table is None:
        return None
    if rows:
        known = about.union(_BEINGS, *(words.known[row.label] for row in rows))
        score = len(request.words & frozenset().union(*(words.named[row.label] for row in rows)))
        score = max(score, len(request.words & about))
        return Match(grid, rows, periods, score, named=True) if request.words <= known else None
    if request.bare or grid.table is None or not request.words <= about or not (request.words or request.table):
        return None
    if request.wanted in {"highest", "lowest", "ranked"} and periods and not request.over_periods:
        others = tuple(row for row in grid.rows if not row.base)
        return Match(grid, others, periods, len(request.words), named=False)
    base = grid.base or (_plainest(grid) if request.table is not None else None)
    return Match(grid, (base,), periods, len(request.words), named=True) if base else None


def _plainest(grid: Grid) -> Row | None:
    """Return the row that all others of a grid say more of ("No. of cases" and "No. of cases: estimated")."""
    shortest = min(grid.rows, key=lambda row: len(row.label), default=None)
    return shortest if shortest and all(row.label.startswith(shortest.label) for row in grid.rows) else None


def _is(grid: Grid, label: str) -> bool:
    if grid.table is None:
        return False
    return (
        grid.table.startswith(label) if label == APPENDIX else grid.table == label or grid.table.endswith(f"-{label}")
    )


def _rows(request: Request, words: Words) -> tuple[Row, ...]:
    """Return the rows that a request names in full; a label that lies within another one's gives way to it."""
    held = {label: own for label, own in words.named.items() if own and own <= request.words}
    meant = {label for label, own in held.items() if not any(own < other for other in held.values())}
    return tuple(row for row in words.grid.rows if row.label in meant) if meant else ()


def _periods(request: Request, known: Sequence[Years]) -> tuple[Years, ...] | None:
    """Return the periods that a request names, () where it names none, None where they are not all known."""
    ends = (*(known[:1] if request.first else ()), *(known[-1:] if request.latest else ()))
    if ends and not request.periods:
        return ends
    if all(years in known for years in request.periods):
        return tuple(dict.fromkeys((*sorted(request.periods), *ends)))
    if len(request.periods) == 1 and request.wanted in {
        "difference",
        "ratio",
        "trend",
        "total",
        "average",
        "highest",
        "lowest",
        "ranked",
    }:
        (first, last), *_ = request.periods
        inside = tuple(years for years in known if first <= years[0] and years[1] <= last)
        if len(inside) > 1 and (inside[0][0], inside[-1][1]) == (first, last):
            return inside
    return None


def unit_of(match: Match, wanted: str) -> str | None:
    """Return the unit of a match's rows for a wanted kind: "percent", "count" (any that is none) or "any"."""
    units = list(dict.fromkeys(cell.unit for row in match.rows for cell in row.cells if number_of(cell) is not None))
    shares, counts = [u for u in units if u == "percent"], [u for u in units if u != "percent"]
    if wanted == "percent":
        return shares[0] if shares else None
    if wanted == "count":
        return counts[0] if len(counts) == 1 else None
    return next(iter(shares or counts), None)
