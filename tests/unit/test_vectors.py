"""Similarities of passages from a mapped file."""

import math
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.vectors import PassageVectors, write_vectors


def write(path: Path, *vectors: tuple[float, ...]) -> Path:
    rows = b"".join(struct.pack(f"<{len(vector)}f", *vector) for vector in vectors)
    write_vectors(path, [f"urn:p{number}-é" for number in range(len(vectors))], rows)
    return path


def test_similarity_is_the_cosine(tmp_path: Path) -> None:
    vectors = PassageVectors.open(write(tmp_path / "v", (1, 0, 0), (0.6, 0.8, 0), (-1, 0, 0)))
    assert vectors.similarity("urn:p0-é", "urn:p1-é") == pytest.approx(0.6)
    assert vectors.similarity("urn:p0-é", "urn:p2-é") == -1
    assert vectors.similarity("urn:p1-é", "urn:p1-é") == pytest.approx(1)
    assert vectors.similarity("urn:p0-é", "urn:none") is None
    assert vectors.similarity("urn:none", "urn:p0-é") is None


@pytest.mark.parametrize("content", [b"", b"short", struct.pack("<III", 2, 3, 4) + b"a\nb\n" + b"\0" * 20])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(IndexUnusableError, match="run `scrgraph build`"):
        PassageVectors.open(tmp_path / "v")
    with pytest.raises(IndexUnusableError):
        PassageVectors.open(tmp_path / "absent")


@given(st.lists(st.floats(0, math.tau), min_size=1, max_size=5))
def test_every_pair_of_directions(angles: list[float]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        vectors = PassageVectors.open(write(Path(folder) / "v", *[(math.cos(a), math.sin(a)) for a in angles]))
        for one, first in enumerate(angles):
            for other, second in enumerate(angles):
                found = vectors.similarity(f"urn:p{one}-é", f"urn:p{other}-é")
                assert found == pytest.approx(math.cos(first - second), abs=1e-5)
