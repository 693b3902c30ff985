"""Works that a text calls by name: "the Wood review", "Working Together 2013", "the 2006 edition"."""

import re
from collections.abc import Iterator

from scrgraph.reading.citation_grammar import NOT_NAMES
from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.citation_pointers import Pointer
from scrgraph.reading.linking_names import GUIDANCE, candidates
from scrgraph.reading.reference_names import normal, without_possessive

_NOUN = re.compile(r"\b(?:[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Rr]eport)\b")
_BEFORE_NOUN = re.compile(r"(?P<name>[^\W\d_][\w’'-]*)(?P<kind>(?: (?:progress|interim|final|annual))?) $")
_INQUIRY = re.compile(r"\b(?:[Ii]nquiry|[Ee]nquiry)\b(?: report\b)?")
_CAPITALISED = re.compile(r"(?P<name>(?:[^\W\d_a-z][\w’'-]* ){1,3})$")
_GENERAL = frozenset(
    re.findall(r"\S+", "public independent national local judicial internal statutory such any another his her its")
)
_NO_NAMES = NOT_NAMES | _GENERAL
_YEAR = re.compile(r"(?<![\w/–-])((?:19|20)\d\d)(?![\w/–-])")
_EDITION = re.compile(r"(?P<year>(?:19|20)\d\d) (?:edition|version|revision|update)\b(?P<of> of(?: the)? )?")
_TITLE_WORD = re.compile(r"[^\W\d_a-z][\w’'-]*")
_WINDOW = 90
_WORDS = re.compile(r"\S+ ")


def find_named_works(text: str, names: NameIndex) -> list[Pointer]:
    """Return the mentions by name in a folded text: each can be linked to the list or clearly names a work."""
    found = [*_reviews(text, names), *_inquiries(text, names), *_titles(text, names)]
    return sorted(set(found), key=lambda pointer: (pointer.start, -pointer.end))


def _reviews(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield "the Wood review" and "Laming's progress report" where the list has such a work of that person."""
    for noun in _NOUN.finditer(text):
        window = _last_words(text[max(0, noun.start() - _WINDOW) : noun.start()])
        start = noun.start() - len(window)
        before = _BEFORE_NOUN.search(window)
        if before is None or not before["name"][0].isupper():
            continue
        name = f"{without_possessive(before['name'])}{before['kind']} {noun[0].casefold()}"
        if normal(without_possessive(before["name"])) in names.first and candidates(name, names):
            year = re.match(r" (?:of|in) ((?:19|20)\d\d)(?![\w/–-])", text[noun.end() : noun.end() + 12])
            yield _mention(start + before.start(), noun.end(), name, year[1] if year else None)


def _inquiries(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield "the Cleveland inquiry report": capitalised names before "inquiry" name a work, listed or not."""
    for noun in _INQUIRY.finditer(text):
        if not noun[0][0].islower():
            continue
        start = max(0, noun.start() - _WINDOW)
        before = _CAPITALISED.search(_last_words(text[start : noun.start()]))
        words = before["name"].split() if before else []
        while words and words[0].casefold() in _NO_NAMES:
            words.pop(0)
        if not words or words[-1].casefold() in _GENERAL:
            continue
        begin = noun.start() - len(" ".join(words)) - 1
        listed = candidates(f"{' '.join(words)} inquiry", names) or candidates(f"{words[-1]} inquiry", names)
        if not listed:
            yield _mention(begin, noun.end(), text[begin : noun.end()], None)


def _last_words(window: str) -> str:
    """Return the last three words of a window with the space that follows them: no name before a noun has more."""
    return "".join(_WORDS.findall(window)[-3:]) if window.endswith(" ") else ""


def _titles(text: str, names: NameIndex) -> Iterator[Pointer]:
    """Yield titles with a year, then editions that leave the title to the sentence before."""
    last: str | None = None
    for year in _YEAR.finditer(text):
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
    window = text[max(0, at - _WINDOW) : at].rstrip()
    if not text[at - 1 : at].isspace():
        return None
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
