"""Series, charts, references and walks of the pages, computed by hand; files that a spreadsheet may open safely."""

import csv
from io import StringIO

import pytest
from http_fakes import REFERENCES, FakeLibrary, make_document, span
from hypothesis import given
from hypothesis import strategies as st

from scrgraph import wire
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.citing import matching, place_reference, section_at
from scrgraph.http.ui.series import as_csv, as_data, span_of, tables
from scrgraph.http.ui.sparks import HEIGHT, columns, sparks
from scrgraph.http.ui.walking import Walk
from scrgraph.source.text import Span


def observation(
    period: str | None, value: float | str | None, years: float | None = 2.0, **more: object
) -> wire.StatisticView:
    """A number of Table 1 of the small report."""
    fields: dict[str, object] = {
        "iri": f"https://x.example/{period}/{value}",
        "measure": "Visits",
        "value": value,
        "low": None,
        "high": None,
        "unit": "count",
        "population": None,
        "period": period,
        "dimensions": {"place": "Leeds", "period": period or ""},
        "source": None,
        "document": "small",
        "spans": ((10, 14),),
        "text": "1,200",
        "years": years,
        "table": "1",
    }
    return wire.StatisticView.model_validate(fields | more)


@pytest.mark.parametrize(
    ("printed", "years"),
    [
        ("2005-7", (2005.0, 2007.0)),
        ("2003–05", (2003.0, 2005.0)),
        ("1998-2001", (1998.0, 2001.0)),
        ("1999-02", (1999.0, 2002.0)),
        ("2010", (2010.0, 2011.0)),
        ("31 March 2019", (2019.0, 2020.0)),
        ("2005-2005", None),
        ("the third", None),
        ("", None),
    ],
)
def test_a_period_is_read_as_printed(printed: str, years: tuple[float, float] | None) -> None:
    assert span_of(printed) == years


@given(st.text(max_size=40))
def test_any_period_is_either_read_forward_or_not_at_all(printed: str) -> None:
    years = span_of(printed)
    assert years is None or years[0] < years[1]


def test_counts_of_unequal_periods_carry_their_rate_per_year() -> None:
    made = tables([observation("2001-03", 90), observation("2003-06", 90, 3.0), observation("2006-08", "none")])
    assert [(p.start, p.end, p.value, p.per_year) for p in made[0].points] == [
        (2001, 2003, 90, 45),
        (2003, 2006, 90, 30),
    ]
    assert made[0].unequal
    assert as_data(made[0])["unequal"] is True
    assert tables([observation(None, 90), observation("2001", 1, table=None)]) == []


def test_a_percentage_has_no_rate() -> None:
    assert tables([observation("2001-03", 37, unit="percent")])[0].points[0].per_year is None


def test_the_csv_never_begins_a_cell_as_a_formula() -> None:
    rows = list(
        csv.DictReader(StringIO(as_csv([observation("2001-03", 90, measure="=1+1"), observation("2001", None)])))
    )
    assert (rows[0]["measure"], rows[0]["value"], rows[0]["per_year"]) == ("'=1+1", "90.0", "45.0")
    assert rows[1]["value"] == ""


def test_columns_stand_in_time_and_scale_to_the_greatest() -> None:
    made = columns([observation("2005-07", 50), observation("2001-03", 100), observation("2003-05", 25)])
    assert [(one.below, one.above) for one in made] == [("2001-03", "100"), ("2003-05", "25"), ("2005-07", "50")]
    assert [one.height for one in made] == [HEIGHT, HEIGHT / 4, HEIGHT / 2]


@pytest.mark.parametrize(
    "views",
    [
        [],
        [observation("2001", 1), observation("2002", 2)],
        [observation("2001", 1), observation("2002", 2), observation("2002", 3)],
        [observation("2001", 1), observation("2002", 2), observation("2003", 3, unit="percent")],
        [observation("2001", 0), observation("2002", 0), observation("2003", 0)],
    ],
)
def test_what_is_no_series_is_not_drawn(views: list[wire.StatisticView]) -> None:
    assert columns(views) == ()


def test_a_fact_is_drawn_from_what_it_was_worked_out_from() -> None:
    views = {view.iri: view for view in (observation(str(year), year - 2000) for year in (2001, 2002, 2003))}
    fact = wire.FactView(
        iri="f", label="x", value=2, unit="count", dimensions={}, document="small", spans=(), derived_from=tuple(views)
    )
    assert len(sparks([fact], views)["f"]) == 3
    assert sparks([fact.model_copy(update={"derived_from": ("other",)})], views) == {}


def test_a_place_is_cited_with_report_section_characters_and_link() -> None:
    document, view = make_document(), FakeLibrary().documents()[0]
    at = [span("Fathers were often")]
    made = place_reference(document, view, at, "http://127.0.0.1:8000/read/small")
    where = f"characters {at[0].start}–{at[0].end}"
    assert made.text == (
        f"B Brown (2020) A small report on care. 1.1 The history, {where}. <http://127.0.0.1:8000/read/small>."
    )
    assert made.bibtex.startswith("@techreport{")
    assert "author = {{B Brown}}" in made.bibtex
    assert "UR  - http://127.0.0.1:8000/read/small" in made.ris


def test_a_place_outside_the_text_has_no_section() -> None:
    assert section_at(make_document(), [Span(100_000, 100_001)]) == ""
    assert section_at(make_document(), []) == ""


def test_works_are_matched_by_key_or_entry() -> None:
    assert [work.key for work in matching(REFERENCES, "leeds")] == ["Brown 2010"]


def place(start: int, document: str = "small") -> wire.CitedBy:
    return wire.CitedBy.model_validate(
        {
            "document": document,
            "passage": "p",
            "section": {"number": "1", "title": "t"},
            "text": "x",
            "start": start,
            "end": start + 5,
            "locator": None,
            "style": "parenthetical",
            "status": "resolved",
        }
    )


@pytest.mark.parametrize(
    ("at", "number", "before", "after"),
    [(20, 2, 10, 30), (10, 1, None, 20), (30, 3, 20, None), (15, None, 10, 20), (None, None, None, 10)],
)
def test_a_walk_knows_the_places_around(
    at: int | None, number: int | None, before: int | None, after: int | None
) -> None:
    work = REFERENCES[0].model_copy(update={"cited_by": (place(30), place(10), place(20), place(5, "other"))})
    walk = Walk.of(work, "small", [Span(at, at + 5)] if at is not None else [])
    assert (walk.number, walk.total) == (number, 3)
    assert (walk.before and walk.before.start, walk.after and walk.after.start) == (before, after)


def test_the_atlas_crosses_themes_with_the_reviews_that_passages_cite() -> None:
    atlas = Atlas(FakeLibrary())
    theme, review = atlas.theme("fathers"), atlas.review("2001-2003")
    assert [passage.id for passage in atlas.cell(theme, review)] == ["small-1.1-0a0a0a0a"]
    assert [(row.theme.label, row.counts) for row in atlas.matrix()] == [("Fathers", (1,))]
    assert atlas.related(theme) == []
    assert [one.thing.label for one in atlas.themes_of(atlas.citing(review))] == ["Fathers"]
