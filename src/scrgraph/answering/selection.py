"""The fewest sentences that answer: scored by meaning, by words and by the rank of their passage, without repetition.

Redundancy: Carbonell and Goldstein (1998), "The use of MMR, diversity-based reranking", SIGIR.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scrgraph.embedding import Vectors
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.retrieval.search import Ranking

PASSAGES = 10
"""Best passages whose sentences may answer."""
MEANING, WORDS, PASSAGE, NEIGHBOUR = 0.3, 0.15, 1.2, 0.1
"""Weights of a sentence's score: its cosine with the question, the share of the question's rare words that it holds,
the score of its passage, the better cosine of the sentences beside it; cosines and passages relative to the best.
The passage counts most: a sentence alone says little of what it answers (a fitted ranker over these and twelve
further features did no better, held out).
"""
REPETITION = 0.95
"""A sentence this like (cosine) one already chosen says nothing new."""
KEEP = 0.8
"""A further sentence is worth showing at this share of the best one's score."""
BUDGET_WORDS = 120
BESIDE_FACTS = 50
"""Words of statements beside numbers that answer by themselves."""
MOST = 6
FIGURES = 0.4
"""A unit with this share of numbers, and no end of a sentence, is a row of a table."""
SHORTEST = 5
"""Fewer words are no finding: the rest of a sentence that a quotation cut."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence: its row, its passage's row, its place in the passage's text, and its scores."""

    row: int
    passage: int
    start: int
    end: int
    score: float
    cosine: float
    overlap: float


def rarity(lexical: LexicalIndex, stems: Iterable[str]) -> dict[str, float]:
    """Return the inverse document frequency of each stem (Robertson and Sparck Jones 1976, smoothed)."""
    size = len(lexical)
    return {stem: math.log(1 + (size + 0.5) / (lexical.frequency(stem) + 0.5)) for stem in set(stems)}


def candidates(
    ranking: Ranking, sentences: SentenceIndex, lexical: LexicalIndex, read: Callable[[int], str]
) -> list[Candidate]:
    """Return the sentences of the best passages, best first. `read` gives the text of a passage row."""
    hits = [hit for hit in ranking.hits[:PASSAGES] if hit.score > 0]
    rows = [row for hit in hits for row in sentences.of(hit.row)]
    if not rows:
        return []
    cosines = dict(zip(rows, sentences.similarities(rows, ranking.vector), strict=True))
    weights = rarity(lexical, lexical.stems(ranking.query))
    top, nearest = hits[0].score, max(max(cosines.values()), 1e-6)
    found = []
    for hit in hits:
        text, own = read(hit.row), sentences.of(hit.row)
        for row in own:
            start, end = (int(value) for value in sentences.places[row, 1:])
            overlap = shared(weights, lexical.stems(text[start:end]))
            beside = max((float(cosines[at]) for at in (row - 1, row + 1) if at in own), default=0.0)
            meaning = (MEANING * float(cosines[row]) + NEIGHBOUR * beside) / nearest
            score = meaning + WORDS * overlap + PASSAGE * hit.score / top
            found.append(Candidate(row, hit.row, start, end, score, float(cosines[row]), overlap))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.row))


def shared(weights: dict[str, float], stems: Sequence[str]) -> float:
    """Return the share of the question's weight that some stems hold, 0..1."""
    total = sum(weights.values())
    return sum(weights[stem] for stem in set(stems) & weights.keys()) / total if total else 0.0


def choose(
    ordered: Sequence[Candidate],
    vectors: Callable[[Sequence[int]], Vectors],
    read: Callable[[int], str],
    budget: int = BUDGET_WORDS,
) -> list[Candidate]:
    """Return the sentences to show, best first, within a budget of words (the best one is always shown)."""
    chosen: list[Candidate] = []
    kept: list[Vectors] = []
    left = budget
    for candidate in ordered[: 4 * MOST]:
        if len(chosen) == MOST or (chosen and candidate.score < KEEP * chosen[0].score):
            break
        text = read(candidate.passage)[candidate.start : candidate.end]
        words = len(text.split())
        if words < SHORTEST or (chosen and words > left) or _figures(text):
            continue
        vector = vectors([candidate.row])[0]
        if kept and float(np.max(np.stack(kept) @ vector)) >= REPETITION:
            continue
        chosen.append(candidate)
        kept.append(vector)
        left -= words
    return chosen


def _figures(text: str) -> bool:
    """Whether a text is a row of figures or the head of one: shown as facts, not as a statement."""
    words = text.split()
    figures = sum(any(character.isdigit() for character in word) for word in words)
    return figures >= FIGURES * len(words) and not text.rstrip().endswith((".", ")", "?", "!"))
