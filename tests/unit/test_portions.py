"""Shares that a sentence holds as a part and its whole, and the questions that they do not answer."""

from typing import TYPE_CHECKING

import pytest

from scrgraph.answering.portions import last_telling, portions, turned

if TYPE_CHECKING:
    from scrgraph.library import Library

TOLD = [
    ("In all, 14 of the 161 wells were dry.", [("14", "161", "14 of the 161 wells were dry.")]),
    (
        "By 2021, 372 wells had been begun since then, but only 117 finished and handed over.",
        [("117", "372", "117 finished and handed over.")],
    ),
    ("Out of 41 wells that were tested, none was salty and 14 were deep.", [("14", "41", "14 were deep.")]),
    (
        "Five of the 117 wells were rated as deep, and six as shallow.",
        [("Five", "117", "Five of the 117 wells were rated as deep, and ")],
    ),
    (
        "Only 17 old wells from the 1,161 sites were open.",
        [("17", "1,161", "17 old wells from the 1,161 sites were open.")],
    ),
]
NOT_TOLD = [
    "14 of the 161 wells were dry, that is, 9%.",
    "The 12 wells of the Act of 1989 were dry.",
    "They took 40 of 30 wells.",
    "It rose from 49 to 37 wells.",
    "There were 161 wells.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_parts_and_wholes(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = portions(text, 0, len(text))
    assert [(text[slice(*o.part)], text[slice(*o.whole)], text[slice(*o.clause)]) for o in found] == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_pairs_of_numbers(text: str) -> None:
    assert list(portions(text, 0, len(text))) == []


def test_what_the_part_is_said_to_be() -> None:
    asked = "What share of the wells had been finished by the board?"
    assert last_telling(asked).strip() == "finished"
    assert len(last_telling(asked)) == len(asked)
    assert not turned(asked)
    assert turned("What share of the wells had not been finished?")
    assert turned("What share of the wells hasn't been finished?")


@pytest.mark.index
@pytest.mark.xdist_group("index")
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What proportion of the local reviews started by the end of 2021 had been completed?", 31.5),
        ("share of SCRs that Ofsted rated outstanding in 2010-11", 4.3),
        ("what percentage of the 2007-08 reviews were rated inadequate by Ofsted", 34.1),
        ("share of SCRs that Ofsted rated good in 2010-11", None),
        ("what percentage of the 2010-11 reviews were rated inadequate by Ofsted", None),
        ("What proportion of the local reviews started by the end of 2021 had not been completed?", None),
        ("What proportion of the LCSPRs started by the end of 2021 were published?", None),
    ],
)
def test_shares_of_the_report(library: "Library", question: str, expected: float | None) -> None:
    answer = library.ask(question)
    calculated = [fact.value for fact in answer.facts if "#share" in fact.iri]
    assert calculated == ([] if expected is None else [expected])
    assert answer.answered or expected is None
