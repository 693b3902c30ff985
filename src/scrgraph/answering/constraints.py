"""What a question pins down (years, periods, names) and whether the best passages are about it.

A report that answers for another year, nation or person than asked does not answer. Example: "section 47 enquiries in
2017", where the table has 2015 and 2019. A thing of the graph is met where a passage is tied to it, anything else
where its words stand in a passage. A name that many passages hold pins nothing down.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.reading.linker import Link

COMMON = 0.04
"""A name in more than this share of the passages pins nothing down."""
_YEARS = re.compile(r"(?<![\d.,-])(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{1,4}|\s+to\s+\d{4})?(?![\d,s])")
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)(?<!['’\w-])[A-Z][\w’'-]+")
_NATIONS = re.compile(
    r"\b(?:scotland|wales|(?:northern )?ireland|scottish|welsh|irish|uk|usa?|america|australia)\b", re.IGNORECASE
)
_PINNING = ("review/", "work/")


@dataclass(frozen=True, slots=True)
class Constraint:
    """Words of the question that pin it down; `thing` is the local id of a thing of the graph."""

    text: str
    thing: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it is a year or a period of years."""
        return self.text[:1].isdigit()


def constraints(question: str, links: Sequence[Link], lexical: LexicalIndex) -> list[Constraint]:
    """Return what a question pins down, in order."""
    found = [Constraint(question[link.start : link.end], link.local) for link in links if _pins(link)]
    taken = [(link.start, link.end) for link in links if _pins(link)]
    for pattern in (_YEARS, _NAME, _NATIONS):
        for match in pattern.finditer(question):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append(Constraint(match.group()))
                taken.append(match.span())
    return [one for one in found if one.thing or _rare(one.text, lexical)]


def _pins(link: Link) -> bool:
    return link.local.startswith(_PINNING)


def _rare(text: str, lexical: LexicalIndex) -> bool:
    if text[:1].isdigit():
        return True
    stems = lexical.stems(text)
    return bool(stems) and max(lexical.frequency(stem) for stem in stems) <= COMMON * len(lexical)


def unmet(
    pinned: Sequence[Constraint],
    rows: Sequence[int],
    texts: Sequence[str],
    tied: Callable[[int, str], bool],
    lexical: LexicalIndex,
) -> list[Constraint]:
    """Return the constraints that none of the best passages (rows with their texts) meets."""
    stems = {stem for text in texts for stem in lexical.stems(text)}
    years = {year for text in texts for year in _years(text)}
    return [one for one in pinned if not _met(one, rows, tied, stems, years, lexical)]


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
        return set(_years(one.text)) <= years
    return set(lexical.stems(one.text)) <= stems


def _years(text: str) -> Iterator[str]:
    """Yield years and periods in one spelling: "2017", "2007-2009"."""
    for match in _YEARS.finditer(text):
        parts = re.findall(r"\d+", match.group())
        if len(parts) == 2:
            parts[1] = parts[0][: 4 - len(parts[1])] + parts[1] if len(parts[1]) < 4 else parts[1]
        yield "-".join(parts)
