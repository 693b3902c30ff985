"""Questions that suppose that somebody was for what the text says they were against, or the reverse.

Example: "Why did the minister call for an inquiry?", where "The minister met the families. She was against an inquiry,
..." is said. Only where a sentence says so of the one named, as its first words or as the pronoun that goes on about
them, and of the very thing: silence of the text on what somebody wanted proves nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scrgraph.answering.constraints import Constraint

_FOR = (
    r"(?:call|push|press|argu|campaign|ask)(?:e[sd]?|ed|s|es|ing)? for|want(?:ed|s)?(?: to see)?|support(?:ed|s)?"
    r"|favour(?:ed|s)?|in favour of|back(?:ed|s)|recommend(?:ed|s)?|advocate[sd]?|demand(?:ed|s)?|insist(?:ed|s)? on"
    r"|propose[sd]?|urge[sd]?|welcome[sd]?"
)
_AGAINST = (
    r"against|oppose[sd]?(?: to)?|object(?:ed|s)? to|resist(?:ed|s)?|reject(?:ed|s)?|disagree[sd]? with"
    r"|disapprove[sd]? of|argue[sd]? against|advise[sd]? against|warn(?:ed|s)? against|rule[sd]? out"
)
_NOT = r"(?:not|never|n['’]t)\b"
_STANCE = re.compile(rf"(?:(?P<not>{_NOT})(?: \w+)? )?\b(?:(?P<against>{_AGAINST})|(?P<for>{_FOR})) ", re.IGNORECASE)
_WHY = re.compile(
    rf"^\W*(?:why|how come|what made)\b(?: (?P<not>(?:did|do|does|was|were|has|had|is)(?:n['’]t)?))?"
    rf" (?P<who>(?:[\w’'.-]+ ){{1,5}}?)"
    rf"(?P<stance>(?:{_NOT} )?(?:so )?(?:strongly )?(?:{_AGAINST}|{_FOR})) (?P<what>.+)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:He|She|They|It) ")
_BEFORE_NAME = r"(?:[A-Z][\w.’'-]* ){0,3}"
"""Titles and given names."""
_GOES_ON = re.compile(r"(?:, |\b(?:and|but) )$")
_ENDS = re.compile(r"[,;:.()]|\b(?:because|for reasons?|on the grounds?|in order|so that|which|who)\b")
_IDLE = frozenset(
    "the a an of to be been being in on for and or that this all any more it its his her their by".split()
)
_REACH = 5
"""Words between a sentence's subject and what it says of it, at most."""
_ALIKE = 5
"""Letters at which words of one family begin alike: "publication", "published"."""
_MOST = 2 / 3
"""Share of the words for the thing in the text that the question must hold. Example: "publication of the full reports"
is that of "full case reviews to be published"."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Supposed:
    """That somebody was for something, or against it."""

    who: str
    what: str
    against: bool


def supposed(question: str) -> Supposed | None:
    """Return the stance that a question after a reason takes for granted, None where it takes none."""
    match = _WHY.match(question)
    if match is None:
        return None
    stance = _STANCE.search(f"{match['stance']} ")
    names = match["who"].split()
    if stance is None or not names:
        return None
    denied = (match["not"] or "").casefold().endswith(("n't", "n’t"))
    return Supposed(names[-1], match["what"], _is_against(stance) != denied)


def said_of(one: Supposed, sentences: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Yield what sentences in a row say of the one named and the thing: whether it is as supposed, and the words."""
    name = re.compile(rf"{_BEFORE_NAME}((?i:{re.escape(one.who)}))(?:['’]s)?\b")
    about = False
    for sentence in sentences:
        named = name.match(sentence)
        subject = _PRONOUN.match(sentence) if about else None
        if subject is None and named is not None and named[1][0].isupper():
            subject = named
        about = subject is not None
        if subject is not None:
            yield from _said(one, sentence, subject.end())


def _said(one: Supposed, sentence: str, start: int) -> Iterator[tuple[bool, str]]:
    for stance in _STANCE.finditer(sentence, start):
        before = sentence[start : stance.start()]
        if len(before.split()) > _REACH and not _GOES_ON.search(before):
            return
        end = _ENDS.search(sentence, stance.end())
        until = end.start() if end else len(sentence)
        what, asked = _telling(sentence[stance.end() : until]), _telling(one.what)
        shared = sum(any(word[:_ALIKE] == other[:_ALIKE] for other in asked) for word in what)
        if len(what) >= _LEAST and shared >= _MOST * len(what):
            yield _is_against(stance) == one.against, sentence[:until].strip()


def _is_against(stance: re.Match[str]) -> bool:
    return (stance["against"] is not None) != (stance["not"] is not None)


def _telling(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in _IDLE]


def reversed_stance(question: str, stretches: Callable[[str], Iterable[Sequence[str]]]) -> list[Constraint]:
    """Return what a question supposes of somebody, where a text says the reverse.

    `stretches` gives the sentences, in order, of each stretch of text that holds a name.
    """
    one = supposed(question)
    said = [found for some in stretches(one.who) for found in said_of(one, some)] if one else []
    if one is None or not said or any(same for same, _ in said):
        return []
    return [Constraint(one.who, reverse=True, given=said[0][1])]
