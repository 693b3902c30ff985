"""Passages and the things they are tied to, as one sparse matrix for personalised PageRank.

Nodes are the passages by row, then things by local id. A passage is tied to its themes, the policies and
organisations it names, the works it cites, the periodic reviews it names, and its section. A tie weighs the more the
rarer the thing (inverse document frequency), as in HippoRAG (Gutierrez et al 2024, arXiv 2405.14831) and with
passages as nodes as in HippoRAG 2 (arXiv 2502.14802).
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from scrgraph.errors import IndexUnusableError
from scrgraph.iri import Iris
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import Reading, ResolvedCitation
from scrgraph.reading.linker import Linker, LinkRecord
from scrgraph.retrieval.things import surfaces_of, thing_records, work_local

RESTART = 0.5
"""Probability of going back to the seeds at each step (HippoRAG's damping 0.5)."""
STEPS = 12
"""Steps of the power iteration: 0.5^12 of the mass is still under way, 0.0002."""
MATRIX, THINGS = "network.npz", "things.json"

Scores = NDArray[np.float64]


def write_network(
    folder: Path, passages: Sequence[Passage], readings: Sequence[Reading], authority: Authority, iris: Iris
) -> None:
    """Write the network of all passages (in row order) and the things that questions may name into a folder."""
    records = thing_records(iris, readings, authority)
    write_ties(folder, len(passages), list(_ties(passages, readings, records, iris)), records)


def write_ties(
    folder: Path, passages: int, ties: Sequence[tuple[int, str, float]], records: Sequence[LinkRecord]
) -> None:
    """Write ties (passage row, thing, weight) and the things' names into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    nodes = {thing: passages + at for at, thing in enumerate(sorted({thing for _, thing, _ in ties}))}
    degree: dict[str, int] = {}
    for _, thing, _ in ties:
        degree[thing] = degree.get(thing, 0) + 1
    weights = {(row, nodes[thing]): weight * math.log(1 + passages / degree[thing]) for row, thing, weight in ties}
    matrix = _transition(weights, passages + len(nodes))
    np.savez(folder / MATRIX, indptr=matrix.indptr, indices=matrix.indices, data=matrix.data)
    state = {"passages": passages, "nodes": list(nodes), "records": [asdict(record) for record in records]}
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


def _ties(
    passages: Sequence[Passage], readings: Sequence[Reading], records: Sequence[LinkRecord], iris: Iris
) -> Iterator[tuple[int, str, float]]:
    """Yield (passage row, thing, weight), each pair once."""
    reviews = Linker(surfaces_of(records, "review/"), any_case=True)
    by_document = {reading.document: reading for reading in readings}
    things = {reading.document: dict(_by_block(reading, iris)) for reading in readings}
    themes: dict[str, dict[str, float]] = {}
    for reading in readings:
        for theme in reading.themes:
            known = themes.setdefault(theme.passage, {})
            known[theme.theme] = max(theme.confidence, known.get(theme.theme, 0.0))
    for row, passage in enumerate(passages):
        named = {f"section/{passage.document}/{passage.section}": 0.5, **themes.get(passage.id, {})}
        if passage.document in by_document:
            named |= {t: 1.0 for block in passage.blocks for t in _within(things[passage.document], block, passage)}
        named |= {link.local: 1.0 for link in reviews.link(passage.text)}
        yield from ((row, thing, weight) for thing, weight in sorted(named.items()))


def _by_block(reading: Reading, iris: Iris) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield, for each block, the (offset, thing) of its citations and mentions, and of its own reference entry."""
    found: dict[int, list[tuple[int, str]]] = {}
    works = {reference.index: work_local(iris, reference) for reference in reading.references}
    reviews = {review.key: review.local for review in reading.reviews}
    keys = {reference.index: reference.key for reference in reading.references}
    for link in reading.citations:
        if isinstance(link, ResolvedCitation):
            place = found.setdefault(link.citation.block, [])
            place.append((link.citation.span.start, works[link.target]))
            if review := reviews.get(keys[link.target]):
                place.append((link.citation.span.start, review))
    for mention in reading.mentions:
        found.setdefault(mention.block, []).append((mention.span.start, mention.entity))
    yield from found.items()


def _within(things: Mapping[int, list[tuple[int, str]]], block: int, passage: Passage) -> Iterable[str]:
    return (
        thing
        for offset, thing in things.get(block, [])
        if any(span.start <= offset < span.end for span in passage.spans)
    )


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

    def multiply(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the product with a vector."""
        product = np.zeros(len(self), dtype=np.float32)
        if len(self._filled):
            terms = self._data * vector[self._indices]
            product[self._filled] = np.add.reduceat(terms, self._indptr[self._filled])
        return product


class Network:
    """The opened network."""

    def __init__(self, matrix: "Matrix", passages: int, nodes: Sequence[str]) -> None:
        self._matrix = matrix
        self._passages = passages
        self._names = tuple(nodes)
        self._nodes = {thing: passages + at for at, thing in enumerate(nodes)}

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
            return cls(matrix, state["passages"], state["nodes"]), records
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise IndexUnusableError(f"The network in {folder} cannot be read; run `scrgraph build`.") from error

    def __contains__(self, thing: object) -> bool:
        return thing in self._nodes

    def passages(self, thing: str) -> NDArray[np.int32]:
        """Return the passage rows that are tied to a thing, in order; none where it is unknown."""
        node = self._nodes.get(thing)
        return np.zeros(0, dtype=np.int32) if node is None else np.sort(self._matrix.columns(node))

    def things(self, rows: Iterable[int]) -> dict[str, int]:
        """Count the things that some passage rows are tied to."""
        columns = [self._matrix.columns(row) for row in rows]
        nodes, counts = np.unique(np.concatenate(columns or [np.zeros(0, dtype=np.int32)]), return_counts=True)
        names = (self._names[node - self._passages] for node in nodes.tolist())
        return dict(zip(names, counts.tolist(), strict=True))

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
