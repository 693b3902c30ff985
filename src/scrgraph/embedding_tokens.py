"""The words of a text as a model sees them there: one vector a token, made small enough to keep.

A text's one vector blurs what it says; the vectors of its tokens keep every word apart, and in its context (Khattab
and Zaharia 2020, "ColBERT: Efficient and Effective Passage Search via Contextualized Late Interaction over BERT",
SIGIR). They are kept on their principal axes at 8 bits each. The axes are those of tokens of the model's own
vocabulary, so that they depend on the model alone and not on what is indexed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

DIMENSION = 64
"""Axes kept. On judged questions 64, 96, 128 and all 384 of the packaged model rank alike."""
SCALE = 127
_WORDS_TOGETHER = 12
_EVERY = 6


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Tokens of a text in order: `ids` in the model's vocabulary, shape (n,), `places`, half-open in the text, shape
    (n, 2), and `vectors`, shape (n, axes), of length 1 times SCALE. What a model adds to a text is not among them.
    """

    ids: NDArray[np.int32]
    places: NDArray[np.int32]
    vectors: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)


def probes(vocabulary: Mapping[str, int]) -> list[str]:
    """Return texts of words from a model's vocabulary, from which its axes are taken; marks of a blank are dropped."""
    entries = (entry.lstrip("▁Ġ") for entry, _ in sorted(vocabulary.items(), key=lambda pair: pair[1]))
    words = [entry for entry in entries if entry.isalpha() and entry[2:]] or sorted(vocabulary)
    texts = [" ".join(words[at : at + _WORDS_TOGETHER]) for at in range(0, len(words), _WORDS_TOGETHER)]
    return texts[::_EVERY]


def principal_axes(vectors: Floats) -> Floats:
    """Return the DIMENSION principal axes of some token vectors (fewer where they have fewer dimensions), as rows."""
    rows = _unit(vectors).astype(np.float64)
    _, axes = np.linalg.eigh(rows.T @ rows)  # as columns, the least first
    return np.ascontiguousarray(axes.T[::-1][:DIMENSION], dtype=np.float32)


def reduced(vectors: Floats, axes: Floats) -> NDArray[np.int8]:
    """Return vectors on some axes, scaled to length 1 and rounded to 8 bits."""
    return np.rint(_unit(vectors @ axes.T) * SCALE).astype(np.int8)


def make_tokens(
    ids: Sequence[int], places: Sequence[tuple[int, int]], vectors: Floats, axes: Floats, skip: int
) -> Tokens:
    """Return the tokens of a text that stands behind `skip` characters of a prompt; empty places are the model's."""
    own = [at for at, (start, end) in enumerate(places) if skip <= start < end]
    table = np.array([places[at] for at in own], dtype=np.int32).reshape(-1, 2) - skip
    return Tokens(np.array(ids, dtype=np.int32)[own], table, reduced(vectors[own], axes))


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
