"""Choose how sentences are picked for an answer: usage `tune_answers.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Some of all combinations of the grid, drawn with a fixed seed, answer every answerable question once; five-fold
cross-validation, repeated, then chooses on four fifths and scores on the rest. The measure is evidence@120w.
"""

import itertools
import random
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrgraph.answering.selection import Mix
from scrgraph.evaluation.judgements import Question, read_questions
from scrgraph.evaluation.run import ANSWER_WORDS, answered_evidence
from scrgraph.library import Library
from scrgraph.settings import Settings

GRID = {
    "passage": (1.6, 2.2, 3.0),
    "words": (0.7, 1.5, 2.2),
    "meaning": (0.2, 0.5, 1.0),
    "clauses": (0.0, 0.5, 1.0),
    "pins": (0.0, 0.4, 0.8),
    "keep": (0.4, 0.6, 0.8),
}
DRAWN, FOLDS, REPEATS, SEED = 40, 5, 10, 0


def tried() -> list[Mix]:
    """Return the mix in use and some others."""
    every = [Mix(**dict(zip(GRID, values, strict=True))) for values in itertools.product(*GRID.values())]
    return [Mix(), *random.Random(SEED).sample(every, DRAWN)]


def measure(questions: list[Question], mixes: list[Mix]) -> NDArray[np.float64]:
    """Return evidence@120w by mix and question."""
    rows = []
    for mix in mixes:
        library = Library.open(Settings(), mix=mix)
        answers = [library.ask(question.question) for question in questions]
        pairs = zip(questions, answers, strict=True)
        rows.append([answered_evidence(q, answer, library.document_text, ANSWER_WORDS) for q, answer in pairs])
        library.close()
    return np.array(rows)


def held_out(scores: NDArray[np.float64]) -> float:
    """Return the mean over questions, each scored with the mix that was best without its fold."""
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
    mixes = tried()
    scores = measure(questions, mixes)
    means = scores.mean(axis=1)
    print("held-out", round(held_out(scores), 4))
    print("in use", round(float(means[0]), 4))
    for at in means.argsort()[::-1][:5]:
        print(round(float(means[at]), 4), asdict(mixes[at]))
    for name, values in GRID.items():
        print(name, {v: round(float(means[[getattr(m, name) == v for m in mixes]].mean()), 4) for v in values})


if __name__ == "__main__":
    main()
