"""Sentences of the passages: their vectors in FAISS, and for each row the passage and the place in its text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Vectors
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.dense import DenseIndex

VECTORS, PLACES = "sentences.faiss", "sentences.npy"
Places = NDArray[np.int32]


class SentenceIndex:
    """Vectors by sentence row; `places` has shape (sentences, 3): passage row, start and end in the passage's text."""

    def __init__(self, dense: DenseIndex, places: Places) -> None:
        self._dense = dense
        self.places = places
        self._first = np.searchsorted(places[:, 0], np.arange(int(places[-1, 0]) + 2 if len(places) else 1))

    @classmethod
    def build(cls, vectors: Vectors, places: Sequence[tuple[int, int, int]], folder: Path) -> Self:
        """Write the vectors of the sentences, in passage order, with their places; return the index."""
        folder.mkdir(parents=True, exist_ok=True)
        table = np.array(places, dtype=np.int32).reshape(-1, 3)
        np.save(folder / PLACES, table)
        return cls(DenseIndex.build(vectors, folder / VECTORS), table)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        dense = DenseIndex.open(folder / VECTORS)
        try:
            places = np.load(folder / PLACES)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"The sentences in {folder} cannot be read; run `scrgraph build`.") from error
        if len(places) != len(dense):
            raise IndexUnusableError(f"The sentences in {folder} belong to another build; run `scrgraph build`.")
        return cls(dense, places)

    def search(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        """Return the k best (sentence row, cosine)."""
        return self._dense.search(vector, k)

    def nearest(self, vector: Vectors, k: int, among: NDArray[np.bool_] | None = None) -> NDArray[np.int32]:
        """Return the passage rows of the k best sentences, in no order; `among` marks the passages that may be."""
        marked = None if among is None else among[self.places[:, 0]]
        return np.asarray(self.places[self._dense.nearest(vector, k, marked), 0])

    def of(self, passage: int) -> range:
        """Return the sentence rows of a passage row."""
        if passage + 1 >= len(self._first):
            return range(0)
        return range(int(self._first[passage]), int(self._first[passage + 1]))

    def passages(self, rows: Sequence[int]) -> list[int]:
        """Return the passage row of each sentence row."""
        return [int(passage) for passage in self.places[list(rows), 0]]

    def best(self, passages: Sequence[int] | NDArray[np.int64], vector: Vectors) -> NDArray[np.float32]:
        """Return, for each passage row, the cosine of its best sentence; NaN where it has fewer than two.

        `vector` is a unit vector. A passage of one sentence is that sentence: there is no better part of it.
        """
        rows_of = np.asarray(passages, dtype=np.int64)
        at = np.minimum(rows_of, len(self._first) - 2)
        starts = self._first[at]
        counts = np.where(rows_of == at, self._first[at + 1] - starts, 0)
        best = np.full(len(passages), np.nan, dtype=np.float32)
        if counts.sum() == 0:
            return best
        offsets = np.cumsum(counts) - counts
        rows = np.arange(counts.sum()) + np.repeat(starts - offsets, counts)
        scores = self._dense.similarities(rows, vector)
        reduced = np.maximum.reduceat(scores, offsets[counts > 0])
        best[counts > 0] = np.where(counts[counts > 0] > 1, reduced, np.nan)
        return best

    def closest(self, passage: int, vector: Vectors) -> tuple[int, int] | None:
        """Return [start, end) in a passage's text of its best sentence for a unit vector, None where it has none."""
        rows = self.of(passage)
        if not rows:
            return None
        scores = self._dense.similarities(slice(rows.start, rows.stop), vector)
        start, end = self.places[rows[int(np.argmax(scores))], 1:]
        return int(start), int(end)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Return the stored vectors of some sentence rows, shape (len(rows), dimension)."""
        return self._dense.vectors(rows)

    def similarities(self, rows: Sequence[int], vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of each of some sentence rows with a unit vector."""
        return self._dense.similarities(np.asarray(rows, dtype=np.int64), vector)
