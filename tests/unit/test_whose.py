"""Whose number is asked for and whose is given, in answers from the built index."""

from typing import TYPE_CHECKING

import pytest

from scrgraph.answering.whose import never_spoken_of, of_them, spoken_of
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.wire import FactView

if TYPE_CHECKING:
    from pathlib import Path

    from scrgraph.library import Library

TEXTS = ["Pensions rose.", "Nurses met the mothers of 12 children.", "An ex-offender spoke."]


def fact(label: str, **dimensions: str) -> FactView:
    return FactView(iri="i", label=label, value=1, unit="count", dimensions=dimensions, document="d", spans=())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what pensioners say", ["pensioners"]),
        ("what mums say", []),
        ("what staff say", []),
        ("how prisoners and nurses get on", ["prisoners"]),
        ("what offenders say", []),
    ],
)
def test_people_that_no_document_speaks_of(question: str, expected: list[str], tmp_path: "Path") -> None:
    lexical = LexicalIndex.build([(text, "") for text in TEXTS], tmp_path / "words")
    unheard = never_spoken_of(question, (), lambda kind: spoken_of(kind, lexical, TEXTS.__getitem__))
    assert [one.text for one in unheard] == expected


def test_a_fact_of_others_is_none() -> None:
    babies = fact("Table 1: Under 1 year, 2017-19", age="Under 1 year")
    assert of_them("how many babies were there", [babies]) == [babies]
    assert of_them("how many babies died", [babies]) == []
    assert of_them("how many disabled babies were there", [babies]) == []
    assert of_them("how many babies were there, and how many of the girls?", [babies]) == [babies]


@pytest.mark.index
@pytest.mark.xdist_group("index")
@pytest.mark.parametrize(
    "question",
    [
        "share of the infants in the 2017-19 cases whose parents had separated",
        "autistic children on child protection plans 2015",
    ],
)
def test_a_number_of_them_about_something_else_does_not_answer(library: "Library", question: str) -> None:
    assert not library.ask(question).answered


@pytest.mark.index
@pytest.mark.xdist_group("index")
@pytest.mark.parametrize(
    "question",
    [
        "How many more boys and girls were looked after on 31 March 2019 than in 2004?",
        "The study that speaks of a mother's depression - how many cases did the 2007-09 cohort have?",
    ],
)
def test_the_same_people_by_another_word_and_people_of_a_lead_in_narrow_nothing(
    library: "Library", question: str
) -> None:
    answer = library.ask(question)
    assert "not said of" not in (answer.reason or "")


@pytest.mark.index
@pytest.mark.xdist_group("index")
@pytest.mark.parametrize(
    ("question", "theirs"),
    [
        ("share of the stepfathers in the 2017-19 cases who misused drugs", "stepfathers"),
        ("how many disabled children died or were badly hurt on a protection plan in 2017-19", "disabled"),
    ],
)
def test_a_number_of_all_is_not_given_for_some(library: "Library", question: str, theirs: str) -> None:
    answer = library.ask(question)
    assert not answer.answered
    assert answer.reason is not None
    assert f"not said of '{theirs}'" in answer.reason
    assert library.ask(
        question.replace(f"the {theirs} in the 2017-19 cases who", "the 2017-19 cases that had ").replace(
            "disabled ", ""
        )
    ).answered
