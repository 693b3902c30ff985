"""Choose the mixing weights of the search on judged questions: usage
`tune_weights.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Some of all combinations of the grid, drawn with a fixed seed, rank every answerable question once; five-fold
cross-validation, repeated, then chooses on four fifths and scores on the rest, so that the held-out figure says what
tuning really brings. The measure is the mean of nDCG@10 and evidence@300w.
"""

import sys
from pathlib import Path

import numpy as np
from grids import drawn, show
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
    "next": (0.1, 0.2, 0.3),
}
DEPTH = 20


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
    """Print what the choice brings on questions held out, and the means."""
    questions = [one for path in sys.argv[1:] for one in read_questions(Path(path)) if one.answerable]
    every = [Weights(), *(Weights(dense=round(1 - one["lexical"], 2), **one) for one in drawn(GRID))]
    show(GRID, every, measure(questions, every))


if __name__ == "__main__":
    main()
