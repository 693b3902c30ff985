"""The best passages read again, each together with the question, by a cross-encoder: off unless the settings name one.

Its score is mixed with the score so far inside the range that the passages read span, so that the rest stay below
them, as they are. With s the score so far, c the cross-encoder's and w its share, both over the n passages read:

    s' = min(s) + (max(s) - min(s)) * ((1 - w) * scaled(s) + w * scaled(c))
    scaled(x) = (x - min(x)) / (max(x) - min(x))

A convex combination of scores scaled by their least and greatest: Bruch, Gai and Ingber (2023), ACM TOIS 42(1).
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from scrgraph.embedding_cross import CrossEncoder
from scrgraph.retrieval.fusion import Scores
from scrgraph.settings import Settings

HELD = 256
"""Questions whose scores are held: a page that searches and answers, or the next page of hits, reads once."""


class PairModel(Protocol):
    """Scores texts for a question; greater is better, on any scale."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return a float32 score for each text, shape (len(texts),)."""


class Reranker:
    """Reads the best `passages` of a ranking again; `texts` gives those of passage rows. Safe for many threads."""

    def __init__(
        self, model: PairModel, texts: Callable[[Sequence[int]], Sequence[str]], *, passages: int, share: float
    ) -> None:
        self.passages = passages
        self._model = model
        self._texts = texts
        self._share = share
        self._held: LRUCache[tuple[str, tuple[int, ...]], Scores] = LRUCache(HELD)
        self._lock = Lock()

    def read(self, question: str, rows: Sequence[int]) -> Scores:
        """Return the cross-encoder's score of each row, greater is better."""
        asked = (question, tuple(rows))
        # One at a time: the model takes every core, and its tokenizer may not be shared.
        with self._lock:
            held = self._held.get(asked)
            if held is None:
                held = self._held[asked] = self._model.scores(question, self._texts(rows))
        return held

    def mixed(self, scores: Scores, again: Scores) -> Scores:
        """Return the scores of the passages read, mixed with the cross-encoder's (see the module)."""
        low, high = scores.min(initial=np.inf), scores.max(initial=-np.inf)
        mixture = (1 - self._share) * _scaled(scores) + self._share * _scaled(again)
        return np.asarray(low + (high - low) * mixture, dtype=np.float32) if len(scores) else scores


def open_reranker(settings: Settings, texts: Callable[[Sequence[int]], Sequence[str]]) -> Reranker | None:
    """Return the reranker of the settings, None where they name none; its model is loaded when it is first needed."""
    if not settings.reranker:
        return None
    return Reranker(
        CrossEncoder(settings.reranker),
        texts,
        passages=settings.reranker_passages,
        share=settings.reranker_share,
    )


def as_chance(scores: Scores) -> NDArray[np.float32]:
    """Return open scores as the model's chances that a text answers, 0..1 (the logistic function)."""
    kept = np.clip(scores.astype(np.float64), -80, 80)
    return np.asarray(1 / (1 + np.exp(-kept)), dtype=np.float32)


def _scaled(scores: Scores) -> Scores:
    low = scores.min(initial=np.inf)
    width = scores.max(initial=-np.inf) - low
    scaled = (scores - low) / width if len(scores) and width > 0 else np.zeros_like(scores)
    return np.asarray(scaled, dtype=np.float32)
