"""Periodic reviews, from the real report and from a report of another field."""

from pathlib import Path

from number_documents import real, write

from scrgraph.reading.findings import Organisation, Person, Reference
from scrgraph.reading.reviews import find_reviews
from scrgraph.source.text import Span

FLOODS = """Floods reviewed

1. Introduction

The table lists what was studied.

Table 1: Floods by year

Kind\t2001-4 (3 yrs) n=77\t2004-6 n=80
River\t50\t60
Sea\t27\t20

Annex: The studies

No\tName of report or title\tAuthors\tPeriod covered\tNumber of floods
1\tRising water: A study of floods (2005)\tAnn Lee and Environment Board\t2001–2004\t78
2\tFalling water\tBo Orr, Cy Poe & Di Roe\t2004-2006\tabout 80 floods
"""


def reference(index: int, author: Person | Organisation, year: str, title: str) -> Reference:
    none = (None,) * 8
    return Reference("d", index, f"key {index}", (author,), year, title, *none, "book", (Span(0, 1),), "x")


def test_the_nine_reviews_of_the_report() -> None:
    _, reviews, _ = real()
    assert [(r.number, r.local) for r in reviews] == [
        (1, "review/1998-2001"),
        (2, "review/2001-2003"),
        (3, "review/2003-2005"),
        (4, "review/2005-2007"),
        (5, "review/2007-2009"),
        (6, "review/2009-2011"),
        (7, "review/2011-2014"),
        (8, "review/2014-2017"),
        (9, "review/2017-2019"),
    ]
    assert [r.length_years for r in reviews] == [3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 2.5]
    assert [r.published for r in reviews] == [2002, 2008, 2008, 2009, 2010, 2012, 2016, 2020, 2022]
    assert [r.key for r in reviews] == [
        "Sinclair and Bullock 2002",
        "Rose and Barnes 2008",
        "Brandon et al 2008",
        "Brandon et al 2009",
        "Brandon et al 2010",
        "Brandon et al 2012",
        "Sidebotham et al 2016",
        "Brandon et al 2020",
        "Dickens et al 2022a",
    ]


def test_titles_and_authors_are_clean() -> None:
    _, reviews, _ = real()
    assert reviews[5].title == "New learning from serious case reviews: A two-year report for 2009-2011"
    assert reviews[0].authors == ("Ruth Sinclair", "Roger Bullock")
    assert reviews[8].authors[-1] == "Russell Wate"
    assert [len(r.authors) for r in reviews] == [2, 2, 7, 8, 3, 7, 9, 9, 11]


def test_each_place_states_its_own_count() -> None:
    document, reviews, _ = real()
    assert [(c.value, c.text) for c in reviews[2].counts] == [(189, "189"), (161, "n=161"), (161, "n=161")]
    assert [(c.value, c.text) for c in reviews[0].counts] == [
        (None, "A sample of 40 cases; estimates 90 reviews per year")
    ]
    for review in reviews:
        assert all(document.text[c.span.start : c.span.end] == c.text for c in review.counts)


def test_a_report_of_another_field(tmp_path: Path) -> None:
    references = (
        reference(1, Person("Lee", "A."), "2005", "Rising water"),
        reference(2, Person("Orr", "B."), "2007", "Falling trees"),
    )
    first, second = find_reviews(write(tmp_path, FLOODS), references)
    assert (first.title, first.authors) == ("Rising water: A study of floods", ("Ann Lee", "Environment Board"))
    assert (first.start, first.end, first.length_years, first.published) == (2001, 2004, 3.0, 2005)
    assert [c.value for c in first.counts] == [78, 77]
    assert first.key == "key 1"
    assert (second.authors, second.published, second.key) == (("Bo Orr", "Cy Poe", "Di Roe"), None, None)
    assert [(c.value, c.text) for c in second.counts] == [(None, "about 80 floods"), (80, "n=80")]


def test_two_works_that_fit_alike_are_not_chosen_between(tmp_path: Path) -> None:
    lee = Person("Lee", "A.")
    references = (reference(1, lee, "2005", "Rising water"), reference(2, lee, "2005", "Rising water"))
    assert find_reviews(write(tmp_path, FLOODS), references)[0].key is None


def test_no_such_table_no_reviews(tmp_path: Path) -> None:
    assert find_reviews(write(tmp_path, FLOODS.partition("Annex")[0]), ()) == ()
