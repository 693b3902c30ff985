"""How sure a figure is: bootstrap intervals and a paired randomisation test, over questions.

Percentile bootstrap: Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13. Fisher's paired
randomisation test of a mean difference: Smucker, Allan and Carterette (2007), "A comparison of statistical significance
tests for information retrieval evaluation", CIKM; the observed outcome counts as one of a sample (Phipson and Smyth
2010). Seeds are fixed: the same scores give the same figures.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 1000
PERMUTATIONS = 100_000
_AT_ONCE = 10_000
_SEED = 7
_OUTSIDE = (0.025, 0.975)
_EQUAL = 1e-9


def draws(size: int) -> Floats:
    """Return how often each of `size` questions is drawn in each resample, shape (RESAMPLES, size)."""
    if not size:
        return np.zeros((RESAMPLES, 0))
    return np.random.default_rng(_SEED).multinomial(size, np.full(size, 1 / size), RESAMPLES).astype(np.float64)


def interval(values: Floats) -> tuple[float, float]:
    """Return the middle 95 % of a figure over the resamples in which it is defined (not NaN)."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return float("nan"), float("nan")
    low, high = np.quantile(defined, _OUTSIDE)
    return float(low), float(high)


def mean_interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the interval of the mean of values, one a question; (0, 0) of none."""
    return interval(draws(len(values)) @ np.asarray(values, dtype=np.float64) / max(len(values), 1))


def p_value(differences: Sequence[float]) -> float:
    """Return the two-sided p of a mean difference at least this large if each sign were a toss of a coin.

    Exact where the signs have at most PERMUTATIONS outcomes, otherwise from so many of them at random.
    """
    moved = np.asarray([one for one in differences if one], dtype=np.float64)
    least = abs(moved.sum()) - _EQUAL
    if 2**moved.size <= PERMUTATIONS:
        outcomes = np.arange(2**moved.size)[:, None] >> np.arange(moved.size) & 1
        return float(np.mean(np.abs((2 * outcomes - 1) @ moved) >= least))
    rng = np.random.default_rng(_SEED)
    extreme = 0
    for _ in range(PERMUTATIONS // _AT_ONCE):
        signs = rng.integers(0, 2, (_AT_ONCE, moved.size), dtype=np.int8) * 2.0 - 1
        extreme += int(np.count_nonzero(np.abs(signs @ moved) >= least))
    return (extreme + 1) / (PERMUTATIONS + 1)
