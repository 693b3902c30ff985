"""Whose number is asked for, and whose is given: that of all cases does not answer for the fathers.

Of the sentences with a number of the kind and time asked for, some must be of the people asked about, or of some of
them. Example: "percentage of dads with mental health problems", where 55% is the share of the cases.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from scrgraph import wire
from scrgraph.answering.amounts import Fitting, without_asking
from scrgraph.answering.constraints import Constraint
from scrgraph.answering.expecting import asks_for_number
from scrgraph.deriving.requests import clauses
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.reading.linker import Link
from scrgraph.reading.population_words import KINDS
from scrgraph.reading.populations import Group, asked_of, groups, in_row, theirs, within
from scrgraph.reading.quantities import quantities
from scrgraph.reading.quantities_clauses import clause_of

Range = tuple[int, int]
Parts = Callable[[int, Sequence[Range], str], NDArray[np.float32]]
SAME = 0.65
"""A sentence is about the same at this share of the best one's score.

Example: how many teenagers took their own lives does not say how many "lived with domestic violence" (.55).
"""
_APART = re.compile(r" [-–—] |[?;:] ")
_OF_ITSELF = 5
"""Words of a part that says by itself whose number it asks for ("... - how many?" does not)."""
_BEFORE = 400
"""Characters before a sentence in which those stand whom it goes on about."""
_NAMES = ("organisation/", "policy/", "review/", "work/")


def never_spoken_of(question: str, links: Sequence[Link], spoken: Callable[[str], bool]) -> list[Constraint]:
    """Return the people that a question names and no document does; `spoken` says of which kinds some does."""
    named = [(link.start, link.end) for link in links if link.local.startswith(_NAMES)]
    return [
        Constraint(question[group.start : group.end], unheard=True)
        for group in groups(question)
        if group.kind in KINDS
        and KINDS[group.kind].people
        and not any(start <= group.start and group.end <= end for start, end in named)
        and not spoken(group.kind)
    ]


def spoken_of(kind: str, lexical: LexicalIndex, read: Callable[[int], str]) -> bool:
    """Whether a passage speaks of a kind of people, in whatever words; `read` gives a row's text.

    The stems alone do not tell ("pensioners" from "Pensions").
    """
    held = within(kind)
    rows = dict.fromkeys(row for name in held for words in KINDS[name].words for row in lexical.holding(words))
    return any(not held.isdisjoint(group.kind for group in groups(read(row))) for row in rows)


def not_theirs(
    question: str, fitting: Sequence[Fitting], passages: Mapping[int, wire.PassageView], parts: Parts
) -> list[Constraint]:
    """Return the groups whose number is asked for, where no sentence about the same has a number of all of them.

    `parts` scores places of a passage row by the words of a question that has blanks for others.
    """
    asked = asked_of(_asking(question))
    if not asked or not fitting:
        return []
    said = [one for one in _about(question, fitting, parts) if passages[one.row].kind != "reference"]
    said.sort(key=lambda one: -one.score)
    claims = [(one, number) for one in said if one.score >= SAME * said[0].score for number in one.numbers]
    lacking = [_lacking(asked, one, number, passages[one.row]) for one, number in claims]
    if not claims or not all(lacking):
        return []
    least, (one, number) = min(zip(lacking, claims, strict=True), key=lambda pair: len(pair[0]))
    given = _given(passages[one.row].text, one, number)
    return [Constraint(_words(_asking(question), some), theirs=True, given=given) for some in least]


def _asking(question: str) -> str:
    """Return the part of a question that asks for a number, where it says whose: what stands apart is a lead-in."""
    parts = [part for part in _APART.split(question) if asks_for_number(part) and len(part.split()) >= _OF_ITSELF]
    return parts[0] if parts else question


def _about(question: str, fitting: Sequence[Fitting], parts: Parts) -> list[Fitting]:
    """Return sentences with how well they answer what is asked about the people, whoever they are."""
    words = without_asking(question)
    for group in groups(question):
        if group.ages is not None or KINDS[group.kind].people:
            words = f"{words[: group.start]}{' ' * (group.end - group.start)}{words[group.end :]}"
    found = []
    for row, some in groupby(fitting, lambda one: one.row):
        held = list(some)
        scores = parts(row, [(one.start, one.end) for one in held], words).tolist()
        found += [replace(one, score=score) for one, score in zip(held, scores, strict=True)]
    return found


def of_them(question: str, facts: Sequence[wire.FactView]) -> list[wire.FactView]:
    """Return facts from tables and calculations, none where they are not of the groups that a clause asks about."""
    asked = [some for clause in clauses(question) if (some := asked_of(clause))]
    labels = [[*one.dimensions.values(), *re.split(r"[:,]", one.label)] for one in facts]
    fit = any(all(any(in_row(group, some) for group in either) for either in one) for one in asked for some in labels)
    return list(facts) if fit or not asked else []


def _words(question: str, some: Sequence[Group]) -> str:
    return question[some[0].start : some[-1].end]


def _lacking(
    asked: Sequence[tuple[Group, ...]], one: Fitting, number: Range, passage: wire.PassageView
) -> list[tuple[Group, ...]]:
    """Return the groups asked about that a number of a sentence is not of."""
    text, sentence = passage.text, (one.start, one.end)
    others = [other for other in one.numbers if other != number]
    clause = clause_of(text, sentence, number, others, apart=False)
    before = f"{passage.section.title}. {text[: one.start]}"[-_BEFORE:]

    def of(group: Group) -> bool:
        if passage.kind == "table":  # What the columns count stands in their heads, ages before the row.
            return in_row(group, [text[one.start : one.end] if group.ages else text])
        return theirs(group, text, sentence, clause, number, before)

    return [some for some in asked if not any(map(of, some))]


def _given(text: str, one: Fitting, number: Range) -> str:
    """Return a number of a sentence with what it is a number of, in the sentence's own words, or nothing."""
    sentence = text[one.start : one.end]
    at = number[0] - one.start
    found = next((quantity for quantity in quantities(sentence) if quantity.start <= at < quantity.end), None)
    words = (found.whole or found.noun) if found else ""
    end = sentence.find(words, found.end) if found and words else -1
    return sentence[found.start : end + len(words)] if found and end >= 0 else ""
