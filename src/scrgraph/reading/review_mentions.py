"""Mentions of a periodic review by its years ("the 2014-17 review") or its place in the series ("the third review")."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.citation_pointers import Pointer
from scrgraph.reading.linking_periods import LAST, ORDINALS
from scrgraph.reading.review_periods import ReviewPeriod, parse_range

_RANGE = r"(?<![\w/–-])(?:19|20)\d\d ?[-–—] ?\d{1,4}(?![\w/–-])"
_KIND = (
    r"(?:(?:periodic|periodical|biennial|triennial|overview|national|government-commissioned|final|latest|SCRs?|"
    r"serious case|case) ){0,3}"
)
_NOUN = r"(?:review|overview|report|study|analysis)"
_BY_YEARS = re.compile(rf"(?P<range>{_RANGE}) {_KIND}{_NOUN}(?P<many>s|ies)?\b(?: report\b| overview\b)?")
_BEFORE = re.compile(rf"(?P<range>{_RANGE})(?P<between>,? (?:and )?|, )(?=(?:19|20)\d\d ?[-–—])")
_OF_YEARS = re.compile(
    rf"\b(?:over)?{_NOUN}(?: report)? (?:of|on|into|for) (?:the )?(?P<range>{_RANGE}) (?:SCRs|cases|reviews)\b"
)
_ORDINAL = "|".join([*ORDINALS, *sorted(LAST, key=len, reverse=True)])
_BY_NUMBER = re.compile(
    rf"\b(?P<ordinal>{_ORDINAL})(?: of the)? (?P<kind>{_KIND})"
    r"(?P<noun>review|overview|report)(?P<many>s)?\b(?: report\b)?",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:an?|another|one|any|each|every) $", re.IGNORECASE)


def find_review_mentions(text: str, periods: Sequence[ReviewPeriod]) -> list[Pointer]:
    """Return the mentions in a folded text that denote exactly one known review, in reading order."""
    if not periods:
        return []
    years = {(period.start, period.end) for period in periods}
    found = [*_by_years(text, years), *_of_years(text, years)]
    if any(period.number for period in periods):
        found += _by_number(text, len(periods))
    return sorted(found, key=lambda pointer: pointer.start)


def _by_years(text: str, years: set[tuple[int, int]]) -> Iterator[Pointer]:
    for match in _BY_YEARS.finditer(text):
        if parse_range(match["range"]) in years:
            yield _mention(match.start(), match.end(), text)
        if match["many"]:
            yield from _series(text, match.start(), years)


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


def _of_years(text: str, years: set[tuple[int, int]]) -> Iterator[Pointer]:
    for match in _OF_YEARS.finditer(text):
        if parse_range(match["range"]) in years:
            yield _mention(match.start(), match.end(), text)


def _by_number(text: str, count: int) -> Iterator[Pointer]:
    for match in _BY_NUMBER.finditer(text):
        ordinal = match["ordinal"].casefold()
        many = bool(match["many"]) and " of the " not in match[0]
        plain_report = match["noun"].casefold() == "report" and not match["kind"]
        indefinite = _INDEFINITE.search(text, max(0, match.start() - 9), match.start())
        if not many and not plain_report and not indefinite and ORDINALS.get(ordinal, 1) <= count:
            yield _mention(match.start(), match.end(), text)


def _mention(start: int, end: int, text: str) -> Pointer:
    return Pointer(start, end, "by-period", text[start:end], None, None)
