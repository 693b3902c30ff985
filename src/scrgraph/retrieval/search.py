"""Question to ranked passages: dense, lexical and graph evidence, fused; each says why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from scrgraph.embedding import Encoder, Vectors
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.reading.linker import Link, Linker, LinkRecord
from scrgraph.retrieval.expansion import WORDS, Expansion
from scrgraph.retrieval.fusion import Part, Weights, combine
from scrgraph.retrieval.network import Network

Mode = Literal["hybrid", "dense", "lexical", "graph"]

POOL = 200
"""Candidates taken from each index; past it a passage is found by no index well."""
SEED_PASSAGES = 10
"""Best passages of the dense and lexical indexes that seed the walk, beside the things that the question names."""
EXPLAINED = 100
"""Hits that say why; at least `settings.max_hits`."""
PINNING = ("review/", "work/")
"""Things that a question names to be answered about them, not merely in their neighbourhood."""
THING_SHARE = 0.5
"""Share of the seeds' mass that the named things get."""


@dataclass(frozen=True, slots=True)
class Why:
    """Rank (1-based) and score of a passage in one index."""

    index: Part
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage row with its fused score and why."""

    row: int
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked passages, best first, with the question's vector and the things that it names."""

    query: str
    vector: Vectors
    links: tuple[Link, ...]
    hits: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Searcher:
    """The opened indexes of one generation. `kinds` gives the kind of each passage row."""

    encoder: Encoder
    dense: DenseIndex
    sentences: SentenceIndex
    lexical: LexicalIndex
    network: Network
    expansion: Expansion
    records: tuple[LinkRecord, ...]
    kinds: Sequence[str]
    weights: Weights
    linker: Linker = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linker", Linker(self.records, any_case=True))

    def rank(self, query: str, *, mode: Mode = "hybrid", allowed: Callable[[int], bool] | None = None) -> Ranking:
        """Rank every passage that some index finds; `allowed` keeps rows that pass a filter."""
        links = tuple(self.linker.link(query))
        # Words alone need no vector, and the encoder is the dearest step.
        needed = mode != "lexical"
        vector = self.encoder.encode([query])[0] if needed else np.zeros(self.encoder.dimension, dtype=np.float32)
        parts = self._parts(query, self.expansion.mix(vector, links), links, mode)
        if allowed is not None:
            parts = {name: {r: s for r, s in rows.items() if allowed(r)} for name, rows in parts.items()}
        return Ranking(query, vector, links, self._fuse(parts, links))

    def _parts(self, query: str, vector: Vectors, links: Sequence[Link], mode: Mode) -> dict[Part, dict[int, float]]:
        parts: dict[Part, dict[int, float]] = {}
        lexical = self._lexical(query, links) if mode != "dense" else {}
        dense = self._dense(vector, lexical) if mode != "lexical" else {}
        if mode in ("hybrid", "dense"):
            parts["dense"] = dense
        if mode in ("hybrid", "lexical"):
            parts["lexical"] = lexical
        if mode in ("hybrid", "graph"):
            parts["graph"] = self._graph(dense, lexical, links)
        return parts

    def _lexical(self, query: str, links: Sequence[Link]) -> dict[int, float]:
        """Look up the question's words, and with less weight the names of its themes."""
        found = dict(self.lexical.search(query, POOL))
        if added := self.expansion.words(links):
            for row, score in self.lexical.search(added, POOL):
                found[row] = found.get(row, 0.0) + WORDS * score
        return found

    def _dense(self, vector: Vectors, others: Mapping[int, float]) -> dict[int, float]:
        """Mix the cosine of the passage in its section with that of its best sentence, exact for every candidate."""
        near = {row for row, _ in self.dense.search(vector, POOL)}
        near |= set(self.sentences.passages([row for row, _ in self.sentences.search(vector, POOL)]))
        rows = sorted(near | others.keys())
        whole = self.dense.vectors(rows) @ vector
        best = self.sentences.best(rows, vector)
        best = np.where(np.isnan(best), whole, best)
        share = self.weights.sentence
        return {row: float(s) for row, s in zip(rows, (1 - share) * whole + share * best, strict=True)}

    def _graph(
        self, dense: Mapping[int, float], lexical: Mapping[int, float], links: Sequence[Link]
    ) -> dict[int, float]:
        """Walk from the things named and from the passages that look best so far."""
        first = combine({"dense": dense, "lexical": lexical}, {"dense": 0.5, "lexical": 0.5})
        best = sorted(first, key=lambda row: (-first[row], row))[:SEED_PASSAGES]
        things = {link.local: 1.0 for link in links if link.local in self.network}
        rows = {row: first[row] for row in best}
        return self._walk(rows, things)

    def _walk(self, rows: dict[int, float], things: dict[str, float]) -> dict[int, float]:
        share = THING_SHARE if things and rows else (1.0 if things else 0.0)
        total = sum(rows.values()) or 1.0
        seeds = {row: (1 - share) * weight / total for row, weight in rows.items()}
        named = {thing: share / len(things) for thing in things}
        scores = self.network.walk(seeds, named)
        order = np.argsort(-scores, kind="stable")[:POOL]
        return {int(row): float(scores[row]) for row in order if scores[row] > 0}

    def _fuse(self, parts: Mapping[Part, Mapping[int, float]], links: Sequence[Link]) -> tuple[Ranked, ...]:
        mixing: dict[Part, float] = {
            "dense": self.weights.dense,
            "lexical": self.weights.lexical,
            "graph": self.weights.graph,
        }
        fused = combine(parts, mixing)
        named = tuple(dict.fromkeys(link.local for link in links if link.local.startswith(PINNING)))
        for row in fused:
            fused[row] += self._tie(row, named) - self._loss(row)
        order = sorted(fused, key=lambda row: (-fused[row], row))
        ranks = {name: _ranks(rows) for name, rows in parts.items()}
        # Nobody is shown why past EXPLAINED: it would cost more than the ranking.
        return tuple(
            Ranked(row, fused[row], _why(row, parts, ranks) if place < EXPLAINED else ())
            for place, row in enumerate(order)
        )

    def _tie(self, row: int, named: Sequence[str]) -> float:
        """Return what a passage gains that is tied to the reviews and works which the question names."""
        known = [thing for thing in named if thing in self.network]
        return self.weights.tie * sum(self.network.tied(row, thing) for thing in known) / max(1, len(known))

    def _loss(self, row: int) -> float:
        kind = self.kinds[row]
        if kind == "reference":
            return self.weights.reference
        return self.weights.front if kind == "front" else 0.0


def _why(
    row: int, parts: Mapping[Part, Mapping[int, float]], ranks: Mapping[Part, Mapping[int, int]]
) -> tuple[Why, ...]:
    return tuple(Why(name, ranks[name][row], scores[row]) for name, scores in parts.items() if row in scores)


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    order = sorted(scores, key=lambda row: (-scores[row], row))
    return {row: rank for rank, row in enumerate(order, 1)}
