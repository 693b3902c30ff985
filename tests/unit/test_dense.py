"""Vectors: exact, in order, and the same through HNSW."""

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.embedding import Vectors, unit
from scrgraph.errors import BuildError, IndexUnusableError
from scrgraph.indexes.dense import DenseIndex


def random_rows(rows: int, dimension: int, seed: int = 7) -> Vectors:
    return unit(np.random.default_rng(seed).normal(size=(rows, dimension)))


def test_scores_are_cosines_of_hand_made_vectors(tmp_path: Path) -> None:
    index = DenseIndex.build(np.array([[2, 0], [0, 3], [1, 1]], dtype=np.float32), tmp_path / "d")
    found = index.search(np.array([5, 0], dtype=np.float32), 3)
    assert [row for row, _ in found] == [0, 2, 1]
    assert [score for _, score in found] == pytest.approx([1, 2**-0.5, 0], abs=1e-6)


def test_ties_come_in_row_order(tmp_path: Path) -> None:
    index = DenseIndex.build(np.ones((6, 4), dtype=np.float32), tmp_path / "d")
    assert [row for row, _ in index.search(np.ones(4, dtype=np.float32), 6)] == list(range(6))


@given(seed=st.integers(0, 1000), rows=st.integers(1, 40), k=st.integers(0, 60))
def test_search_agrees_with_brute_force(tmp_path_factory: pytest.TempPathFactory, seed: int, rows: int, k: int) -> None:
    path = tmp_path_factory.mktemp("dense") / "d"
    vectors = random_rows(rows, 8, seed)
    query = random_rows(1, 8, seed + 1)[0]
    found = DenseIndex.build(vectors, path).search(query, k)
    cosines = vectors @ query
    assert len(found) == min(k, rows)
    assert [score for _, score in found] == pytest.approx(sorted(cosines, reverse=True)[:k], abs=1e-5)
    assert all(score == pytest.approx(cosines[row], abs=1e-5) for row, score in found)


def test_an_opened_index_answers_like_the_built_one(tmp_path: Path) -> None:
    vectors = random_rows(50, 16)
    built = DenseIndex.build(vectors, tmp_path / "d")
    opened = DenseIndex.open(tmp_path / "d")
    assert (len(opened), opened.dimension) == (50, 16)
    assert opened.search(vectors[3], 10) == built.search(vectors[3], 10)
    assert np.array_equal(opened.vectors([7, 3]), vectors[[7, 3]])
    assert opened.vectors([]).shape == (0, 16)


def test_hnsw_takes_over_beyond_its_bound(tmp_path: Path) -> None:
    vectors = random_rows(400, 16)
    index = DenseIndex.build(vectors, tmp_path / "d", flat_rows=399)
    assert isinstance(faiss.read_index(str(tmp_path / "d")), faiss.IndexHNSWFlat)
    exact = vectors @ vectors.T
    hits = sum(
        len({row for row, _ in index.search(vectors[i], 10)} & set(np.argsort(-exact[i])[:10].tolist()))
        for i in range(40)
    )
    assert hits >= 0.97 * 400
    assert np.allclose(index.vectors([5]), vectors[[5]])


@pytest.mark.parametrize("vectors", [np.zeros((0, 4)), np.array([[np.nan, 1.0]]), np.array([[np.inf, 1.0]])])
def test_vectors_that_cannot_be_indexed(tmp_path: Path, vectors: Vectors) -> None:
    with pytest.raises(BuildError):
        DenseIndex.build(vectors.astype(np.float32), tmp_path / "d")


@pytest.mark.parametrize("content", [None, b"", b"not an index at all"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "d").write_bytes(content)
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        DenseIndex.open(tmp_path / "d")
