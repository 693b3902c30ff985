"""Personalised PageRank over passages and things, on a network small enough to see through."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from scrgraph.errors import IndexUnusableError
from scrgraph.reading.linker import LinkRecord
from scrgraph.retrieval.network import MATRIX, RESTART, Matrix, Network, write_ties

TIES = [(0, "theme/a", 1.0), (1, "theme/a", 1.0), (1, "theme/b", 1.0), (2, "theme/b", 1.0), (3, "theme/c", 1.0)]
RECORDS = (LinkRecord("theme/a", "A", ("alpha",)),)


@pytest.fixture
def network(tmp_path: Path) -> Network:
    write_ties(tmp_path, 4, TIES, RECORDS)
    return Network.open(tmp_path)[0]


def test_a_walk_reaches_what_is_tied_and_nothing_else(network: Network) -> None:
    scores = network.walk({}, {"theme/a": 1.0})
    assert scores[0] > 0
    assert scores[1] > scores[2] > 0
    assert scores[3] == 0


def test_a_walk_agrees_with_the_solution_of_its_equation(tmp_path: Path) -> None:
    write_ties(tmp_path, 2, [(0, "theme/a", 1.0), (1, "theme/a", 1.0)], ())
    # p = (1 - a) M p + a s with s on passage 0: the thing's mass t and the passages' p0, p1 solve to
    # t = (1 - a)(p0 + p1), p0 = (1 - a) t / 2 + a, p1 = (1 - a) t / 2.
    scores = Network.open(tmp_path)[0].walk({0: 1.0}, {})
    keep = 1 - RESTART
    thing = keep * RESTART / (1 - keep * keep)
    assert scores == pytest.approx(np.array([keep * thing / 2 + RESTART, keep * thing / 2]), abs=1e-3)


def test_no_seed_no_score(network: Network) -> None:
    assert not network.walk({}, {"theme/unknown": 1.0}).any()


def test_ties_are_known(network: Network) -> None:
    assert network.tied(1, "theme/b")
    assert not network.tied(0, "theme/b")
    assert not network.tied(0, "theme/unknown")
    assert "theme/c" in network


@given(st.integers(1, 8), st.data())
def test_a_product_is_that_of_scipy(size: int, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), unique=True, max_size=20))
    values = np.arange(1, len(cells) + 1, dtype=np.float32)
    rows, columns = ([cell[axis] for cell in cells] for axis in (0, 1))
    known = sparse.csr_array((values, (rows, columns)), shape=(size, size))
    vector = np.linspace(-1, 1, size, dtype=np.float32)
    matrix = Matrix(known.indptr, known.indices, known.data)
    assert matrix.multiply(vector) == pytest.approx(known @ vector, abs=1e-4)


def test_names_come_back(tmp_path: Path) -> None:
    write_ties(tmp_path, 4, TIES, RECORDS)
    assert Network.open(tmp_path)[1] == RECORDS


def test_a_broken_network_says_what_to_run(tmp_path: Path) -> None:
    write_ties(tmp_path, 4, TIES, RECORDS)
    (tmp_path / MATRIX).write_bytes(b"broken")
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        Network.open(tmp_path)
