"""Years that may cite: where they stand, in which bracket, with which suffixes and locator."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"[()\[\]]|(?<![\w/£$€#–-])(?<!\d[.,])(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-k])?(?![\w%]|[-–—/]\d|[.,]\d)"
    r"|\b(?P<undated>n\. ?d\.|in press\b|forthcoming\b)"
)
_MORE_SUFFIX = re.compile(r" ?(?:,|/|&|and) ?([a-k])(?=[,;)\]/ ])(?! [^\W\d])")
_PAGE = r"[A-Za-z]?\d{1,5}(?:\.\d{1,3}){0,3}(?: ?[-–—] ?[A-Za-z]?\d{1,5})?"
_COLON_PAGES = re.compile(rf" {{0,2}}: {{0,2}}({_PAGE}|[ivxlc]{{1,7}}\b)")
_MORE_PAGES = re.compile(r" ?(?:,|and|&) ?(?=\d)(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?: ?[-–—] ?\d{1,5})?(?![\w])")
_WORD = (
    r"(?:pp?|pages?|paras?|paragraphs?|chs?|chap|chapters?|sections?|sect?s?|parts?|tables?|figs?|figures?|appendix|"
    r"appendices|annex|annexe|box|vols?|volumes?|notes?|lines?|cols?|recommendations?|recs?|footnotes?|fn|nn?)"
)
_WORDED = re.compile(
    rf" {{0,2}}[:,]? {{0,2}}({_WORD}(?:\b\.? ?|(?=\d))(?:{_PAGE}|[ivxlcIVXLC]{{1,7}}\b|[A-Z]\b))", re.IGNORECASE
)
_MORE_WORDED = re.compile(rf" ?[,;:&] {{0,2}}{_WORD}\b\.? ?(?:{_PAGE}|[A-Z]\b)", re.IGNORECASE)
_TAIL = re.compile(r" ?, {0,2}([^,;:()\[\]]{1,80})(?=[;)\]])")
_TAIL_WORD = re.compile(rf"\b{_WORD}\b", re.IGNORECASE)


class Year(NamedTuple):
    """A year at [start, end) with its suffix; `base` is the four digits, which a bare suffix borrows.

    What stands for a year, "n.d.", "in press" or "forthcoming", is a base without a suffix.
    """

    start: int
    end: int
    base: str
    suffix: str

    @property
    def text(self) -> str:
        """Year with suffix."""
        return self.base + self.suffix

    @property
    def dated(self) -> bool:
        """Whether it is a year, and not what stands for one."""
        return self.base.isdecimal()


class Bracket(NamedTuple):
    """A pair of brackets: `open` is the offset of its first character, `close` that of its last (or the text's end)."""

    open: int
    close: int
    years: tuple[Year, ...]
    closed: bool


def scan(text: str) -> tuple[list[Bracket], list[Year]]:
    """Return the innermost brackets that hold years, and the years outside brackets, in one pass over the text."""
    open_at: list[int] = []
    held: dict[int, list[Year]] = {}
    brackets: list[Bracket] = []
    loose: list[Year] = []
    for token in _TOKEN.finditer(text):
        if token["year"] or token["undated"]:
            years = held.setdefault(open_at[-1], []) if open_at else loose
            years.extend(_years(text, token))
        elif token[0] in "([":
            open_at.append(token.start())
        elif open_at:
            start = open_at.pop()
            if years_inside := held.pop(start, None):
                brackets.append(Bracket(start, token.start(), tuple(years_inside), closed=True))
    brackets.extend(Bracket(start, len(text), tuple(years), closed=False) for start, years in held.items())
    return sorted(brackets, key=lambda bracket: bracket.open), loose


def _years(text: str, token: re.Match[str]) -> Iterator[Year]:
    """Yield the year of a token and, for "2011a, b", one more for each further suffix."""
    if token["undated"]:
        yield Year(token.start(), token.end(), "n.d." if token[0][1] == "." else token[0], "")
        return
    suffix = token["suffix"] or ""
    yield Year(token.start(), token.end(), token["year"], suffix)
    at = token.end()
    while suffix and (more := _MORE_SUFFIX.match(text, at)) and more[1] > suffix:
        suffix, at = more[1], more.end()
        yield Year(more.start(1), at, token["year"], suffix)


def read_locator(text: str, at: int, limit: int) -> tuple[int, int] | None:
    """Return the span of the locator that follows a year at `at`, ending before `limit`; None without one."""
    for first, more in ((_COLON_PAGES, _MORE_PAGES), (_WORDED, _MORE_WORDED)):
        found = first.match(text, at, limit)
        if found:
            return found.start(1), _last(more, text, found.end(), limit)
    tail = _TAIL.match(text, at, min(limit + 1, len(text)))
    if tail and tail.end() <= limit and _TAIL_WORD.search(tail[1]) and not tail[1][:1].isupper():
        return tail.start(1), tail.end()
    return None


def _last(more: re.Pattern[str], text: str, at: int, limit: int) -> int:
    """Return the end of a locator after its further parts: pages in a row, or "Appendix B, pp 248-9"."""
    while found := more.match(text, at, limit):
        at = found.end()
    while found := _MORE_PAGES.match(text, at, limit):
        at = found.end()
    return at
