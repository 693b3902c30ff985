"""What a search found: rows of passages, best first, and why each is among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scrgraph.embedding import Vectors
from scrgraph.reading.linker import Link
from scrgraph.retrieval.fusion import Part, Scores


class Ranked(NamedTuple):
    """A passage row with its fused score."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class Why:
    """Rank (1-based) and score of a passage in one index."""

    index: Part
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage that was found, best first, with the question's vector and the things that it names.

    `parts` holds the scores of all passages in each index, by row; 0 where the index did not find it.
    """

    query: str
    vector: Vectors
    links: tuple[Link, ...]
    hits: tuple[Ranked, ...]
    parts: Mapping[Part, Scores]

    def why(self, row: int) -> tuple[Why, ...]:
        """Return the rank and score of a row in every index that found it; ties in row order."""
        return tuple(_why(name, scores, row) for name, scores in self.parts.items() if scores[row] > 0)


def _why(part: Part, scores: Scores, row: int) -> Why:
    own = scores[row]
    before = np.count_nonzero(scores > own) + np.count_nonzero(scores[:row] == own)
    return Why(part, int(before) + 1, float(own))
