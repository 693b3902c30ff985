import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.reading.linker import Link
from scrgraph.retrieval.query import Query, parse_query
from scrgraph.retrieval.spelling import Speller

CORPUS = ["percentage", "assessment", "poverty", "roles", "children"]
ORDINARY = {"rules", "writer"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fathers", Query("fathers")),
        ('"professional curiosity" fathers', Query("professional curiosity fathers", ("professional curiosity",))),
        ("poverty -housing", Query("poverty", (), ("housing",))),
        ("well-being 2014-17", Query("well-being 2014-17")),
        ('an "open quote', Query('an "open quote')),
        ("-only", Query("-only")),
        ("“curly quotes”", Query("curly quotes", ("curly quotes",))),
    ],
)
def test_phrases_and_exclusions(text: str, expected: Query) -> None:
    assert parse_query(text) == expected


@given(st.text(max_size=80))
def test_any_text_is_a_query(text: str) -> None:
    assert parse_query(text).words or not text.split()


@pytest.fixture
def speller() -> Speller:
    return Speller(CORPUS, lambda word: word in CORPUS, lambda word: word in ORDINARY)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("percentige of cases", "percentage of cases"),
        ("asessment", "assessment"),
        ("povrety", "poverty"),
        ("rules", "rules"),
        ("zzzzzz", "zzzzzz"),
        ("cat", "cat"),
        ("overty", "overty"),
    ],
)
def test_repairs_only_what_is_surely_misspelt(speller: Speller, typed: str, shown: str) -> None:
    assert speller.repair(typed).text == shown


def test_names_are_left_alone_and_changes_are_told(speller: Speller) -> None:
    assert speller.repair("povrety", [Link(0, 7, "work/x", "x")]).changes == ()
    assert speller.repair("povrety").note == "Showing results for 'poverty' (typed: 'povrety')."
