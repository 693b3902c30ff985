"""The graph on disk."""

import tempfile
from pathlib import Path

import pytest
from graph_samples import IRIS, make_document, make_passages, make_reading
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from scrgraph.errors import BuildError, IndexUnusableError
from scrgraph.graph.quads import document_quads
from scrgraph.graph.store import open_store, write_nquads, write_store

GRAPH = NamedNode("https://example.org/g")


def quad(word: str) -> Quad:
    return Quad(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal(word), GRAPH)


def sample_quads() -> list[Quad]:
    document = make_document()
    return list(document_quads(IRIS, document, make_passages(document), make_reading(document)))


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert write_nquads(tmp_path / name, sample_quads()) == len(sample_quads())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=8))
def test_order_and_repeats_do_not_change_a_byte(words: list[str]) -> None:
    quads = [quad(word) for word in words]
    assert _bytes(quads) == _bytes([*reversed(quads), *quads])


def _bytes(quads: list[Quad]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.nq"
        assert write_nquads(path, quads) == len(set(quads))
        assert set(parse(path=path, format=RdfFormat.N_QUADS)) == set(quads)
        return path.read_bytes()


def test_a_store_gives_back_what_was_written(tmp_path: Path) -> None:
    quads = sample_quads()
    assert write_store(tmp_path / "store", quads) == len(quads)
    store = open_store(tmp_path / "store")
    assert set(store) == set(quads)
    assert list(store.named_graphs()) == [NamedNode("https://w3id.org/scrgraph/graph/document/bridges")]


def test_an_opened_store_cannot_be_written(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [quad("a")])
    with pytest.raises((OSError, RuntimeError), match="read-write"):
        open_store(tmp_path / "store").add(quad("b"))


def test_a_missing_store_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="run `scrgraph build`"):
        open_store(tmp_path / "none")


def test_a_damaged_store_names_the_remedy(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [quad("a")])
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(IndexUnusableError, match="run `scrgraph build`"):
        open_store(tmp_path / "store")


def test_an_unwritable_place_is_a_build_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match="cannot write the graph"):
        write_nquads(tmp_path / "file" / "g.nq", [quad("a")])
    with pytest.raises(BuildError, match="cannot write the graph"):
        write_store(tmp_path / "file" / "store", [quad("a")])
