"""What is said where the report does not answer: why, what it says instead, and what kind of source would answer.

The kind of source is ours, not the report's: it follows from what is missing and from nothing else.
"""

import re
from collections.abc import Sequence

from scrgraph.answering.constraints import Constraint
from scrgraph.answering.evidence import Evidence
from scrgraph.answering.expecting import asks_for_number
from scrgraph.answering.selection import Candidate
from scrgraph.deriving.words import stems
from scrgraph.indexes.lexical import LexicalIndex

NEAREST = 3
"""Statements shown beside a silence: the nearest thing that the report does say."""
_NUMBER = re.compile(r"(?<![\d.,-])(?!(?:1[89]|20)\d\d\b)\d")
"""A number that is no year."""
SHOWN = 3
"""Missing words named at most."""


def nearest(question: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the most relevant of the chosen sentences, those with a number first where one is asked for."""
    number = asks_for_number(question)
    return sorted(chosen, key=lambda one: (number and not _NUMBER.search(one.text), -one.score))[:NEAREST]


def reason(question: str, evidence: Evidence, lexical: LexicalIndex) -> str:
    """Say in a few sentences why the report is taken to be silent, and what would answer."""
    why, source = _why(question, evidence, lexical)
    return f"The report does not say: {why}. {source}"


def _why(question: str, evidence: Evidence, lexical: LexicalIndex) -> tuple[str, str]:
    if evidence.contradicted is not None:
        return evidence.contradicted.told, _PREMISE
    beyond = [one for one in evidence.misses if one.beyond]
    if evidence.misses and not beyond:
        miss = evidence.misses[0]
        asked = _listed([str(first) if first == last else f"{first}-{last}" for first, last in miss.asked])
        return f'{miss.table} gives "{miss.label}" for {_listed(miss.given)}, not for {asked}', _SERIES
    if evidence.unmet:
        return _lacking(evidence.unmet)
    if beyond:
        words = [word for word in _words(question) if beyond[0].beyond & stems(word)][:SHOWN]
        named = ", ".join(f"'{word}'" for word in words) or "all that is asked"
        return f'{beyond[0].table} gives "{beyond[0].label}" for that time, and nothing of {named}', _COUNT
    if evidence.features.untyped:
        return "what it says nearest to the question names nothing of the kind asked for", _RECORD
    if evidence.features.unsure_number:
        return "no number that it gives is surely the one asked for", _COUNT
    if missing := [word for word in _words(question) if _unknown(word, lexical)][:SHOWN]:
        named = ", ".join(f"'{word}'" for word in missing)
        return f"{named} does not occur in it, and nothing else comes near enough", _OTHER
    return "no passage comes near enough to the question", _OTHER


def _lacking(unmet: Sequence[Constraint]) -> tuple[str, str]:
    """Say what is not met, the most telling first: untold contents, a stance the other way, a number of others."""
    if untold := [one for one in unmet if one.contents]:
        return f"it names {_quoted(untold)} and tells nothing of what that says", _NAMED
    if turned := [one for one in unmet if one.reverse]:
        return f'it says the reverse: "{turned[0].given}"', _PREMISE
    if others := [one for one in unmet if one.theirs]:
        given = f'it gives "{others[0].given}", which' if others[0].given else "the number that it gives nearest to it"
        return f"{given} is not said of {_quoted(others)}", _COUNT
    return f"what it says nearest to the question is not about {_quoted(unmet)}", _source(unmet)


def _quoted(some: Sequence[Constraint]) -> str:
    return ", ".join(f"'{one.text}'" for one in some[:SHOWN])


_PREMISE = "The question takes for granted what that contradicts; ask it the other way round."
_SERIES = "A source for that time would answer: the statistics or the review of that year."
_NATION = "A source on that nation would answer: its own statistics, reviews or guidance."
_NAMED = "A source on that subject itself would answer: its own report or record."
_RECORD = "A source that records such details would answer: accounts, a register, or the guidance in force."
_COUNT = "Statistics that count this, for this group, would answer."
_OTHER = "Guidance, law or research on that subject would answer."


def _source(unmet: Sequence[Constraint]) -> str:
    if any(one.dated for one in unmet):
        return _SERIES
    return _NATION if any(one.place for one in unmet) else _NAMED


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _words(question: str) -> list[str]:
    return [word.strip("?.,;:!'\"()") for word in question.split()]


def _unknown(word: str, lexical: LexicalIndex) -> bool:
    stems = lexical.stems(word)
    return bool(stems) and not any(lexical.frequency(stem) for stem in stems)
