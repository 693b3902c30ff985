"""Years of two digits are written out where they are nothing else, and left alone where they may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.reading.years_in_full import years_in_full


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("back when they started in 88", "back when they started in 1988"),
        ("what about '07?", "what about 2007?"),
        ("since ’99", "since 1999"),
        ("the 03-05 cohort", "the 2003-05 cohort"),
        ("reviews of 07/08", "reviews of 2007-08"),
        ("'03-'05 reviews", "2003-05 reviews"),
        ("the 98-01 sample", "the 1998-01 sample"),
        ("03-05 vs 17-19", "2003-05 vs 2017-19"),
        ("from 04 to 10", "from 2004 to 2010"),
        ("between 98 and 04", "between 1998 and 2004"),
        ("2003 to 05", "2003 to 2005"),
    ],
)
def test_years_written_out(typed: str, full: str) -> None:
    assert years_in_full(typed) == full


@pytest.mark.parametrize(
    "text",
    [
        "ages 11-15",
        "aged 08-10",
        "65-67% of cases",
        "in 88 cases",
        "in 88 of the cases",
        "from 10 to 15 children",
        "from 80 to 95 cases",
        "kids aged '16 and over'",
        "the '16-17' group",
        "on 05/06/2019",
        "on 05/06",
        "page 08-10",
        "£05-06",
        "2007-9 and 1998-2001",
    ],
)
def test_other_numbers_left_alone(text: str) -> None:
    assert years_in_full(text) == text


@given(st.integers(1988, 2040))
def test_a_year_after_an_apostrophe_comes_back(year: int) -> None:
    assert years_in_full(f"how many in '{year % 100:02}?") == f"how many in {year}?"


@given(st.text(max_size=60))
def test_what_is_written_out_stays_so(text: str) -> None:
    once = years_in_full(text)
    assert years_in_full(once) == once
