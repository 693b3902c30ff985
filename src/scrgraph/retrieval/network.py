"""Passages and the things they are tied to, as one sparse matrix: personalised PageRank, and links from name to named.

Nodes are the passages by row, then things by local id. A tie weighs the more the rarer the thing (inverse document
frequency), as in HippoRAG (Gutierrez et al 2024, arXiv 2405.14831) and with passages as nodes as in HippoRAG 2
(arXiv 2502.14802). A thing may have passages of its own, which its name means (a document by its title, a table by
its number): whoever names the thing is linked to those passages, and they to it.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from scrgraph.errors import IndexUnusableError
from scrgraph.reading.linker import LinkRecord

RESTART = 0.5
"""Probability of going back to the seeds at each step (HippoRAG's damping 0.5)."""
STEPS = 12
"""Steps of the power iteration: 0.5^12 of the mass is still under way, 0.0002."""
MATRIX, THINGS = "network.npz", "things.json"

Scores = NDArray[np.float64]


def write_ties(
    folder: Path,
    passages: int,
    ties: Sequence[tuple[int, str, float]],
    records: Sequence[LinkRecord],
    own: Mapping[str, Sequence[int]],
) -> None:
    """Write ties (passage row, thing, weight), the things' names and their own passages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    nodes = {thing: passages + at for at, thing in enumerate(sorted({thing for _, thing, _ in ties}))}
    degree: dict[str, int] = {}
    for _, thing, _ in ties:
        degree[thing] = degree.get(thing, 0) + 1
    weights = {(row, nodes[thing]): weight * math.log(1 + passages / degree[thing]) for row, thing, weight in ties}
    matrix = _transition(weights, passages + len(nodes))
    np.savez(folder / MATRIX, indptr=matrix.indptr, indices=matrix.indices, data=matrix.data)
    state = {"passages": passages, "nodes": list(nodes), "records": [asdict(r) for r in records], "own": own}
    (folder / THINGS).write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")


def _transition(weights: Mapping[tuple[int, int], float], size: int) -> Any:
    """Return the column-stochastic transition matrix of the undirected weighted ties, a float32 csr_array."""
    from scipy import sparse  # half a second and 30 MB that a question does without

    pairs = np.array(list(weights), dtype=np.int64).reshape(-1, 2)
    values = np.array(list(weights.values()), dtype=np.float32)
    rows = np.concatenate([pairs[:, 0], pairs[:, 1]])
    columns = np.concatenate([pairs[:, 1], pairs[:, 0]])
    matrix = sparse.csr_array((np.concatenate([values, values]), (rows, columns)), shape=(size, size))
    totals = np.asarray(matrix.sum(axis=0)).ravel()
    totals[totals == 0] = 1.0
    return sparse.csr_array(matrix @ sparse.diags_array(1.0 / totals)).astype(np.float32)


class Matrix:
    """A square sparse matrix in compressed rows, as far as a walk needs one (Saad 2003, Iterative Methods, 3.4)."""

    def __init__(self, indptr: NDArray[np.int32], indices: NDArray[np.int32], data: NDArray[np.float32]) -> None:
        self._indptr, self._indices, self._data = indptr, indices, data
        self._filled = np.flatnonzero(np.diff(indptr))

    def __len__(self) -> int:
        return len(self._indptr) - 1

    def columns(self, row: int) -> NDArray[np.int32]:
        """Return the columns in which a row holds something."""
        return self._indices[self._indptr[row] : self._indptr[row + 1]]

    def counts(self, rows: Sequence[int]) -> NDArray[np.int64]:
        """Return in how many of some rows each column holds something."""
        chosen = np.asarray(rows, dtype=np.int64)
        sizes = self._indptr[chosen + 1] - self._indptr[chosen]
        skipped = self._indptr[chosen] - (np.cumsum(sizes) - sizes)
        return np.bincount(self._indices[np.arange(sizes.sum()) + np.repeat(skipped, sizes)], minlength=len(self))

    def multiply(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the product with a vector."""
        product = np.zeros(len(self), dtype=np.float32)
        if len(self._filled):
            terms = self._data * vector[self._indices]
            product[self._filled] = np.add.reduceat(terms, self._indptr[self._filled])
        return product


class Network:
    """The opened network. `names` are the local ids of its things, sorted."""

    def __init__(self, matrix: "Matrix", passages: int, nodes: Sequence[str], own: Mapping[str, Sequence[int]]) -> None:
        self._matrix = matrix
        self._passages = passages
        self.names = tuple(nodes)
        self._nodes = {thing: passages + at for at, thing in enumerate(nodes)}
        self._own = {self._nodes[thing]: tuple(rows) for thing, rows in own.items() if thing in self._nodes}

    @classmethod
    def open(cls, folder: Path) -> tuple[Self, tuple[LinkRecord, ...]]:
        """Return the network and the records of the things that questions may name.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            with np.load(folder / MATRIX, allow_pickle=False) as stored:
                matrix = Matrix(stored["indptr"], stored["indices"], stored["data"])
            state = json.loads((folder / THINGS).read_text(encoding="utf-8"))
            records = tuple(LinkRecord(r["local"], r["label"], tuple(r["surfaces"])) for r in state["records"])
            return cls(matrix, state["passages"], state["nodes"], state["own"]), records
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise IndexUnusableError(f"The network in {folder} cannot be read; run `scrgraph build`.") from error

    def __contains__(self, thing: object) -> bool:
        return thing in self._nodes

    def passages(self, thing: str) -> NDArray[np.int32]:
        """Return the passage rows that are tied to a thing, in order; none where it is unknown."""
        node = self._nodes.get(thing)
        return np.zeros(0, dtype=np.int32) if node is None else np.sort(self._matrix.columns(node))

    def counts(self, rows: Sequence[int]) -> NDArray[np.int64]:
        """Return how many of some passage rows are tied to each thing, in the order of `names`."""
        return self._matrix.counts(rows)[self._passages :]

    def meant(self, thing: str) -> NDArray[np.int32]:
        """Return the passages that are a thing's own, or where it has none those that are tied to it."""
        own = self._own.get(self._nodes.get(thing, -1))
        return self.passages(thing) if own is None else np.array(own, dtype=np.int32)

    def linked(self, row: int) -> list[int]:
        """Return the passages that a passage names, and those that name it, in order; not itself."""
        found: set[int] = set()
        for node in self._matrix.columns(row).tolist():
            own = self._own.get(node, ())
            found.update(self._matrix.columns(node).tolist() if row in own else own)
        return sorted(found - {row})

    def follow(self, seeds: Mapping[int, float]) -> NDArray[np.float32]:
        """Return what each passage gets from the seeds (weights by row) that are linked to it, the most of any one.

        A seed's weight w over n links gives w / sqrt(n) along each: a passage that names few others means them, as
        in the symmetric normalisation of Zhou et al (2004), "Learning with Local and Global Consistency", NeurIPS.
        """
        given = np.zeros(self._passages, dtype=np.float32)
        for row, weight in seeds.items():
            linked = self.linked(row)
            given[linked] = np.maximum(given[linked], weight / math.sqrt(max(1, len(linked))))
        return given

    def tied(self, row: int, thing: str) -> bool:
        """Whether a passage row is tied to a thing."""
        node = self._nodes.get(thing)
        return node is not None and node in self._matrix.columns(row)

    def walk(self, rows: Mapping[int, float], things: Mapping[str, float]) -> Scores:
        """Return the personalised PageRank of every passage for seed weights of passages and things.

        Haveliwala (2002), "Topic-sensitive PageRank": p = (1 - a) M p + a s, with a = RESTART and s the seeds,
        normalised. Without a seed all scores are 0.
        """
        seeds = np.zeros(len(self._matrix), dtype=np.float32)
        for row, weight in rows.items():
            seeds[row] += weight
        for thing, weight in things.items():
            if thing in self._nodes:
                seeds[self._nodes[thing]] += weight
        total = seeds.sum()
        if total <= 0:
            return np.zeros(self._passages)
        seeds /= total
        rank = seeds.copy()
        for _ in range(STEPS):
            rank = (1 - RESTART) * self._matrix.multiply(rank) + RESTART * seeds
        return np.asarray(rank[: self._passages], dtype=np.float64)
