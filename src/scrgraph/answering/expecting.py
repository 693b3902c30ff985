"""What kind of thing answers a question, and whether any such thing is said: an amount, a span of time, a name.

Expected answer types as in Li and Roth (2002), "Learning Question Classifiers", COLING. A passage on the right topic
that names no price does not answer what something costs. Example: "What does a review cost on average?"
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrgraph.reading.linker import Link

_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
    r"|half|several|no|none)"
)
_TIME = r"(?:minute|hour|day|week|month|year)s?"
_ASKS_NUMBER = re.compile(
    r"\bwhat (?:share|proportion|fraction)\b"
    r"|\bhow (?:many|much|often|long|big|large|common|fast|old|high|far|soon|quickly)\b"
    r"|\b(?:numbers?|counts?|totals?|figures?|amounts?|size|share|proportions?|rates?|ratio) (?:of|for)\b"
    r"|\btotal number\b|\bpercent\w*|\bper cent\b|%|\b(?:average|highest|lowest|fewest|smallest|largest|yearly)\b"
    r"|\b(?:what|which|day|hourly|poverty|death|annual) (?:age|costs?|rates?|numbers?|share|total)\b"
    r"|\bcosts?\b|\btotal\b|\bmaximum\b|\bminimum\b|\bbreakdown\b|\bsplit between\b|\bmore often\b"
    r"|,?\s*numbers?\W*$"
    r"|\bwhich (?:cohort|period|(?:over|re)view|round|year|age group)s? (?:had|has|saw|were|was)\b.{0,40}"
    r"\b(?:most|fewest|least|longest|shortest|highest|lowest|biggest|smallest)\b",
    re.IGNORECASE,
)
_ASKS_REASON = re.compile(r"^\W*(?:why|how come)\b|\bwhy (?:do|does|did|is|are|was|were)\b", re.IGNORECASE)


def asks_for_number(question: str) -> bool:
    """Whether a question is after a number."""
    return _ASKS_NUMBER.search(question) is not None and _ASKS_REASON.search(question) is None


@dataclass(frozen=True, slots=True)
class Expected:
    """A kind of answer: what asks for it, and what it looks like. `named`: names of known things do not count."""

    asks: re.Pattern[str]
    looks: re.Pattern[str]
    named: bool = False


def _kind(asks: str, looks: str, *, named: bool = False) -> Expected:
    flags = re.IGNORECASE
    return Expected(re.compile(asks, flags), re.compile(looks, 0 if named else flags), named)


_KINDS = (
    _kind(r"\b(?:in )?(?:pounds|euros)\b|[£€]", r"[£$€]|\b(?:pounds|euros)\b"),
    _kind(
        r"\b(?:costs?|price|allowance|fees?|salary|(?:day|hourly) rate|how much (?:money|funding))\b",
        r"[£$€]|\b(?:million|billion|pounds|euros?)\b|%|\bper cent\b",
    ),
    _kind(
        r"\bhow (?:long|fast|quickly|soon)\b", rf"\b{_NUMBER}(?:[- ](?:to|or|and) {_NUMBER})?[- ](?:{_TIME}|pages?)\b"
    ),
    _kind(
        r"\bpercent\w*|\bper cent\b|%|\bproportion of\b|\bshare of\b",
        r"\d\s?%|\bper ?cent|\b(?:half|thirds?|quarters?|fifths?|majority|minority|most)\b|\bin (?:five|ten)\b",
    ),
    _kind(
        r"\bwhat (?:is|was|were|are) the names?\b|^\W*who (?:is|was|chairs?|chaired|heads?|headed|leads?|runs?)\b",
        r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b|\b(?:Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Professor) [A-Z]",
        named=True,
    ),
    _kind(
        r"\b(?:what|which) age\b|\bhow old\b",
        r"\baged? \d|\b\d+[- ](?:\d+[- ])?year|\bunder[- ]\d|\bover[- ]\d|\b\d+s\b",
    ),
    _kind(
        r"\bwhen (?:did|was|were|is|will)\b|\b(?:what|which) year\b",
        r"\b(?:1[89]|20)\d\d\b|\byears? (?:later|after|before)\b",
    ),
    _kind(r"\bhow many\b|\bnumbers? of\b", rf"\b{_NUMBER}\b"),
)
_COUNTED = re.compile(r"\bhow many (minute|hour|day|week|month|year|page)s\b", re.IGNORECASE)


_ROLE = re.compile(
    r"^\W*who (?:(?:is|was|are|were) (?:an?|the) (?P<noun>[\w -]+?)(?: (?:of|on|at|for|in|to|that|who|behind)\b|\W*$)"
    r"|(?P<verb>chair|head|lead|run)s?(?:ed)?\b)",
    re.IGNORECASE,
)
"""Who holds an office is said where the office is: "Who chairs the panel?" """


def says_none_such(question: str, text: str, links: Sequence[Link], stems: Callable[[str], list[str]]) -> bool:
    """Whether a question asks for a kind of thing that a text does not hold; `links` are the things it names."""
    role = _ROLE.search(question)
    if role is not None and not set(stems(role["noun"] or role["verb"])) <= set(stems(text)):
        return True
    counted = _COUNTED.search(question)
    if counted is not None and not re.search(rf"\b{_NUMBER}[- ](?:\w+ )?{counted[1]}", text, re.IGNORECASE):
        return True
    return any(
        kind.asks.search(question) and not kind.looks.search(_unnamed(text, links) if kind.named else text)
        for kind in _KINDS
    )


def _unnamed(text: str, links: Sequence[Link]) -> str:
    """Return a text without the names of organisations, policies and reviews: they are nobody's name."""
    for link in sorted(links, key=lambda link: -link.start):
        text = f"{text[: link.start]} {text[link.end :]}"
    return text
