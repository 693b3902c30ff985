"""Quantitative claims of prose: what is one, what is none, how it is bounded and what it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.reading.quantities import Quantity, quantities
from scrgraph.reading.quantities_clauses import clause_of, sentences
from scrgraph.reading.quantities_numbers import numbers, parse_number
from scrgraph.reading.quantities_periods import length_in_years, periods, whole_period

Claim = tuple[str, float | None, float | None, float | None, str]


def found(text: str) -> list[Claim]:
    return [(text[q.start : q.end], q.value, q.low, q.high, q.unit) for q in quantities(text)]


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It holds in 42% of the wells.", ("42%", 42.0, None, None, "percent")),
        ("It holds in 4.5 per cent of wells.", ("4.5 per cent", 4.5, None, None, "percent")),
        ("Nearly 60% agreed.", ("Nearly 60%", 60.0, None, 60.0, "percent")),
        ("Two-thirds of the farms were dry.", ("Two-thirds", 66.7, None, None, "percent")),
        ("It held for over three-quarters of them.", ("over three-quarters", 75.0, 75.0, None, "percent")),
        ("About one in five pumps failed.", ("About one in five", 20.0, None, None, "percent")),
        ("It fell in almost half the years.", ("almost half", 50.0, None, 50.0, "percent")),
        ("There were more than 1,700 pumps.", ("more than 1,700", 1700.0, 1700.0, None, "count")),
        ("They saw around 1,400 children.", ("around 1,400", 1400.0, None, None, "count")),
        ("It cost £9.4 billion.", ("£9.4 billion", 9.4e9, None, None, "GBP")),
        ("A grant of €20m was paid.", ("€20m", 2e7, None, None, "EUR")),
        ("The work took two or three weeks.", ("two or three", None, 2.0, 3.0, "weeks")),
        ("Lengths ranged from 9 to 63 pages.", ("9 to 63", None, 9.0, 63.0, "pages")),
        ("Between 10% and 15% were lost.", ("10% and 15%", None, 10.0, 15.0, "percent")),
        ("Some 10-15 boats were lost.", ("Some 10-15", None, 10.0, 15.0, "count")),
        ("We expect 90 reviews per year.", ("90", 90.0, None, None, "per year")),
        ("There are about two storms a week.", ("about two", 2.0, None, None, "per week")),
        ("Within four years the dam burst.", ("four", 4.0, None, None, "years")),
        ("It found at least nine.", ("at least nine", 9.0, 9.0, None, "count")),
        ("No fewer than twenty-one pumps failed.", ("No fewer than twenty-one", 21.0, 21.0, None, "count")),
        ("The rate was twice what it was.", ("twice", 2.0, None, None, "times")),
        ("There are 14 million people.", ("14 million", 14e6, None, None, "count")),
        ("Between a third and a half of the mills shut.", ("a third and a half", None, 33.3, 50.0, "percent")),
        ("The rate was 64.2 per 10,000 boats.", ("64.2", 64.2, None, None, "per 10,000")),
        ("Caseloads averaged 17.4 per social worker.", ("17.4", 17.4, None, None, "per social worker")),
        ("The share rose from 12 to 15 per cent.", ("12", 12.0, None, None, "percent")),
        ("Repairs cost £3-4 million.", ("£3-4 million", None, 3e6, 4e6, "GBP")),
        ("Repairs took two and a half years.", ("two and a half", 2.5, None, None, "years")),
        ("Some kept 4 or more boats.", ("4 or more", 4.0, 4.0, None, "count")),
        ("It employs 300+ sailors.", ("300+", 300.0, 300.0, None, "count")),
        ("The gap rose by 3.2 percentage points.", ("3.2", 3.2, None, None, "percentage points")),
        ("The number halved from 40 to 20.", ("halved", 0.5, None, None, "times")),
        ("Demand is three times higher than in 2010.", ("three", 3.0, None, None, "times")),
        ("There was a two-fold increase in rot.", ("two", 2.0, None, None, "times")),
        ("Just 4 in every 1,000 boats sank.", ("4 in every 1,000", 0.4, None, None, "percent")),
        ("A survey of sailors (n=278) was made.", ("278", 278.0, None, None, "count")),
        ("Add 3 mm of wire.", ("3", 3.0, None, None, "mm")),
        ("Twelve of the 40 boats sank; in six of these, rust was seen.", ("Twelve", 12.0, None, None, "count")),
    ],
)
def test_claims(text: str, expected: Claim) -> None:
    words, *rest = found(text)[0]
    assert (words, rest) == (expected[0], list(expected[1:]))


@pytest.mark.parametrize(
    "text",
    [
        "It began in 1998 and ended in 2003-05 or 2004/05.",
        "See Part 2, Table 3.1, section 4.2.1, page 67 and pp 248-9.",
        "Others agree (Smith et al 2010: 55; Jones 2009:102-4).",
        "On 31 March 2019 and 1st May 2020 it rained; in May 12 boats left.",
        "Children aged 11-15, those under 18, under-1s and a 16-year-old came.",
        "The duty of s.47 and section 17 applies, as do Articles 3 and 8.",
        "1. First of all, this is a list.",
        "The third review and a second one; the first half of it.",
        "In the 1980s, COVID-19 and 9/11 were unknown in the 21st century.",
        "There are two types of risk and three main aims.",
        "These seven reports and the two others agree; one of them is long.",
        "It grew in the last ten years, and began two years ago.",
        "Visit https://example.org/12/345 for 'Three Houses' and Four Winds.",
        "Year 11 pupils of 12 High Street rang 0808 800 5000, open 24 hours a day.",
        "They met at 2 pm and 11 a.m. about SAS-697–274 and PU.1 and miR-17-92.",
        "Half-truths for 16- and 17-year-olds (SD 1.1, 95% CI 3 to 7) on day 4.",
        "No number here; p<0.05, F(3,27) = 6.3 and miR-17-92 (doi: 10.7554/eLife.00726).",
        "",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    claims = found(text)
    assert [claim for claim in claims if claim[0] != "12"] == []


def test_a_size_said_twice_is_one_claim_and_a_rate_is_shared() -> None:
    assert [q.value for q in quantities("We asked 278 sailors (n=278).")] == [278.0]
    assert [q.unit for q in quantities("It was 64.2 per 10,000 boats, up from 61.8 in 2022.")] == ["per 10,000"] * 2
    assert [q.value for q in quantities("Twelve of the 40 boats sank; in six of these, it rained.")] == [12, 40, 6]


def test_a_part_of_a_whole() -> None:
    part, whole = quantities("Inspectors found that 14 of the 161 wells were dry.")
    assert (part.value, part.base, part.whole) == (14.0, 161.0, "wells")
    assert (whole.value, whole.noun) == (161.0, "wells")


def test_what_a_share_is_a_share_of() -> None:
    assert only("It held for 37% of the children aged 11 and over.").whole == "children aged 11 and over"
    assert only("It held for 30% of all deaths. Most were old.").whole == "deaths"


def test_words_that_figures_explain_are_not_counted_twice() -> None:
    assert [q.value for q in quantities("Rot was seen in over half the boats, 55%; rust in almost half, 49%.")] == [
        55.0,
        49.0,
    ]
    assert [q.value for q in quantities("Two-thirds of the boats had rot, nearly 60% old rust.")] == [66.7, 60.0]


def test_elliptic_numbers_lean_on_one_before_them() -> None:
    text = "Out of 41 boats, none was rated as good and 14 as poor; five of the 117 later ones were good and six poor."
    assert [q.value for q in quantities(text)][:3] == [41.0, 0.0, 14.0]


def test_two_shares_joined_by_a_dash_are_no_range() -> None:
    assert [q.value for q in quantities("It went from 66%-34% to 56%-44%.")] == [66.0, 34.0, 56.0, 44.0]


@given(st.integers(1, 999_999_999))
def test_grouped_numerals(value: int) -> None:
    assert parse_number(f"{value:,}") == value
    (number,) = numbers(f"There were {value:,} boats.")
    assert number.value == value


@given(st.text(alphabet="0123456789,.%-–: ()£aeiondtwhlfx*'\n", max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    folded = " ".join(text.split())
    for quantity in quantities(folded):
        assert 0 <= quantity.start < quantity.end <= len(folded)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@pytest.mark.parametrize(
    "piece", ["1", "1,111", "9 to ", "(1", "under ", "of the 5 ", "2003-", "- ", "more than ", ". A1"]
)
def test_long_repetitions_take_no_longer_than_their_length(piece: str) -> None:
    # A pattern that is worse than quadratic would not come back from 30 kB within the test run.
    text = " ".join((piece * (30_000 // len(piece))).split())
    assert all(quantity.end <= len(text) for quantity in quantities(text))


def test_sentences_and_abbreviations() -> None:
    text = "It rained (Lee et al. 2010). Some, e.g. Bo, left. 'Why?' they asked. No. 5 stayed."
    assert [text[a:b] for a, b in sentences(text)] == [
        "It rained (Lee et al. 2010).",
        "Some, e.g. Bo, left.",
        "'Why?' they asked.",
        "No. 5 stayed.",
    ]


def test_clauses_hold_one_statement_each() -> None:
    text = "Rot was seen in 55% of boats; rust was noted in 49%, and worms in 48% (of 33 boats)."
    spans = [(q.start, q.end) for q in quantities(text)]
    clauses = [clause_of(text, (0, len(text)), s, [o for o in spans if o != s], apart=s == spans[-1]) for s in spans]
    assert [text[a:b] for a, b in clauses] == [
        "Rot was seen in 55% of boats",
        "rust was noted in 49%",
        "worms in 48% (of 33 boats).",
        "of 33 boats",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003-5", (2003, 2005)),
        ("2001–2003", (2001, 2003)),
        ("1998-01", (1998, 2001)),
        ("2018/19", (2018, 2019)),
        ("2011 to 2014", (2011, 2014)),
        ("2004", (2004, 2004)),
        ("between 1997 and 2013", (1997, 2013)),
        ("2003-05, to", (2003, 2005)),
        ("2010-2", (2010, 2012)),
    ],
)
def test_periods(text: str, expected: tuple[int, int]) -> None:
    assert next(periods(text)).years == expected


def test_no_periods() -> None:
    assert list(periods("12,004 boats, 20045, £2004, 2004% and 31-12")) == []
    assert whole_period("Sales 2004") is None
    assert length_in_years("(2.5 yrs)") == 2.5
    assert length_in_years("yearly") is None


@given(st.integers(1900, 2090), st.integers(1, 9))
def test_shortened_and_whole_end_years_are_the_same(first: int, length: int) -> None:
    last = first + length
    for printed in (f"{first}-{last}", f"{first}–{last % 100:02d}"):
        period = whole_period(printed)
        assert period is not None
        assert period.years == (first, last)


def test_every_number_word_is_known() -> None:
    assert parse_number("twenty-one") == 21
    assert parse_number("a dozen") == 12
    with pytest.raises(KeyError):
        parse_number("many")


def test_a_number_that_runs_into_a_letter_is_a_label() -> None:
    assert [q.value for q in quantities("The 3D model of supplement 1B shows 27x and 14 cells.")] == [14.0]
