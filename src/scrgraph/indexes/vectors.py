"""The vector of each passage by its IRI, mapped from one file, for processes that load no array library.

Layout: three unsigned 32-bit little-endian numbers (rows, dimension, bytes of names), the IRIs one per line in UTF-8
padded with line feeds to a multiple of 4 bytes, then the vectors, of length 1, as 32-bit little-endian floats.
"""

import mmap
import struct
import sys
from collections.abc import Sequence
from operator import mul
from pathlib import Path
from typing import Self

from scrgraph.errors import IndexUnusableError

_HEAD = struct.Struct("<III")


def write_vectors(path: Path, iris: Sequence[str], rows: bytes) -> None:
    """Write the IRIs and their unit vectors, given as the bytes of little-endian floats, row by row."""
    names = "\n".join(iris).encode()
    names += b"\n" * (-len(names) % 4)
    dimension = len(rows) // 4 // max(1, len(iris))
    path.write_bytes(_HEAD.pack(len(iris), dimension, len(names)) + names + rows)


class PassageVectors:
    """Similarities of passages; the file stays mapped and its names are read when first wanted."""

    def __init__(self, mapped: mmap.mmap, path: Path) -> None:
        self._mapped = mapped
        self._rows, self._dimension, self._names = _HEAD.unpack_from(mapped)
        start = _HEAD.size + self._names
        if len(mapped) != start + 4 * self._rows * self._dimension or sys.byteorder != "little":
            raise IndexUnusableError(f"The vectors in {path} cannot be read; run `scrgraph build`.")
        self._floats = memoryview(mapped)[start:].cast("f")
        self._places: dict[str, int] | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a file that `write_vectors` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            with path.open("rb") as file:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path)
        except (OSError, ValueError, struct.error) as error:
            raise IndexUnusableError(f"The vectors in {path} cannot be read; run `scrgraph build`.") from error

    def similarity(self, one: str, other: str) -> float | None:
        """Return the cosine of two passages in -1..1 by their IRIs; None where one has no vector."""
        first, second = self._row(one), self._row(other)
        if first is None or second is None:
            return None
        return max(-1.0, min(1.0, float(sum(map(mul, first, second)))))

    def _row(self, iri: str) -> "memoryview[float] | None":
        if self._places is None:
            text = self._mapped[_HEAD.size : _HEAD.size + self._names].decode()
            self._places = {name: place for place, name in enumerate(text.rstrip("\n").split("\n"))}
        place = self._places.get(iri)
        return None if place is None else self._floats[place * self._dimension : (place + 1) * self._dimension]
