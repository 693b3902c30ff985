"""The questions asked last, held as the encoder reads them: a page that searches and answers encodes once."""

from collections.abc import Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache

from scrgraph.embedding import Encoded, Encoder, Vectors

HELD = 256
"""Questions held, about 3 kB each with the packaged model."""


class HoldingEncoder:
    """An encoder that remembers; safe to share between threads if the one below is."""

    def __init__(self, encoder: Encoder, held: int = HELD) -> None:
        self._encoder = encoder
        self._held: LRUCache[str, Encoded] = LRUCache(held)
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
        vectors = [one.vector for one in self.read(texts)]
        return np.stack(vectors) if vectors else np.zeros((0, self.dimension), dtype=np.float32)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vector and the tokens of each text."""
        with self._lock:
            found = {text: held for text in texts if (held := self._held.get(text)) is not None}
        if wanted := [text for text in dict.fromkeys(texts) if text not in found]:
            # Outside the lock: two threads that ask the same at once encode twice, and nobody waits for another's.
            made = dict(zip(wanted, self._encoder.read(wanted), strict=True))
            found |= made
            with self._lock:
                self._held.update(made)
        return [found[text] for text in texts]
