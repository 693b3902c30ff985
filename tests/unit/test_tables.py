"""Tables as observations: the real tables cell by cell, and tables of other fields and shapes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_documents import read, real, write

from scrgraph.reading.findings import Observation
from scrgraph.reading.tables_cells import cell_values, read_head

COHORTS = ["2003-5", "2005-7", "2007-9", "2009-11", "2011-14", "2014-17", "2017-19"]
AGES = {
    "Under 1 year": "76 47 86 46 123 44 64 36 120 41 154 42 86 37",
    "1-5 years": "33 20 44 23 60 22 51 29 64 22 79 21 46 19",
    "6-10 years": "11 7 18 10 26 9 21 12 28 10 20 5 20 9",
    "11-15 years": "26 16 20 11 40 14 27 15 41 14 63 17 38 16",
    "16+": "15 9 21 11 31 11 15 8 40 14 52 14 45 19",
}
OUTCOMES = {"Death": "66 65 56 66 67 57 56", "Serious harm": "34 35 44 34 33 43 44"}
DEMAND: dict[str, list[float | str]] = {
    "1998": ["Not available", "Not available", "Not available", 31600.0, 53300.0],
    "2004": [572700.0, 388200.0, 72100.0, 26300.0, 61100.0],
    "2010": [603700.0, 375900.0, 87700.0, 39100.0, 64470.0],
    "2015": [635300.0, 391000.0, 160150.0, 49690.0, 69540.0],
    "2019": [650900.0, 399500.0, 201200.0, 52300.0, 78140.0],
}
MEASURES = [
    "Referrals over year",
    "Children in need on 31 March",
    "s. 47 enquiries over year",
    "CP plans on 31 March",
    "Children looked after on 31 March",
]
FISH = """Fisheries of the northern coast

1. Landings

Landings are shown by port.

Table 1: Landings of whitefish by port

Port\tCod (tonnes)\tHaddock (tonnes)\tValue (£m)\tShare
Aberport\t1,200\t830\t2.4\t31.5%
Brightsea\t950\t<5\t1.9 a\t24%
Craster\t–\tn/a\t0.3\t4%
Craster\t7\t8\t9\t1%

2. Closing

The end.
"""


def table(label: str) -> list[Observation]:
    return [o for o in real()[2] if o.table == label]


def test_every_cell_of_the_age_table() -> None:
    expected = [
        (age, cohort, unit, float(number))
        for age, numbers in AGES.items()
        for (cohort, unit), number in zip(
            [(cohort, unit) for cohort in COHORTS for unit in ("count", "percent")], numbers.split(), strict=True
        )
    ]
    cells = [o for o in table("1") if o.measure != "n"]
    assert [(o.dimensions[0][1], o.period, o.unit, o.value) for o in cells] == expected
    assert {o.dimensions[0][0] for o in cells} == {"age group"}
    assert {o.population for o in cells} == {"children in SCRs"}


def test_bases_are_observations_of_their_own() -> None:
    bases = [o for o in table("1") if o.measure == "n"]
    assert [(o.period, o.value, o.years) for o in bases] == [
        ("2003-5", 161.0, 2.0),
        ("2005-7", 189.0, 2.0),
        ("2007-9", 280.0, 2.0),
        ("2009-11", 178.0, 2.0),
        ("2011-14", 293.0, 3.0),
        ("2014-17", 368.0, 3.0),
        ("2017-19", 235.0, 2.5),
    ]
    assert [o.text for o in bases] == ["n=161", "n=189", "n=280", "n=178", "total n=293", "n=368", "n=235"]


def test_every_cell_of_the_outcome_table() -> None:
    cells = [o for o in table("2") if o.measure != "n"]
    expected = [
        (outcome, cohort, "percent", float(number))
        for outcome, numbers in OUTCOMES.items()
        for cohort, number in zip(COHORTS, numbers.split(), strict=True)
    ]
    assert [(o.dimensions[0][1], o.period, o.unit, o.value) for o in cells] == expected


def test_every_cell_of_the_demand_table() -> None:
    expected = [
        (year, measure, value)
        for year, values in DEMAND.items()
        for measure, value in zip(MEASURES, values, strict=True)
    ]
    assert [(o.period, o.measure, o.value) for o in table("3")] == expected
    assert {o.unit for o in table("3")} == {"count"}
    noted = [(o.value, o.footnote) for o in table("3") if o.footnote]
    assert noted == [(388200.0, "From children in need census week in February 2003.")]


def test_the_table_of_reviews_gives_its_numbers_only() -> None:
    cells = table("appendix-a")
    numbers = [o.value for o in cells if o.measure == "No. of SCRs"]
    assert numbers[2:] == [189.0, 161.0, 268.0, 184.0, 293.0, 368.0, 235.0]
    assert [o.years for o in cells][-3:] == [3.0, 3.0, 2.5]
    assert cells[0].value == "A sample of 40 cases; estimates 90 reviews per year"


def test_a_cell_of_words_gives_the_numbers_in_them_too() -> None:
    first, second = (o for o in table("appendix-a") if o.period == "1998-2001" and o.measure != "No. of SCRs")
    assert (first.measure, first.value, first.unit, first.population) == (
        "A sample of 40 cases",
        40.0,
        "count",
        "cases",
    )
    assert (second.measure, second.value, second.unit) == ("estimates 90 reviews per year", 90.0, "per year")
    assert dict(second.dimensions) == {"category": "1", "measure": "No. of SCRs: estimates 90 reviews per year"}
    assert first.text == second.text == "A sample of 40 cases; estimates 90 reviews per year"


def test_a_row_that_is_called_total_keeps_its_label(tmp_path: Path) -> None:
    text = "Boats\n\n1. Results\n\nTable 1: Boats by port\n\nPort\tSail\tSteam\nOuse\t1\t2\ntotal\t1\t2\n\nThe end.\n"
    document = write(tmp_path, text)
    cells = [o for o in read(document)[1] if o.table == "1"]
    assert [dict(o.dimensions) for o in cells][2:] == [
        {"Port": "total", "measure": "Sail"},
        {"Port": "total", "measure": "Steam"},
    ]


def test_ids_come_from_labels_and_are_unique() -> None:
    ids = [o.local for o in real()[2]]
    assert "observation/report/table-1/under-1-year/2003-5/count" in ids
    assert len(ids) == len(set(ids))


def test_text_is_the_source_at_the_spans() -> None:
    document, _, observations = real()
    assert all(o.text == document.read(o.spans) for o in observations)


def test_units_in_heads_bounds_words_and_marks(tmp_path: Path) -> None:
    _, observations = read(write(tmp_path, FISH))
    found = {o.local.split("/", 2)[2]: (o.value, o.high, o.unit) for o in observations if o.table}
    assert found["table-1/aberport/cod/tonnes"] == (1200.0, None, "tonnes")
    assert found["table-1/brightsea/haddock/tonnes"] == (5.0, 5.0, "tonnes")
    assert found["table-1/brightsea/value/gbp-million"] == (1.9, None, "GBP million")
    assert found["table-1/aberport/share/percent"] == (31.5, None, "percent")
    assert found["table-1/craster/haddock/tonnes"] == ("n/a", None, "tonnes")
    assert found["table-1/craster/cod/tonnes-2"] == (7.0, None, "tonnes")
    assert {o.dimensions[0][0] for o in observations if o.table} == {"Port"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("76 (47%)", [(76.0, ""), (47.0, "percent")]),
        ("31,600", [(31600.0, "")]),
        ("66%", [(66.0, "percent")]),
        ("388,200 ¹", [(388200.0, "")]),
        ("12.5 [2]", [(12.5, "")]),
        ("£4.2 million", [(4200000.0, "GBP")]),
        ("-3", [(-3.0, "")]),
        ("368 (NB 3 years)", [(368.0, "")]),
        ("Not available", []),
        ("A sample of 40 cases", []),
        ("", []),
    ],
)
def test_cells(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(value.value, value.unit) for value in cell_values(text)] == expected


@pytest.mark.parametrize(
    ("text", "label", "years", "unit", "base"),
    [
        ("2003-5 (2 yrs) n=161", "2003-5", 2.0, "", 161),
        ("2011-14 (3 yrs) total n=1,293", "2011-14", 3.0, "", 1293),
        ("Turnover (£m)", "Turnover", None, "GBP million", None),
        ("Rainfall (mm)", "Rainfall", None, "mm", None),
        ("CP plans on 31 March", "CP plans on 31 March", None, "", None),
        ("2004", "2004", None, "", None),
    ],
)
def test_heads(text: str, label: str, years: float | None, unit: str, base: int | None) -> None:
    head = read_head(text)
    assert (head.label, head.years, head.unit, head.base) == (label, years, unit, base)


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_a_count_with_its_percentage_is_read_back(count: int, percent: int) -> None:
    values = cell_values(f"{count:,} ({percent}%)")
    assert [(v.value, v.unit) for v in values] == [(float(count), ""), (float(percent), "percent")]


@given(st.text(max_size=60))
def test_any_cell_and_head_can_be_read(text: str) -> None:
    assert all(0 <= v.start < v.end <= len(text) for v in cell_values(text))
    head = read_head(text)
    assert 0 <= head.base_start <= head.base_end <= len(text)


PORTS = """Ports

1. Results

Table 1: Ships by port

Port\t2018\t2019
Ouse\t5\t6

Source: Harbour Board, yearly returns

Table 2: Outcomes of visits (%)

\tGood\tPoor\tNumber of visits
2016/17\t40\t22 [1]\t41
All years¹\t6.5%\t19%\t58

[1] Includes night visits.

¹ Without Hull.

Table 3: Answers (n=212)

Question\tYes, n (%)\tCost £m
Was it calm?\t120 (56.6)\t1.5

2. Close

The end.
"""


def test_units_sources_and_footnotes_reach_the_cells_they_are_said_of(tmp_path: Path) -> None:
    found = read(write(tmp_path, PORTS))[1]
    first, second, third = ([o for o in found if o.table == label] for label in "123")
    assert {o.source_note for o in first} == {"Source: Harbour Board, yearly returns"}
    assert {o.source_note for o in (*second, *third)} == {None}
    assert [o.unit for o in second] == ["percent", "percent", "count"] * 2
    assert [o.footnote for o in second] == [None, "Includes night visits.", None, *["Without Hull."] * 3]
    assert [(o.value, o.unit, o.measure) for o in third] == [
        (120.0, "count", "Yes"),
        (56.6, "percent", "Yes"),
        (1.5, "GBP million", "Cost"),
    ]
