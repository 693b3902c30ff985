"""Who a text speaks of, and whether a number is theirs; on sentences in the manner of other reports."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.reading.population_ages import OLDEST, find_ages
from scrgraph.reading.population_words import AGES, KINDS, is_known
from scrgraph.reading.populations import asked_of, groups, holds, in_row, theirs, within
from scrgraph.reading.quantities_clauses import clause_of


def kinds(text: str) -> list[str]:
    return [group.kind for group in groups(text)]


def is_theirs(question: str, sentence: str, before: str = "") -> bool:
    """Whether some number of a sentence is that of everyone whom a question asks about."""
    whole = (0, len(sentence))
    numbers = [match.span() for match in re.finditer(r"\d+%?|\bhalf\b", sentence)]
    for number in numbers:
        clause = clause_of(sentence, whole, number, [one for one in numbers if one != number], apart=False)
        if all(
            any(theirs(one, sentence, whole, clause, number, before) for one in some) for some in asked_of(question)
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% of mums who drank", ["mother"]),
        ("foster mothers and step-fathers", ["foster carer", "step-parent"]),
        ("the mother's partner", ["step-parent"]),
        ("his father's girlfriend moved in", ["step-parent"]),
        ("children's social care and families", []),
        ("a looked-after child with disabilities", ["looked after", "disabled person"]),
        ("young women who took their own lives", ["girl", "suicide"]),
        ("Ofsted will judge the reviews", []),
        ("HEALTH VISITORS", ["health visitor"]),
        ("boys and girls in care", ["looked after"]),
        ("the split between boys and girls", ["boy", "girl"]),
        ("parents and carers, young carers", ["parent", "parent", "young carer"]),
    ],
)
def test_groups_are_read_by_their_longest_words(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under-fives", [(0, 4)]),
        ("children under 12 months", [(0, 0)]),
        ("those aged 11 and over", [(11, 17)]),
        ("the 16-17s", [(16, 17)]),
        ("16 and 17 year olds", [(16, 17)]),
        ("six to ten year olds", [(6, 10)]),
        ("over-11s", [(11, 17)]),
        ("a 15-year-old", [(15, 15)]),
        ("aged 1-5 years", [(1, 5)]),
        ("16+", [(16, 17)]),
        ("under-18s", []),
        ("the 2014-17 review, 14 of 161 cases, under 5% of them, over 40 pages", []),
    ],
)
def test_ages_are_read(text: str, expected: list[tuple[int, int]]) -> None:
    assert [ages for ages, _ in find_ages(text)] == expected


def test_what_makes_up_the_whole_narrows_nothing() -> None:
    assert asked_of("how many children died or were seriously harmed") == []
    assert [[one.kind for one in some] for some in asked_of("cases where mum or dad drank")] == [["parent"]]
    assert [len(some) for some in asked_of("how many toddlers or babies had a social worker")] == [2, 1]


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("% of fathers", "Depression was noted in 40% of the cases, and was likelier in the father.", False),
        ("% of fathers", "Depression was noted in 40% of the fathers.", True),
        ("% of fathers", "One of the parents (or the father) drank in 12% of the cases.", False),
        ("% of parents", "Depression was noted in 40% of the cases.", True),
        ("% of parents", "Depression was noted in 40% of the children.", False),
        ("share of the babies who died", "In 40% of the cases the child was under one.", False),
        ("share of the babies who died", "Of the deaths, 40% were of infants.", True),
        ("how many girls ran away", "In all 31 children ran away, half of them girls.", True),
        ("how many girls ran away", "In all 31 children ran away.", False),
        ("% of teenagers", "It was known for 24% of the children aged 11 and over.", True),
        ("% of 16-17s", "It was known for 24% of the children aged 11 and over.", False),
        ("% of minority ethnic children", "It was known for 24% of the Black children.", True),
        ("% of Black children", "It was known for 24% of the minority ethnic children.", False),
        ("% of police forces", "By then 24% of local authorities used it.", False),
    ],
)
def test_a_broader_number_is_not_that_of_a_narrower_group(question: str, sentence: str, expected: bool) -> None:
    assert is_theirs(question, sentence) is expected


def test_a_sentence_that_names_nobody_goes_on_about_those_before() -> None:
    assert is_theirs("% of nurses who left", "By spring 40% had left.", "The nurses were asked again.")
    assert not is_theirs(
        "% of nurses who left", "By spring 40% of the children had left.", "The nurses were asked again."
    )


def test_the_labels_of_a_cell_name_groups() -> None:
    (some,) = asked_of("how many babies")
    assert in_row(some[0], ["Under 1 year", "2017-19"])
    assert not in_row(some[0], ["1-5 years", "2017-19"])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_held_by_itself_and_by_those_that_hold_it(kind: str) -> None:
    assert kind in within(kind)
    assert all(kind in within(broader) and broader in KINDS for broader in KINDS[kind].within)
    assert all(kind in kinds(word) for word in KINDS[kind].words)


def test_each_word_means_one_kind() -> None:
    words = [word.casefold() for kind in KINDS.values() for word in kind.words] + list(AGES)
    assert len(words) == len(set(words))
    assert is_known("toddlers")
    assert not is_known("toddlars")


@given(st.integers(0, OLDEST), st.integers(0, OLDEST))
def test_an_age_range_holds_itself_and_what_lies_within_it(low: int, high: int) -> None:
    low, high = min(low, high), max(low, high)
    if (low, high) == (0, OLDEST):
        return
    (asked,) = groups(f"aged {low}-{high}")
    assert holds(asked, f"children aged {low} to {high}")
    assert holds(asked, f"a {low} year old")


@given(st.text(max_size=200))
def test_groups_lie_in_the_text_and_in_order(text: str) -> None:
    found = groups(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
