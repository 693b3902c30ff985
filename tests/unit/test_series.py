"""Periodic series of several fields: told apart by their words, mentioned by years and by number."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_documents import write
from series_words import KINDS

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import PeriodicReview, ResolvedCitation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.reading.series import SeriesWords, all_words, kind_of
from scrgraph.retrieval.things import review_records

WAVES = """Living in Norland

1. What was asked

The second wave of the survey asked 900 households, and wave one fewer. The 2010-12 wave found damp in half of them.
The latest wave and the 2014 survey agree. The 2001-03 wave was another country's. A third edition of the guide and
the first review of it say nothing. The follow-up of the 2010-12 households went further.

References

Ash, A. (2009) *Living in Norland: wave one*, Norton: Norland Press.

Elm, E. (2013) *Living in Norland: wave two*, Norton: Norland Press.

Annex A: Waves of the survey

No\tWave\tAuthors\tYears of fieldwork\tHouseholds
1\tLiving in Norland: wave one (2009)\tAnn Ash\t2006-2008\t700
2\tLiving in Norland: wave two (2013)\tEva Elm\t2010-2012\t900
3\tLiving in Norland: wave three (2015)\tEva Elm\t2014\t1,100
"""

ROUNDS = """Bridges inspected

1. Rounds

The second round found rust, as the 2007-09 inspection had. The first review of rust is older.

Annex A: Rounds of inspection

No\tTitle\tPeriod covered\tNumber of sites
1\tBridges: first round (2006)\t2003-2005\t40
2\tBridges: second round (2010)\t2007-2009\t60
"""


def mentioned(folder: Path, text: str) -> list[tuple[str, str | None]]:
    """Return the members that a text mentions by years or number, with the key of the work each leads to."""
    document = write(folder, text)
    references = parse_references(document)
    reviews = find_reviews(document, references, KINDS)
    found = find_citations(document, references, reviews, words_for(document, reviews, KINDS))
    linked = link_citations(found, references, reviews)
    keys = {reference.index: reference.key for reference in references}
    return [
        (one.citation.text, keys[one.target] if isinstance(one, ResolvedCitation) else None)
        for one in linked
        if one.citation.style == "by-period"
    ]


def test_waves_of_a_survey_are_read_and_mentioned(tmp_path: Path) -> None:
    first, second, third = find_reviews(write(tmp_path, WAVES), (), KINDS)
    assert (first.title, first.authors, first.published) == ("Living in Norland: wave one", ("Ann Ash",), 2009)
    assert (second.start, second.end, second.length_years) == (2010, 2012, 2.0)
    assert (third.start, third.end, third.length_years) == (2014, 2014, 1.0)
    assert [count.value for count in third.counts] == [1100]
    assert mentioned(tmp_path, WAVES) == [
        ("second wave", "Elm 2013"),
        ("2010-12 wave", "Elm 2013"),
        ("latest wave", None),
        ("2014 survey", None),
        ("follow-up of the 2010-12 households", "Elm 2013"),
    ]


def test_rounds_of_inspection_are_no_reviews(tmp_path: Path) -> None:
    assert [one.start for one in find_reviews(write(tmp_path, ROUNDS), (), KINDS)] == [2003, 2007]
    assert [text for text, _ in mentioned(tmp_path, ROUNDS)] == ["second round", "2007-09 inspection"]


def test_without_words_nothing_is_mentioned_by_period(tmp_path: Path) -> None:
    document = write(tmp_path, WAVES)
    reviews = find_reviews(document, (), KINDS)
    assert find_citations(document, (), reviews) == find_citations(document, (), reviews, SeriesWords())
    assert not [one for one in find_citations(document, (), reviews) if one.style == "by-period"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Table of the periodic reviews", "review"),
        ("Waves of the survey; wave one", "wave"),
        ("Third inspection round", "round"),
        ("Editions of the yearbook", "edition"),
        ("A list of bridges", None),
        ("One review and one wave", None),
    ],
)
def test_the_kind_is_that_whose_nouns_are_used_most(text: str, noun: str | None) -> None:
    words = kind_of(text, KINDS).nouns
    assert (noun in words) if noun else words == ()


def test_a_question_names_a_member_by_years_place_and_noun_but_not_a_case() -> None:
    series = SeriesWords(("review",), ("periodic", "case"), ("cases",))
    (record,) = review_records((_review(),), series)
    assert {"first review", "final review", "first periodic review", "2001-2003", "2001-3"} <= set(record.surfaces)
    assert "first case review" not in record.surfaces


@given(st.lists(st.sampled_from(KINDS), max_size=4))
def test_all_words_hold_each_word_once(kinds: list[SeriesWords]) -> None:
    words = all_words(kinds)
    assert len(set(words.nouns)) == len(words.nouns)
    assert set(words.nouns) == {noun for kind in kinds for noun in kind.nouns}


def _review() -> PeriodicReview:
    return PeriodicReview("d", "review/2001-2003", 1, "Rust", (), 2001, 2003, 2.0, None, None, (), ())
