"""Fit the coefficients of `answering.confidence` on judged questions: usage
`tune_confidence.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Logistic regression with a small ridge, fitted by gradient descent; quality by five-fold cross-validation repeated
five times, so that a figure is never that of the questions it was fitted on.
"""

import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrgraph.evaluation.judgements import read_questions
from scrgraph.evaluation.measures import auc
from scrgraph.library import Library
from scrgraph.settings import Settings

RIDGE, RATE, STEPS, FOLDS, REPEATS = 0.3, 0.5, 4000, 5, 5
WRONGLY_SILENT = 0.065
Array = NDArray[np.float64]


def fit(rows: Array, right: Array) -> tuple[float, Array]:
    """Return bias and coefficients; both classes weigh the same."""
    bias, weights = 0.0, np.zeros(rows.shape[1])
    balance = np.where(right > 0, 0.5 / right.mean(), 0.5 / (1 - right.mean()))
    for _ in range(STEPS):
        slope = (1 / (1 + np.exp(-(rows @ weights + bias))) - right) * balance
        weights -= RATE * (rows.T @ slope + RIDGE * weights) / len(right)
        bias -= RATE * slope.mean()
    return bias, weights


def cross_validated(rows: Array, right: Array) -> Array:
    """Return a held-out score for each question, one row for each repeat."""
    random = np.random.default_rng(0)
    scores = np.zeros((REPEATS, len(right)))
    for repeat in range(REPEATS):
        order = random.permutation(len(right))
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            rest = np.setdiff1d(order, held)
            bias, weights = fit(rows[rest], right[rest])
            scores[repeat, held] = rows[held] @ weights + bias
    return scores


def measure(library: Library, paths: list[Path]) -> tuple[Array, Array]:
    """Return the features and whether the report answers, for each question that the graph alone does not answer."""
    every = [question for path in paths for question in read_questions(path)]
    questions = [question for question in every if library.ask(question.question).kind not in {"citation", "graph"}]
    rows = np.array([astuple(library.features(question.question)) for question in questions])
    return rows, np.array([float(question.answerable) for question in questions])


def main() -> None:
    """Print held-out quality and the coefficients for all questions."""
    library = Library.open(Settings())
    rows, right = measure(library, [Path(path) for path in sys.argv[1:]])
    library.close()
    scores = cross_validated(rows, right)
    yes, no = scores[:, right > 0], scores[:, right == 0]
    print("held-out AUC", round(float(np.mean([auc(list(y), list(n)) for y, n in zip(yes, no, strict=True)])), 3))
    cuts = np.quantile(yes, WRONGLY_SILENT, axis=1, keepdims=True)
    print(f"silent on unanswerable at {WRONGLY_SILENT:.0%} wrongly silent:", round(float((no < cuts).mean()), 3))
    bias, weights = fit(rows, right)
    cut = float(np.quantile(rows[right > 0] @ weights + bias, WRONGLY_SILENT))
    print("BIAS", round(bias - cut, 2), "COEFFICIENTS", tuple(round(float(w), 2) for w in weights))


if __name__ == "__main__":
    main()
