"""Years and spans of years as reports print them: "2003-5", "2001–2003", "2011 to 2014", "2018/19", "2004"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"(?:1[89]|20)\d\d"
_PERIOD = re.compile(
    rf"(?<![\d,.£$€])(?P<start>{_YEAR})"
    rf"(?:(?: ?[-–—/] ?)(?P<end>{_YEAR}|\d{{1,2}})(?!\d|,\d)"
    rf"|(?: to | and (?=(?P<tail>{_YEAR})))(?:(?P<far>{_YEAR})\b)?)?"
    r"(?![\d%])(?!,\d{3})"
)
_LENGTH = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?) ?-?(?:years?|yrs?)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Years `first` to `last` (inclusive as printed; equal for a single year) at [start, end) of a text."""

    first: int
    last: int
    start: int
    end: int
    text: str

    @property
    def single(self) -> bool:
        """Say whether this is one year and no span of years."""
        return self.first == self.last

    @property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        return self.first, self.last


def periods(text: str) -> Iterator[Period]:
    """Yield the years and spans of years of a text in order; "between A and B" is one span."""
    at = 0
    while match := _PERIOD.search(text, at):
        period = _period(match, text)
        at = period.end if period else match.start("start") + 4
        if period:
            yield period


def _period(match: re.Match[str], text: str) -> Period | None:
    first, start = int(match["start"]), match.start()
    if match["tail"] and _BETWEEN.search(text[max(0, start - 8) : start]):
        last, end = int(match["tail"]), match.end("tail")
    elif match["far"] and not match["tail"]:
        last, end = int(match["far"]), match.end("far")
    elif match["end"]:
        last, end = _complete(first, match["end"]), match.end("end")
    else:
        last, end = first, match.end("start")
    if last < first:
        last, end = first, match.end("start")
    if end < len(text) and text[end].isdigit():
        return None
    return Period(first, last, start, end, text[start:end])


def _complete(first: int, printed: str) -> int:
    """Return the last year of "2003-5" (2005) or "1998-01" (2001)."""
    if len(printed) == 4:
        return int(printed)
    unit = 100 if len(printed) == 2 else 10
    last = first - first % unit + int(printed)
    return last if last >= first else last + unit


def whole_period(text: str) -> Period | None:
    """Return the period that a label consists of, or None: "2003–2005" is one, "Sales 2004" is not."""
    stripped = text.strip()
    found = next(periods(stripped), None)
    return found if found and (found.start, found.end) == (0, len(stripped)) else None


def length_in_years(text: str) -> float | None:
    """Return the length that a text states ("(2.5 yrs)", "NB 3 years"), or None."""
    match = _LENGTH.search(text)
    return float(match[1]) if match else None
