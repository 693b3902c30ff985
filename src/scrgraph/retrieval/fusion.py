"""One score from three: a convex combination of normalised scores.

Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 42(1): a convex
combination of scores scaled by their theoretical minimum (here 0: a cosine below it counts as 0) and the maximum for
the query beats reciprocal ranks, and needs only its mixing weight to be tuned.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["dense", "lexical", "graph", "reranker"]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Mixing weights of the indexes, and what a kind of passage loses.

    Chosen by `benchmarks/tune_weights.py` in the middle of the plateau that it finds, not at its best point.
    """

    dense: float = 0.65
    lexical: float = 0.35
    graph: float = 0.2
    sentence: float = 0.45
    """Share of the best sentence in the dense score; the rest is the passage with its section titles."""
    tokens: float = 0.85
    """What the best of the first passages gains by its late interaction with the question."""
    tie: float = 0.2
    """What a passage gains that is tied to the periodic reviews and works which the question names."""
    link: float = 0.4
    """What a passage gains at most that one of the best passages names, or that names one of them."""
    next: float = 0.2
    """Share of a best passage's score that the passage gains which goes on from it."""
    told: float = 2.0
    """What a passage gains in which the answer stands that the graph or a table gives outright: it goes first."""
    reference: float = 0.4
    """What a bare bibliography entry loses against prose."""
    front: float = 0.1
    """What title matter loses against prose."""


def normalised(scores: Scores) -> Scores:
    """Scale scores to 0..1 by the theoretical minimum 0 and the greatest of them."""
    greatest = scores.max(initial=0.0)
    return np.maximum(scores, 0) / greatest if greatest > 0 else np.zeros_like(scores)
