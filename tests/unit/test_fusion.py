import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.retrieval.fusion import Scores, combine, normalised

SCORES = st.lists(st.floats(-1, 50, width=32, allow_nan=False), min_size=6, max_size=6)


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float32)


def test_scores_are_scaled_by_zero_and_the_greatest() -> None:
    assert normalised(scores(4.0, 1.0, -2.0)).tolist() == [1.0, 0.25, 0.0]
    assert normalised(scores(-1.0)).tolist() == [0.0]
    assert normalised(scores()).tolist() == []


def test_a_weighted_sum_by_hand() -> None:
    fused = combine({"dense": scores(0.8, 0.4, 0), "lexical": scores(0, 10.0, 5.0)}, {"dense": 0.6, "lexical": 0.4})
    assert fused == pytest.approx([0.6, 0.6 * 0.5 + 0.4, 0.4 * 0.5])


@given(SCORES, SCORES)
def test_fused_scores_stay_between_nothing_and_the_weights(dense: list[float], lexical: list[float]) -> None:
    fused = combine({"dense": scores(*dense), "lexical": scores(*lexical)}, {"dense": 0.7, "lexical": 0.3})
    assert (fused >= 0).all()
    assert (fused <= 1.0 + 1e-6).all()
