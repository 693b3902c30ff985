"""Questions of number answered from stated statistics: looked up or calculated, silent where anything is unsure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from scrgraph import wire
from scrgraph.deriving.arithmetic import average, derive, extreme, parts_total, portion, ranked
from scrgraph.deriving.facts import stated
from scrgraph.deriving.inputs import accrues, number_of, period_of, unequal
from scrgraph.deriving.matching import Match, NearMiss, matches, missed, unit_of, words_of
from scrgraph.deriving.premises import Contradicted, contradicted
from scrgraph.deriving.requests import Request, Wanted, Years, parse_requests
from scrgraph.deriving.series import Row, grids

MOST = 6
_MORE = re.compile(
    r"\b(?:why|how come|who|whom|whose|where|when|expla(?:in|ins|ined|nation|nations)|reasons?|describe)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?:when|while|after|before|which was|the (?:year|time))\b[^?;]*", re.IGNORECASE)
"""What only tells more of a time: "in 2008, when the case was in all the papers"."""
Facts = Iterator[wire.FactView]


class NumberAnswers:
    """Answers questions of number from statistics whose words it takes once.

    `captions` are those of the tables by document and label: what a table is about may be asked in their words.
    """

    def __init__(
        self, statistics: Sequence[wire.StatisticView], captions: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        known = captions or {}
        self._known = [words_of(grid, known.get((grid.document, grid.table or ""), "")) for grid in grids(statistics)]

    def answer(self, question: str, linked: Sequence[Years] = ()) -> list[wire.FactView]:
        """Return the numbers that answer a question, stated or calculated; nothing where that is unsure.

        Every telling word of a clause must name a row, a column, a population or a period of one table (or one topic
        of the prose reported for the periods named). Where several tables say the same thing differently, each is
        given. `linked` are the years of reviews named otherwise than by years ("the third review", 2003 and 2005).
        """
        found: dict[tuple[object, ...], wire.FactView] = {}
        for request in parse_requests(question, linked):
            for match in matches(request, self._known):
                for fact in _ANSWERS[request.wanted](request, match):
                    found.setdefault((fact.value, fact.unit, *_aspects(fact)), fact)
        return list(found.values())[:MOST]

    def misses(self, question: str, linked: Sequence[Years] = ()) -> list[NearMiss]:
        """Return what tables give for other periods than a question names, or for all but one or two of its words.

        The latter not of a question that asks for more than a number: why, who, when.
        """
        more = _MORE.search(question) is not None
        return [
            miss
            for request in parse_requests(_ASIDE.sub("", question), linked)
            for words in self._known
            if (miss := missed(request, words)) and not (miss.beyond and more)
        ]

    def contradicted(self, question: str, linked: Sequence[Years] = ()) -> Contradicted | None:
        """Return what a table gives where a question asks why something changed that changed the other way."""
        return contradicted(question, linked, self._known)


def answer_numbers(
    question: str, statistics: Sequence[wire.StatisticView], linked: Sequence[Years] = ()
) -> list[wire.FactView]:
    """Return the numbers that answer one question (see `NumberAnswers`, which is for many)."""
    return NumberAnswers(statistics).answer(question, linked)


def _aspects(fact: wire.FactView) -> tuple[str, ...]:
    """Return what tells a fact from the same one of another table, whose periods may be written differently."""
    kind = fact.iri.partition("#")[2].partition("-")[0]
    places = (label for axis, label in fact.dimensions.items() if axis in {"age group", "category"})
    return kind, *places


def _cells(row: Row, unit: str, periods: Sequence[Years]) -> list[wire.StatisticView]:
    """Return a row's cells that hold numbers, of the periods given or of all, earliest first."""
    cells = [row.at(years, unit) for years in periods] if periods else list(row.over_time(unit))
    return [cell for cell in cells if cell is not None and number_of(cell) is not None]


def _values(request: Request, match: Match) -> Facts:
    """Yield what is stated for the periods named, if it is for each of them.

    A count or share that is not stated is calculated from its whole.
    """
    found = [list(_value(request, match, row, years)) for years in match.periods for row in match.rows]
    if all(found):
        yield from (fact for facts in found for fact in facts)


def _value(request: Request, match: Match, row: Row, years: Years) -> Facts:
    cells = [cell for unit in dict.fromkeys(cell.unit for cell in row.cells) if (cell := row.at(years, unit))]
    asked = [cell for cell in cells if (cell.unit == "percent") == (request.unit == "percent")]
    base = match.grid.base.at(years, "count") if match.grid.base else None
    if request.unit == "any" and not request.per_year:
        asked = cells
    if request.per_year:
        yield from (derive("per-year", (cell,)) for cell in asked if number_of(cell) is not None)
    elif asked:
        yield from map(stated, asked)
        yield from (stated(cell) for cell in cells if cell not in asked)
    elif base is not None and not row.base:
        for cell in cells:
            if number_of(cell) is not None:
                yield derive("share" if request.unit == "percent" else "part", (cell, base))


def _difference(request: Request, match: Match) -> Facts:
    """Yield the change between two periods (later minus earlier), or between two rows of one period.

    Where a row has shares and counts and the question says neither, both changes.
    """
    units = ("percent", "count") if request.unit == "any" else (request.unit,)
    for unit in dict.fromkeys(found for wanted in units if (found := unit_of(match, wanted)) is not None):
        yield from _change(request, match, unit)


def _change(request: Request, match: Match, unit: str) -> Facts:
    periods = (match.periods[0], match.periods[-1]) if len(match.periods) > 1 else match.periods
    if len(match.rows) == 1 and len(periods) == 2:
        cells = _cells(match.rows[0], unit, periods)
    elif len(match.rows) == 2 and len(periods) == 1:
        cells = sorted((cell for row in match.rows for cell in _cells(row, unit, periods)), key=_size)
    elif len(match.rows) == 1 and not periods:
        yield from _trend(replace(request, unit="percent" if unit == "percent" else "count"), match)
        return
    else:
        return
    if len(cells) == 2:
        yield derive("difference", cells)
        if unequal(cells):
            yield derive("trend", cells)


def _ratio(request: Request, match: Match) -> Facts:
    """Yield how many times the first value the second is, with their difference: of two periods or of two rows."""
    counted = unit_of(match, "count") is not None
    for fact in _difference(replace(request, unit="count" if counted else "percent"), match):
        cells = [cell for iri in fact.derived_from for row in match.rows for cell in row.cells if cell.iri == iri]
        if len(cells) == 2 and number_of(cells[0]) and "#difference" in fact.iri:
            yield derive("ratio", cells)
        yield fact


def _size(cell: wire.StatisticView) -> float:
    return number_of(cell) or 0.0


def _extreme(request: Request, match: Match) -> Facts:
    """Yield the greatest or least: of one row over periods, or of the rows within one period."""
    highest = request.wanted == "highest"
    wanted = "count" if request.per_year and request.unit == "any" else request.unit
    unit = unit_of(match, wanted)
    if unit is None:
        return
    if len(match.rows) == 1 and len(match.periods) != 1 and match.named:
        cells = _cells(match.rows[0], unit, match.periods)
    elif not match.named and len(match.periods) == 1:
        cells = [cell for row in match.rows for cell in _cells(row, unit, match.periods)]
    else:
        return
    if len(cells) < 2:
        return
    by_year = unequal(cells)
    if request.per_year or by_year:
        yield extreme(cells, highest=highest, by_year=unit != "percent")
    if not request.per_year:
        yield extreme(cells, highest=highest, by_year=False)


def _total(request: Request, match: Match) -> Facts:
    """Yield the sum of counts over periods, or over the rows named, and its share where that is asked.

    Of one row in one period what is stated; of percentages the sum of the counts that they make.
    """
    if not match.named:
        return
    if len(match.rows) == 1 and len(match.periods) == 1:
        yield from _values(request, match)
        return
    unit = unit_of(match, "count")
    cells = [cell for row in match.rows for cell in _cells(row, unit or "percent", match.periods)]
    wholes = _wholes(match, cells)
    if len(cells) < 2 or (len({cell.period for cell in cells}) > 1 and not all(map(accrues, cells or wholes))):
        return
    if unit is None:
        yield from [parts_total(cells, wholes)] if request.unit != "percent" and len(wholes) == len(cells) else []
        return
    if request.unit != "percent":
        yield derive("total", cells)
    if (request.unit == "percent" or request.share_too) and wholes and not any(row.base for row in match.rows):
        yield portion(cells, list({whole.iri: whole for whole in wholes}.values()))


def _wholes(match: Match, cells: Sequence[wire.StatisticView]) -> list[wire.StatisticView]:
    """Return the base of each cell's period, nothing where one has none."""
    base = match.grid.base
    periods = [period_of(cell) for cell in cells]
    found = [base.at(period.years, "count") for period in periods if base is not None and period is not None]
    wholes = [whole for whole in found if whole is not None]
    return wholes if len(wholes) == len(cells) else []


def _average(request: Request, match: Match) -> Facts:
    """Yield the mean of a row's counts over its periods; where these differ in length, that of a year too."""
    if len(match.rows) == len(match.periods) == 1:
        yield from _values(replace(request, per_year=True), match) if request.per_year else ()
        return
    unit = unit_of(match, "count")
    if unit is None or request.unit == "percent" or not match.named or len(match.rows) != 1:
        return
    cells = _cells(match.rows[0], unit, match.periods)
    if len(cells) < 2:
        return
    yield average(cells, by_year=False)
    if unequal(cells):
        yield average(cells, by_year=True)


def _ranked(request: Request, match: Match) -> Facts:
    """Yield the periods of one row in order, or the rows within one period; by the year where these differ."""
    unit = unit_of(match, request.unit if request.unit == "percent" else "count") or unit_of(match, "any")
    if unit is None:
        return
    if match.named and len(match.rows) == 1 and len(match.periods) != 1:
        cells = _cells(match.rows[0], unit, match.periods)
    elif not match.named and len(match.periods) == 1:
        cells = [cell for row in match.rows for cell in _cells(row, unit, match.periods)]
    else:
        return
    if len(cells) > 1:
        yield ranked(cells, by_year=unequal(cells))
        if unequal(cells) and request.unit == "count":
            yield ranked(cells, by_year=False)


def _trend(request: Request, match: Match) -> Facts:
    """Yield the way of each row named over its periods."""
    unit = unit_of(match, request.unit)
    for row in match.rows if unit is not None and match.named else ():
        cells = _cells(row, unit or "", match.periods)
        if len(cells) > 1:
            yield derive("trend", cells)


_ANSWERS: dict[Wanted, Callable[[Request, Match], Facts]] = {
    "value": _values,
    "difference": _difference,
    "ratio": _ratio,
    "highest": _extreme,
    "lowest": _extreme,
    "ranked": _ranked,
    "total": _total,
    "average": _average,
    "trend": _trend,
}
