import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.retrieval.fusion import Part, combine, normalised

SCORES = st.dictionaries(st.integers(0, 20), st.floats(-1, 50, allow_nan=False), max_size=10)


def test_scores_are_scaled_by_zero_and_the_greatest() -> None:
    assert normalised({1: 4.0, 2: 1.0, 3: -2.0}) == {1: 1.0, 2: 0.25, 3: 0.0}
    assert normalised({1: -1.0}) == {1: 0.0}
    assert normalised({}) == {}


def test_a_weighted_sum_by_hand() -> None:
    parts: dict[Part, dict[int, float]] = {"dense": {1: 0.8, 2: 0.4}, "lexical": {2: 10.0, 3: 5.0}}
    fused = combine(parts, {"dense": 0.6, "lexical": 0.4})
    assert fused == pytest.approx({1: 0.6, 2: 0.6 * 0.5 + 0.4, 3: 0.4 * 0.5})


@given(SCORES, SCORES)
def test_fused_scores_stay_between_nothing_and_the_weights(dense: dict[int, float], lexical: dict[int, float]) -> None:
    fused = combine({"dense": dense, "lexical": lexical}, {"dense": 0.7, "lexical": 0.3})
    assert fused.keys() == dense.keys() | lexical.keys()
    assert all(0 <= score <= 1.0 + 1e-9 for score in fused.values())
