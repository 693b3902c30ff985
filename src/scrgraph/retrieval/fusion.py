"""One score from three: a convex combination of normalised scores.

Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 42(1): a convex
combination of scores scaled by their theoretical minimum (here 0: a cosine below it counts as 0) and the maximum for
the query beats reciprocal ranks, and needs only its mixing weight to be tuned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Part = Literal["dense", "lexical", "graph"]


@dataclass(frozen=True, slots=True)
class Weights:
    """Mixing weights of the indexes, and what a kind of passage loses.

    Chosen by `benchmarks/tune_weights.py` in the middle of the plateau that it finds, not at its best point.
    """

    dense: float = 0.65
    lexical: float = 0.35
    graph: float = 0.25
    sentence: float = 0.4
    """Share of the best sentence in the dense score; the rest is the passage with its section titles."""
    tie: float = 0.2
    """What a passage gains that is tied to the periodic reviews and works which the question names."""
    reference: float = 0.2
    """What a bare bibliography entry loses against prose."""
    front: float = 0.1
    """What title matter loses against prose."""


def normalised(scores: Mapping[int, float]) -> dict[int, float]:
    """Scale scores to 0..1 by the theoretical minimum 0 and the greatest of them."""
    greatest = max(scores.values(), default=0.0)
    if greatest <= 0:
        return dict.fromkeys(scores, 0.0)
    return {row: max(0.0, score) / greatest for row, score in scores.items()}


def combine(parts: Mapping[Part, Mapping[int, float]], weights: Mapping[Part, float]) -> dict[int, float]:
    """Return the weighted sum of the normalised scores; a row that a part does not hold scores 0 there."""
    fused: dict[int, float] = {}
    for name, scores in parts.items():
        for row, score in normalised(scores).items():
            fused[row] = fused.get(row, 0.0) + weights[name] * score
    return fused
