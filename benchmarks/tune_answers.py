"""Choose how sentences are picked for an answer: usage `tune_answers.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Some of all combinations of the grid, drawn with a fixed seed, answer every answerable question once; five-fold
cross-validation, repeated, then chooses on four fifths and scores on the rest. The measure is evidence@120w.
"""

import sys
from pathlib import Path

import numpy as np
from grids import drawn, show
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
    "clauses": (0.0, 0.3, 0.8),
    "pins": (0.0, 0.4, 0.8),
    "keep": (0.4, 0.5, 0.7),
    "number": (0.0, 0.5, 1.0),
}


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


def main() -> None:
    """Print what the choice brings on questions held out, and the means."""
    questions = [one for path in sys.argv[1:] for one in read_questions(Path(path)) if one.answerable]
    mixes = [Mix(), *(Mix(**one) for one in drawn(GRID))]
    show(GRID, mixes, measure(questions, mixes))


if __name__ == "__main__":
    main()
