"""Ages of children as people say them, brought to figures: "six to ten year olds", "sixteen plus", "under a year"."""

import re
from collections.abc import Callable

_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen"
).split()
_WORD = rf"(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))})"
_AGE = rf"(?:\d{{1,2}}|{_WORD})"
_OLD = r"(?:[\s-]*(?:years?|yrs?|y/?os?)(?:[\s-]*olds?)?)"
_CHILD = (
    r"(?:toddlers?|pre-?school(?:er)?s?(?: (?:children|kids))?|teens?|teenagers?|adolescents?|little ones|youngsters|"
    r"(?:(?:primary|secondary)[\s-]school|(?:primary|secondary|school)[\s-]age|(?:primary|secondary)[\s-]school[\s-]age)d?"
    r"(?: (?:children|kids|pupils))?|(?:older|younger) (?:children|kids|teenagers|teens|ones|adolescents))"
)
_AGED = re.compile(
    r"(?<![\d.])\d{1,2}-\d{1,2} year\b|\b\d{1,2}\+|(?<!\d)\d{1,2}s?\s?(?:-|–|to|and|or)\s?\d{1,2}s?(?!\d)"
)
"""An age group in figures: what the children of it are called adds nothing then."""
_FORMS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(\d) ?-?(?:yo|y/o|yrs? olds?|years? olds?)s?\b", r"\1 year"),
    (rf"\bbetween ({_AGE}) and ({_AGE})(?!\d){_OLD}?", lambda match: _ages(match)),
    (rf"(?<![\d/-])\b({_WORD})(?:-to-| to |-| or | and )({_WORD})\b{_OLD}?", lambda match: _ages(match)),
    (
        rf"\bover[- ]({_AGE})(?:s|'s)?\b(?! (?:years|months|weeks|pages|percent)|[%\d])",
        lambda match: f"{_number(match[1])}+",
    ),
    (rf"\b({_AGE})(?:[ -]?plus| (?:and|or) (?:over|older|above|up|upwards))\b", lambda match: f"{_number(match[1])}+"),
    (r"\b(?:less than|below|under|not yet) (?:a|one|1) (?:year|yr)s?(?: old| of age)?\b", "under 1"),
    (r"\b(?:in|during) (?:the|their) first year(?: of life)?\b", "under 1"),
)
_PATTERNS = tuple((re.compile(form, re.IGNORECASE), write) for form, write in _FORMS)
_CALLED = re.compile(rf"\b{_CHILD}(?!\w)", re.IGNORECASE)


def plain_ages(question: str) -> str:
    """Return a question with its ages in figures; children of an age so given are called children."""
    for pattern, write in _PATTERNS:
        question = pattern.sub(write, question)
    return _CALLED.sub("children", question) if _AGED.search(question) else question


def _number(said: str) -> str:
    return said if said.isdigit() else str(1 + _SPELLED.index(said.casefold()))


def _ages(match: re.Match[str]) -> str:
    first, last = _number(match[1]), _number(match[2])
    return f"{first}-{last} year" if int(first) < int(last) <= len(_SPELLED) else match.group()
