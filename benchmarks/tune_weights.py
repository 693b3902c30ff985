"""Choose the mixing weights of the search on judged questions: usage `tune_weights.py QUESTIONS.jsonl`.

Every combination of the grid ranks every answerable question once; five-fold cross-validation then chooses on four
fifths and scores on the rest, so the held-out figure says what tuning really brings.
"""

import itertools
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrgraph.evaluation.judgements import Question, read_questions
from scrgraph.evaluation.measures import evidence_within, ndcg
from scrgraph.library import Library
from scrgraph.retrieval.fusion import Weights
from scrgraph.settings import Settings
from scrgraph.source.text import Span

DENSE = (0.5, 0.6, 0.7)
GRAPH = (0.0, 0.1, 0.2, 0.3, 0.45)
SENTENCE = (0.3, 0.5, 0.7)
FOLDS, SEED, DEPTH = 5, 0, 20


def grid() -> list[Weights]:
    """Return the combinations tried; dense and lexical share 1."""
    return [
        Weights(dense=dense, lexical=round(1 - dense, 2), graph=graph, sentence=sentence)
        for dense, graph, sentence in itertools.product(DENSE, GRAPH, SENTENCE)
    ]


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


def main() -> None:
    """Print the held-out and the best figures."""
    questions = [question for question in read_questions(Path(sys.argv[1])) if question.answerable]
    tried = [Weights(), *grid()]
    scores = measure(questions, tried)
    order = np.random.default_rng(SEED).permutation(len(questions))
    held = np.zeros(len(questions))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        rest = np.setdiff1d(order, out)
        held[out] = scores[scores[:, rest].mean(axis=1).argmax(), out]
    print("held-out", round(float(held.mean()), 4))
    print("in use", round(float(scores[0].mean()), 4))
    for at in scores.mean(axis=1).argsort()[::-1][:8]:
        print(round(float(scores[at].mean()), 4), tried[at])
    for name in ("dense", "graph", "sentence"):
        values = sorted({getattr(weights, name) for weights in tried})
        means = [scores[[getattr(w, name) == v for w in tried]].mean() for v in values]
        print(name, {v: round(float(m), 4) for v, m in zip(values, means, strict=True)})


if __name__ == "__main__":
    main()
