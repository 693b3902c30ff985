"""Works that a text calls by name: "the Wood review", "Working Together 2013", "the 2006 edition"."""

import re
from collections.abc import Iterator

from scrgraph.reading.citation_grammar import NOT_NAMES
from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.citation_pointers import Pointer
from scrgraph.reading.linking_names import GUIDANCE, PLAIN, candidates
from scrgraph.reading.reference_names import normal, without_possessive

_CAPITAL = r"[^\W\d_a-z][\w’'-]{0,60}"
_REVIEW = re.compile(
    rf"(?<![\w’'-])(?P<name>{_CAPITAL})(?P<kind>(?: (?:progress|interim|final|annual))?) "
    r"(?P<noun>[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Rr]eport)\b(?: (?:of|in) (?P<year>(?:19|20)\d\d)(?![\w/–-]))?"
)
_INQUIRY = re.compile(rf"(?<![\w’'-])(?P<name>(?:{_CAPITAL} ){{1,3}})(?:inquiry|enquiry)\b(?: report\b)?")
_GENERAL = frozenset(
    re.findall(r"\S+", "public independent national local judicial internal statutory such any another his her its")
)
_NO_NAMES = NOT_NAMES | _GENERAL
_YEAR = re.compile(r"(?<![\w/–-])((?:19|20)\d\d)(?![\w/–-])")
# What may follow the year of a named work; or else a word stands right before it.
_GOES_ON = re.compile(r" (?:[^\W\d_a-z]|edition|version|revision|update|guidance)")
_EDITION = re.compile(r"(?P<year>(?:19|20)\d\d) (?:edition|version|revision|update)\b(?P<of> of(?: the)? )?")
_TITLE_WORD = re.compile(r"[^\W\d_a-z][\w’'-]*")
_WINDOW = 90


def find_named_works(text: str, names: NameIndex) -> list[Pointer]:
    """Return the mentions by name in a folded text: each can be linked to the list or clearly names a work."""
    found = [*_reviews(text, names), *_inquiries(text, names), *_titles(text, names)]
    return sorted(set(found), key=lambda pointer: (pointer.start, -pointer.end))


def _reviews(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield "the Wood review" and "Laming's progress report" where the list has such a work of that person."""
    for found in _REVIEW.finditer(text):
        who = without_possessive(found["name"])
        if normal(who) in names.first or (normal(who) in names.title_words and normal(who) not in PLAIN):
            name = f"{who}{found['kind']} {found['noun'].casefold()}"
            if candidates(name, names):
                yield _mention(found.start(), found.end("noun"), name, found["year"])


def _inquiries(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield "the Cleveland inquiry report": capitalised names before "inquiry" name a work, listed or not."""
    listed: dict[str, bool] = {}
    for found in _INQUIRY.finditer(text):
        words = found["name"].split()
        while words and words[0].casefold() in _NO_NAMES:
            words.pop(0)
        if not words or words[-1].casefold() in _GENERAL:
            continue
        name = " ".join(words)
        if name not in listed:
            listed[name] = any(candidates(f"{who} inquiry", names) for who in (name, words[-1]))
        if not listed[name]:
            begin = found.end("name") - 1 - len(name)
            yield _mention(begin, found.end(), text[begin : found.end()], None)


def _titles(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield titles with a year, then editions that leave the title to the sentence before."""
    last: str | None = None
    for year in _YEAR.finditer(text):
        if not _GOES_ON.match(text, year.end()) and not text[max(0, year.start() - 2) : year.start() - 1].isalpha():
            continue
        edition = _EDITION.match(text, year.start())
        if edition and edition["of"]:
            phrase, start, end = _title_after(text, edition.end(), names), year.start(), edition.end()
        elif edition:
            phrase, start, end = last, year.start(), edition.end()
            if phrase:
                yield _mention(start, end, phrase, year[1])
            continue
        else:
            phrase, start, end = _title_after(text, year.end() + 1, names), year.start(), year.end() + 1
        if phrase:
            last = phrase
            yield _mention(start, _end_of_mention(text, end + len(phrase)), phrase, year[1])
        elif before := _title_before(text, year.start(), names):
            last = before
            yield _mention(year.start() - 1 - len(before), year.end(), before, year[1])
        elif text.startswith(" guidance", year.end()) and _is_single_guidance(year[1], names):
            yield _mention(year.start(), year.end() + len(" guidance"), GUIDANCE, year[1])


def _title_after(text: str, at: int, names: NameIndex) -> str | None:
    """Return the longest run of words from `at` that opens a title of the list (two words at least)."""
    if not _TITLE_WORD.match(text, at):
        return None
    window = text[at : at + _WINDOW]
    words = re.split(r"[^\w’' -]", window, maxsplit=1)[0].split(" ")
    best = None
    for count in range(2, min(len(words), 10) + 1):
        phrase = " ".join(words[:count])
        if not words[count - 1] or not names.titled(normal(phrase)):
            break
        best = phrase
    return best


def _title_before(text: str, at: int, names: NameIndex) -> str | None:
    """Return the capitalised words right before a year that open a title of the list."""
    if at < 2 or not text[at - 1].isspace() or text[at - 2].isdecimal():
        return None
    window = text[max(0, at - _WINDOW) : at].rstrip()
    words = re.split(r"[^\w’' -]", window)[-1].split()
    best = None
    for count in range(2, min(len(words), 8) + 1):
        phrase = " ".join(words[-count:])
        if phrase[:1].isupper() and names.titled(normal(phrase)):
            best = phrase
    return best


def _end_of_mention(text: str, end: int) -> int:
    return end + len(" guidance") if text.startswith(" guidance", end) else end


def _is_single_guidance(year: str, names: NameIndex) -> bool:
    return sum((r.year or "")[:4] == year for r in candidates(GUIDANCE, names)) == 1


def _mention(start: int, end: int, name: str, year: str | None) -> Pointer:
    return Pointer(start, end, "by-name", name, year, None)
