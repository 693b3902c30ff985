"""Years that may cite: where they stand, in which bracket, with which suffixes and locator."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"[()\[\]]|(?<![\w/£$€#–-])(?<!\d[.,])(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-k](?![\w%])| [a-k](?=[,;)\]]))?"
    r"(?![\w%]|[-–—/]\d|[.,]\d)"
    r"|\b(?P<undated>n\. ?d\.|nd(?=[),;:])|no date\b|undated\b|in press\b|forthcoming\b)"
)
_MORE_SUFFIX = re.compile(r" ?(?:,|;|/|&|and|, ?and) ?([a-k])(?=[,;)\]/ ])(?! (?!(?:and|&) ?[a-k]\b)[^\W\d])")
_LAST_SUFFIX = re.compile(r" ?[-–—] ?([a-k])(?![\w])")
_NUMBER = r"[A-Za-z]?\d{1,5}(?:\.\d{1,3}){0,3}(?:(?:ff?|[a-z])\b)?"
_PAGE = rf"{_NUMBER}(?:(?: ?[-–—] ?| to ){_NUMBER})?"
_ROMAN = r"[ivxlc]{1,7}(?:[-–][ivxlc]{1,7})?\b"
_COLON_PAGES = re.compile(rf" {{0,2}}: {{0,2}}({_PAGE}|{_ROMAN})")
_COMMA_PAGES = re.compile(rf" ?, {{0,2}}((?:at )?(?!(?:1[5-9]|20)\d\d\b){_PAGE})(?=[,;)\]]|$)")
_MORE_PAGES = re.compile(
    r" ?(?:,|and|&|, and) ?(?=\d)(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?:\.\d{1,3})?(?: ?[-–—] ?\d{1,5})?(?:ff?\b)?(?![\w])"
)
_WORD = (
    r"(?:pp?|pages?|paras?|paragraphs?|chs?|chap|chapters?|sections?|sect?s?|parts?|tables?|figs?|figures?|appendix|"
    r"appendices|annex|annexe|box|vols?|volumes?|notes?|lines?|cols?|recommendations?|recs?|footnotes?|fn|nn?)"
)
_MARK = rf"(?:{_WORD}(?:\b\.? ?|(?=\d))|(?:§§?|¶) ?)"
_WORDED = re.compile(rf" {{0,2}}[:,]? {{0,2}}({_MARK}(?:{_PAGE}|{_ROMAN}|[A-Z]\b))", re.IGNORECASE)
_MORE_WORDED = re.compile(rf" ?[,;:&] {{0,2}}{_MARK}(?:{_PAGE}|{_ROMAN}|[A-Z]\b)", re.IGNORECASE)
_UNDATED = {"in press": "in press", "forthcoming": "forthcoming"}
_TAIL = re.compile(r" ?, {0,2}([^,;:()\[\]]{1,80})(?=[;)\]])")
_TAIL_WORD = re.compile(rf"\b(?:{_WORD}|passim)\b|[§¶]", re.IGNORECASE)


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
            _add_years(text, token, held.setdefault(open_at[-1], []) if open_at else loose)
        elif token[0] in "([":
            open_at.append(token.start())
        elif open_at:
            start = open_at.pop()
            if years_inside := held.pop(start, None):
                brackets.append(Bracket(start, token.start(), tuple(years_inside), closed=True))
    brackets.extend(Bracket(start, len(text), tuple(years), closed=False) for start, years in held.items())
    return sorted(brackets, key=lambda bracket: bracket.open), loose


def _add_years(text: str, token: re.Match[str], years: list[Year]) -> None:
    """Add the year of a token and, for "2011a, b" and "2011a-c", one more for each further suffix."""
    start, end = token.span()
    base, suffix = token["year"], token["suffix"]
    if suffix is None:
        years.append(Year(start, end, base or _UNDATED.get(token[0], "n.d."), ""))
        return
    suffix = suffix[-1]
    years.append(Year(start, end, base, suffix))
    while (more := _MORE_SUFFIX.match(text, end)) and more[1] > suffix:
        suffix, end = more[1], more.end()
        years.append(Year(more.start(1), end, base, suffix))
    if (last := _LAST_SUFFIX.match(text, end)) and last[1] > suffix:
        # The letters between stand nowhere but in the dash.
        if ord(last[1]) - ord(suffix) > 1:
            years.append(Year(end, last.start(1), base, chr(ord(suffix) + 1)))
        years.append(Year(last.start(1), last.end(), base, last[1]))


def read_locator(text: str, at: int, limit: int) -> tuple[int, int] | None:
    """Return the span of the locator that follows a year at `at`, ending before `limit`; None without one."""
    for first, more in ((_COLON_PAGES, _MORE_PAGES), (_WORDED, _MORE_WORDED), (_COMMA_PAGES, _MORE_PAGES)):
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
