"""Questions after the meaning of a term, and sentences that say it by their form."""

import pytest

from scrgraph.answering.defining import defines, term_of


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is well dressing?", "well dressing"),
        ("whats a pump", "pump"),
        ("what are ring fences", "ring fences"),
        ("What is meant by 'hard water'?", "hard water"),
        ("what do the authors mean by soft water", "soft water"),
        ("What does the report understand by the term 'dry well'?", "dry well"),
        ("what does PBS stand for", "PBS"),
        ("hard water meaning", "hard water"),
        ("definition of a dry well", "dry well"),
        ("define neglect", "neglect"),
        ("what is it that the boards of the wells did not do", None),
        ("who dug the well", None),
        ("why is water hard", None),
        ("what is", None),
        ("", None),
    ],
)
def test_the_term_that_is_asked_for(question: str, term: str | None) -> None:
    assert term_of(question) == term


@pytest.mark.parametrize(
    ("text", "term", "said"),
    [
        ("Many had 'hard water' (that is, water with much lime).", "hard water", True),
        ("Hard water, i.e. water with lime, was common.", "hard water", True),
        ("Hard water is defined as water with lime.", "hard water", True),
        ("Here hard water refers to water with lime.", "hard water", True),
        ("The term that has been coined for it is ‘hard water’ (Pool 2001).", "hard water", True),
        ("Such wells were known as dry wells.", "dry well", True),
        ("The Pump Board Secretariat (PBS) was set up.", "PBS", True),
        ("The pump board secretariats (PBSs) were set up.", "PBS", True),
        ("Hard water was found in six wells.", "hard water", False),
        ("Hard water is a danger to pumps.", "hard water", False),
        ("The PBS met weekly.", "PBS", False),
        ("A hard waterfall (that is, a fall).", "hard water", False),
        ("", "hard water", False),
    ],
)
def test_a_definition_is_known_by_its_form(text: str, term: str, said: bool) -> None:
    assert defines(text, term) is said


def test_a_term_of_any_characters_is_no_pattern() -> None:
    assert not defines("anything at all (that is, this)", ".*")
    assert not defines("x", "(")
