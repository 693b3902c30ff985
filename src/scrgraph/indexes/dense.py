"""Vectors in FAISS: exact inner product up to FLAT_ROWS, HNSW beyond.

HNSW: Malkov and Yashunin (2018), "Efficient and robust approximate nearest neighbor search using hierarchical
navigable small world graphs", IEEE TPAMI 42(4).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Vectors, unit
from scrgraph.errors import BuildError, IndexUnusableError

FLAT_ROWS = 100_000
HNSW_LINKS = 32
HNSW_BUILD_EFFORT = 200
HNSW_QUERY_EFFORT = 128


class DenseIndex:
    """Unit vectors by row number (0-based); safe for many readers."""

    def __init__(self, index: Any) -> None:
        library: Any = faiss  # its stubs know neither function
        flat = library.downcast_index(index.storage) if isinstance(index, faiss.IndexHNSW) else index
        self._index = index
        self._rows = library.rev_swig_ptr(flat.get_xb(), index.ntotal * index.d).reshape(-1, index.d)

    @classmethod
    def build(cls, vectors: Vectors, path: Path, *, flat_rows: int = FLAT_ROWS) -> Self:
        """Write the index of float32 vectors of shape (rows, dimension), scaled to length 1, and return it.

        Raises:
            BuildError: no vector, or one that is not finite.
        """
        if vectors.ndim != 2 or not vectors.size:
            raise BuildError("There is no passage to index; check that the corpus holds text.")
        if not np.isfinite(vectors).all():
            raise BuildError("The model gave vectors that are not finite numbers; choose another --model.")
        faiss.omp_set_num_threads(1)
        rows, dimension = vectors.shape
        index = faiss.IndexFlatIP(dimension) if rows <= flat_rows else _hnsw(dimension)
        index.add(unit(vectors))
        path.write_bytes(faiss.serialize_index(index).tobytes())
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an index that `build` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        faiss.omp_set_num_threads(1)
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexUnusableError(f"The vectors in {path} cannot be read; run `scrgraph build`.") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        """Return the k best (row, cosine) for one vector of shape (dimension,), ties in row order."""
        k = min(k, len(self))
        if k < 1:
            return []
        scores, rows = self._index.search(unit(vector.reshape(1, -1)), k)
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def nearest(self, vector: Vectors, k: int, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return the rows of the k best for one vector, in no order; `among` marks the rows that may be found."""
        parameters = None if among is None else self._selecting(np.flatnonzero(among))
        _, rows = self._index.search(unit(vector.reshape(1, -1)), min(k, len(self)), params=parameters)
        return np.asarray(rows[0][rows[0] >= 0])

    def _selecting(self, rows: NDArray[np.int64]) -> Any:
        library: Any = faiss  # its stubs know neither of these
        chosen = library.IDSelectorBatch(rows)
        if isinstance(self._index, faiss.IndexHNSW):
            return library.SearchParametersHNSW(sel=chosen, efSearch=HNSW_QUERY_EFFORT)
        return library.SearchParameters(sel=chosen)

    def vectors(self, rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """Return the stored vectors of some rows, shape (len(rows), dimension)."""
        return np.asarray(self._rows[np.asarray(rows, dtype=np.int64)])

    def similarities(self, rows: NDArray[np.int64] | slice, vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of each of some rows with a unit vector."""
        if isinstance(rows, slice) or 2 * len(rows) < len(self):
            return np.asarray(self._rows[rows] @ vector)
        # To copy most of the rows takes longer than to multiply all.
        return np.asarray((self._rows @ vector)[rows])


def _hnsw(dimension: int) -> Any:
    index = faiss.IndexHNSWFlat(dimension, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = HNSW_BUILD_EFFORT
    index.hnsw.efSearch = HNSW_QUERY_EFFORT
    return index
