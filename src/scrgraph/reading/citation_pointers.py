"""Author-year citations of one folded text: in brackets, before brackets, continued, and in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrgraph.reading.citation_grammar import NOT_NAMES, AuthorPart, read_authors
from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.citation_years import Bracket, Year, read_locator, scan
from scrgraph.reading.findings import Style
from scrgraph.reading.reference_names import normal

_SEPARATOR = re.compile(r"[\s,;&/–-]*(?:and|or|plus)?\s*")
_BOUNDARY = ";,:([–—"
# Words that may stand between a boundary and an author's name that is not in the list.
_LEAD = frozenset(
    re.findall(r"\S+", "see also e.g. eg i.e. cf cf. and by in from after following for example but and/or compare")
)
_MOST_WORDS = 8
# Before this year a number after a name that the list does not know is taken for a number.
_FIRST_YEAR = 1900
_NOUN = re.compile(r"\b(?:[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Rr]eport|study|paper)\b")
_AFTER_NOUN = re.compile(
    r"\b(?:[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Rr]eport|study|paper)(?: (?:of|into|on|for) [^.;:()]{1,80})?,? ?$"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation at [start, end) of a folded text; `bracket` is the offset of its bracket, None outside brackets."""

    start: int
    end: int
    style: Style
    authors: str
    year: str | None
    locator: str | None
    bracket: int | None = None


def find_pointers(text: str, names: NameIndex) -> list[Pointer]:
    """Return the author-year citations of a folded text in reading order."""
    brackets, loose = scan(text)
    found = [pointer for bracket in brackets for pointer in _in_bracket(text, bracket, names)]
    found += _in_running_text(text, loose, names)
    return sorted(found, key=lambda pointer: pointer.start)


def _in_bracket(text: str, bracket: Bracket, names: NameIndex) -> Iterator[Pointer]:
    """Read one pair of brackets year by year; a bare year goes on with the citation just before it."""
    previous: Pointer | None = None
    at = bracket.open + 1
    for number, year in enumerate(bracket.years):
        limit = bracket.years[number + 1].start if number + 1 < len(bracket.years) else bracket.close
        locator = read_locator(text, year.end, limit)
        previous = _at_year(text, bracket, year, at, locator, previous, names)
        at = locator[1] if locator else year.end
        if previous:
            yield previous


def _at_year(
    text: str,
    bracket: Bracket,
    year: Year,
    at: int,
    locator: tuple[int, int] | None,
    previous: Pointer | None,
    names: NameIndex,
) -> Pointer | None:
    end = locator[1] if locator else year.end
    printed = text[locator[0] : locator[1]] if locator else None
    at += text.startswith("/", at)
    between = text[at : year.start]
    if _SEPARATOR.fullmatch(between):
        if previous and year.dated:
            return Pointer(year.start, end, "continuation", previous.authors, year.text, printed, bracket.open)
        if year is not bracket.years[0] or between.strip():
            return None
        who = _before_bracket(text, bracket, year, names)
        if who and not year.dated and not is_listed(who, year, names):
            return None
        # The closing bracket belongs to a citation that begins before the opening one.
        end += who is not None and bracket.closed and end == bracket.close
        return _pointer(text, who, "narrative", year, end, printed, bracket.open)
    part = read_authors(text, at, year.start, names)
    if part is None or not _plausible(text, at, part, year, end, bracket, names):
        return None
    return _pointer(text, part, "parenthetical", year, end, printed, bracket.open)


def _pointer(
    text: str, part: AuthorPart | None, style: Style, year: Year, end: int, locator: str | None, bracket: int | None
) -> Pointer | None:
    if part is None:
        return None
    authors = text[part.start : part.end].rstrip(" ,")
    return Pointer(part.start, end, style, authors, year.text, locator, bracket)


def _plausible(text: str, at: int, part: AuthorPart, year: Year, end: int, bracket: Bracket, names: NameIndex) -> bool:
    """Whether an author part in brackets cites: a name of the list, or nothing but a citation between boundaries."""
    if not year.dated:
        return part.known and is_listed(part, year, names)
    if part.known:
        return not _is_plain_word(part) or is_listed(part, year, names)
    if part.et_al:
        return True
    if int(year.base) < _FIRST_YEAR:
        return False
    lead = text[at : part.start].rstrip()
    for boundary in _BOUNDARY:
        lead = lead.rpartition(boundary)[2]
    clean_lead = all(word.casefold() in _LEAD for word in lead.split())
    clean_tail = end >= bracket.close or text[end : end + 1] in (";", ",")
    return clean_lead and clean_tail and len(text[part.start : part.end].split()) <= _MOST_WORDS


def _is_plain_word(part: AuthorPart) -> bool:
    return len(part.names) == 1 and part.names[0].casefold() in NOT_NAMES


def is_listed(part: AuthorPart, year: Year, names: NameIndex) -> bool:
    """Whether the list has a work of this first author and year (suffix aside)."""
    indices = names.first.get(normal(part.names[0]).removeprefix("the "), ())
    return any(_base(names.reference(index).year or "") == year.base for index in indices)


def _base(year: str) -> str:
    return year.rstrip("abcdefghijk") if year[:1].isdecimal() else year


def _before_bracket(text: str, bracket: Bracket, year: Year, names: NameIndex) -> AuthorPart | None:
    """Return who stands before "(2003": authors of the list, any `et al`, or "the Wood review of ..."."""
    part = read_authors(text, 0, bracket.open, names)
    if part and (part.et_al or (part.known and (len(part.names) > 1 or _adequate(part, year, names)))):
        return part
    return _named_review(text, bracket.open, names)


def _adequate(part: AuthorPart, year: Year, names: NameIndex) -> bool:
    return not _is_plain_word(part) or is_listed(part, year, names)


def _named_review(text: str, upper: int, names: NameIndex) -> AuthorPart | None:
    """Return the author part of "Wood review of local boards (2016)": the name that stands before the noun."""
    if text[max(0, upper - 3) : upper].rstrip(" ,")[-1:] in (".", ";", ":", "(", ")", "[", "]"):
        return None
    window = text[max(0, upper - 120) : upper]
    offset = max(0, upper - 120)
    for noun in _NOUN.finditer(window):
        if not _AFTER_NOUN.fullmatch(window, noun.start()):
            continue
        part = read_authors(text, offset, offset + noun.start(), names)
        if part and part.known and not part.et_al and part.end >= offset + noun.start() - 1:
            return part
    return None


def _in_running_text(text: str, years: list[Year], names: NameIndex) -> Iterator[Pointer]:
    """Yield "Wood 2016" outside brackets, only where the list has exactly that name and year."""
    at = 0
    for year in years:
        part = read_authors(text, at, year.start, names)
        at = year.end
        if part and part.known and is_listed(part, year, names):
            locator = read_locator(text, year.end, len(text))
            at = locator[1] if locator else year.end
            printed = text[locator[0] : locator[1]] if locator else None
            found = _pointer(text, part, "narrative", year, at, printed, None)
            if found:
                yield found
