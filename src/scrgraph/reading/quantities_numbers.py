"""Numerals, number words and fractions of running text, found in one linear pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal["number", "percent", "fraction", "money", "multiple"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _ONES.split(), _DECADES.split()
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}
_MULTIPLES = {
    "halved": 0.5,
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "twofold": 2,
    "treble": 3,
    "trebled": 3,
    "tripled": 3,
    "threefold": 3,
    "quadrupled": 4,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
}

_WORD = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[1:10])})|{'|'.join(_TENS)}|{'|'.join(reversed(_UNITS))})"
_NUMERAL = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?![\d,]*\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
_FRACTION = (
    rf"\b(?:(?P<top>{'|'.join(_UNITS[1:10])}|an?)[ -](?:(?:full )?)(?P<part>{'|'.join(list(_PARTS)[1:])})(?P<many>s?)"
    r"|(?P<half>half))\b(?!-)"
)
_RATE = rf"\b(?P<some>{_WORD}|\d{{1,3}}) in (?:every )?(?P<every>{_WORD}|\d{{1,3}}(?:,\d{{3}})?)\b(?![,.]\d)"
_NUMBER = (
    rf"(?P<currency>[£$€])?(?<![\w/])(?P<number>{_NUMERAL}|\b{_WORD}\b|\ba dozen\b)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|bn|m|k)\b)?(?P<half_more> and a half\b|½)?"
    r"(?P<percent> ?%| ?per ?cent\b)?"
)
_MULTIPLE = rf"\b(?P<multiple>{'|'.join(_MULTIPLES)})\b"
_TOKEN = re.compile(f"{_FRACTION}|{_RATE}|{_MULTIPLE}|{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) of a text. `value` of a fraction or percentage is in percent.

    `unit` is "percent", "times", a currency code, or empty; `digits` says whether it is printed in figures, `decimals`
    how many places it is printed with, `scaled` whether a word such as "million" follows it.
    """

    start: int
    end: int
    value: float
    shape: Shape
    unit: str
    digits: bool
    decimals: int = 0
    scaled: bool = False


def parse_number(text: str) -> float:
    """Return the value of one numeral ("1,234.5") or number word ("twenty-one"); KeyError for another word."""
    plain = text.lower().replace(",", "")
    if plain[0].isdigit():
        return float(plain)
    if plain == "a dozen":
        return 12.0
    return float(sum(_WORDS[word] for word in plain.split("-")))


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in order, whatever they denote (years and page numbers too)."""
    for match in _TOKEN.finditer(text):
        if match["number"]:
            yield _plain(match)
        elif match["every"]:
            share = _share(parse_number(match["some"]), parse_number(match["every"]))
            yield from _fraction(match, share) if share else ()
        elif match["multiple"]:
            value = float(_MULTIPLES[match["multiple"].lower()])
            yield Number(match.start(), match.end(), value, "multiple", "times", digits=False)
        else:
            yield from _fraction(match, _worded_share(match))


def _plain(match: re.Match[str]) -> Number:
    text = match["number"]
    value = (parse_number(text) + (0.5 if match["half_more"] else 0.0)) * _SCALES.get(
        (match["scale"] or "").lower(), 1.0
    )
    decimals = 1 if match["half_more"] else len(text.partition(".")[2])
    unit = "percent" if match["percent"] else _CURRENCIES.get(match["currency"] or "", "")
    shape: Shape = "percent" if match["percent"] else "money" if unit else "number"
    digits, scaled = text[0].isdigit(), bool(match["scale"])
    return Number(match.start(), match.end(), round(value, 6), shape, unit, digits, decimals, scaled)


def _fraction(match: re.Match[str], share: float | None) -> Iterator[Number]:
    if share is not None:
        yield Number(match.start(), match.end(), share, "fraction", "percent", digits=False, decimals=1)


def _worded_share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 50.0
    top = match["top"].lower()
    if (top in {"a", "an", "one"}) == bool(match["many"]):
        return None
    return _share(1.0 if top in {"a", "an"} else float(_WORDS[top]), float(_PARTS[match["part"].lower()]))


def _share(part: float, whole: float) -> float | None:
    return round(100 * part / whole, 1) if 0 < part < whole else None
