"""Token vectors of the passages, and how well they answer each word of a question.

Late interaction (Khattab and Zaharia 2020, "ColBERT", SIGIR, section 3.3): each token of a question q looks for its
nearest token of a passage p, S(q, p) = sum_i w_i max_j q_i . p_j / sum_i w_i. The weights are inverse document
frequencies, w_i = log(1 + (N - n_i + 0.5) / (n_i + 0.5)) with N passages of which n_i hold the token (Robertson and
Sparck Jones 1976, smoothed), and 0 for tokens that only serve grammar.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding_tokens import SCALE, Tokens
from scrgraph.errors import IndexUnusableError

VECTORS, IDS, PLACES, STARTS = "vectors.npy", "ids.npy", "places.npy", "starts.npy"
Weights = NDArray[np.float32]


class TokenIndex:
    """Tokens of all passages one after another, mapped from the disk; those of row r stand at starts[r]:starts[r+1]."""

    def __init__(
        self,
        vectors: NDArray[np.int8],
        ids: NDArray[np.int32],
        places: NDArray[np.int32],
        starts: NDArray[np.int64],
    ) -> None:
        self._vectors, self._places, self._starts = np.asarray(vectors), places, starts
        rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        # One number for each pair of token and row: pairs themselves take ten times as long to tell apart.
        pairs = np.unique(ids.astype(np.int64) * max(1, len(starts) - 1) + rows)
        self._frequency = np.bincount(pairs // max(1, len(starts) - 1))

    @classmethod
    def build(cls, passages: Sequence[Tokens], folder: Path) -> Self:
        """Write the tokens of the passages, in row order; return the index."""
        folder.mkdir(parents=True, exist_ok=True)
        starts = np.cumsum([0, *map(len, passages)], dtype=np.int64)
        vectors = np.concatenate([one.vectors for one in passages])
        ids = np.concatenate([one.ids for one in passages])
        places = np.concatenate([one.places for one in passages])
        for name, table in ((VECTORS, vectors), (IDS, ids), (PLACES, places), (STARTS, starts)):
            np.save(folder / name, table)
        return cls(vectors, ids, places, starts)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            vectors = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
            ids, places, starts = (np.load(folder / name, allow_pickle=False) for name in (IDS, PLACES, STARTS))
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"The tokens in {folder} cannot be read; run `scrgraph build`.") from error
        if not len(vectors) == len(ids) == len(places) == starts[-1]:
            raise IndexUnusableError(f"The tokens in {folder} belong to different builds; run `scrgraph build`.")
        return cls(vectors, ids, places, starts)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def weights(self, question: Tokens, telling: Sequence[bool]) -> Weights:
        """Return the weight of each token of a question; 0 for those that are not `telling`."""
        held = np.zeros(len(question), dtype=np.float64)
        known = question.ids < len(self._frequency)
        held[known] = self._frequency[question.ids[known]]
        rarity = np.log(1 + (len(self) - held + 0.5) / (held + 0.5))
        return np.asarray(rarity * np.asarray(telling, dtype=bool), dtype=np.float32)

    def scores(self, question: Tokens, weights: Weights, rows: Sequence[int]) -> NDArray[np.float32]:
        """Return the late interaction, -1..1, of a question with each of some passage rows; 0 where one has none."""
        spans = [(int(self._starts[row]), int(self._starts[row + 1])) for row in rows]
        return self._best(question, weights, spans)

    def within(
        self, question: Tokens, weights: Weights, row: int, places: Sequence[tuple[int, int]]
    ) -> NDArray[np.float32]:
        """Return the late interaction of a question with each of some [start, end) of a passage's text."""
        first, last = int(self._starts[row]), int(self._starts[row + 1])
        begins = self._places[first:last, 0]
        spans = [tuple(first + int(at) for at in np.searchsorted(begins, place)) for place in places]
        return self._best(question, weights, [(start, end) for start, end in spans])

    def _best(self, question: Tokens, weights: Weights, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        scores = np.zeros(len(spans), dtype=np.float32)
        kept = np.flatnonzero(weights)
        filled = [at for at, (start, end) in enumerate(spans) if start < end]
        if not len(kept) or not filled:
            return scores
        asked = question.vectors[kept].astype(np.float32) / SCALE**2
        # One passage after another: to gather all of them takes twice as long.
        best = [(asked @ self._vectors[slice(*spans[at])].T.astype(np.float32)).max(axis=1) for at in filled]
        scores[filled] = (np.array(best) * weights[kept]).sum(axis=1) / weights.sum()
        return scores
