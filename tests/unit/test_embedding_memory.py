"""What a build keeps for the next one: texts that have not changed are not encoded again, anything else is."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from build_samples import Quiet, WordEncoder, make_settings
from hypothesis import given
from hypothesis import strategies as st

from scrgraph import embedding_memory
from scrgraph.build import build
from scrgraph.embedding import SentenceEncoder, Vectors
from scrgraph.embedding_memory import RememberingEncoder
from scrgraph.indexes import layout
from scrgraph.indexes.opening import current_folder, whole_folder


class Counting(WordEncoder):
    """Says what it was asked for."""

    asked: list[str]
    exports: int

    def __init__(self, model: str | None = None) -> None:
        super().__init__(model)
        self.asked = []
        self.exports = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows."""
        self.asked += texts
        return super().encode(texts)

    def export(self, folder: Path) -> None:
        """Count, and write."""
        self.exports += 1
        super().export(folder)


def left_by(folder: Path, texts: Sequence[str]) -> tuple[Path, Path]:
    """Let a first encoder leave what it knows; returns the two folders."""
    first = RememberingEncoder(WordEncoder())
    first.encode(texts)
    first.export(folder / "model")
    first.write(folder / "memory")
    return folder / "memory", folder / "model"


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    memory, exported = left_by(tmp_path, ["old one", "old two"])
    inner = Counting()
    again = RememberingEncoder(inner, memory, exported)
    vectors = again.encode(["old two", "new", "old two", "new"])
    assert inner.asked == ["new"]
    assert np.array_equal(vectors, WordEncoder().encode(["old two", "new", "old two", "new"]))
    assert (again.name, again.dimension, again.fingerprint) == ("words", 64, "0" * 64)
    assert again.encode([]).shape == (0, 64)


def test_what_was_read_is_read_again_only_where_it_has_changed(tmp_path: Path) -> None:
    first = RememberingEncoder(WordEncoder())
    first.read(["one two", "", "three"])
    first.export(tmp_path / "model")
    first.write(tmp_path / "memory")
    inner = Counting()
    again = RememberingEncoder(inner, tmp_path / "memory", tmp_path / "model")
    read = again.read(["three", "one two", "", "four five"])
    assert inner.asked == ["four five"]
    for one, expected in zip(read, WordEncoder().read(["three", "one two", "", "four five"]), strict=True):
        assert np.array_equal(one.vector, expected.vector)
        assert one.tokens.ids.tolist() == expected.tokens.ids.tolist()
        assert one.tokens.places.tolist() == expected.tokens.places.tolist()
        assert np.array_equal(one.tokens.vectors, expected.tokens.vectors)


def test_the_export_is_copied_and_not_made_again(tmp_path: Path) -> None:
    memory, exported = left_by(tmp_path, ["one"])
    inner = Counting()
    RememberingEncoder(inner, memory, exported).export(tmp_path / "copy")
    assert inner.exports == 0
    assert (tmp_path / "copy" / "encoder.json").read_text() == "{}"


def test_texts_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    memory, exported = left_by(tmp_path, ["gone", "stays"])
    second = RememberingEncoder(WordEncoder(), memory, exported)
    second.encode(["stays"])
    second.write(tmp_path / "second")
    inner = Counting()
    RememberingEncoder(inner, tmp_path / "second", exported).encode(["gone", "stays"])
    assert inner.asked == ["gone"]


def test_another_model_code_or_library_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, exported = left_by(tmp_path, ["one"])
    other = Counting()
    other.fingerprint = "1" * 64
    RememberingEncoder(other, memory, exported).encode(["one"])
    assert other.asked == ["one"]
    monkeypatch.setattr(embedding_memory, "version", lambda library: "next")
    newer = Counting()
    encoder = RememberingEncoder(newer, memory, exported)
    encoder.encode(["one"])
    encoder.export(tmp_path / "new")
    assert (newer.asked, newer.exports) == (["one"], 1)


@given(st.lists(st.text(max_size=8), max_size=12), st.lists(st.text(max_size=8), max_size=12))
def test_remembered_or_not_the_vectors_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], now: list[str]
) -> None:
    memory, exported = left_by(tmp_path_factory.mktemp("left"), ["x", *before])
    inner = Counting()
    assert np.array_equal(RememberingEncoder(inner, memory, exported).encode(now), WordEncoder().encode(now))
    assert set(inner.asked) == set(now) - {"x", *before}


def test_a_second_build_encodes_what_has_changed_and_gives_the_same_index(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    encoders: list[Counting] = []

    def load(model: str | None) -> Counting:
        encoders.append(Counting(model))
        return encoders[-1]

    build(settings, Quiet(), load)
    first = (current_folder(settings.index) / layout.GRAPH).read_bytes()
    build(settings, Quiet(), load)
    assert (current_folder(settings.index) / layout.GRAPH).read_bytes() == first
    source = settings.corpus / "small" / "report.txt"
    source.write_text(source.read_text().replace("four of the areas", "five of the areas"))
    build(settings, Quiet(), load)
    assert encoders[0].asked
    assert encoders[0].exports == 1
    assert encoders[1].asked == []
    assert encoders[1].exports == encoders[2].exports == 0
    assert encoders[2].asked
    assert all("five of the areas" in text for text in encoders[2].asked)


@pytest.mark.parametrize("name", ["vectors.npy", "digests.npy", "maker"])
def test_a_generation_that_is_not_whole_is_not_trusted(tmp_path: Path, name: str) -> None:
    settings = make_settings(tmp_path)
    build(settings, Quiet(), WordEncoder)
    assert whole_folder(settings.index) == current_folder(settings.index)
    path = current_folder(settings.index) / layout.MEMORY / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert whole_folder(settings.index) is None
    build(settings, Quiet(), WordEncoder)
    assert whole_folder(settings.index) is not None


def test_choosing_a_model_does_not_load_it() -> None:
    encoder = SentenceEncoder()
    assert len(encoder.fingerprint) == 64
    assert "model" not in vars(encoder)
