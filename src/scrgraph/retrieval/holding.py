"""The vectors of the questions asked last, held: a page that searches and answers encodes its question once."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache

from scrgraph.embedding import Encoder, Vectors

HELD = 256
"""Vectors held, 1.5 kB each with the packaged model."""


class HoldingEncoder:
    """An encoder that remembers; safe to share between threads if the one below is."""

    def __init__(self, encoder: Encoder, held: int = HELD) -> None:
        self._encoder = encoder
        self._vectors: LRUCache[str, Vectors] = LRUCache(held)
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1."""
        with self._lock:
            found = {text: vector for text in texts if (vector := self._vectors.get(text)) is not None}
        if wanted := [text for text in dict.fromkeys(texts) if text not in found]:
            # Outside the lock: two threads that ask the same at once encode twice, and nobody waits for another's.
            made = dict(zip(wanted, self._encoder.encode(wanted), strict=True))
            found |= made
            with self._lock:
                self._vectors.update(made)
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([found[text] for text in texts])
