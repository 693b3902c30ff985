"""Ages of children as people write them: "under-fives", "aged 11 and over", "16-17s", "6 to 10 year olds"."""

import re
from collections.abc import Iterator

from scrgraph.reading.quantities_clauses import Range

OLDEST = 17
"""Age of the oldest child: those of 11 and over are children up to it."""
GROWN = 99
_ONES = tuple(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)
_N = rf"\d{{1,2}}|{'|'.join(reversed(_ONES))}"
_TO = r"\s?(?:[-–]|to|and|or)\s?"
_OLD = r"s?[\s-]*(?:years?|yrs?)?[\s-]*olds?\b"
_AGES = re.compile(
    rf"(?<![\d.,–-])(?:\b(?:under|younger than|less than)\s(?P<months>12|twelve) months"
    rf"|\bunder[\s-](?P<below>{_N})s?\b(?!\s?%)"
    rf"|\bless than (?P<less>{_N}) year|\b(?:aged?|ages)\s(?P<low>{_N})(?:{_TO}(?P<high>{_N})\b)"
    rf"|\b(?P<first>{_N}){_TO}(?P<last>{_N})(?:{_OLD}|s\b)"
    rf"|\b(?:over|above)[\s-](?P<above>{_N})s\b|\b(?:aged?\s)?(?P<open>{_N})(?:\+|\s(?:and|or)\s(?:over|older|above|up)\b)"
    rf"|\b(?:aged?\s)?(?P<one>{_N})[\s-](?:years?|yrs?)[\s-]olds?\b|\baged?\s(?P<at>{_N})\b)(?!\d|%)",
    re.IGNORECASE,
)


def find_ages(text: str) -> Iterator[tuple[Range, Range]]:
    """Yield the first and last age of each group of children's ages that a text gives, with its place.

    "Under 18" says no more than that they are children, and is none.
    """
    for match in _AGES.finditer(text):
        low, high = _bounds({name: _number(value) for name, value in match.groupdict().items() if value})
        if low <= high and (low, high) != (0, OLDEST):
            yield (low, high), match.span()


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _ONES.index(word.lower()) + 1


def _bounds(said: dict[str, int]) -> Range:
    """Return the first and last age of one way to say them."""
    match said:
        case {"months": _}:
            return 0, 0
        case {"below": limit} | {"less": limit}:
            return 0, limit - 1
        case {"low": low, "high": high} | {"first": low, "last": high}:
            return low, high
        case {"above": low} | {"open": low}:
            return low, OLDEST if low <= OLDEST else GROWN
        case _:
            age = next(iter(said.values()))
            return age, age
