import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import InputError
from scrgraph.evaluation import measures
from scrgraph.evaluation.judgements import Evidence, read_questions
from scrgraph.evaluation.report import figure
from scrgraph.source.text import Span

GOLD = [
    Evidence(start=0, end=10, grade=2),
    Evidence(start=100, end=120, grade=1),
    Evidence(start=200, end=210, grade=2),
]
FAR = [Span(500, 600)]


def test_half_of_a_span_is_found() -> None:
    assert measures.finds(Span(0, 10), [Span(5, 50)])
    assert not measures.finds(Span(0, 10), [Span(6, 50)])
    assert measures.finds(Span(0, 10), [Span(0, 3), Span(8, 20)])


def test_ndcg_by_hand() -> None:
    hits = [FAR, [Span(0, 10)], [Span(95, 125)]]
    gained = 2 / math.log2(3) + 1 / math.log2(4)
    ideal = 2 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert measures.ndcg(GOLD, hits) == pytest.approx(gained / ideal)


def test_a_second_hit_on_the_same_evidence_gains_nothing() -> None:
    once = measures.ndcg(GOLD, [[Span(0, 10)]])
    assert measures.ndcg(GOLD, [[Span(0, 10)], [Span(0, 10)]]) == once


def test_first_direct_evidence() -> None:
    hits = [[Span(95, 125)], FAR, [Span(0, 10)]]
    assert measures.first_direct(GOLD, hits) == 3
    assert measures.reciprocal_rank(GOLD, hits) == pytest.approx(1 / 3)
    assert measures.reciprocal_rank(GOLD, hits, k=2) == 0


def test_evidence_stops_at_the_budget() -> None:
    hits = [[Span(0, 10)], [Span(200, 210)]]
    texts = ["one two three four", "five six seven eight"]
    assert measures.evidence_within(GOLD, hits, texts, 4) == 0.5
    assert measures.evidence_within(GOLD, hits, texts, 6) == 1.0
    assert measures.evidence_within(GOLD, hits, texts, 5) == 0.5


@pytest.mark.parametrize(
    ("gold", "shown", "right"),
    [
        ("1,700", "more than 1700 cases", True),
        ("154 (42%)", "154 children", True),
        ("161 / 189", "about 100", False),
        ("9.4", "9.41 billion", True),
        ("9.4", "9.6 billion", False),
        ("no number", "1", False),
    ],
)
def test_values(gold: str, shown: str, right: bool) -> None:
    assert measures.has_value(gold, shown) is right


def test_auc_by_hand() -> None:
    assert measures.auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert math.isnan(measures.auc([], [1.0]))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=12))
def test_measures_stay_in_range(raw: list[tuple[int, int]]) -> None:
    hits = [[Span(start, start + size)] for start, size in raw]
    assert 0 <= measures.ndcg(GOLD, hits) <= 1
    assert 0 <= measures.evidence_within(GOLD, hits, ["a b c"] * len(hits), 7) <= 1


def test_interval_holds_the_mean() -> None:
    found = figure([0.0, 1.0, 1.0, 0.0, 1.0])
    assert found.low <= found.mean == 0.6 <= found.high


def test_questions_name_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "question": "why?"}\n{"id": "2"}\n')
    with pytest.raises(InputError, match="line 2"):
        read_questions(path)
    path.write_text('{"id": "1", "question": "why?"}\n{"id": "1", "question": "how?"}\n')
    with pytest.raises(InputError, match="several questions of the id '1'"):
        read_questions(path)
    path.write_text("\n")
    with pytest.raises(InputError, match="no questions"):
        read_questions(path)
    with pytest.raises(InputError, match="cannot read"):
        read_questions(tmp_path / "gone.jsonl")
