"""Where a number is no quantity: years, dates, ages, labels, page locators, addresses, list numbers."""

import re
from collections.abc import Iterable, Iterator

from scrgraph.reading.quantities_periods import MONTHS

_MONTHS = rf"{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_LABELS = (
    "parts?|tables?|figures?|fig|charts?|chapters?|sections?|appendix|appendices|annex|box|pages?|pp?|paras?|paragraphs?|"
    "ss?|articles?|schedules?|regulations?|rules?|clauses?|volumes?|vol|no|nos|issue|rounds?|stages?|phases?|steps?|"
    "levels?|tiers?|type|grade|version|protocol|recommendations?|questions?|principles?|objectives?|standards?|items?|"
    "model|wave|theme|case study|isbn|rr|edition|residues|days?|week|month|source data"
)
_TO = r"(?: ?[-–] ?| and | to |, ?)"
_MASKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:https?://|www\.)[^\s<>]+",
        r"\b(?:1[5-9]|20)\d\d[a-z]? ?: ?\d{1,4}(?:(?: ?[-–] ?|, ?)\d{1,4}){0,4}",
        r"(?<![\d,£$€])(?:1[5-9]|20)\d\d(?:(?: ?[-–/] ?)(?:(?:1[5-9]|20)\d\d|\d{1,2}))?"
        r"(?:s|[a-h])?\b(?![,.]\d|\s?%|-year)",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b",
        rf"\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?%)",
        rf"(?<![A-Za-z]['’])\b(?:{_LABELS})\b\.? ?[A-Z]?\d{{1,6}}(?:\.\d{{1,3}}){{0,4}}[a-z]?"
        rf"(?:{_TO}\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}(?![\d,%]))?",
        r"\b\d{1,3}(?:\.\d{1,3}){2,6}\b",
        r"\b\d{1,2}:\d{2}\b",
        r"^\(?\d{1,3}[.)] ",
        r"\(\d{1,2}\)",
        r"[^\W\d_][-.]\d+(?:[-–−]\d+){0,4}",
        r"\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)",
        r"\b10\.\d{4,9}/\S+|\d+:e\d+",
        r"(?<!\b[nN])(?<!\b[nN] )[<>=≥≤±~≈×] ?\d+(?:\.\d+)?",
        r"\b(?:s\.?d\.?|s\.?e\.?m?|iqr|(?:\d\d ?% ?)(?:ci|confidence intervals?))\b[ :=,]{0,3}"
        r"[\d.,]*\d%?(?:(?: ?[-–] ?| to |, (?!\d\d ?% ?c))[\d.,]*\d%?)?",
        r"\bper (?:\d{1,3}(?:,\d{3}){0,3}|hundred|thousand|million)\b",
        r"(?-i:\bYears? \d{1,2}\b)",
        r"(?-i:\b\d{1,4}[a-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Avenue|Lane|Close|House|Place|Square)\b)",
        r"\w\(\d[\d,. ]*\)",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b(?:aged?|ages|age of|age group)(?: (?:of|between|from))?(?: (?:under|over))?[ -]\d{1,3}"
        r"(?:(?: ?[-–] ?| to | and | or )\d{1,3})?\+?\b",
        r"\b(?:under|over)-\d{1,3}s?\b",
        r"\b(?:under|over)s? (?:the age of )?(?:\d{1,2}|one|two|three|five|ten)s?"
        r"(?= (?:from|who|in|were|was|is|are|and|or|with)\b|[.,;)](?!\d))",
        r"\b\d{1,3}(?: ?[-–] ?\d{1,3})?[- ](?:year|month|week|day)[- ]olds?\b",
        r"\b\d{1,3} (?:years|months|weeks|days) (?:old|of age)\b",
        r"\b\d{1,3}(?: ?[-–] ?\d{1,3}) (?:and|or) (?:over|under|older|younger)\b",
        r"\b\d{1,3}-(?:,| and| or| to) (?=\d{1,3}[- ](?:year|month|week|day)[- ]old)",
        r"\b0\d{2,4} \d{3,4} ?\d{3,4}\b|(?<![.,])(?:\b\d{1,6}[-–])?\b0\d+\b(?!\.)",
        r"\b24 hours a day\b|\b(?:7|seven) days a week\b",
        r"\b24/7\b|\b9/11\b|\b\d{1,4}/\d{1,4}\b",
    )
)


def masked(text: str) -> Iterator[tuple[int, int]]:
    """Yield ranges [start, end) of a folded text in which no number is a quantity; they may overlap."""
    for pattern in _MASKS:
        for match in pattern.finditer(text):
            yield match.span()


class Mask:
    """A set of ranges that answers in constant time whether a range meets it."""

    __slots__ = ("_before",)

    def __init__(self, length: int, ranges: Iterable[tuple[int, int]]) -> None:
        covered = bytearray(length)
        for start, end in ranges:
            covered[start:end] = b"\x01" * (end - start)
        before = [0]
        for flag in covered:
            before.append(before[-1] + flag)
        self._before = before

    def meets(self, start: int, end: int) -> bool:
        """Say whether any character of [start, end) is masked."""
        return self._before[end] > self._before[start]
