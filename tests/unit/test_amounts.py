"""Whether the number that a question asks for is said, for the time it asks about."""

from typing import TYPE_CHECKING

import pytest

from scrgraph.answering.amounts import Amounts
from scrgraph.reading.linker import Link
from scrgraph.retrieval.ranking import Ranking
from scrgraph.wire import PassageView

if TYPE_CHECKING:
    from scrgraph.library import Library

pytestmark = [pytest.mark.index, pytest.mark.xdist_group("index")]


def said(library: "Library", question: str) -> float:
    """Measure as the answerer does, with the years of the reviews as their ids give them."""
    ranking: Ranking = library.rank(question)
    rows = [hit.row for hit in ranking.hits[:10]]
    views: list[PassageView] = library.passages()
    amounts = Amounts(library._searcher, lambda links: [years(link) for link in links if "review/" in link.local])
    return amounts.said(ranking, amounts.fitting(ranking, {row: views[row] for row in rows}))


def years(link: Link) -> tuple[int, int]:
    first, last = link.local.removeprefix("review/").split("-")
    return int(first), int(last)


@pytest.mark.parametrize(
    ("said_of", "not_said_of"),
    [
        ("share of the 2017-19 cases with domestic violence", "share of the 2003-05 cases with domestic violence"),
        ("average length of the 2011-14 reports in pages", "average length of the 1998-2001 reports in pages"),
    ],
)
def test_another_period_says_less(library: "Library", said_of: str, not_said_of: str) -> None:
    assert said(library, said_of) > said(library, not_said_of)


def test_a_number_of_another_kind_is_not_the_one_asked_for(library: "Library") -> None:
    asked = "how much money did the innovation programme get"
    assert said(library, asked) > 0.5
    assert said(library, "how many weeks did the innovation programme last") < said(library, asked)


def test_without_a_number_nothing_is_said(library: "Library") -> None:
    assert said(library, "what percentage of zebras wear zips") < 0.5


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("How many referrals were there in 2008, when the papers were full of it?", False),
        ("percentage of deaths in the 2001-03 cohort", False),
        ("percentage of babies in the 2001-03 cohort", True),
        ("asian children on child protection plans 2015", False),
        ("number of CP plans for neglect in 2010", False),
        ("how many babies in the 2014-17 cohort were adopted", False),
        ("How many of the 16-17s who died in the final review had killed themselves?", True),
    ],
)
def test_what_a_table_has_for_other_periods_or_others_a_sentence_must_name(
    library: "Library", question: str, answered: bool
) -> None:
    assert library.ask(question).answered is answered
