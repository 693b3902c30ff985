"""Runs summed up and compared: intervals, tests and errors by hand and as properties."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import InputError
from scrgraph.evaluation import measures, resampling
from scrgraph.evaluation.comparison import compare
from scrgraph.evaluation.judgements import Evidence, Question
from scrgraph.evaluation.report import FORMAT, Line, Report, read_report, report
from scrgraph.evaluation.resampling import draws, interval, mean_interval, p_value
from scrgraph.evaluation.silence import silence

SCORES = st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]), max_size=12)


def line(name: str, score: float | None, *, answered: bool = True, confidence: float = 0.5, kind: str = "fact") -> Line:
    """A judged question; without a score one that the report does not answer."""
    return Line(
        id=name,
        type=kind,
        judged=f"digest of {name}",
        answerable=score is not None,
        answered=answered,
        confidence=confidence,
        unverified=0,
        scores={} if score is None else {"ndcg@10": score, "answered": float(answered)},
    )


def run(*lines: Line) -> Report:
    return report(lines, {"model": "some"})


# -- intervals and tests ------------------------------------------------------------------------------------------


def test_the_randomisation_test_by_hand() -> None:
    """Of the 16 outcomes of four signs, 6 sum to nothing; the other 10 are at least as far from it as 2."""
    assert p_value([1.0, 1.0, 1.0, -1.0]) == pytest.approx(10 / 16)
    assert p_value([1.0, 1.0, 1.0, 1.0, 0.0]) == pytest.approx(2 / 16)
    assert p_value([0.0, 0.0]) == p_value([]) == 1


@given(SCORES)
def test_p_is_a_probability_whatever_the_side_and_the_order(values: list[float]) -> None:
    p = p_value(values)
    assert 0 < p <= 1
    assert p == pytest.approx(p_value([-value for value in values]))
    assert p == pytest.approx(p_value([*reversed(values), 0.0]))


def test_a_sample_of_the_signs_agrees_with_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [0.3, -0.1, 0.2, 0.5, -0.4, 0.1, 0.25, 0.6, -0.2, 0.15, 0.05, 0.3]
    exact = p_value(values)
    monkeypatch.setattr(resampling, "PERMUTATIONS", 2**12 - 1)
    monkeypatch.setattr(resampling, "_AT_ONCE", 91)
    assert p_value(values) == pytest.approx(exact, abs=0.02)
    assert p_value([1.0] * 40) == pytest.approx(1 / 2**12)


def test_each_resample_draws_as_many_questions_as_there_are() -> None:
    drawn = draws(7)
    assert drawn.shape == (resampling.RESAMPLES, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert drawn.mean() == pytest.approx(1)
    assert np.array_equal(drawn, draws(7))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_intervals_lie_inside_the_values(values: list[float]) -> None:
    low, high = mean_interval(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


def test_the_interval_is_that_of_the_normal_where_there_is_much() -> None:
    """Of 400 tosses of a fair coin: the mean and 1.96 standard errors, 0.5 +- 0.049."""
    assert mean_interval([0.0, 1.0] * 200) == pytest.approx((0.451, 0.549), abs=0.006)


def test_resamples_without_the_figure_do_not_count() -> None:
    assert interval(np.array([np.nan, 0.5, 0.5, np.nan])) == (0.5, 0.5)
    assert math.isnan(interval(np.array([np.nan]))[0])


# -- silence ------------------------------------------------------------------------------------------------------

LINES = (
    line("a", 0.5, confidence=0.9),
    line("b", 1.0, confidence=0.4, answered=False),
    line("c", None, confidence=0.4, answered=False),
    line("d", None, confidence=0.2, answered=False),
    line("e", None, confidence=0.6),
)


def test_silence_by_hand() -> None:
    """Three silences, two of them right, of three that should be; pairs in order: a 3, b 0 + a half + 1, of 6."""
    found = {name: float(value[0]) for name, value in silence(LINES, np.ones((1, 5))).items()}
    assert found == pytest.approx({"precision": 2 / 3, "recall": 2 / 3, "wrongly_silent": 1 / 2, "auc": 4.5 / 6})


def test_a_weight_counts_a_question_as_often() -> None:
    weighted = silence(LINES, np.array([[1.0, 0.0, 2.0, 1.0, 0.0]]))
    counted = silence([LINES[0], LINES[2], LINES[2], LINES[3]], np.ones((1, 4)))
    assert {name: value[0] for name, value in weighted.items()} == {name: v[0] for name, v in counted.items()}


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.7])), min_size=1, max_size=15))
def test_auc_is_that_of_the_pairs(raw: list[tuple[bool, float]]) -> None:
    lines = [line(str(at), 1.0 if known else None, confidence=sure) for at, (known, sure) in enumerate(raw)]
    pairs = measures.auc([sure for known, sure in raw if known], [sure for known, sure in raw if not known])
    assert silence(lines, np.ones((1, len(raw))))["auc"][0] == pytest.approx(pairs, nan_ok=True)


def test_figures_of_silence_have_intervals_and_what_is_undefined_is_left_out() -> None:
    found = run(*LINES).silence
    assert found["recall"].mean == 0.6667
    assert found["recall"].low < found["recall"].mean < found["recall"].high
    assert {name: one.questions for name, one in found.items()} == {
        "precision": 3,
        "recall": 3,
        "wrongly_silent": 2,
        "auc": 5,
    }
    assert set(run(line("a", 1.0)).silence) == {"wrongly_silent"}


# -- comparing ----------------------------------------------------------------------------------------------------


def test_a_comparison_by_hand() -> None:
    this = run(
        line("a", 0.9), line("b", 0.5), line("c", 0.5, kind="why"), line("n", None, answered=False, kind="negative")
    )
    other = run(line("n", None, kind="negative"), line("c", 0.5, kind="why"), line("a", 0.5), line("b", 0.6))
    found = compare(this, other)
    gained = found.search["ndcg@10"]
    assert (gained.mean, gained.higher, gained.lower, gained.questions) == (0.1, 1, 1, 3)
    assert gained.p == 1  # the four sums are +-0.3 and +-0.5: all as far from nothing as 0.3
    assert gained.low <= gained.mean <= gained.high
    assert (found.silence["recall"].mean, found.silence["recall"].p) == (1, 1)
    assert found.silence["auc"].p is None
    assert found.by_type == {
        "fact": {"questions": 2, "ndcg@10": 0.15, "answered": 0},
        "negative": {"questions": 1},
        "why": {"questions": 1, "ndcg@10": 0, "answered": 0},
    }


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=10))
def test_comparing_the_other_way_round_turns_the_sign(pairs: list[tuple[float, float]]) -> None:
    ours = run(*(line(str(at), score) for at, (score, _) in enumerate(pairs)))
    theirs = run(*(line(str(at), score) for at, (_, score) in enumerate(pairs)))
    one, back = compare(ours, theirs).search["ndcg@10"], compare(theirs, ours).search["ndcg@10"]
    assert (one.mean, one.higher, one.p) == pytest.approx((-back.mean, back.lower, back.p))
    assert (one.low, one.high) == pytest.approx((-back.high, -back.low), abs=2e-4)


def test_a_run_differs_in_nothing_from_itself() -> None:
    found = compare(run(*LINES), run(*LINES))
    every = [*found.search.values(), *found.answers.values(), *found.silence.values()]
    assert len(every) == 6
    assert all((one.mean, one.low, one.high, one.higher, one.lower) == (0, 0, 0, 0, 0) for one in every)


def test_runs_on_other_questions_are_not_compared() -> None:
    two = run(line("a", 1.0), line("b", 1.0))
    with pytest.raises(InputError, match="only this run has b; evaluate both"):
        compare(two, run(line("a", 1.0)))
    with pytest.raises(InputError, match=r"only the other run has q0, q1, q2, q3, q4 and 2 more"):
        compare(run(), run(*(line(f"q{at}", 1.0) for at in range(7))))
    changed = line("b", 1.0).model_copy(update={"judged": "otherwise"})
    with pytest.raises(InputError, match="judge differently b;"):
        compare(two, run(line("a", 1.0), changed))


def test_a_question_is_known_by_its_judgement() -> None:
    question = Question(id="1", question="why?", evidence=(Evidence(start=1, end=2),))
    others = [
        question.model_copy(update=change)
        for change in ({"question": "Why?"}, {"evidence": ()}, {"type": "why"}, {"value": "3"})
    ]
    assert len({one.digest for one in (question, *others)}) == 5
    assert question.digest == question.model_copy().digest


# -- saved --------------------------------------------------------------------------------------------------------


def test_a_report_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    whole = run(*LINES)
    whole = whole.model_copy(update={"comparison": compare(whole, whole)})
    path.write_text(whole.model_dump_json())
    assert read_report(path) == whole
    assert json.loads(path.read_text())["format"] == FORMAT


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json", '{"format": "scrgraph-evaluation/0"}', "\xff"])
def test_what_is_no_saved_run_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=f"run.json' is not a saved run of the format {FORMAT} .*evaluate"):
        read_report(path)
    with pytest.raises(InputError, match="cannot read the run"):
        read_report(tmp_path / "gone.json")
