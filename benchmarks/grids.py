"""A grid of weights, some of its points drawn, and what choosing among them brings on questions held out."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

DRAWN, FOLDS, REPEATS, SEED = 40, 5, 10, 0
Grid = Mapping[str, Sequence[float]]


def drawn(grid: Grid) -> Iterator[dict[str, float]]:
    """Yield some of all combinations of a grid, the same ones every time."""
    every = [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]
    yield from random.Random(SEED).sample(every, DRAWN)


def held_out(scores: NDArray[np.float64]) -> float:
    """Return the mean over questions (columns), each scored with the weights (rows) that were best without its fold."""
    rng, count = np.random.default_rng(SEED), scores.shape[1]
    means = []
    for _ in range(REPEATS):
        order = rng.permutation(count)
        for fold in range(FOLDS):
            out = order[fold::FOLDS]
            rest = np.setdiff1d(order, out)
            means.extend(scores[scores[:, rest].mean(axis=1).argmax(), out])
    return float(np.mean(means))


def show(grid: Grid, tried: "Sequence[DataclassInstance]", scores: NDArray[np.float64]) -> None:
    """Print the held-out figure, that of the weights in use (the first), the best, and the mean of every value."""
    means = scores.mean(axis=1)
    points: list[dict[str, Any]] = [asdict(one) for one in tried]
    print("held-out", round(held_out(scores), 4), "in use", round(float(means[0]), 4))
    for at in np.argsort(-means)[:5]:
        print(round(float(means[at]), 4), points[at])
    for name, values in grid.items():
        of = {value: means[[point[name] == value for point in points]] for value in values}
        print(name, {value: round(float(found.mean()), 4) for value, found in of.items() if found.size})
