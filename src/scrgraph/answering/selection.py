"""The sentences that answer: relevant each by itself, and together covering every part of the question.

Chosen greedily for a sum of relevance and coverage, as in Lin and Bilmes (2011), "A Class of Submodular Functions for
Document Summarization", ACL: a part of the question that a chosen sentence covers gains nothing from another one.
The weights were chosen by `benchmarks/tune_answers.py`, in the middle of the plateau that it finds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Vectors
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.retrieval.ranking import Ranking

PASSAGES = 10
"""Best passages whose sentences may answer."""
POOL = 24
"""Most relevant sentences among which is chosen."""
REPETITION = 0.92
"""A sentence this like (cosine) one already chosen says nothing new."""
BUDGET_WORDS = 120
BESIDE_FACTS = 50
"""Words of statements beside numbers that answer by themselves."""
CLOSE_TO_FACTS = 0.9
"""Least share of the best relevance for a further sentence beside such numbers: what is less near leads away."""
OVER = 15
"""Words by which the last sentence may go over: better than leaving it out."""
MOST = 6
FIGURES = 0.4
"""A unit with this share of numbers, and no end of a sentence, is a row of a table."""
SHORTEST = 5
"""Fewer words are no finding: the rest of a sentence that a quotation cut."""

WORKS = ("work/", "review/")
_ITEM = re.compile(r"[-–•*]\s|\(?[a-z0-9]\)\s")
_ITEMS = 12
"""Units between a lead-in and the last item that it leads in, at most."""
_OF_WORKS = re.compile(
    r"\b(?:authors?|wr(?:ote|itten)|titles?|books?|articles?|papers?|stud(?:y|ies)|publi\w+|references?"
    r"|bibliography|cit(?:e[sd]?|ing|ations?)|sources?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mix:
    """Weights of a sentence's relevance and of what it newly covers; passages, words, cosines relative to the best.

    The passage counts most: a sentence alone says little of what it answers.
    """

    passage: float = 2.2
    """Score of its passage."""
    words: float = 1.5
    """Late interaction of the question's words with it."""
    meaning: float = 0.5
    """Mean of its cosine with the question and of the best one with a clause."""
    clauses: float = 0.3
    """Gain over the clauses that are not yet covered as well, a mean."""
    pins: float = 0.4
    """Share of what the question pins down that no chosen sentence names yet."""
    keep: float = 0.5
    """A further sentence is worth showing at this share of the best one's relevance."""
    number: float = 0.5
    """Gain, by how well it fits, of a sentence with a number of the kind and time asked for."""
    defined: float = 1.5
    """Gain of a sentence that says what the term means which is asked for: it goes first."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence: its row, its passage's row, its place in the passage's text, words, relevance, what it covers.

    `defines`: it says what the term means that the question is after.
    """

    row: int
    passage: int
    start: int
    end: int
    text: str
    score: float
    cosine: float
    clauses: NDArray[np.float32]
    defines: bool = False


def candidates(
    ranking: Ranking,
    clauses: Vectors,
    sentences: SentenceIndex,
    read: Callable[[int], tuple[str, str]],
    words: Callable[[int, Sequence[tuple[int, int]]], NDArray[np.float32]],
    mix: Mix,
    defined: Mapping[int, Sequence[tuple[int, int]]] | None = None,
    fits: Mapping[tuple[int, int, int], float] | None = None,
) -> list[Candidate]:
    """Return the sentences of the best passages, best first.

    `read` gives the kind and the text of a passage row, `words` the late interaction of the question with places of it,
    `defined` the places by row that say what the term means which the question is after, `fits` how well a number at
    (row, start, end) is the one asked for, 0..1.
    Entries of a reference list, and rows of a table about works, answer only what is asked of works.
    """
    of_works = _OF_WORKS.search(ranking.query) is not None or any(
        link.local.startswith(WORKS) for link in ranking.links
    )
    hits = [hit for hit in ranking.hits[:PASSAGES] if hit.score > 0]
    rows = [row for hit in hits for row in sentences.of(hit.row)]
    if not rows:
        return []
    scores = {hit.row: hit.score / hits[0].score for hit in hits}
    vectors = sentences.vectors(rows)
    whole, parts = vectors @ ranking.vector.ravel(), vectors @ clauses.T
    near = parts / np.maximum(parts.max(axis=0), 1e-6)
    meaning = (whole / max(float(whole.max()), 1e-6) + near.max(axis=1)) / 2
    told = np.concatenate([words(hit.row, sentences.places[list(sentences.of(hit.row)), 1:].tolist()) for hit in hits])
    told = told / max(float(told.max()), 1e-6)
    found = []
    for at, row in enumerate(rows):
        passage, start, end = (int(value) for value in sentences.places[row])
        kind, text = read(passage)
        if kind == "table" and len(sentences.of(passage)) > 1:
            continue  # Rows of figures answer as facts; heads, captions and sources say nothing by themselves.
        if kind in ("table", "reference") and not of_works:
            continue
        score = mix.passage * scores[passage] + mix.words * float(told[at]) + mix.meaning * float(meaning[at])
        defines = (start, end) in (defined or {}).get(passage, ())
        score += mix.defined * defines + mix.number * (fits or {}).get((passage, start, end), 0.0)
        found.append(Candidate(row, passage, start, end, text[start:end], score, float(whole[at]), near[at], defines))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.row))


def choose(
    ordered: Sequence[Candidate],
    sentences: SentenceIndex,
    pins: Callable[[Candidate], Sequence[bool]],
    mix: Mix,
    budget: int = BUDGET_WORDS,
) -> list[Candidate]:
    """Return the sentences to show within a budget of words (the best one is always shown), passage by passage."""
    pool = [one for one in ordered if len(one.text.split()) >= SHORTEST and not _figures(one.text)][:POOL]
    rows = {one.row: one for one in ordered}
    vectors = dict(zip(ordered, sentences.vectors([one.row for one in ordered]), strict=True)) if pool else {}
    named = {one: np.array(pins(one), dtype=bool) for one in pool}
    chosen: list[Candidate] = []
    while len(chosen) < MOST and budget > 0:
        left = [one for one in pool if one not in chosen and _shows(one, chosen, vectors, mix, budget + OVER)]
        if not left:
            break
        best = max(left, key=lambda one: (one.score + _gain(one, chosen, named, mix), -one.row))
        added = [one for one in (best, *_before(best, rows)) if one not in chosen]
        chosen += added
        budget -= sum(len(one.text.split()) for one in added)
    return _in_reading_order([one for one in chosen if not _dangling(one, chosen)])


def _before(one: Candidate, rows: Mapping[int, Candidate]) -> list[Candidate]:
    """Return the lead-in of an item of a list, without which it cannot be read."""
    if not _ITEM.match(one.text):
        return []
    earlier = (rows[at] for at in range(one.row - 1, one.row - _ITEMS, -1) if at in rows)
    return [led for led in [next((other for other in earlier if _leads(other)), None)] if led is not None]


def _leads(one: Candidate) -> bool:
    return one.text.rstrip().endswith(":")


def _dangling(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a lead-in stands without anything that it leads in."""
    return _leads(one) and len(chosen) > 1 and not any(one.row < other.row < one.row + _ITEMS for other in chosen)


def _shows(one: Candidate, chosen: Sequence[Candidate], vectors: dict[Candidate, Vectors], mix: Mix, room: int) -> bool:
    if not chosen:
        return True
    if one.score < mix.keep * chosen[0].score or len(one.text.split()) > room:
        return False
    return max(float(vectors[other] @ vectors[one]) for other in chosen) < REPETITION


def _gain(one: Candidate, chosen: Sequence[Candidate], named: dict[Candidate, NDArray[np.bool_]], mix: Mix) -> float:
    """Return what a sentence adds to the coverage of the question's clauses and of what it pins down."""
    covered = np.max([other.clauses for other in chosen], axis=0) if chosen else np.zeros_like(one.clauses)
    gain = mix.clauses * float(np.maximum(0, one.clauses - covered).mean())
    if named[one].size:
        told = [named[other] for other in chosen if other in named]
        known = np.any(told, axis=0) if told else np.zeros_like(named[one])
        gain += mix.pins * float((named[one] & ~known).mean())
    return gain


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return sentences of one passage together and in its order, passages in the order of their best sentences.

    A definition that is asked for stands before them all.
    """
    first = dict(reversed([(one.passage, at) for at, one in enumerate(chosen)]))
    return sorted(chosen, key=lambda one: (not one.defines, first[one.passage], one.start))


def _figures(text: str) -> bool:
    """Whether a text is a row of figures or the head of one: shown as facts, not as a statement."""
    words = text.split()
    figures = sum(any(character.isdigit() for character in word) for word in words)
    return figures >= FIGURES * len(words) and not text.rstrip().endswith((".", ")", "?", "!"))
