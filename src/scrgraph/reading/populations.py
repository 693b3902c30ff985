"""Who a text speaks of: mothers, boys, children of an age, of those who died; and whether a number is theirs.

A number of a broader population, or of another, is not that of a narrower one. Example: "55% of the cases" is not the
share of the fathers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from scrgraph.reading.population_ages import find_ages
from scrgraph.reading.population_words import AGES, KINDS
from scrgraph.reading.quantities_clauses import Range

ALIKE = 0.5
"""Two groups of ages are the same people where they share this part of the years that either has."""
_BOTH = re.compile(
    r"(?<!between )(?<!split of )(?<!ratio of )(?<!breakdown of )"
    r"\b(?:boys and girls|girls and boys|sons and daughters)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s (?:new |ex-?)?(?:partner|boyfriend|girlfriend|husband|wife)")
_TOLD = re.compile(
    r"\b(?:cases?|child(?:ren)?|young people|kids|famil(?:y|ies)|households?|parents?|reviews?|SCRs?|deaths?|suicides?"
    r"|victims?|reports?|authorities|councils)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;:] (?:and |but )?(?:which|who|with|particularly|usually|often|mostly|mainly|especially|this|were|was|are|is)\b"
    r"|;| [–—] ",
    re.IGNORECASE,
)
"""What goes on about others after a number: "in 55% of the cases, and were particularly likely to affect ..."."""
_JOINED = re.compile(r"\s*(?:,|/|&|\(|\bor\b|\band\b)+\s*(?:(?:a|the|their|both)\s)?", re.IGNORECASE)
_TWICE = re.compile(rf"(?:{_JOINED.pattern})?\s*(?:of|who (?:are|were|is|was))?\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,300}\)")
_CASES = re.compile(r"\b(?:cases?|famil(?:y|ies)|households?|reviews?|SCRs?|reports?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """People, organisations or documents that a text names at [start, end): of a kind, or children of some ages."""

    kind: str
    ages: Range | None
    start: int
    end: int


def groups(text: str) -> list[Group]:
    """Return the groups that a text names, in order; the longest words win ("foster mother" is no mother).

    "Boys and girls" are children, and no group, unless they are told apart.
    """
    text = _BOTH.sub(lambda match: " " * len(match.group()), text)
    found = [*(Group("age", ages, *place) for ages, place in find_ages(text)), *_of_kinds(text)]
    return sorted(found, key=lambda group: (group.start, group.end))


def _of_kinds(text: str) -> Iterator[Group]:
    for match in _WORDS.finditer(text):
        words = _plain(match[1])
        if not _OWNED.match(text, match.end()):
            yield Group(_KIND_OF.get(words, "age"), AGES.get(words), *match.span())


def _plain(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words).replace("’", "'").casefold()


def _spelled(words: str) -> str:
    return re.escape(words).replace("\\ ", r"[\s-]+").replace("'", "['’]")


_KIND_OF = {_plain(word): kind.name for kind in KINDS.values() for word in kind.words}
_SPELLED = "|".join(_spelled(words) for words in sorted([*_KIND_OF, *AGES], key=len, reverse=True))
_WORDS = re.compile(rf"\b({_SPELLED})(?:s|es)?\b", re.IGNORECASE)


def asked_of(question: str) -> list[tuple[Group, ...]]:
    """Return the groups that a question narrows its number to, those together that it joins: any of them will do.

    Two that make up the whole narrow nothing: children who died or were hurt; mothers and fathers are parents.
    """
    named = groups(question)
    if {"dead", "hurt"} <= {group.kind for group in named}:
        named = [group for group in named if group.kind not in {"dead", "hurt"}]
    found: list[tuple[Group, ...]] = []
    for group in named:
        joined = found and _join(found[-1][-1], question, group)
        found[-1:] = [(*found[-1], group)] if joined else [*found[-1:], (group,)]
    return [_parents(some) for some in found]


def _join(one: Group, question: str, other: Group) -> bool:
    """Whether a question joins two groups, or says an age twice ("teenagers aged 11 to 15")."""
    twice = one.ages is not None and other.ages is not None
    return (_TWICE if twice else _JOINED).fullmatch(question, one.end, other.start) is not None


def _parents(some: tuple[Group, ...]) -> tuple[Group, ...]:
    if not {"mother", "father"} <= {group.kind for group in some}:
        return some
    return (Group("parent", None, some[0].start, some[-1].end),)


def theirs(group: Group, text: str, sentence: Range, clause: Range, number: Range, before: str) -> bool:
    """Whether the number of a clause is that of a group: the clause names it, or one within it.

    What befell people may stand anywhere in the sentence before the number's end. Where the clause names nobody, those
    are meant whom its sentence named by then, and else those of `before` (the sentence before, the heading).
    """
    own, until = (_without_asides(text, (start, clause[1]), number) for start in (clause[0], sentence[0]))
    if not _names(own):
        own = until if _names(until) else f"{before} {until}"
    said = own if group.ages is not None or KINDS[group.kind].people else f"{own} {until}"
    return holds(group, said)


def _without_asides(text: str, part: Range, number: Range) -> str:
    """Return a part of a text without its brackets, unless they hold its number, and what goes on about others."""
    tail = _TAIL.search(text, number[1], part[1])
    start, end = part[0], tail.start() if tail else part[1]
    for match in reversed(list(_BRACKETS.finditer(text, start, end))):
        if not match.start() <= number[0] < match.end():
            text, end = f"{text[: match.start()]}{text[match.end() :]}", end - len(match.group())
    return text[start:end]


def _names(text: str) -> bool:
    return _TOLD.search(text) is not None or bool(groups(text))


def in_row(group: Group, labels: Iterable[str]) -> bool:
    """Whether the labels of a table's cell (its row, column and what the table counts) name a group."""
    return holds(group, "; ".join(f"aged {label}" for label in labels))


def holds(group: Group, text: str) -> bool:
    """Whether a text names a group, or one within it; what is counted of cases is of the parents in them too."""
    if group.kind == "parent" and _CASES.search(text):
        return True
    named = groups(text)
    return any(_same_ages(group.ages, one.ages) if group.ages else one.kind in within(group.kind) for one in named)


def _same_ages(asked: Range | None, given: Range | None) -> bool:
    if asked is None or given is None:
        return False
    shared = min(asked[1], given[1]) - max(asked[0], given[0]) + 1
    either = max(asked[1], given[1]) - min(asked[0], given[0]) + 1
    return shared == given[1] - given[0] + 1 or shared >= ALIKE * either


@cache
def within(kind: str) -> frozenset[str]:
    """Return a kind with all that it holds."""
    return frozenset({kind}).union(*(within(name) for name, one in KINDS.items() if kind in one.within))
