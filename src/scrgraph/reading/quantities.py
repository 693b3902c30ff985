"""Quantitative claims of prose: how many, what share, how much, how long, at least, at most, between, out of what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrgraph.reading.quantities_clauses import Range, sentences
from scrgraph.reading.quantities_masks import Mask, masked
from scrgraph.reading.quantities_nouns import (
    bound_after,
    bound_before,
    frames_time,
    noun_after,
    refers_back,
    whole_of,
)
from scrgraph.reading.quantities_numbers import Number, numbers
from scrgraph.source.document import Block, Document
from scrgraph.source.text import Spans

_TO = re.compile(r" ?[-–] ?| to | or ")
_DASHES = ("-", "–")
_AND = re.compile(r" and (?:an? )?")
_FRAME = re.compile(r"(?:^|[;:,] )(?:Of|of|Out of|out of)(?: the| these| those| all| a total of)* $")
_SAMPLE = re.compile(r"\b[nN] ?= ?$")
_FROM_TO = re.compile(r" to (?:just |nearly |over |around |about )?")
_RANGING = re.compile(r"\brang(?:e|es|ed|ing)\b|\bbetween\b|\bvar(?:y|ies|ied|ying)\b", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\b(?:numbers?|averaged?|total(?:led)?|mean|median|rates?|stood at|amount(?:s|ed) to)\b", re.IGNORECASE
)
_NAME = re.compile(r" [A-Z][a-z]")
_NONE = re.compile(r"\b[Nn]one (?=(?:of|was|were|is|are|had|has)\b)")
_PART_OF = re.compile(r"\b(?:first|second|latter|other|better|early|final|top|bottom) $", re.IGNORECASE)
_PART_AFTER = re.compile(r"[- ](?:of the (?:year|decade|century)|year|day|hour|term|brothers?|sisters?|siblings?)\b")
_ORDINAL_AFTER = re.compile(r"(?: (?:of|the|were|was|had|have|are|is|in|more|as|(?:and|to|or) an?)\b|[.,;:)]|$)")
_THESE = re.compile(r" of (?:these|those|them|which|whom)\b")
_TIMES_AFTER = re.compile(
    r" (?:as|what|the|that|those|in|between|since|from|to|over|increase|rise|growth|more|greater|higher|rate)\b"
)
_GLOSS_BEFORE = re.compile(r"(?:[,(] ?|[–—:] |, or |\bor |, that is,? |\bat )$")
_APPOSED = re.compile(r"[.,;:)]|$| [–—(]| and ")
# A sentence with more numbers is a list of figures and no prose.
_MOST = 60
_GLOSS_REACH = 80
_GLOSS_POINTS = 12.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at [start, end) of a block's folded text.

    `value` is the number named (None for a range), `low` and `high` its bounds where it is not exact, `unit` "percent",
    "count", "years", "GBP", "per year" ...; `noun` what is counted, `whole` what a share is taken of, `base` its size;
    `gloss` the value and bounds of words beside it that say the same ("almost half, 49%").
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    noun: str = ""
    whole: str = ""
    base: float | None = None
    digits: bool = True
    decimals: int = 0
    fraction: bool = False
    gloss: tuple[float, float | None, float | None] | None = None


def find_quantities(document: Document, block: Block, skip: Spans = ()) -> tuple[Quantity, ...]:
    """Return the quantities of a block in order; none inside the spans `skip` (citations, addresses)."""
    folded = document.fold(block)
    ranges = [(folded.position(span.start), folded.position(span.end)) for span in skip]
    return quantities(folded.text, ranges)


def quantities(text: str, skip: Sequence[Range] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of a folded text in order; years, ages, labels and locators are none."""
    mask = Mask(len(text), [*masked(text), *skip])
    found: list[Quantity] = []
    for sentence in sentences(text):
        inside = numbers(text[slice(*sentence)])
        placed = [replace(n, start=n.start + sentence[0], end=n.end + sentence[0]) for n in inside]
        kept = [n for n in placed if not mask.meets(n.start, n.end) and _counts(text, n)]
        if len(kept) > _MOST:
            continue
        claims = sorted(_sentence(text, sentence, kept), key=lambda quantity: quantity.start)
        found.extend(_glossed(text, claims))
    return tuple(found)


def _counts(text: str, number: Number) -> bool:
    """Say whether a number can be a quantity at all: no ordinal, no half of a game, no part of a name."""
    after, before = text[number.end : number.end + 24], text[max(0, number.start - 12) : number.start]
    words = text[number.start : number.end].lower()
    if number.shape == "multiple":
        return bool(_TIMES_AFTER.match(after))
    if number.shape == "fraction":
        if _PART_OF.search(before) or _PART_AFTER.match(after) or "one on one" in words:
            return False
        return not words.startswith(("a ", "an ")) or "quarter" in words or bool(_ORDINAL_AFTER.match(after))
    if number.digits or number.unit:
        return bool(number.unit) or not after[:1].isalpha()
    capital = text[number.start].isupper() and bool(_NAME.match(after))
    return words not in {"one", "zero"} and not capital and text[number.start - 1 : number.start] != "-"


def _sentence(text: str, sentence: Range, found: list[Number]) -> Iterator[Quantity]:
    """Yield the quantities of one sentence; a number without a noun needs one before it to lean on."""
    position, leaning = 0, False
    before: Quantity | None = None
    opening, ranging = _NUMBER_OF.search(text, *sentence), _RANGING.search(text, *sentence)
    placed = {number.start: number for number in found if number.digits}
    while position < len(found):
        number = found[position]
        upper = found[position + 1] if position + 1 < len(found) else None
        pair = _range(text, number, upper, ranging=ranging is not None and ranging.end() <= number.start)
        lean = leaning or (opening is not None and opening.end() <= number.start)
        quantity = pair or _single(text, _sharing(text, number, upper), lean, placed)
        if quantity is not None and not (before and _repeats(text, quantity, before)):
            quantity = _framed(text, sentence, _rated(quantity, before), before)
            yield quantity
            leaning, before = True, quantity
        position += 2 if pair else 1
    for match in _NONE.finditer(text, *sentence) if leaning else ():
        yield Quantity(match.start(), match.end() - 1, 0.0, None, None, "count", digits=False)


def _sharing(text: str, number: Number, after: Number | None) -> Number:
    """Give "12" of "from 12 to 15 per cent" the unit that is printed once, after the second number."""
    alike = after is not None and number.digits and after.digits and not number.unit and after.shape == "percent"
    if after is None or not alike or not _from(text, number) or not _FROM_TO.fullmatch(text[number.end : after.start]):
        return number
    return replace(number, unit=after.unit, shape=after.shape)


def _repeats(text: str, quantity: Quantity, before: Quantity) -> bool:
    """Say whether a number only says again what stands before it ("278 head teachers (n=278)")."""
    return quantity.value == before.value and bool(_SAMPLE.search(text[max(0, quantity.start - 5) : quantity.start]))


def _rated(quantity: Quantity, before: Quantity | None) -> Quantity:
    """Give a bare number the rate that it is compared with: "64.2 per 10,000, up from 61.8"."""
    bare = before is not None and quantity.unit == "count" and quantity.digits and not quantity.noun
    return replace(quantity, unit=before.unit) if bare and before and before.unit.startswith("per ") else quantity


def _framed(text: str, sentence: Range, quantity: Quantity, before: Quantity | None) -> Quantity:
    """Give a count the whole that the words before it set: "Of the 61 children, 14 (23%) were ..."."""
    if before is None or before.unit != "count" or quantity.unit != "count" or quantity.base:
        return quantity
    part = before.value is not None and quantity.value is not None and quantity.value <= before.value
    if not part or not _FRAME.search(text[sentence[0] : before.start]) or "," not in text[before.end : quantity.start]:
        return quantity
    return replace(quantity, base=before.value, whole=before.noun, noun="")


def _range(text: str, first: Number, second: Number | None, *, ranging: bool) -> Quantity | None:
    """Return a range such as "two or three weeks" or "between 9 and 63 pages"; a pair of shares is none."""
    if second is None or first.value >= second.value or text[first.start - 1 : first.start] in _DASHES:
        return None
    alike = first.unit == second.unit or first.shape == "number" or (first.shape == "money" and second.scaled)
    if not alike or (second.shape == "money" and first.shape == "number"):
        return None
    between = text[first.end : second.start]
    dashed = bool(_TO.fullmatch(between)) and (between != " to " or ranging or not _from(text, first))
    if not dashed and not (_AND.fullmatch(between) and ranging):
        return None
    if first.unit == "percent" and abs(first.value + second.value - 100) <= 2:
        return None
    noun = noun_after(text, second.end)
    unit = second.unit or first.unit or noun.unit or "count"
    low = first.value * _scale(text, second) if second.scaled and not first.scaled else first.value
    words = "" if second.unit or first.unit else noun.words
    _, start = bound_before(text, first.start, first.end, fraction=False)
    return Quantity(start, second.end, None, low, second.value, unit, words, digits=first.digits)


def _from(text: str, number: Number) -> bool:
    return text[max(0, number.start - 6) : number.start].lower().endswith("from ")


def _scale(text: str, number: Number) -> float:
    printed = next(iter(re.findall(r"[\d.,]*\d", text[number.start : number.end])), "1").replace(",", "")
    return number.value / float(printed) if float(printed) else 1.0


def _single(text: str, number: Number, leaning: bool, placed: dict[int, Number]) -> Quantity | None:
    fraction = number.shape == "fraction"
    bound, start = bound_before(text, number.start, number.end, fraction=fraction)
    bound, end = (bound, number.end) if bound else bound_after(text, number.end)
    whole = whole_of(text, end)
    noun = noun_after(text, end if whole is None else whole)
    base = None if whole is None else placed.get(whole)
    if base is not None:
        noun = noun_after(text, base.end)
    quantity = Quantity(
        start=start,
        end=end,
        value=number.value,
        low=number.value if bound == "low" else None,
        high=number.value if bound == "high" else None,
        unit=number.unit or (noun.unit if whole is None else "") or "count",
        noun="" if number.shape == "multiple" or noun.unit == "times" else noun.words,
        whole=_whole(text, number, noun.words, whole),
        base=base.value if base else None,
        digits=number.digits,
        decimals=number.decimals,
        fraction=fraction,
    )
    return quantity if number.unit or _countable(text, number, quantity, noun.discourse, leaning) else None


def _whole(text: str, number: Number, words: str, whole: int | None) -> str:
    if whole is not None:
        return words
    return words if number.shape == "fraction" and re.match(r" (?:the|all|those|these) ", text[number.end :]) else ""


def _countable(text: str, number: Number, quantity: Quantity, discourse: bool, leaning: bool) -> bool:
    """Say whether a bare number is a claim: it counts something, is bounded, scaled, or leans on one before it."""
    if quantity.unit in {"years", "months", "weeks", "days", "hours", "decades"} and frames_time(
        text, number.start, number.end
    ):
        return False
    if quantity.base is not None or number.scaled or quantity.unit in {"times", "percentage points"}:
        return True
    if quantity.unit.startswith("per ") or (number.digits and not quantity.noun and quantity.unit != "count"):
        return True
    if _THESE.match(text, number.end) or _SAMPLE.search(text[max(0, number.start - 5) : number.start]):
        return True
    bounded = quantity.start < number.start or quantity.end > number.end
    if number.digits:
        return bool(quantity.noun) or bounded or leaning
    if refers_back(text, number.start) and not bounded:
        return False
    if quantity.noun:
        return not discourse
    return bounded or (leaning and bool(re.match(r" (?:as|were|was|had)\b", text[number.end :])))


def _glossed(text: str, found: list[Quantity]) -> list[Quantity]:
    """Drop a share in words that the sentence then states in figures ("almost half the cases, 49%"); keep its whole."""
    kept: list[Quantity] = []
    whole, gloss = "", None
    for quantity, after in zip(found, [*found[1:], None], strict=False):
        if _gloss(text, quantity, after):
            whole, gloss = quantity.whole, (quantity.value or 0.0, quantity.low, quantity.high)
        else:
            kept.append(replace(quantity, whole=quantity.whole or whole, gloss=gloss))
            whole, gloss = "", None
    return kept


def _gloss(text: str, words: Quantity, figures: Quantity | None) -> bool:
    if figures is None or not words.fraction or figures.fraction or figures.unit != "percent":
        return False
    if not _APPOSED.match(text, figures.end) or figures.low is not None or figures.high is not None:
        return False
    near = figures.start - words.end <= _GLOSS_REACH
    alike = abs((words.value or 0) - (figures.value or 0)) <= _GLOSS_POINTS
    between = text[words.end : figures.start]
    return near and alike and ";" not in between and bool(_GLOSS_BEFORE.search(between))
