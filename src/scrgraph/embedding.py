"""Text to vectors: the Encoder contract, sentence-transformers at build, ONNX at query."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Maps texts to unit vectors; the same text always gives the same vector."""

    @property
    def name(self) -> str:
        """Name of the model."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1."""
