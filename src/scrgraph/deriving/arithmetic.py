"""Values calculated on demand from stated ones. The label states the arithmetic; counts over unequal periods warn."""

from collections.abc import Callable, Sequence
from typing import Literal

from scrgraph import wire
from scrgraph.deriving.facts import caution, derived
from scrgraph.deriving.inputs import accrues, in_time, length_of, required, shown, subject_of, unequal
from scrgraph.errors import InputError

Kind = Literal["difference", "ratio", "per-year", "share", "part", "total", "highest", "lowest", "trend"]
Statistics = Sequence[wire.StatisticView]


def derive(kind: Kind, statistics: Statistics) -> wire.FactView:
    """Return a value calculated from statistics (values of one unit unless said otherwise).

    "difference": second minus first; "ratio": second by first; "per-year": one count by the years it covers; "share":
    a count and its whole, in percent; "part": a percentage and its whole, the count that they make; "total": the sum
    of counts; "highest" and "lowest": the greatest or least of two or more, counts over unequal periods by the year;
    "trend": the last minus the first in time.

    Raises:
        InputError: too few inputs, mixed units or documents, or an input that holds no number.
    """
    least, calculate = _KINDS[kind]
    if len(statistics) < least:
        raise InputError(f"a {kind} needs {least} statistics, not {len(statistics)}; give it more of them")
    return calculate(statistics)


def _one_unit(statistics: Statistics) -> str:
    units = {one.unit for one in statistics}
    if len(units) > 1:
        raise InputError(f"values in {' and '.join(sorted(units))} cannot be compared; choose one unit")
    return units.pop()


def _tagged(statistic: wire.StatisticView) -> str:
    """Return a value with what tells it from the others: "78,140 (2019)"."""
    tag = statistic.period or subject_of(statistic)
    return f"{shown(required(statistic), statistic.unit)} ({tag})"


def _points(unit: str) -> str:
    return "percentage points" if unit == "percent" else unit


def _subjects(statistics: Statistics) -> str:
    return " and ".join(dict.fromkeys(map(subject_of, statistics)))


def _difference(statistics: Statistics) -> wire.FactView:
    first, second = statistics[:2]
    unit, value = _one_unit((first, second)), required(second) - required(first)
    tagged = [_tagged(one) for one in (second, first)]
    if first.period == second.period:
        tagged = [f"{shown(required(one), one.unit)} ({subject_of(one)})" for one in (second, first)]
    dimensions = caution((first, second))
    if unit != "percent" and required(first) and not dimensions:
        dimensions["relative change"] = f"{100 * value / required(first):+.1f}%"
    label = f"{_subjects((first, second))}: {tagged[0]} - {tagged[1]} = {shown(value)}"
    return derived("difference", (first, second), round(value, 6), _points(unit), label, dimensions)


def _ratio(statistics: Statistics) -> wire.FactView:
    first, second = statistics[:2]
    _one_unit((first, second))
    if not required(first):
        raise InputError("nothing is a number of times 0; choose a first value that is not 0")
    value = required(second) / required(first)
    change = f"{100 * (value - 1):+.1f}%"
    label = f"{_subjects((first, second))}: {_tagged(second)} / {_tagged(first)} = {value:.2f} times ({change})"
    return derived("ratio", (first, second), round(value, 2), "times", label, caution((first, second)))


def yearly(statistic: wire.StatisticView) -> float:
    """Return a count divided by the years it covers.

    Raises:
        InputError: it is no count over a known time.
    """
    length = length_of(statistic)
    if not length or not accrues(statistic):
        raise InputError(f'"{statistic.text[:80]}" is no count over a known number of years; choose one that is')
    return required(statistic) / length


def _by_year(statistic: wire.StatisticView) -> str:
    length = length_of(statistic) or 1.0
    years = "1 year" if length == 1 else f"{shown(length)} years"
    return f"{shown(required(statistic))} / {years} = {yearly(statistic):,.1f}".removesuffix(".0") + " a year"


def _per_year(statistics: Statistics) -> wire.FactView:
    one = statistics[0]
    label = f"{subject_of(one)}, {one.period}: {_by_year(one)}"
    return derived("per-year", (one,), round(yearly(one), 1), "per year", label, _when(one))


def _share(statistics: Statistics) -> wire.FactView:
    part, whole = statistics[:2]
    _one_unit((part, whole))
    if not required(whole):
        raise InputError("a share of nothing cannot be calculated; choose a whole that is not 0")
    value = 100 * required(part) / required(whole)
    label = f"{subject_of(part)}: {shown(required(part))} of {shown(required(whole))} = {value:.1f}%"
    return derived("share", (part, whole), round(value, 1), "percent", label, _when(part))


def _part(statistics: Statistics) -> wire.FactView:
    share, whole = statistics[:2]
    if share.unit != "percent" or whole.unit == "percent":
        raise InputError("the size of a part needs a percentage and then the count of its whole; give them so")
    value = required(share) * required(whole) / 100
    label = f"{subject_of(share)}: {shown(required(share))}% of {shown(required(whole))} = about {value:,.0f}"
    rounded = {"warning": "calculated from a rounded percentage"}
    return derived("part", (share, whole), float(round(value)), whole.unit, label, _when(share) | rounded)


def _when(statistic: wire.StatisticView) -> dict[str, str]:
    return {"period": statistic.period} if statistic.period else {}


def _total(statistics: Statistics) -> wire.FactView:
    unit = _one_unit(statistics)
    if unit == "percent":
        raise InputError("percentages have no total; add the counts that they stand for")
    at_once = next((one for one in statistics if not accrues(one)), None)
    if at_once is not None and len({one.period for one in statistics}) > 1:
        raise InputError(f'"{subject_of(at_once)}" does not add up over time; add numbers of one period')
    total = sum(map(required, statistics))
    label = f"{_subjects(statistics)}: {' + '.join(map(_tagged, statistics))} = {shown(total)}"
    return derived("total", statistics, total, unit, label, {})


def portion(parts: Statistics, wholes: Statistics) -> wire.FactView:
    """Return the share, in percent, of the sum of some counts in the sum of their wholes.

    Raises:
        InputError: as `derive`, or a whole of 0.
    """
    _one_unit((*parts, *wholes))
    part, whole = sum(map(required, parts)), sum(map(required, wholes))
    if not whole:
        raise InputError("a share of nothing cannot be calculated; choose wholes that are not 0")
    value = 100 * part / whole
    label = f"{_subjects(parts)}: {shown(part)} of {shown(whole)} = {value:.1f}%"
    return derived("portion", (*parts, *wholes), round(value, 1), "percent", label, {})


def parts_total(shares: Statistics, wholes: Statistics) -> wire.FactView:
    """Return the sum of the counts that percentages make of their wholes, one by one.

    Raises:
        InputError: as `derive`.
    """
    value = sum(required(share) * required(whole) / 100 for share, whole in zip(shares, wholes, strict=True))
    pairs = (f"{shown(required(s), 'percent')} of {shown(required(w))}" for s, w in zip(shares, wholes, strict=True))
    label = f"{_subjects(shares)}: {' + '.join(pairs)} = about {value:,.0f}"
    rounded = {"warning": "calculated from rounded percentages"}
    return derived("total", (*shares, *wholes), float(round(value)), wholes[0].unit, label, rounded)


def average(statistics: Statistics, *, by_year: bool) -> wire.FactView:
    """Return the mean of counts over their periods, or over the years that these cover.

    Raises:
        InputError: as `derive`.
    """
    unit, total = _one_unit(statistics), sum(map(required, statistics))
    if by_year:
        total = sum(yearly(one) * (length_of(one) or 1.0) for one in statistics)
        over = sum(length_of(one) or 1.0 for one in statistics)
        label = f"{_subjects(statistics)}: {shown(total)} in {shown(over)} years = {total / over:,.1f} a year"
        return derived("average", statistics, round(total / over, 1), "per year", label, {})
    mean = total / len(statistics)
    label = f"{_subjects(statistics)}: {shown(total)} in {len(statistics)} periods = {mean:,.1f} a period on average"
    return derived("average", statistics, round(mean, 1), unit, label, caution(statistics))


def ranked(statistics: Statistics, *, by_year: bool) -> wire.FactView:
    """Return statistics in order, the greatest first, as stated or by the year; its value is the greatest.

    Raises:
        InputError: as `derive`.
    """
    unit = _one_unit(statistics)
    over_time = len({one.period for one in statistics}) > 1
    ordered = sorted(statistics, key=lambda one: -(yearly(one) if by_year else required(one)))
    listed = "; ".join(f"{at}. {_named(one, over_time)} {_value(one, by_year)}" for at, one in enumerate(ordered, 1))
    subject = f"{_subjects(statistics)}: " if over_time else ""
    best = yearly(ordered[0]) if by_year else required(ordered[0])
    dimensions = {} if over_time else _when(ordered[0])
    rate = " a year" if by_year else ""
    value, unit = (round(best, 1), "per year") if by_year else (best, unit)
    return derived("ranked", ordered, value, unit, f"{subject}{listed}{rate}", dimensions)


def extreme(statistics: Statistics, *, highest: bool, by_year: bool) -> wire.FactView:
    """Return the greatest or least of statistics, ties named together; as stated or by the year.

    Raises:
        InputError: as `derive`.
    """
    unit = _one_unit(statistics)
    values = {one.iri: yearly(one) if by_year else required(one) for one in statistics}
    best = max(values.values()) if highest else min(values.values())
    ordered = sorted(statistics, key=lambda one: values[one.iri], reverse=highest)
    winners = [one for one in ordered if abs(values[one.iri] - best) < 1e-9]
    others = ordered[len(winners) : len(winners) + 2]
    over_time = len({one.period for one in statistics}) > 1
    axis = "period" if over_time else next((name for name in winners[0].dimensions if name != "period"), "subject")
    names = " and ".join((one.period if over_time else None) or subject_of(one) for one in winners)
    told = [_by_year(one) if by_year else shown(required(one), one.unit) for one in winners[:1]]
    rest = ", ".join(f"{_named(one, over_time)} {_value(one, by_year)}" for one in others)
    subject = f"{_subjects(statistics)}: " if over_time else ""
    word = "highest" if highest else "lowest"
    label = f"{subject}{word} in {names}, {told[0]}" if over_time else f"{word}: {names}, {told[0]}"
    label += f"; then {rest}" if rest else ""
    dimensions = {axis: names, "rank": f"{word} of {len(statistics)}"} | ({} if by_year else caution(statistics))
    if not over_time:
        dimensions |= _when(winners[0])
    value, unit = (round(best, 1), "per year") if by_year else (best, unit)
    return derived(word, statistics, value, unit, label, dimensions)


def _named(statistic: wire.StatisticView, over_time: bool) -> str:
    return (statistic.period if over_time else None) or subject_of(statistic)


def _value(statistic: wire.StatisticView, by_year: bool) -> str:
    return f"{yearly(statistic):,.1f}" if by_year else shown(required(statistic), statistic.unit)


def _trend(statistics: Statistics) -> wire.FactView:
    """Return the last minus the first; counts over unequal periods are compared by the year."""
    unit, ordered = _one_unit(statistics), in_time(statistics)
    if len(ordered) < 2:
        raise InputError("a trend needs statistics of two or more periods; give it more of them")
    by_year = unequal(ordered)
    values = [yearly(one) if by_year else required(one) for one in ordered]
    change = round(values[-1] - values[0], 1 if by_year else 6)
    rate = " a year" if by_year else ""
    steps = ", ".join(f"{_value(one, by_year)}{rate} ({one.period})" for one in ordered)
    way = "unchanged" if not change else f"{'up' if change > 0 else 'down'} {shown(abs(change))}"
    unit = "per year" if by_year else _points(unit)
    tail = f" {unit}" if change and unit != "count" else ""
    dimensions = {"from": ordered[0].period or "", "to": ordered[-1].period or ""}
    return derived("trend", ordered, change, unit, f"{_subjects(ordered)}: {steps}: {way}{tail}", dimensions)


_KINDS: dict[Kind, tuple[int, Callable[[Statistics], wire.FactView]]] = {
    "difference": (2, _difference),
    "ratio": (2, _ratio),
    "per-year": (1, _per_year),
    "share": (2, _share),
    "part": (2, _part),
    "total": (2, _total),
    "highest": (2, lambda statistics: extreme(statistics, highest=True, by_year=unequal(statistics))),
    "lowest": (2, lambda statistics: extreme(statistics, highest=False, by_year=unequal(statistics))),
    "trend": (2, _trend),
}
