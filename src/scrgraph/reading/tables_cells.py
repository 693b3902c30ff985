"""What one cell and one column head of a table say."""

import re
from dataclasses import dataclass

from scrgraph.reading.quantities_numbers import Number, numbers
from scrgraph.reading.quantities_periods import Period, length_in_years, periods

_NOTE_MARK = re.compile(r"[ ]?[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+$|[ ]?\[\d{1,2}\]$|(?<=\d) [a-e]$")
_REST = re.compile(r"^[\s()\[\],;:%/–—-]*$")
_LEAD = re.compile(r"^[<>≤≥~c.\s(−–-]*$")
_BASE = re.compile(r"\b(?P<words>(?:total )?[nN] ?= ?)(?P<base>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})")
_DURATION = re.compile(r"\(?\b\d{1,3}(?:\.\d{1,2})? ?-?(?:years?|yrs?)\b\)?", re.IGNORECASE)
_UNITS = (
    (re.compile(r"£ ?(?:m|million)\b", re.IGNORECASE), "GBP million"),
    (re.compile(r"£ ?(?:k|thousand|000s?)\b", re.IGNORECASE), "GBP thousand"),
    (re.compile(r"£ ?(?:bn|billion)\b", re.IGNORECASE), "GBP billion"),
    (re.compile(r"\bper ?cent(?:age)?s?\b|%", re.IGNORECASE), "percent"),
    (re.compile(r"£"), "GBP"),
    (re.compile(r"\$"), "USD"),
    (re.compile(r"€"), "EUR"),
    (re.compile(r"\brates? per [\d,]{1,9}(?: [a-z]{1,20})?", re.IGNORECASE), ""),
    (re.compile(r"\bper [\d,]{1,9}\b", re.IGNORECASE), ""),
    (
        re.compile(r"\((km²?|km|kg|tonnes|hectares|ha|mm|cm|m|miles|hours|days|weeks|months|years|°C|kWh|MW|GWh)\)"),
        "",
    ),
)
_CAPTION_UNIT = re.compile(r"(?:, | \(|: )((?:£|%|per ?cent|in £)[^(),]{0,14})\)?(?:, [^,]{1,40})?$", re.IGNORECASE)
_COUNT_TAIL = re.compile(r",? \b[nN]$|(?<=\w) £ ?(?:m|k|bn|million|billion|000s?)?$")
_UNIT_BRACKET = re.compile(r" ?\((?:[£$€][^()]{0,12}|%|[a-zA-Z°²]{1,9}|per [^()]{1,30})\)$")


@dataclass(frozen=True, slots=True)
class CellValue:
    """One number of a cell: value, unit ("" where the cell names none), kind ("count", "percent", ...) and place."""

    value: float
    unit: str
    start: int
    end: int
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column head: `label` without base, length and bracketed unit; `base` with its place in the head's text."""

    label: str
    period: Period | None
    years: float | None
    unit: str
    base: int | None
    base_start: int = 0
    base_end: int = 0


def without_mark(text: str) -> str:
    """Return a cell's text without its footnote mark."""
    return _NOTE_MARK.sub("", text).rstrip()


def cell_values(text: str) -> tuple[CellValue, ...]:
    """Return the numbers of a cell that holds numbers and nothing else, else nothing ("Not available", titles).

    A number may be followed by bracketed words ("293 (NB 3 years)"); those are not values.
    """
    plain = without_mark(text)
    found = [n for n in numbers(plain) if n.digits]
    if not found or not _LEAD.match(plain[: found[0].start]):
        return ()
    kept = found[:1]
    for number in found[1:]:
        if not _REST.match(plain[kept[-1].end : number.start]):
            break
        kept.append(number)
    tail = plain[kept[-1].end :]
    if not _REST.match(tail) and not tail.lstrip().startswith("("):
        return ()
    if len(kept) > 1 and tail.strip(" )%"):
        kept = [n for n in kept if n.end < plain.find("(")] or kept[:1]
    return tuple(_value(number, plain, kept[0].start) for number in kept)


def _value(number: Number, text: str, first: int) -> CellValue:
    qualifier = text[:first].strip(" (") if number.start == first else ""
    negative = number.start == first and text[:first].strip() in {"-", "–", "−"}
    return CellValue(-number.value if negative else number.value, number.unit, number.start, number.end, qualifier)


def read_head(text: str) -> Head:
    """Read a column head: "2011-14 (3 yrs) total n=293", "Turnover (£m)", "Looked after on 31 March"."""
    plain = without_mark(text)
    base = _BASE.search(plain)
    unit = _unit(plain)
    rest = _DURATION.sub(" ", _BASE.sub(" ", plain)) if base or periods_only(plain) else plain
    rest = _COUNT_TAIL.sub("", _UNIT_BRACKET.sub("", " ".join(rest.split()).strip(" ,;:")).strip())
    found = next(periods(rest), None)
    whole = found if found and not rest[: found.start].strip(" (") and not rest[found.end :].strip(" )") else None
    return Head(
        label=whole.text if whole else rest,
        period=whole or found,
        years=length_in_years(plain) if whole else None,
        unit=unit,
        base=int(base["base"].replace(",", "")) if base else None,
        base_start=base.start("words") if base else 0,
        base_end=base.end() if base else 0,
    )


def caption_unit(title: str) -> str:
    """Return the unit that a caption gives its whole table: "Outcomes (%)", "Spending by service, £ million"."""
    match = _CAPTION_UNIT.search(title)
    return _unit(match[1]) if match else ""


def periods_only(text: str) -> bool:
    """Say whether a head opens with a period, so that years after it are its length."""
    found = next(periods(text), None)
    return found is not None and not text[: found.start].strip()


def _unit(text: str) -> str:
    for pattern, name in _UNITS:
        match = pattern.search(text)
        if match:
            return name or match[match.lastindex or 0].strip("()").lower()
    return ""
