"""Silence measured: whether a system says nothing where the report says nothing, and speaks where it does.

Each measure is computed for many weightings of the questions at once: all of weight one for the figure itself, a
resample's counts for its bootstrap interval.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from scrgraph.evaluation.resampling import Floats


class Outcome(Protocol):
    """What is known of one question."""

    @property
    def answerable(self) -> bool:
        """Whether the report answers it."""

    @property
    def answered(self) -> bool:
        """Whether the system did."""

    @property
    def confidence(self) -> float:
        """How sure it was, 0..1."""


def silence(outcomes: Sequence[Outcome], weights: Floats) -> dict[str, Floats]:
    """Return each measure for each row of weights, shape (rows, questions); NaN where it is not defined.

    `precision`: the share of silences that are right; `recall`: of the unanswerable, the share met with silence;
    `wrongly_silent`: the same of the answerable; `auc`: how well confidence ranks answerable above unanswerable.
    """
    silent = np.array([not one.answered for one in outcomes], dtype=np.float64)
    positive = np.array([one.answerable for one in outcomes], dtype=np.float64)
    negative = 1 - positive
    return {
        "precision": _share(weights, silent * negative, silent),
        "recall": _share(weights, silent * negative, negative),
        "wrongly_silent": _share(weights, silent * positive, positive),
        "auc": _auc(outcomes, weights),
    }


def _share(weights: Floats, part: Floats, whole: Floats) -> Floats:
    return _divided(weights @ part, weights @ whole)


def _auc(outcomes: Sequence[Outcome], weights: Floats) -> Floats:
    """Area under the ROC curve: the weight of (answerable, not) pairs in the right order, ties a half."""
    sure = np.array([one.confidence for one in outcomes], dtype=np.float64)
    positive = np.array([one.answerable for one in outcomes], dtype=bool)
    above = sure[positive][:, None] - sure[~positive]
    won = (np.sign(above) + 1) / 2
    of_positive, of_negative = weights[:, positive], weights[:, ~positive]
    right = ((of_positive @ won) * of_negative).sum(axis=1)
    return _divided(right, of_positive.sum(axis=1) * of_negative.sum(axis=1))


def _divided(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.asarray(part / whole, dtype=np.float64)
