"""The author part of a citation, read backwards from its year, word by word and never further than a window."""

import re
from dataclasses import dataclass

from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.reference_names import normal, without_possessive

WINDOW = 240
_WORD = re.compile(r"[^\s,;:()\[\]&]+|[,;:()\[\]&]")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.-?){1,4}")
_ET = frozenset({"et", "et.", "at", "ét"})
_JOINED = frozenset({"et.al.", "et.al", "etal", "etal.", "et-al", "et-al."})
_AND = frozenset({"and", "&", "with"})
_PARTICLES = frozenset(
    re.findall(r"\S+", "van von vom de den der des di da do dos du del della la le ter ten el al bin ibn af zu st st.")
)
_CONNECTORS = frozenset({"of", "for", "the", "on", "in", "and"})
_PUNCTUATION = frozenset(",;:()[]")
# Capitalised words before a year that are never an author's name.
NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        january february march april may june july august september october november december jan feb mar
        apr jun jul aug sept sep oct nov dec spring summer autumn winter easter christmas act acts bill
        regulations order rules table tables figure figures fig part section chapter appendix annex box note
        page version edition phase round year years in since from by until during before after between to at
        on with for as of the a an this that these and or but see cf e.g. i.e. is was were circa about
        around over under when while england wales scotland britain uk us usa eu cm cmnd cmd hc hl rr no no.
        pp p vol
        """,
    )
)


@dataclass(frozen=True, slots=True)
class AuthorPart:
    """The author part at [start, end) of a text: names in order, whether `et al` follows them.

    `known` is true where the first name is one of the reference list; `malformed` where `et al` is misspelt.
    """

    start: int
    end: int
    names: tuple[str, ...]
    et_al: bool
    known: bool
    malformed: bool = False


def read_authors(text: str, lower: int, upper: int, names: NameIndex) -> AuthorPart | None:
    """Return the author part that ends at `upper` (before a year or its bracket) and begins no earlier than `lower`."""
    if not _may_name(text[max(lower, upper - 40) : upper], names):
        return None
    words = _words(text, lower, upper)
    at = len(words)
    at -= at > 0 and words[at - 1][0] == ","
    end_of_names, malformed = _skip_et_al(words, at)
    et_al = end_of_names < at
    while end_of_names > 2 and words[end_of_names - 2][0] == "," and _INITIALS.fullmatch(words[end_of_names - 1][0]):
        end_of_names -= 2
    found = _read_names(words, end_of_names, names, et_al=et_al)
    if not found or at == 0:
        return None
    start = words[found[0][0]][1]
    spelt = tuple(without_possessive(" ".join(w for w, *_ in words[i:j])) for i, j in found)
    known = normal(spelt[0]).removeprefix("the ") in names.any
    return AuthorPart(start, words[at - 1][2], spelt, et_al, known, malformed)


def _may_name(before: str, names: NameIndex) -> bool:
    """Whether the last word before a year can end a name: most years ("in 2010") are turned away here, cheaply."""
    word = before.rstrip(" ,").rpartition(" ")[2]
    if not word or word[-1] in ";:()[]":
        return False
    if _has_no_case(word) or any(character.isupper() for character in word) or word.rstrip(".'’,s").endswith("al"):
        return True
    return word.casefold() in ("others", "colleagues") or normal(word).rpartition(" ")[2] in names.words


def _words(text: str, lower: int, upper: int) -> list[tuple[str, int, int]]:
    start = max(lower, upper - WINDOW)
    if start > lower:
        start = text.find(" ", start, upper) + 1 or upper
    return [(m[0], m.start(), m.end()) for m in _WORD.finditer(text, start, upper)]


def _skip_et_al(words: list[tuple[str, int, int]], at: int) -> tuple[int, bool]:
    """Return where the names end before an `et al` in any spelling, and whether it is misspelt."""
    last = words[at - 1][0].casefold().rstrip(".'’s") if at else ""
    before = words[at - 2][0].casefold() if at > 1 else ""
    if last == "al" and before in _ET:
        return _skip_comma(words, at - 2), before == "at"
    if at and words[at - 1][0].casefold() in _JOINED:
        return _skip_comma(words, at - 1), True
    if last in ("other", "colleague") and before in _AND:
        return _skip_comma(words, at - 2), False
    return at, False


def _skip_comma(words: list[tuple[str, int, int]], at: int) -> int:
    """Return the place before a comma or, as in "Hagan and et al", before a needless "and"."""
    return at - 1 if at and words[at - 1][0] in (",", "and", "&") else at


def _read_names(words: list[tuple[str, int, int]], at: int, names: NameIndex, *, et_al: bool) -> list[tuple[int, int]]:
    """Return the word ranges of the names that end at `at`, in reading order."""
    found: list[tuple[int, int]] = []
    joined = comma = False
    while at > 0:
        start = _name_start(words, at, names)
        # "in Rotherham, Jay et al": across a comma, a name that the list knows is joined only by another it knows.
        if start is None or (comma and _is_known(words, *found[0], names) and not _is_known(words, start, at, names)):
            break
        found.insert(0, (start, at))
        before = words[start - 1][0] if start else ""
        if before in _AND:
            at, joined, comma = _skip_comma(words, start - 1), True, False
        elif before == "," and (joined or et_al):
            at, comma = start - 1, True
        else:
            break
    return found


def _is_known(words: list[tuple[str, int, int]], start: int, at: int, names: NameIndex) -> bool:
    return normal(" ".join(word for word, *_ in words[start:at])) in names.any


def _name_start(words: list[tuple[str, int, int]], at: int, names: NameIndex) -> int | None:
    """Return where the name that ends at word `at` begins: a known name, else one of the right shape."""
    known = names.longest([w for w, *_ in words[max(0, at - 24) : at]])
    if known and words[at - known][0] not in _PUNCTUATION:
        return at - known
    if not _is_name(words[at - 1][0]):
        return None
    start = at - 1
    while start and (words[start - 1][0].casefold() in _PARTICLES or _extends(words, start)):
        start -= 1
    while words[start][0] in _CONNECTORS:
        start += 1
    return start


def _extends(words: list[tuple[str, int, int]], start: int) -> bool:
    """Whether the word before `start` belongs to a longer name ("National Audit Office", "Department of Health")."""
    word = words[start - 1][0]
    if word in _CONNECTORS and word != "and":
        return start > 1 and _is_name(words[start - 2][0])
    return _is_name(word)


def _is_name(word: str) -> bool:
    plain = without_possessive(word)
    return plain[:1].isupper() and plain[-1:].isalpha() and plain.casefold() not in NOT_NAMES


def _has_no_case(word: str) -> bool:
    """Whether a word is of a script without capitals (Hebrew, Arabic, Chinese), where any word may be a name."""
    return word[:1].isalpha() and word.upper() == word.lower()
