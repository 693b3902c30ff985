"""Mentions of a periodic review by its years ("the 2014-17 review") or its place in the series ("the third review").

What a member is called ("review", "wave", "round") is authority data: see `series`.
"""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.citation_pointers import Pointer
from scrgraph.reading.linking_periods import LAST, ORDINALS
from scrgraph.reading.review_periods import ReviewPeriod, parse_range, parse_years
from scrgraph.reading.series import COMMON, SeriesWords

_YEAR = r"(?:19|20)\d\d"
_RANGE = rf"(?<![\w/–-]){_YEAR} ?[-–—] ?\d{{1,4}}(?![\w/–-])"
_ONE_YEAR = rf"(?<![\w/–-]){_YEAR}(?![\w/–-]| ?[-–—] ?\d)"
_BEFORE = re.compile(rf"(?P<range>{_RANGE})(?P<between>,? (?:and )?|, )(?={_YEAR} ?[-–—])")
_ORDINAL = "|".join([*ORDINALS, *sorted(LAST, key=len, reverse=True)])
_INDEFINITE = re.compile(r"\b(?:an?|another|one|any|each|every) $", re.IGNORECASE)


class ReviewMentions:
    """Finds the members of a series that its periods describe, by the words for its kind."""

    def __init__(self, periods: Sequence[ReviewPeriod], words: SeriesWords) -> None:
        self._years = {(period.start, period.end) for period in periods} if words.nouns else set()
        self._count = len(periods) if words.nouns and any(period.number for period in periods) else 0
        yearly = any(start == end for start, end in self._years)
        years = rf"(?P<range>{_RANGE}|{_ONE_YEAR})" if yearly else rf"(?P<range>{_RANGE})"
        self._by_years = re.compile(rf"{years} {words.qualifier}{words.noun}(?P<many>s|ies)?\b(?: {words.noun}\b)?")
        self._of_years = re.compile(
            rf"\b{words.noun}(?: {words.noun})? (?:of|on|into|for) (?:the )?{years} {words.things}\b"
        )
        self._by_number = re.compile(
            rf"\b(?P<ordinal>{_ORDINAL})(?: of the)? (?P<kind>{words.qualifier})"
            rf"(?P<noun>{words.noun})(?P<many>s)?\b(?: {words.noun}\b)?",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Pointer]:
        """Return the mentions in a folded text that denote exactly one known member, in reading order."""
        if not self._years:
            return []
        found = [*self._dated(text), *self._numbered(text)]
        return sorted(found, key=lambda pointer: pointer.start)

    def _dated(self, text: str) -> Iterator[Pointer]:
        for match in self._by_years.finditer(text):
            if parse_years(match["range"]) in self._years:
                yield _mention(match.start(), match.end(), text)
            if match["many"]:
                yield from _series(text, match.start(), self._years)
        for match in self._of_years.finditer(text):
            if parse_years(match["range"]) in self._years:
                yield _mention(match.start(), match.end(), text)

    def _numbered(self, text: str) -> Iterator[Pointer]:
        for match in self._by_number.finditer(text) if self._count else ():
            ordinal = match["ordinal"].casefold()
            many = bool(match["many"]) and " of the " not in match[0]
            plain = match["noun"].casefold() in COMMON and not match["kind"]
            indefinite = _INDEFINITE.search(text, max(0, match.start() - 9), match.start())
            if not many and not plain and not indefinite and ORDINALS.get(ordinal, 1) <= self._count:
                yield _mention(match.start(), match.end(), text)


def _series(text: str, end: int, years: set[tuple[int, int]]) -> Iterator[Pointer]:
    """Yield the ranges before the last one of "the 2009-11, 2011-14 and 2014-17 reviews"."""
    start = max(0, end - 80)
    chain: list[re.Match[str]] = []
    for match in _BEFORE.finditer(text, start, min(len(text), end + 5)):
        if match.start() >= end:
            break
        chain = [*chain, match] if chain and chain[-1].end() == match.start() else [match]
    if chain and chain[-1].end() == end:
        for match in chain:
            if parse_range(match["range"]) in years:
                yield _mention(match.start("range"), match.end("range"), text)


def _mention(start: int, end: int, text: str) -> Pointer:
    return Pointer(start, end, "by-period", text[start:end], None, None)
