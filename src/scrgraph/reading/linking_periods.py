"""Mentions of a periodic review by its years or its place in the series, to the entry of the list."""

import re
from collections.abc import Sequence

from scrgraph.reading.linking_rules import Outcome
from scrgraph.reading.review_periods import ReviewPeriod, parse_years

_YEARS = re.compile(r"(?:19|20)\d\d(?: ?[-–—] ?\d{1,4})?(?!\d)")
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINALS = {word: number for number, word in enumerate(_WORDS, start=1)}
LAST = frozenset({"final", "latest", "last", "most recent"})
_ORDINAL = re.compile(rf"\b({'|'.join([*ORDINALS, *sorted(LAST)])})\b", re.IGNORECASE)


def link_by_period(text: str, periods: Sequence[ReviewPeriod]) -> Outcome:
    """Return the entry of the one review that the words denote; by its years first, else by its number."""
    found = _YEARS.search(text)
    years = parse_years(found[0]) if found else None
    if years:
        return _outcome([p for p in periods if (p.start, p.end) == years])
    ordinal = _ORDINAL.search(text)
    if not ordinal or not periods:
        return Outcome()
    number = ORDINALS.get(ordinal[1].casefold()) or max(p.number or 0 for p in periods)
    return _outcome([p for p in periods if p.number == number])


def _outcome(periods: Sequence[ReviewPeriod]) -> Outcome:
    return Outcome(tuple(dict.fromkeys(period.target for period in periods if period.target is not None)))
