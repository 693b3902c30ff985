"""Question to ranked passages: dense, lexical and graph evidence, fused; each says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Encoder, Vectors
from scrgraph.embedding_tokens import Tokens
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.reading.linker import Link, Linker, LinkRecord
from scrgraph.retrieval.expansion import WORDS, Expansion
from scrgraph.retrieval.following import LEADS, led_in
from scrgraph.retrieval.function_words import FUNCTION_WORDS
from scrgraph.retrieval.fusion import Part, Scores, Weights, normalised
from scrgraph.retrieval.network import Network
from scrgraph.retrieval.ranking import Ranked, Ranking
from scrgraph.retrieval.reranking import Reranker, as_chance

Mode = Literal["hybrid", "dense", "lexical", "graph"]
Mask = NDArray[np.bool_]

POOL = 200
"""Candidates taken from each index; past it a passage is found by no index well."""
FILTERED_POOL = 10_000
"""Candidates looked through in the word index under a filter, which may hide all of the best."""
FOUND: Mapping[Part, float] = {"dense": 0.5, "lexical": 0.0, "graph": 0.5, "reranker": 1.0}
"""Share of an index's best score from which it finds a passage: any of the words, half of the best meaning or tie."""
SEED_PASSAGES = 10
"""Best passages of the dense and lexical indexes that seed the walk, beside the things that the question names."""
READ = 50
"""Best passages that are read token by token; a passage that stands lower has little to win."""
PINNING = ("review/", "work/", "table/", "document/")
"""Things that a question names to be answered about them, not merely in their neighbourhood."""
THING_SHARE = 0.5
"""Share of the seeds' mass that the named things get."""
MODES: Mapping[Mode, tuple[Part, ...]] = {
    "hybrid": ("dense", "lexical", "graph"),
    "dense": ("dense",),
    "lexical": ("lexical",),
    "graph": ("graph",),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words, meaning (a unit vector), the things named, tokens where there are any.

    `told` are the rows of the passages in which what the graph or a table answers outright stands.
    """

    text: str
    vector: Vectors
    links: tuple[Link, ...] = ()
    tokens: Tokens | None = None
    told: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Searcher:
    """The opened indexes of one generation. `kinds` gives the kind of each passage row, `goes_on` marks those that go
    on from the row before (see `following`).

    A collection has no `tokens`: late interaction helps everyday questions about a report's prose, and costs searches
    of abstracts and encyclopaedia entries 1 to 2 points (Cranfield, HotpotQA) with a model not trained for it.
    """

    encoder: Encoder
    dense: DenseIndex
    sentences: SentenceIndex
    tokens: TokenIndex | None
    lexical: LexicalIndex
    network: Network
    expansion: Expansion
    records: tuple[LinkRecord, ...]
    kinds: Sequence[str]
    weights: Weights
    reranker: Reranker | None = None
    goes_on: Mask | None = None
    linker: Linker = field(init=False)
    losses: Scores = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linker", Linker(self.records, any_case=True))
        lost = {"reference": self.weights.reference, "front": self.weights.front}
        losses = np.array([lost.get(kind, 0.0) for kind in self.kinds], dtype=np.float32)
        object.__setattr__(self, "losses", losses)

    def rank(
        self,
        query: str,
        *,
        mode: Mode = "hybrid",
        allowed: Mask | None = None,
        links: Sequence[Link] | None = None,
        told: Sequence[int] = (),
    ) -> Ranking:
        """Rank every passage that some index finds; `allowed` marks the rows that pass a filter.

        `links` are the things that the query names, where they were found already; `told` the rows in which an answer
        read off the graph or a table stands. A filter only takes passages away: the scores of the rest are those of
        the search without it.
        """
        # Words alone need no vector, and the encoder is the dearest step.
        named = tuple(self.linker.link(query) if links is None else links)
        if mode == "lexical":
            return self._ranked(Asked(query, np.zeros(self.encoder.dimension, dtype=np.float32), named), mode, allowed)
        [encoded] = self.encoder.read([query])
        return self._ranked(Asked(query, encoded.vector, named, encoded.tokens, told), mode, allowed)

    def similar(self, row: int, text: str, *, allowed: Mask | None = None) -> Ranking:
        """Rank the other passages by their likeness to a passage, of which `text` holds the telling words."""
        others = np.ones(len(self.dense), dtype=bool) if allowed is None else allowed.copy()
        others[row] = False
        return self._ranked(Asked(text, self.dense.vectors([row])[0]), "hybrid", others)

    def parts(self, question: str, row: int, places: Sequence[tuple[int, int]], words: str | None = None) -> Scores:
        """Return the late interaction, -1..1, of a question with each [start, end) of a passage's text.

        `words` is the question with blanks where its words shall not count. All are 0 without tokens.
        """
        [encoded] = self.encoder.read([question])
        if self.tokens is None or encoded.tokens is None:
            return np.zeros(len(places), dtype=np.float32)
        weights = self.tokens.weights(encoded.tokens, telling(words or question, encoded.tokens))
        return self.tokens.within(encoded.tokens, weights, row, places)

    def _ranked(self, asked: Asked, mode: Mode, allowed: Mask | None) -> Ranking:
        mixed = self.expansion.mix(asked.vector, asked.links)
        lexical = self._lexical(asked, allowed) if mode != "dense" else self._nothing()
        dense = self._dense(mixed, lexical, allowed) if mode != "lexical" else self._nothing()
        found: dict[Part, Scores] = {"dense": dense, "lexical": lexical}
        even = {name: normalised(scores) for name, scores in found.items()}
        text = self.weights.dense * even["dense"] + self.weights.lexical * even["lexical"] - self.losses
        fused = text
        if "graph" in MODES[mode]:
            found["graph"] = self._graph(text, np.float32(0.5) * (even["dense"] + even["lexical"]), asked.links)
            fused = found["graph"] + (text if mode == "hybrid" else -self.losses)
        parts = {name: found[name] for name in MODES[mode]}
        if self.tokens is not None and asked.tokens is not None and "dense" in parts:
            rows = _best(fused, READ)
            fused[rows] += self._late(asked.text, asked.tokens, self.tokens, rows)
        if self.goes_on is not None and asked.tokens is not None and mode == "hybrid":
            led = self.weights.next * led_in(fused, self.goes_on, _best(fused, LEADS))
            fused += led
            parts["graph"] = parts["graph"] + led
        if self.reranker is not None and asked.tokens is not None and mode == "hybrid":
            parts["reranker"] = self._read_again(asked.text, fused, self.reranker)
        if asked.told and "graph" in parts:
            rows = np.array(asked.told)
            fused[rows] += self.weights.told
            parts["graph"][rows] = parts["graph"].max() or 1.0
        return Ranking(asked.text, asked.vector, asked.links, _hits(fused, parts, allowed), parts)

    def _nothing(self) -> Scores:
        return np.zeros(len(self.dense), dtype=np.float32)

    def _lexical(self, asked: Asked, allowed: Mask | None) -> Scores:
        """Look up the question's words, and with less weight the names of its themes."""
        depth = POOL if allowed is None else FILTERED_POOL
        scores = self._nothing()
        for words, weight in ((asked.text, 1.0), (self.expansion.words(asked.links), WORDS)):
            hits = self.lexical.search(words, depth) if words else []
            kept = hits if allowed is None else [hit for at, hit in enumerate(hits) if at < POOL or allowed[hit[0]]]
            for row, score in kept:
                scores[row] += weight * score
        return scores

    def _dense(self, vector: Vectors, others: Scores, allowed: Mask | None) -> Scores:
        """Mix the cosine of the passage in its section with that of its best sentence, exact for every candidate."""
        near = [others > 0]
        for among in (None,) if allowed is None else (None, allowed):
            found = np.zeros(len(others), dtype=bool)
            found[self.dense.nearest(vector, POOL, among)] = True
            found[self.sentences.nearest(vector, POOL, among)] = True
            near.append(found)
        rows = np.flatnonzero(np.logical_or.reduce(near))
        whole = self.dense.similarities(rows, vector)
        best = self.sentences.best(rows, vector)
        best = np.where(np.isnan(best), whole, best)
        scores = self._nothing()
        scores[rows] = np.maximum(0, (1 - self.weights.sentence) * whole + self.weights.sentence * best)
        return scores

    def _graph(self, text: Scores, even: Scores, links: Sequence[Link]) -> Scores:
        """Return what the graph adds: ties to the things named, a walk from the best so far, links from and to them.

        `text` is the score without the graph; `even` mixes the indexes in equal shares, which seeds the walk better.
        """
        walked = self._walk(even, links)
        added = self._ties(links) + self.weights.graph * normalised(_only(walked, _best(walked, POOL)))
        so_far = text + added
        greatest = float(so_far.max(initial=0.0)) or 1.0
        seeds = {int(row): float(so_far[row]) / greatest for row in _best(so_far, SEED_PASSAGES)}
        total: Scores = added + self.weights.link * self.network.follow(seeds)
        return total

    def _walk(self, so_far: Scores, links: Sequence[Link]) -> Scores:
        """Walk from the things named and from the passages that look best so far."""
        best = _best(so_far, SEED_PASSAGES)
        things = {link.local: 1.0 for link in links if link.local in self.network}
        share = THING_SHARE if things and len(best) else (1.0 if things else 0.0)
        total = float(so_far[best].sum()) or 1.0
        seeds = {int(row): (1 - share) * float(so_far[row]) / total for row in best}
        return self.network.walk(seeds, {thing: share / len(things) for thing in things}).astype(np.float32)

    def _late(self, text: str, question: Tokens, index: TokenIndex, rows: NDArray[np.int64]) -> Scores:
        """Return what the best passages gain by their late interaction with the question, above the median one."""
        scores = index.scores(question, index.weights(question, telling(text, question)), rows.tolist())
        above = np.maximum(0, scores - np.median(scores)) if len(scores) else scores
        greatest = above.max(initial=0.0)
        return np.asarray(self.weights.tokens * above / (greatest or 1.0), dtype=np.float32)

    def _read_again(self, question: str, fused: Scores, reranker: Reranker) -> Scores:
        """Mix what a cross-encoder says of the best passages into their scores, and return it for every passage."""
        rows = _best(fused, reranker.passages)
        again = reranker.read(question, rows.tolist())
        fused[rows] = reranker.mixed(fused[rows], again)
        read = self._nothing()
        read[rows] = as_chance(again)
        return read

    def _ties(self, links: Sequence[Link]) -> Scores:
        """Return what passages gain that are tied to the reviews, works and documents which the question names."""
        gains = self._nothing()
        named = dict.fromkeys(link.local for link in links if link.local.startswith(PINNING))
        known = [thing for thing in named if thing in self.network]
        for thing in known:
            gains[self.network.meant(thing)] += self.weights.tie / len(known)
        return gains


def _hits(fused: Scores, parts: Mapping[Part, Scores], allowed: Mask | None) -> tuple[Ranked, ...]:
    found = np.logical_or.reduce([_found(scores, FOUND[name]) for name, scores in parts.items()])
    rows = np.flatnonzero(found if allowed is None else found & allowed)
    order = rows[np.argsort(-fused[rows], kind="stable")]
    return tuple(map(Ranked, order.tolist(), fused[order].tolist()))


def telling(text: str, tokens: Tokens) -> list[bool]:
    """Return which tokens of a question tell what is asked: no marks, and no words that only serve grammar."""
    words = [text[start:end].casefold() for start, end in tokens.places.tolist()]
    return [word[:1].isalnum() and word not in FUNCTION_WORDS for word in words]


def _found(scores: Scores, share: float) -> Mask:
    return np.asarray((scores > 0) & (scores >= share * scores.max(initial=0.0)))


def _best(scores: Scores, most: int) -> NDArray[np.int64]:
    """Return the rows of the greatest positive scores, greatest first, ties in row order."""
    order = np.argsort(-scores, kind="stable")[:most]
    return order[scores[order] > 0]


def _only(scores: Scores, rows: NDArray[np.int64]) -> Scores:
    kept = np.zeros_like(scores)
    kept[rows] = scores[rows]
    return kept
