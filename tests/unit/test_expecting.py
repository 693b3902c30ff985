"""What kind of thing a question asks for, whether it is said, and what is said where it is not."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scrgraph.answering.constraints import constraints
from scrgraph.answering.expecting import asks_for_number, says_none_such
from scrgraph.answering.selection import Candidate
from scrgraph.answering.silence import nearest
from scrgraph.deriving.answers import NumberAnswers
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.reading.linker import Link

if TYPE_CHECKING:
    from scrgraph.library import Library

pytestmark = pytest.mark.xdist_group("index")


def words(text: str) -> list[str]:
    """Return the words of a text in a rough form of their own."""
    return [word.strip(".,").lower().removesuffix("s").removesuffix("ed") for word in text.split()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many wells are there", True),
        ("share of dry wells", True),
        ("wells dug by hand, %", True),
        ("what does a well cost", True),
        ("why don't diggers share tools", False),
        ("why do the numbers of wells rise", False),
        ("what do they mean by a well", False),
        ("which wells are most likely to run dry", False),
    ],
)
def test_a_number_is_asked_for(question: str, expected: bool) -> None:
    assert asks_for_number(question) is expected


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("what does a well cost", "A well costs £40 to dig.", False),
        ("what does a well cost", "A well is dug by 4 people.", True),
        ("how many days does it take", "It takes 14 days.", False),
        ("how many days does it take", "It takes 14 people.", True),
        ("how long does it take", "Two or three weeks, mostly.", False),
        ("how long does it take", "It depends on the ground.", True),
        ("percentage of dry wells", "a third of the wells", False),
        ("percentage of dry wells", "16 wells were dry", True),
        ("who chairs the board", "The Well Board met in May.", True),
        ("who chairs the board", "The Well Board met under Ann Miller.", True),
        ("who chairs the board", "The Well Board was chaired by Ann Miller.", False),
        ("who was the engineer on the board", "The Well Board met under Ann Miller.", True),
        ("who was the engineer on the board", "Ann Miller, an engineer, sat on it.", False),
        ("when was it founded", "It was founded long ago.", True),
        ("cost of the wells in pounds", "Costs fell by 49%.", True),
        ("cost of the wells in pounds", "They cost £40.", False),
        ("when was it founded", "It was founded in 1871.", False),
        ("how many wells", "Wells abound.", True),
        ("why do wells run dry", "Wells abound.", False),
    ],
)
def test_what_is_asked_for_is_said(question: str, text: str, missing: bool) -> None:
    board = [Link(4, 14, "organisation/well-board", "Well Board")] if "Well Board" in text else []
    assert says_none_such(question, text, board, words) is missing


def test_a_known_acronym_or_its_plural_is_no_strange_name(tmp_path: Path) -> None:
    lexical = LexicalIndex.build([("wells of the LCSPs", "")] + [("wells", "")] * 60, tmp_path / "index")
    assert [one.unheard for one in constraints("the LCSP wells", (), lexical)] == [False]
    assert [one.unheard for one in constraints("LCWP wells", (), lexical)] == [True]


@pytest.mark.index
def test_a_table_that_lacks_the_year_is_a_near_miss(library: "Library") -> None:
    answers = NumberAnswers(library.statistics())
    (miss,) = answers.misses("children in need at 31 March 2012")
    assert (miss.table, miss.label) == ("Table 3", "Children in need on 31 March")
    assert "2010" in miss.given
    assert "1998" not in miss.given, "the table says 'Not available' there"
    assert answers.misses("children in need at 31 March 2010") == []
    assert answers.misses("children in need in Wales in 2012") == []
    (beyond,) = answers.misses("asian children on protection plans 2015")
    assert (beyond.label, set(beyond.beyond)) == ("CP plans on 31 March", {"asian"})
    assert answers.misses("who counted children on protection plans for neglect in 2015") == []
    assert answers.misses("how many cases of neglect in 2009-11") == []


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "children in need at 31 March 2012",
            ['Table 3 gives "Children in need on 31 March" for', "2010", "2012", "that time"],
        ),
        ("asian children on child protection plans 2015", ['"CP plans on 31 March" for that time', "'asian'"]),
        ("child protection plans in Wales 31 March 2019", ["'Wales'", "nation"]),
        ("what does a serious case review cost on average", ["nothing of the kind", "accounts"]),
    ],
)
def test_a_silence_says_why_and_what_would_answer(library: "Library", question: str, words: list[str]) -> None:
    answer = library.ask(question)
    assert not answer.answered
    assert answer.statements
    assert not answer.facts
    for word in words:
        assert word in (answer.reason or "")


@pytest.mark.index
def test_a_number_for_another_land_is_not_answered(library: "Library") -> None:
    assert library.ask("s47 enquiries, 2015").facts
    answer = library.ask("s47 enquiries in Wales, 2015")
    assert not answer.answered
    assert "'Wales'" in (answer.reason or "")


def test_beside_a_silence_on_a_number_stand_numbers_first() -> None:
    def sentence(text: str, score: float) -> Candidate:
        return Candidate(0, 0, 0, len(text), text, score, 0.5, np.zeros(1, dtype=np.float32))

    plain, dated, counted = (
        sentence("Wells abound.", 3),
        sentence("In 2015 they did.", 2),
        sentence("40 wells ran dry.", 1),
    )
    chosen = [plain, dated, counted]
    assert nearest("how many wells", chosen) == [counted, plain, dated]
    assert nearest("why wells run dry", chosen) == [plain, dated, counted]
