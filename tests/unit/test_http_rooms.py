"""What the pages name, count and choose: places, cases, whole names in a text, the front page, ways onward."""

import pytest
from http_fakes import CHILD, FakeLibrary, make_document, serving, span

from scrgraph import wire
from scrgraph.http.ui import front, onward, words
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.counting import cases
from scrgraph.http.ui.naming import Names, named
from scrgraph.http.ui.rendering import day, figure, of_cito, period, times
from scrgraph.http.ui.series import tables


def review(*counts: tuple[int | None, str], years: float = 2.0) -> wire.ReviewView:
    """A review with its counts as (value, words), the first at offset 0, the next at 10 ..."""
    return wire.ReviewView(
        iri="https://w3id.org/scrgraph/id/review/2003-2005",
        number=1,
        title="A review",
        authors=(),
        years=(2003, 2005),
        length_years=years,
        published=None,
        key=None,
        counts=tuple(
            wire.CountView(value=value, text=text, document="d", spans=((10 * at, 10 * at + 3),))
            for at, (value, text) in enumerate(counts)
        ),
    )


def test_cases_are_grouped_by_number_and_come_to_a_rate_a_year() -> None:
    one, other = cases(
        [review((189, "189"), (161, "n=161"), (161, "n=161")), review((368, "368 (NB 3 years)"), years=3)],
        lambda document, start: f"{document}:{start}",
    )
    assert [(stated.words, [name for name, _ in stated.places]) for stated in one.stated] == [
        ("n=161", ["d:10", "d:20"]),
        ("189", ["d:0"]),
    ]
    assert (one.low, one.high, one.differ) == (80.5, 94.5, True)
    assert other.low == pytest.approx(122.67, abs=0.01)
    # Bars share the scale of the largest rate, 368 / 3: 100 * 80.5 / 122.67 and 100 * 94.5 / 122.67.
    assert (one.bar, other.bar, other.differ) == ((65.6, 77.0), (100.0, 100.0), False)


def test_a_sample_is_no_count_of_cases() -> None:
    (one,) = cases([review((None, "a sample of 40"), (40, "40 cases"))], lambda document, start: document)
    assert (one.bar, one.low, one.differ) == (None, None, False)
    assert {stated.words for stated in one.stated} == {"a sample of 40", "40 cases"}


def test_a_place_is_named_by_its_table_or_its_section() -> None:
    names = Names(make_document())
    assert names.place(span("1,200").start) == "Table 1"
    assert names.place(span("Table 1: Visits").start) == "Table 1"
    assert names.place(span("Fathers were").start) == "1.1 The history"
    assert names.section(span("1,200").start) == "1.1 The history"
    assert names.place(span("Brown, B (2010)").start) == "References"


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        ("2.1", "Profile", "2.1 Profile"),
        ("appendix-a", "Tables", "Appendix A: Tables"),
        ("references", "References", "References"),
    ],
)
def test_sections_are_named_as_people_do(number: str, title: str, name: str) -> None:
    assert named(number, title) == name


def test_whole_names_are_found_word_for_word_and_the_longest_first() -> None:
    text = "Low incomes, a lower income and relative low income: poverties."
    found = [text[start:end] for start, end in words.phrases(text, ("low income", "relative low income", "poverty"))]
    assert found == ["Low incomes", "relative low income", "poverties"]
    assert words.phrases(text, ("", "...")) == []


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (period((2003, 2005)), "2003–05"),
        (period((1998, 2001)), "1998–2001"),
        (times(1), "once"),
        (times(2), "twice"),
        (times(7), "7 times"),
        (day("2022-12"), "December 2022"),
        (day("2022-12-05"), "5 December 2022"),
        (day("2022"), "2022"),
        (day("2022-13"), "2022-13"),
        (day(None), ""),
        (of_cito("cito:includesQuotationFrom"), "quotes it"),
        (of_cito("cito:somethingNew"), "something new"),
        (of_cito(None), ""),
        (figure(None, "weeks", 2, 3), "2–3 weeks"),
        (figure(None, "percent", 50), "over 50%"),
        (figure(None, "count", None, 9), "up to 9"),
        (figure(None, "count"), "not given"),
    ],
)
def test_dates_counts_and_ranges_are_written_for_people(shown: str, expected: str) -> None:
    assert shown == expected


def share(category: str, period: str, value: float) -> wire.StatisticView:
    return wire.StatisticView(
        iri=f"urn:{category}:{period}",
        measure=category,
        value=value,
        low=None,
        high=None,
        unit="percent",
        population=None,
        period=period,
        dimensions={"age": category, "period": period},
        source=None,
        document="d",
        spans=((0, 3),),
        text=f"{value}%",
        years=2,
        table="1",
    )


def test_the_front_page_shows_the_share_that_changed_most() -> None:
    views = [share("old", p, v) for p, v in (("2001-03", 20), ("2003-05", 50), ("2005-07", 24))]
    views += [share("young", p, v) for p, v in (("2005-07", 37), ("2001-03", 47), ("2003-05", 46))]
    views += [share("two only", p, v) for p, v in (("2001-03", 0), ("2003-05", 99))]
    found = front.change(tables(views))
    assert found is not None
    assert (found.category, found.shown, len(found.columns)) == ("young", "47% → 37%", 3)
    assert front.change([]) is None


def test_rows_of_one_number_each_are_one_series() -> None:
    rows = [share(str(at), f"200{at}-0{at + 1}", at).model_copy(update={"measure": "No. of cases"}) for at in (1, 3, 5)]
    (made,) = tables(rows)
    assert {point.category for point in made.points} == {"No. of cases"}
    assert made.title == "Table 1: No. of cases"
    assert tables(rows, {("d", "1"): "Table 1: Cases"})[0].title == "Table 1: Cases"


def test_a_question_points_to_the_themes_it_names_and_to_its_room() -> None:
    atlas = Atlas(FakeLibrary())
    assert onward.ways("why are dads missed?", atlas) == [("Theme: Fathers", "/themes/fathers")]
    assert [address for _, address in onward.ways("Where does it contradict itself?", atlas)] == ["/audit"]
    assert onward.ways("police", atlas) == []


def test_a_policy_or_organisation_has_a_page_and_others_what_the_graph_says() -> None:
    with serving(FakeLibrary()) as client:
        client.headers["accept"] = "text/html"
        page = client.get("/page/organisation/nspcc")
        assert page.status_code == 200
        assert "No passage names it." in page.text
        assert client.get(f"/page/{CHILD.partition('/id/')[2]}", follow_redirects=False).status_code == 303


def test_pages_of_passages_are_turned_by_their_addresses() -> None:
    library = FakeLibrary()
    with serving(library) as client:
        client.headers["accept"] = "text/html"
        first = client.get("/?q=fathers&k=1&theme=theme/fathers")
        assert "Passages 1–1 of 1" in first.text
        assert 'rel="next"' not in first.text
        assert client.get("/?q=fathers&offset=-1").status_code == 400
        assert client.get("/?q=fathers&k=0").status_code == 400
        assert client.get("/?q=fathers&k=many").status_code == 400
