"""The parts of a question that an answer must cover: its clauses, and what it pins down.

"What was Ofsted's role, when did it begin and why did it end?" asks three things; "2009-11 v 2017-19" wants one
sentence of each side.
"""

import re
from collections.abc import Sequence

import numpy as np

from scrgraph.answering.constraints import Constraint, holds, spelled_years
from scrgraph.embedding import Encoder, Vectors
from scrgraph.indexes.lexical import LexicalIndex

MOST = 6
"""Clauses that count; a longer question is taken up to here."""
_BETWEEN = re.compile(r"[,;:?]\s+(?:and\s+)?|\s+(?:and|or|v|vs|versus|than|but)\s+", re.IGNORECASE)
_SHORTEST = 6
"""Characters of the shortest clause of one word."""


def clauses(question: str) -> list[str]:
    """Return the clauses of a question that say something by themselves; the question itself where it has but one."""
    parts = [part.strip(" ?.!") for part in _BETWEEN.split(question)]
    telling = [part for part in parts if len(part.split()) > 1 or len(part) > _SHORTEST]
    return telling[:MOST] if len(telling) > 1 else [question]


def clause_vectors(question: str, vector: Vectors, encoder: Encoder) -> Vectors:
    """Return a unit vector for each clause, shape (clauses, dimension); `vector` is that of the whole question."""
    found = clauses(question)
    return encoder.encode(found) if len(found) > 1 else np.asarray(vector).reshape(1, -1)


def pins(
    pinned: Sequence[Constraint], text: str, things: frozenset[str], stems: frozenset[str], lexical: LexicalIndex
) -> tuple[bool, ...]:
    """Return for each constraint whether a sentence meets it: names the thing, holds the years or the words."""
    years = set(spelled_years(text)) if any(one.dated for one in pinned) else set()
    return tuple(_held(one, things, years, stems, lexical) for one in pinned)


def _held(
    one: Constraint, things: frozenset[str], years: set[str], stems: frozenset[str], lexical: LexicalIndex
) -> bool:
    if one.thing is not None:
        return one.thing in things
    if one.dated:
        return set(spelled_years(one.text)) <= years
    return holds(one.text, stems, lexical)
