"""What arithmetic needs to know of a statistic: its number, its years, how long they are, how it is named."""

import re
from collections.abc import Sequence

from scrgraph import wire
from scrgraph.errors import InputError
from scrgraph.reading.quantities_periods import MONTHS, Period, periods

TOTAL = "n"
"""Measure of the number in a table's head: the base of its column."""
_ON_A_DAY = re.compile(
    rf"\b(?:on|at|as at|as of|by) (?:the end of )?(?:\d{{1,2}} )?(?:{MONTHS})\b|"
    r"\b(?:snapshot|census day|year[- ]end)\b",
    re.IGNORECASE,
)
_AVERAGES = re.compile(r"\b(?:averages?|mean|median|rates?|per)\b", re.IGNORECASE)


def number_of(statistic: wire.StatisticView) -> float | None:
    """Return the number of a statistic, None where its cell holds words or its text a range."""
    return None if isinstance(statistic.value, str) else statistic.value


def required(statistic: wire.StatisticView) -> float:
    """Return the number of a statistic.

    Raises:
        InputError: it holds none.
    """
    value = number_of(statistic)
    if value is None:
        raise InputError(f'"{statistic.text[:80]}" states no single number to calculate with; choose another statistic')
    return value


def period_of(statistic: wire.StatisticView) -> Period | None:
    """Return the one period of a statistic, None where it has none or names several."""
    found = list(periods(statistic.period or ""))
    return found[0] if len(found) == 1 else None


def length_of(statistic: wire.StatisticView) -> float | None:
    """Return how many years a statistic covers: as stated, else a year as 1 and "2003-5" as 2; None without period."""
    if statistic.years is not None:
        return statistic.years
    period = period_of(statistic)
    if period is None:
        return None
    return 1.0 if period.single else float(period.last - period.first)


def in_time(statistics: Sequence[wire.StatisticView]) -> tuple[wire.StatisticView, ...]:
    """Return the statistics that have one period, earliest first."""
    dated = [(period.years, one) for one in statistics if (period := period_of(one)) is not None]
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0]))


def accrues(statistic: wire.StatisticView) -> bool:
    """Say whether a value grows with the time it covers: a count or a sum of money.

    No share, average or rate does, nor the size of something on a day ("Looked after on 31 March").
    """
    counted = statistic.unit == "count" or statistic.unit[:3].isupper()
    return counted and not _AVERAGES.search(statistic.measure) and not _ON_A_DAY.search(statistic.measure)


def unequal(statistics: Sequence[wire.StatisticView]) -> bool:
    """Say whether values that grow with time cover periods of different lengths, so must not be compared raw."""
    counts = [one for one in statistics if accrues(one)]
    return len({length for one in counts if (length := length_of(one)) is not None}) > 1


def subject_of(statistic: wire.StatisticView) -> str:
    """Return what a statistic is about, without its period: "Under 1 year", "children in SCRs", "poverty"."""
    if statistic.measure == TOTAL:
        return statistic.population or "all"
    named = [label for axis, label in statistic.dimensions.items() if axis != "period"]
    return ", ".join(named) or statistic.topic or statistic.measure


def where_of(statistic: wire.StatisticView) -> str:
    """Return the place of a statistic as a reader knows it: "Table 1", "Appendix A", "the text"."""
    if statistic.table is None:
        return "the text"
    return f"Table {statistic.table}" if statistic.table[:1].isdigit() else statistic.table.replace("-", " ").title()


def shown(value: float, unit: str = "count") -> str:
    """Return a number as a reader writes it: "1,704", "122.7", "44%"."""
    digits = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    return f"{digits}%" if unit == "percent" else digits
