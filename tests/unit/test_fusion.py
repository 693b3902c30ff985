import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.retrieval.fusion import Scores, normalised

SCORES = st.lists(st.floats(-1, 50, width=32, allow_nan=False), min_size=6, max_size=6)


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float32)


def test_scores_are_scaled_by_zero_and_the_greatest() -> None:
    assert normalised(scores(4.0, 1.0, -2.0)).tolist() == [1.0, 0.25, 0.0]
    assert normalised(scores(-1.0)).tolist() == [0.0]
    assert normalised(scores()).tolist() == []


@given(SCORES)
def test_what_is_scaled_keeps_its_order_between_nothing_and_one(values: list[float]) -> None:
    scaled = normalised(scores(*values))
    assert ((scaled >= 0) & (scaled <= 1)).all()
    assert (np.diff(scaled[np.argsort(values, kind="stable")]) >= 0).all()
