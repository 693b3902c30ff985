"""Questions that suppose what a table contradicts: "why did X fall between 2010 and 2019", where X rose.

Only where the row and both ends are named for sure, and every unit of the row went the other way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrgraph import wire
from scrgraph.deriving.arithmetic import derive, yearly
from scrgraph.deriving.everyday import plain
from scrgraph.deriving.inputs import in_time, number_of, required, shown, subject_of, unequal, where_of
from scrgraph.deriving.matching import Match, Words, matches
from scrgraph.deriving.requests import Request, Years, parse_requests
from scrgraph.deriving.series import Row

_WHY = re.compile(
    r"^\W*(?:(?:so|and|but) )?(?:why|how come|what (?:caused|causes|made|drove|drives|explains?|explained|led to|"
    r"(?:is|was|lies|lay) behind|accounts? for|accounted for)|(?:the |what (?:is|was|are|were) the )?"
    r"(?:reasons?|causes?) (?:for|of|why|behind))\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:increas(?:e[sd]?|ing)|ris(?:e[ns]?|ing)|rose|grow(?:s|n|th|ing)?|grew|(?:go|goes|gone|going|went) up)\b"
)
_DOWN = re.compile(
    r"\b(?:decreas(?:e[sd]?|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|(?:go|goes|gone|going|went) down)\b"
)
_SINCE = re.compile(r"\b(?:since|after)\s+(\d{4})\b(?!\s?[-–/])", re.IGNORECASE)
_IDLE = re.compile(
    r"\b(?:so )?(?:sharply|steeply|much|fast|quickly|steadily|dramatically|significantly)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A change that a question supposes, and `fact`, what the table gives; `told` says it in words."""

    told: str
    fact: wire.FactView


def contradicted(question: str, linked: Sequence[Years], known: Sequence[Words]) -> Contradicted | None:
    """Return what a table gives where a question asks why something went up that went down, or the reverse."""
    why = _WHY.search(question)
    if why is None:
        return None
    said = _IDLE.sub(" ", plain(question[why.end() :])).casefold()
    up, down = _UP.search(said) is not None, _DOWN.search(said) is not None
    if up == down:
        return None
    requests = parse_requests(_DOWN.sub("change", _UP.sub("change", _SINCE.sub(" ", said))), linked)
    since = _SINCE.search(said)
    ends = [end for one in requests for end in _ends(one, known, int(since[1]) if since else None)]
    pairs = [pair for row, years in ends for pair in _pairs(row, years)]
    changes = [_change(cells) for cells in pairs]
    if not changes or not all(isinstance(one.value, float) and (one.value < 0) == up and one.value for one in changes):
        return None
    share = requests[0].unit == "percent"
    cells, fact = min(zip(pairs, changes, strict=True), key=lambda pair: (pair[0][0].unit == "percent") != share)
    return Contradicted(_told(cells, up), fact)


def _ends(request: Request, known: Sequence[Words], since: int | None) -> list[tuple[Row, tuple[Years, Years]]]:
    """Return the rows that a request names with the first and the last period that it names, nothing if unsure."""
    found = []
    for match in matches(replace(request, wanted="trend", bare=False), known):
        periods = _from(match, since) if since is not None and not match.periods else match.periods
        if match.grid.table is not None and match.named and len(match.rows) == 1 and len(periods) > 1:
            found.append((match.rows[0], (periods[0], periods[-1])))
    return found


def _from(match: Match, since: int) -> tuple[Years, ...]:
    """Return the periods from the one that begins in a year, nothing where none does."""
    periods = match.grid.periods
    return tuple(one for one in periods if one[0] >= since) if any(one[0] == since for one in periods) else ()


def _pairs(row: Row, years: tuple[Years, Years]) -> list[tuple[wire.StatisticView, ...]]:
    """Return the first and the last value of a row in each of its units that has both."""
    units = dict.fromkeys(cell.unit for cell in row.cells)
    found = ([row.at(one, unit) for one in years] for unit in units)
    stated = ([cell for cell in pair if cell is not None and number_of(cell) is not None] for pair in found)
    return [in_time(pair) for pair in stated if len(pair) == len(years)]


def _change(cells: Sequence[wire.StatisticView]) -> wire.FactView:
    """Return a change; of counts over periods of different lengths that by the year."""
    return derive("trend" if unequal(cells) else "difference", cells)


def _told(cells: Sequence[wire.StatisticView], up: bool) -> str:
    by_year = unequal(cells)
    values = " and ".join(
        f"{yearly(cell):,.1f} a year ({cell.period})"
        if by_year
        else f"{shown(required(cell), cell.unit)} ({cell.period})"
        for cell in cells
    )
    way = "a fall and no rise" if up else "a rise and no fall"
    return f'{where_of(cells[0])} gives {values} for "{subject_of(cells[0])}", {way}'
