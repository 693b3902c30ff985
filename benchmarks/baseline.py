"""The search that many would write first (and what txtai does), to stand beside the product's.

Every passage's vector times the query's, BM25 over every passage, the two added by reciprocal rank.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Encoder

WORD = re.compile(r"[^\W_][\w'’-]*")
COMMON = frozenset({"and", "are", "been", "for", "from", "had", "has", "have", "not", "that", "the", "was"})
K1, B = 1.2, 0.75  # BM25 as in Robertson and Zaragoza (2009), section 3.5, with its usual constants
RRF = 60  # Cormack, Clarke and Buettcher (2009)
DEPTH = 100


class Baseline:
    """Brute-force cosine plus BM25, fused by reciprocal rank."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self.encoder = encoder
        self.vectors = encoder.encode(texts)
        tokens = [terms(text) for text in texts]
        self.lengths = np.array([len(one) for one in tokens], dtype=np.float32)
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, one in enumerate(tokens):
            for term, count in Counter(one).items():
                self.postings[term].append((row, count))

    def search(self, query: str, k: int = 10) -> list[int]:
        """Return the rows of the k best passages, at most DEPTH of each kind of search."""
        dense = self.vectors @ self.encoder.encode([query])[0]
        scores = np.zeros(len(self.vectors))
        for order in (np.argsort(-dense)[:DEPTH], np.argsort(-self.bm25(query))[:DEPTH]):
            scores[order] += 1 / (RRF + 1 + np.arange(len(order)))
        return [int(row) for row in np.argsort(-scores)[:k]]

    def bm25(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of every passage."""
        scores = np.zeros(len(self.lengths), dtype=np.float32)
        average = float(self.lengths.mean())
        for term in set(terms(query)):
            found = self.postings.get(term, [])
            weight = math.log(1 + (len(self.lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for row, count in found:
                scores[row] += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * self.lengths[row] / average))
        return scores


def terms(text: str) -> list[str]:
    """Return the lower-case words and numbers of a text without the commonest."""
    return [word for word in map(str.lower, WORD.findall(text)) if len(word) > 2 and word not in COMMON]
