"""The held-out questions of benchmarks/questions.jsonl are sound: their evidence is the report's own words."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

TYPES = frozenset(
    "fact definition why thematic comparison numeric table statistic aggregation temporal entity citation multi-hop "
    "negative".split()
)
FIELDS = {"id", "question", "type", "answer", "value", "evidence", "must_cite"}


@pytest.fixture(scope="module")
def questions(root: Path) -> list[dict[str, Any]]:
    lines = (root / "benchmarks/questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_ids_and_wordings_are_unique(questions: list[dict[str, Any]]) -> None:
    repeated = [key for key, count in Counter(question["id"] for question in questions).items() if count > 1]
    wordings = {question["question"].casefold() for question in questions}
    assert (repeated, len(wordings)) == ([], len(questions))


def test_fields_and_types_are_known(questions: list[dict[str, Any]]) -> None:
    assert {frozenset(question) for question in questions} == {frozenset(FIELDS)}
    assert {question["type"] for question in questions} == TYPES
    assert all(question["question"] and question["answer"] for question in questions)


def test_every_quote_stands_at_its_span(questions: list[dict[str, Any]], report_text: str) -> None:
    wrong = [
        (question["id"], span["quote"])
        for question in questions
        for span in question["evidence"]
        if report_text[span["start"] : span["end"]] != span["quote"] or not span["quote"].strip()
    ]
    assert wrong == []


def test_spans_of_a_question_never_overlap(questions: list[dict[str, Any]]) -> None:
    for question in questions:
        spans = sorted((span["start"], span["end"]) for span in question["evidence"])
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), question["id"]


def test_only_negatives_lack_evidence(questions: list[dict[str, Any]]) -> None:
    for question in questions:
        grades = {span["grade"] for span in question["evidence"]}
        if question["type"] == "negative":
            assert (grades, question["value"]) == (set(), None), question["id"]
        else:
            assert 2 in grades, question["id"]
            assert grades <= {1, 2}, question["id"]


def test_what_asks_for_a_number_has_a_value(questions: list[dict[str, Any]]) -> None:
    asking = [question for question in questions if question["type"] in {"numeric", "table", "statistic"}]
    assert all(question["value"] for question in asking)
