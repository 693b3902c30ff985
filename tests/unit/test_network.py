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
    write_ties(tmp_path, 4, TIES, RECORDS, {})
    return Network.open(tmp_path)[0]


def test_a_walk_reaches_what_is_tied_and_nothing_else(network: Network) -> None:
    scores = network.walk({}, {"theme/a": 1.0})
    assert scores[0] > 0
    assert scores[1] > scores[2] > 0
    assert scores[3] == 0


def test_a_walk_agrees_with_the_solution_of_its_equation(tmp_path: Path) -> None:
    write_ties(tmp_path, 2, [(0, "theme/a", 1.0), (1, "theme/a", 1.0)], (), {})
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


def test_things_are_counted_over_passages(network: Network) -> None:
    assert network.names == ("theme/a", "theme/b", "theme/c")
    assert network.counts([0, 1, 3]).tolist() == [2, 1, 1]
    assert network.counts([]).tolist() == [0, 0, 0]
    assert network.passages("theme/b").tolist() == [1, 2]
    assert network.passages("theme/unknown").tolist() == []


@pytest.fixture
def named(tmp_path: Path) -> Network:
    """Passage 0 names what passages 1 and 2 are, passage 3 too, and passage 1 names what passage 4 is."""
    ties = [(0, "t/a"), (1, "t/a"), (2, "t/a"), (3, "t/a"), (1, "t/b"), (4, "t/b")]
    write_ties(tmp_path, 5, [(*tie, 1.0) for tie in ties], (), {"t/a": [1, 2], "t/b": [4]})
    return Network.open(tmp_path)[0]


def test_who_names_a_thing_is_linked_to_its_own_passages_and_they_to_it(named: Network) -> None:
    assert [named.linked(row) for row in range(5)] == [[1, 2], [0, 2, 3, 4], [0, 1, 3], [1, 2], [1]]
    assert named.meant("t/a").tolist() == [1, 2]
    assert named.meant("t/unknown").tolist() == []


def test_a_thing_without_its_own_passage_links_nobody_and_means_all(network: Network) -> None:
    assert network.linked(0) == []
    assert network.meant("theme/a").tolist() == [0, 1]


def test_links_give_by_hand(named: Network) -> None:
    # Passage 0 (weight 0.8) has two links: 0.8 / sqrt(2) each. Passage 4 (weight 0.5) has one, to passage 1.
    given = named.follow({0: 0.8, 4: 0.5})
    assert given.tolist() == pytest.approx([0, 0.8 / 2**0.5, 0.8 / 2**0.5, 0, 0])
    assert named.follow({}).tolist() == [0] * 5


def test_names_come_back(tmp_path: Path) -> None:
    write_ties(tmp_path, 4, TIES, RECORDS, {})
    assert Network.open(tmp_path)[1] == RECORDS


def test_a_broken_network_says_what_to_run(tmp_path: Path) -> None:
    write_ties(tmp_path, 4, TIES, RECORDS, {})
    (tmp_path / MATRIX).write_bytes(b"broken")
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        Network.open(tmp_path)
