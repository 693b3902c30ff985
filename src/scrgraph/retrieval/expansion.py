"""A question in everyday words, brought nearer to the report's: the themes it names add their labels.

"Why do dads get missed" names the theme of fathers and male carers; its label and first alternative join the words
that are looked up, and the vector of its label is mixed into the question's. Vectors are made at build, so that a
question is encoded once.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np

from scrgraph.embedding import Encoder, Vectors, unit
from scrgraph.errors import IndexUnusableError
from scrgraph.reading.linker import Link, LinkRecord

KIND = "theme/"
SURFACES = 2
"""Names of a theme that join the words: its label and its first alternative."""
WORDS = 0.4
"""Weight of the added words beside the question's own."""
MEANING = 0.2
"""Share of the themes' vectors in the question's."""


class Expansion:
    """The themes' names and vectors."""

    def __init__(self, records: Sequence[LinkRecord], vectors: Mapping[str, Vectors]) -> None:
        names = {record.local: tuple(dict.fromkeys(record.surfaces))[:SURFACES] for record in records}
        self._names = {local: found for local, found in names.items() if local.startswith(KIND)}
        self._vectors = vectors

    @staticmethod
    def write(path: Path, encoder: Encoder, labels: Mapping[str, str]) -> None:
        """Write the vectors of the themes' labels (by local id)."""
        locals_ = sorted(labels)
        np.savez(path, locals=np.array(locals_), vectors=encoder.encode([labels[local] for local in locals_]))

    @classmethod
    def open(cls, path: Path, records: Sequence[LinkRecord]) -> Self:
        """Open what `write` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            with np.load(path, allow_pickle=False) as stored:
                vectors = dict(zip(map(str, stored["locals"]), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise IndexUnusableError(f"The themes' vectors in {path} cannot be read; run `scrgraph build`.") from error
        return cls(records, vectors)

    def words(self, links: Sequence[Link]) -> str:
        """Return the names that the themes of a question add, empty where it names none."""
        return "; ".join(dict.fromkeys(name for link in links for name in self._names.get(link.local, ())))

    def mix(self, vector: Vectors, links: Sequence[Link]) -> Vectors:
        """Return the question's unit vector with its themes' mixed in."""
        locals_ = dict.fromkeys(link.local for link in links if link.local in self._vectors)
        if not locals_:
            return vector
        themes = np.mean([self._vectors[local] for local in locals_], axis=0)
        mixed: Vectors = unit(((1 - MEANING) * vector + MEANING * themes).reshape(1, -1))[0]
        return mixed
