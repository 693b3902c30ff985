"""What a question pins down (years, periods, names) and whether the best passages meet it.

A report that answers for another year, nation or person than asked does not answer. Example: "section 47 enquiries in
2017", where the table has 2015 and 2019. A thing of the graph is met where a passage is tied to it, anything else
where its words stand in a passage. A name that many passages hold pins nothing down.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.reading.linker import Link

COMMON = 0.04
"""A name in more than this share of the passages pins nothing down."""
_YEARS = re.compile(r"(?<![\d.,-])(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{1,4}|(?<!\bfrom \d{4})\s+to\s+\d{4})?(?!\d|,\d|s)")
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)(?<!['’\w-])[A-Z][\w’'-]+|(?<![\w’'-])[A-Z]{3,}s?\b")
_ABOUT = re.compile(r"\b(?:around|about|circa|roughly|approximately|early|mid|late)[ -]$", re.IGNORECASE)
"""Before a year: one near it is as good."""
_MONTHS = frozenset(calendar.month_name[1:])
_PINNING = ("review/", "work/")
_PLACE, _THEME = "place/", "theme/"


@dataclass(frozen=True, slots=True)
class Constraint:
    """Words of the question that pin it down; `thing` is a thing of the graph (local id), a `place` a land's name.

    `unheard`: a name that no document holds; `contents`: what the named thing says is asked for, and told nowhere;
    `theirs`: whose number is asked for, where the number said nearest is that of others (in `given`, if that is sure);
    `reverse`: who is supposed to be for what they are said to be against, or the reverse (`given`: where that is said).
    """

    text: str
    thing: str | None = None
    place: bool = False
    unheard: bool = False
    contents: bool = False
    theirs: bool = False
    reverse: bool = False
    given: str = ""

    @property
    def dated(self) -> bool:
        """Whether it is a year or a period of years."""
        return self.text[:1].isdigit()

    @property
    def decisive(self) -> bool:
        """Whether an answer for another would be wrong by itself: for another time, nation, population, named thing."""
        return self.dated or self.place or self.unheard or self.contents or self.theirs or self.reverse


def constraints(question: str, links: Sequence[Link], lexical: LexicalIndex) -> list[Constraint]:
    """Return what a question pins down."""
    found = [_named(question, link) for link in links if _pins(link)]
    taken = [(link.start, link.end) for link in links if _pins(link) or link.local.startswith(_THEME)]
    taken += _given(question, lexical)
    for pattern in (_YEARS, _NAME):
        for match in pattern.finditer(question):
            if (
                match.group() not in _MONTHS
                and not _ABOUT.search(question[: match.start()])
                and not any(start < match.end() and match.start() < end for start, end in taken)
            ):
                found.append(Constraint(match.group(), unheard=_unheard(match.group(), lexical)))
                taken.append(match.span())
    return [one for one in found if one.thing or _rare(one.text, lexical)]


def _given(question: str, lexical: LexicalIndex) -> list[tuple[int, int]]:
    """Return the given names of people whose family name is known: "Michael" of "Michael Hill" pins nothing down."""
    names = list(_NAME.finditer(question))
    return [
        name.span()
        for name, family in pairwise(names)
        if family.start() == name.end() + 1
        and _unheard(name.group(), lexical)
        and not _unheard(family.group(), lexical)
    ]


def _pins(link: Link) -> bool:
    return link.local.startswith((*_PINNING, _PLACE))


def _named(question: str, link: Link) -> Constraint:
    """Return a thing as a constraint; a land is met by its words, for no passage is tied to it."""
    words = question[link.start : link.end]
    return Constraint(words, place=True) if link.local.startswith(_PLACE) else Constraint(words, link.local)


def _unheard(text: str, lexical: LexicalIndex) -> bool:
    return not text[:1].isdigit() and _commonest(text, lexical) == 0


def _rare(text: str, lexical: LexicalIndex) -> bool:
    """Whether some word of a name is rare: "New Zealand" pins down though "new" does not."""
    return text[:1].isdigit() or -1 < min(_frequencies(text, lexical), default=-1) <= COMMON * len(lexical)


def _commonest(text: str, lexical: LexicalIndex) -> int:
    return max(_frequencies(text, lexical), default=-1)


def _frequencies(text: str, lexical: LexicalIndex) -> list[int]:
    """Return in how many passages each telling word stands; the plural of an acronym is the acronym."""
    forms = ([*lexical.stems(word), *lexical.stems(f"{word}s")] for word in text.split())
    return [max(map(lexical.frequency, stems)) for stems in forms if stems]


def unmet(
    pinned: Sequence[Constraint],
    rows: Sequence[int],
    texts: Sequence[str],
    tied: Callable[[int, str], bool],
    lexical: LexicalIndex,
) -> list[Constraint]:
    """Return the constraints that none of the best passages (rows with their texts) meets."""
    stems = {stem for text in texts for stem in lexical.stems(text)}
    years = {year for text in texts for year in spelled_years(text)}
    return [
        one
        for one in pinned
        if not _met(one, rows, tied, stems, years, lexical) and not any(spelled_out(one.text, text) for text in texts)
    ]


def spelled_out(acronym: str, text: str) -> bool:
    """Whether a text has the words of an acronym: "CIN" is "children in need"."""
    if not (acronym.isupper() and acronym.isalpha() and 2 < len(acronym) < 7):
        return False
    return re.search(r"[\s-]+".join(rf"\b{letter}\w*" for letter in acronym), text, re.IGNORECASE) is not None


def _met(
    one: Constraint,
    rows: Sequence[int],
    tied: Callable[[int, str], bool],
    stems: set[str],
    years: set[str],
    lexical: LexicalIndex,
) -> bool:
    if one.thing is not None:
        return any(tied(row, one.thing) for row in rows)
    if one.dated:
        return set(spelled_years(one.text)) <= years
    return holds(one.text, stems, lexical)


def holds(text: str, stems: AbstractSet[str], lexical: LexicalIndex) -> bool:
    """Whether some stems hold those of a text; the plural of an acronym is the acronym."""
    wanted = set(lexical.stems(text))
    return wanted <= stems or (text.isupper() and {f"{stem}s" for stem in wanted} <= stems)


def spelled_years(text: str) -> Iterator[str]:
    """Yield years and periods in one spelling: "2017", "2007-2009"."""
    for match in _YEARS.finditer(text):
        parts = re.findall(r"\d+", match.group())
        if len(parts) == 2:
            parts[1] = parts[0][: 4 - len(parts[1])] + parts[1] if len(parts[1]) < 4 else parts[1]
        yield "-".join(parts)
