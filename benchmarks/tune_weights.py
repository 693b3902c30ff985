"""Choose the mixing weights of the search on judged questions: usage
`tune_weights.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Some of all combinations of the grid, drawn with a fixed seed, rank every answerable question once; five-fold
cross-validation, repeated, then chooses on four fifths and scores on the rest, so that the held-out figure says what
tuning really brings. The measure is the mean of nDCG@10 and evidence@300w.
"""

import itertools
import random
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrgraph.evaluation.judgements import Question, read_questions
from scrgraph.evaluation.measures import evidence_within, ndcg
from scrgraph.library import Library
from scrgraph.retrieval.fusion import Weights
from scrgraph.settings import Settings
from scrgraph.source.text import Span

GRID = {
    "lexical": (0.25, 0.35, 0.45),
    "sentence": (0.3, 0.45, 0.6),
    "tokens": (0.5, 0.85, 1.2),
    "graph": (0.1, 0.2, 0.3),
    "tie": (0.1, 0.2, 0.3),
    "link": (0.2, 0.4, 0.6),
}
DRAWN, FOLDS, REPEATS, SEED, DEPTH = 40, 5, 10, 0, 20


def tried() -> list[Weights]:
    """Return the weights in use and some others; dense and lexical share 1."""
    every = [dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values())]
    drawn = random.Random(SEED).sample(every, DRAWN)
    return [Weights(), *(Weights(dense=round(1 - one["lexical"], 2), **one) for one in drawn)]


def quality(library: Library, question: Question) -> float:
    """Return the mean of nDCG@10 and evidence@300w of a question."""
    hits = library.search(question.question, k=DEPTH).hits
    spans = [[Span(*pair) for pair in hit.passage.spans] for hit in hits]
    words = evidence_within(question.evidence, spans, [hit.passage.text for hit in hits], 300)
    return (ndcg(question.evidence, spans) + words) / 2


def measure(questions: list[Question], tried: list[Weights]) -> NDArray[np.float64]:
    """Return quality by combination and question."""
    rows = []
    for weights in tried:
        library = Library.open(Settings(), weights)
        rows.append([quality(library, question) for question in questions])
        library.close()
    return np.array(rows)


def held_out(scores: NDArray[np.float64]) -> float:
    """Return the mean over questions, each scored with the weights that were best without its fold."""
    rng, count = np.random.default_rng(SEED), scores.shape[1]
    means = []
    for _ in range(REPEATS):
        order = rng.permutation(count)
        for fold in range(FOLDS):
            out = order[fold::FOLDS]
            rest = np.setdiff1d(order, out)
            means.extend(scores[scores[:, rest].mean(axis=1).argmax(), out])
    return float(np.mean(means))


def main() -> None:
    """Print the held-out and the best figures, and the mean of every value of every weight."""
    questions = [one for path in sys.argv[1:] for one in read_questions(Path(path)) if one.answerable]
    every = tried()
    scores = measure(questions, every)
    means = scores.mean(axis=1)
    print("held-out", round(held_out(scores), 4), "in use", round(float(means[0]), 4))
    for at in np.argsort(-means)[:5]:
        print(round(float(means[at]), 4), asdict(every[at]))
    for name, values in GRID.items():
        of = {value: means[[asdict(one)[name] == value for one in every]] for value in values}
        print(name, {value: round(float(found.mean()), 4) for value, found in of.items() if found.size})


if __name__ == "__main__":
    main()
