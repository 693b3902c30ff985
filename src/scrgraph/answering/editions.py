"""Questions on how what a guidance says of a topic changed over its editions: which guidance, which topic, which years.

"How have the rules on family involvement changed since 1999?" names a topic and years, and no guidance: any is meant
that has an edition of one of the years and that the documents name.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrgraph.answering.forms import NOISE
from scrgraph.reading.linker import Link
from scrgraph.retrieval.function_words import FUNCTION_WORDS

EVER = (1000, 3000)
"""Years that leave no edition out."""
_CHANGE = re.compile(
    r"\b(?:chang(?:e[sd]?|ing)|evolv\w+|develop(?:s|ed)?|differ\w*|revis\w+|tighten\w*|strengthen\w*|relax\w*|"
    r"each|every|successive|various|across|over time|over the years|history)\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\b(?:guidance|requirements?|require[sd]?|rules?|editions?|versions?|dut(?:y|ies)|expectations?|revisions?|"
    r"statutory)\b",
    re.IGNORECASE,
)
_EDITIONS = re.compile(
    r"\b(?:editions|versions|revisions|(?:each|every|successive) (?:edition|version|revision))\b", re.IGNORECASE
)
_ONE_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SINCE = re.compile(r"\b(?:since|from|after)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|before|up to)\b", re.IGNORECASE)
_WORD = re.compile(r"['’]s\b|[\w-]+(?:['’]\w+)*")
_LEADING = (
    FUNCTION_WORDS
    | frozenset(NOISE.split())
    | {"say", "said", "ones", "one", "way", "ways", "stated", "since", "until", "till", "’s", "'s"}
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a guidance, each by its local id; `named` says that a document names it."""

    local: str
    series: str
    label: str
    year: int
    named: bool


@dataclass(frozen=True, slots=True)
class EditionsAsked:
    """The local ids of the guidances meant, the topic in the question's own words, and the years, both included."""

    series: tuple[str, ...]
    topic: str
    since: int
    until: int


def editions_asked(
    question: str, links: Sequence[Link], editions: Callable[[], Sequence[Edition]]
) -> EditionsAsked | None:
    """Return what a question asks of editions, None where it is no such question or leaves open which are meant."""
    if not _CHANGE.search(question):
        return None
    policies = [link for link in links if link.local.startswith("policy/")]
    if not (policies or _RULES.search(question)):
        return None
    known = editions()
    series_of = {one.local: one.series for one in known} | {one.series: one.series for one in known}
    named = [link for link in policies if link.local in series_of]
    years = _years(question)
    series = dict.fromkeys(series_of[link.local] for link in named)
    if not series and years is not None:
        asked = {int(year) for year in _ONE_YEAR.findall(question)}
        dated = (one for one in known if one.year in asked)
        series = dict.fromkeys(one.series for one in dated if any(o.named for o in known if o.series == one.series))
    topic = _topic(question, named)
    if not series or not topic or years is None:
        return None
    return EditionsAsked(tuple(series), topic, *years)


def _years(question: str) -> tuple[int, int] | None:
    """Return the first and last year asked for; None where one year alone is meant, which is no change."""
    years = sorted(int(year) for year in _ONE_YEAR.findall(question))
    if len(years) > 1:
        return years[0], years[-1]
    if not years:
        return EVER
    if _SINCE.search(question):
        return years[0], EVER[1]
    if _UNTIL.search(question):
        return EVER[0], years[0]
    return EVER if _EDITIONS.search(question) else None


def _topic(question: str, named: Sequence[Link]) -> str:
    """Return the question without the guidance, the years and the words of change, up to its telling words."""
    rest = question
    for link in sorted(named, key=lambda one: -one.start):
        rest = f"{rest[: link.start]} {rest[link.end :]}"
    for pattern in (_CHANGE, _RULES, _ONE_YEAR):
        rest = pattern.sub(" ", rest)
    words = [match.span() for match in _WORD.finditer(rest)]
    while words and rest[slice(*words[0])].casefold() in _LEADING:
        words.pop(0)
    while words and rest[slice(*words[-1])].casefold() in _LEADING:
        words.pop()
    return " ".join(rest[words[0][0] : words[-1][1]].split()) if words else ""
