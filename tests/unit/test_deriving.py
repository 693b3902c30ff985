"""Calculated values by hand: the arithmetic, what it names as its inputs, and what it refuses."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistic_views import report

from scrgraph import wire
from scrgraph.deriving.arithmetic import Kind, derive, extreme
from scrgraph.deriving.inputs import length_of, period_of
from scrgraph.deriving.series import series
from scrgraph.errors import InputError


def cell(value: float | str | None, period: str | None = None, **more: Any) -> wire.StatisticView:
    """Return a made-up cell; its IRI tells value and period."""
    plain: dict[str, Any] = {
        "iri": f"o/{value}/{period}/{more.get('unit', 'count')}/{more.get('row', 'apple')}",
        "measure": "trees",
        "value": value,
        "low": None,
        "high": None,
        "unit": "count",
        "population": None,
        "period": period,
        "dimensions": {"kind": more.pop("row", "apple"), "period": period or ""},
        "source": None,
        "document": "orchards",
        "spans": ((10, 12),),
        "text": str(value),
        "table": "1",
    }
    return wire.StatisticView.model_validate(plain | more)


def test_difference() -> None:
    fact = derive("difference", [cell(53300.0, "1998"), cell(78140.0, "2019", spans=((20, 22),))])
    assert (fact.value, fact.unit) == (24840.0, "count")
    assert fact.label == "apple: 78,140 (2019) - 53,300 (1998) = 24,840"
    assert fact.dimensions["relative change"] == "+46.6%"
    assert fact.derived_from == ("o/53300.0/1998/count/apple", "o/78140.0/2019/count/apple")
    assert fact.spans == ((10, 12), (20, 22))
    assert fact.iri.startswith("o/53300.0/1998/count/apple#difference-")


def test_shares_differ_in_percentage_points() -> None:
    fact = derive("difference", [cell(47.0, "2003-5", unit="percent"), cell(37.0, "2017-19", unit="percent")])
    assert (fact.value, fact.unit, fact.dimensions) == (-10.0, "percentage points", {})


def test_counts_over_unequal_periods_are_never_compared_without_a_word() -> None:
    three, two = cell(154.0, "2014-17", years=3.0), cell(86.0, "2017-19", years=2.5)
    assert "differ in length" in derive("difference", [three, two]).dimensions["warning"]
    trend = derive("trend", [two, three])
    assert (trend.value, trend.unit) == (-16.9, "per year")
    assert "51.3 a year (2014-17), 34.4 a year (2017-19): down 16.9" in trend.label
    assert derive("highest", [three, two]).unit == "per year"
    assert "warning" in extreme([three, two], highest=True, by_year=False).dimensions


def test_per_year() -> None:
    fact = derive("per-year", [cell(280.0, "2007-9", years=2.0)])
    assert (fact.value, fact.unit) == (140.0, "per year")
    assert fact.label == "apple, 2007-9: 280 / 2 years = 140 a year"
    assert derive("per-year", [cell(368.0, "2014-17", years=3.0)]).value == 122.7


def test_share_and_part() -> None:
    share = derive("share", [cell(46.0, "2017-19"), cell(235.0, "2017-19", row="all")])
    assert (share.value, share.unit, share.label) == (19.6, "percent", "apple: 46 of 235 = 19.6%")
    part = derive("part", [cell(56.0, "2017-19", unit="percent"), cell(235.0, "2017-19", row="all")])
    assert (part.value, part.unit, part.label) == (132.0, "count", "apple: 56% of 235 = about 132")


def test_total_and_rank() -> None:
    cells = [cell(76.0, "2003-5"), cell(86.0, "2005-7"), cell(86.0, "2007-9")]
    total = derive("total", cells)
    assert (total.value, total.label) == (248.0, "apple: 76 (2003-5) + 86 (2005-7) + 86 (2007-9) = 248")
    highest = derive("highest", cells)
    assert (highest.value, highest.dimensions) == (86.0, {"period": "2005-7 and 2007-9", "rank": "highest of 3"})
    assert derive("lowest", cells).dimensions["period"] == "2003-5"
    rows = [cell(5.0, "2003-5", row="apple"), cell(9.0, "2003-5", row="plum")]
    assert derive("highest", rows).dimensions == {"kind": "plum", "rank": "highest of 2", "period": "2003-5"}


@pytest.mark.parametrize(
    ("kind", "cells", "words"),
    [
        ("difference", [cell(1.0, "2001")], "needs 2 statistics"),
        ("difference", [cell(1.0, "2001"), cell(2.0, "2002", unit="percent")], "cannot be compared"),
        ("difference", [cell("Not available", "2001"), cell(2.0, "2002")], "no single number"),
        ("total", [cell(1.0, "2001", unit="percent"), cell(2.0, "2002", unit="percent")], "no total"),
        ("total", [cell(1.0, "2001"), cell(2.0, "2002", document="other")], "one document"),
        ("per-year", [cell(1.0, None)], "no count over a known number of years"),
        ("share", [cell(1.0, "2001"), cell(0.0, "2002")], "share of nothing"),
        ("part", [cell(1.0, "2001"), cell(9.0, "2002")], "needs a percentage"),
        ("trend", [cell(1.0, None), cell(9.0, "2002")], "two or more periods"),
    ],
)
def test_what_cannot_be_calculated(kind: Kind, cells: list[wire.StatisticView], words: str) -> None:
    with pytest.raises(InputError, match=words):
        derive(kind, cells)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8))
def test_every_derived_value_follows_from_its_inputs(values: list[int]) -> None:
    cells = [cell(float(value), str(1990 + at)) for at, value in enumerate(values)]
    assert derive("total", cells).value == sum(values)
    assert derive("highest", cells).value == max(values)
    assert derive("lowest", cells).value == min(values)
    assert derive("trend", cells).value == values[-1] - values[0]
    assert all(derive("trend", cells).derived_from == tuple(one.iri for one in cells) for _ in range(1))


def test_length_of_a_period() -> None:
    assert [length_of(cell(1.0, period)) for period in ("2003-5", "2004", "1998-2001", None)] == [2.0, 1.0, 3.0, None]
    assert length_of(cell(1.0, "2017-19", years=2.5)) == 2.5
    assert period_of(cell(1.0, "2001-03 and 2005-07")) is None


def test_series_of_tables_and_prose() -> None:
    found = {(one.table, one.label, one.unit): one for one in series(report())}
    assert [point.value for point in found["1", "Under 1 year", "percent"].points] == [47, 46, 44, 36, 41, 42, 37]
    assert len(found["3", "Referrals over year", "count"].points) == 5
    assert len(found["appendix-a", "No. of SCRs", "count"].points) == 9
    prose = {label: [p.value for p in one.points] for (table, label, _), one in found.items() if table is None}
    assert prose["poverty"] == [35.0, 49.0]
    assert prose["open cases"] == [42.0, 57.0]
    assert prose["cse"] == [24.0, 37.0]
    assert prose["average length"] == [48.0, 33.0]


def test_what_is_counted_on_a_day_neither_adds_up_over_time_nor_divides_by_it() -> None:
    days = [cell(10.0, year, measure="Trees standing on 31 March") for year in ("2018", "2019")]
    with pytest.raises(InputError, match="does not add up over time"):
        derive("total", days)
    with pytest.raises(InputError, match="no count over a known number of years"):
        derive("per-year", days)
    assert derive("difference", days).value == 0.0
    rows = [
        cell(value, "2019", row=row, measure="Trees on 1 May 2019") for value, row in ((3.0, "apple"), (4.0, "plum"))
    ]
    assert derive("total", rows).value == 7.0
