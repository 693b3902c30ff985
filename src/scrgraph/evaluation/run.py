"""Judged questions through a system to a report: search, answers, silence, each with a bootstrap interval.

Intervals: percentile bootstrap over questions (Efron and Tibshirani 1993), 1,000 resamples, fixed seed.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from scrgraph import wire
from scrgraph.evaluation import measures
from scrgraph.evaluation.judgements import Question, read_questions
from scrgraph.source.text import Span, fold_text

DEPTH = 20
ANSWER_WORDS = 120
BUDGETS = (300, 600, 1500)
RESAMPLES = 1000
SEED = 7
_VALUED = {"numeric", "table", "statistic"}


class System(Protocol):
    """What can be judged: it searches, answers and shows its texts."""

    def search(self, query: str, *, k: int = 10) -> wire.SearchView:
        """Return ranked passages."""

    def ask(self, question: str) -> wire.AnswerView:
        """Return an answer."""

    def document_text(self, identifier: str) -> str:
        """Return the text that spans refer to."""


class Frozen(BaseModel):
    """Base of the report's parts."""

    model_config = ConfigDict(frozen=True)


class Figure(Frozen):
    """A mean over questions with its 95 % interval."""

    mean: float
    low: float
    high: float
    questions: int


class Line(Frozen):
    """What was measured on one question; None where a measure does not apply."""

    id: str
    type: str
    answerable: bool
    answered: bool
    confidence: float
    unverified: int
    scores: dict[str, float]


class Report(Frozen):
    """All figures. `auc` ranks answerable above unanswerable by confidence; `unverified` must be 0."""

    questions: int
    search: dict[str, Figure]
    answers: dict[str, Figure]
    silence: dict[str, float]
    unverified: int
    by_type: dict[str, dict[str, float]]
    lines: list[Line]


def evaluate(system: System, questions: Path) -> Report:
    """Ask every question and return the report.

    Raises:
        InputError: the file cannot be read as questions.
    """
    judged = read_questions(questions)
    texts: dict[str, str] = {}
    lines = [_line(system, question, texts) for question in judged]
    return report(lines)


def report(lines: Sequence[Line]) -> Report:
    """Sum lines up."""
    names = list(dict.fromkeys(name for line in lines for name in line.scores))
    figures = {name: figure([line.scores[name] for line in lines if name in line.scores]) for name in names}
    answer_names = ("evidence@120w", "value", "answered")
    return Report(
        questions=len(lines),
        search={name: f for name, f in figures.items() if name not in answer_names},
        answers={name: f for name, f in figures.items() if name in answer_names},
        silence=_silence(lines),
        unverified=sum(line.unverified for line in lines),
        by_type=_by_type(lines, names),
        lines=list(lines),
    )


def figure(values: Sequence[float]) -> Figure:
    """Return the mean with its bootstrap interval."""
    rng = random.Random(SEED)  # noqa: S311 - resampling, not secrets
    mean = sum(values) / len(values) if values else 0.0
    means = sorted(sum(rng.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES)) if values else [0.0]
    low, high = means[int(0.025 * len(means))], means[min(len(means) - 1, int(0.975 * len(means)))]
    return Figure(mean=round(mean, 4), low=round(low, 4), high=round(high, 4), questions=len(values))


def _line(system: System, question: Question, texts: dict[str, str]) -> Line:
    found = system.search(question.question, k=DEPTH)
    answer = system.ask(question.question)

    def text_of(document: str) -> str:
        if document not in texts:
            texts[document] = system.document_text(document)
        return texts[document]

    shown = [(hit.passage.document, hit.passage.spans, hit.passage.text) for hit in found.hits]
    shown += [(s.document, s.spans, s.text) for s in answer.statements]
    unverified = sum(fold_text(text_of(d), map(_span, spans)) != text for d, spans, text in shown)
    scores = _search_scores(question, found) | _answer_scores(question, answer, text_of) if question.answerable else {}
    return Line(
        id=question.id,
        type=question.type,
        answerable=question.answerable,
        answered=answer.answered,
        confidence=answer.confidence,
        unverified=unverified,
        scores=scores,
    )


def _span(pair: tuple[int, int]) -> Span:
    return Span(*pair)


def _search_scores(question: Question, found: wire.SearchView) -> dict[str, float]:
    hits = [[_span(pair) for pair in hit.passage.spans] for hit in found.hits]
    texts = [hit.passage.text for hit in found.hits]
    gold = question.evidence
    return {
        "ndcg@10": measures.ndcg(gold, hits),
        "hit@1": float(measures.first_direct(gold, hits) == 1),
        "mrr@10": measures.reciprocal_rank(gold, hits),
        **{f"evidence@{words}w": measures.evidence_within(gold, hits, texts, words) for words in BUDGETS},
    }


def _answer_scores(question: Question, answer: wire.AnswerView, text_of: Callable[[str], str]) -> dict[str, float]:
    scores = {
        "evidence@120w": answered_evidence(question, answer, text_of, ANSWER_WORDS),
        "answered": float(answer.answered),
    }
    if question.value and question.type in _VALUED and measures.numbers(question.value):
        words = " ".join(s.text for s in answer.statements).split()[:ANSWER_WORDS]
        values = " ".join(f"{fact.label} {fact.value}" for fact in answer.facts[:3])
        scores["value"] = float(measures.has_value(question.value, f"{' '.join(words)} {values}"))
    return scores


def answered_evidence(question: Question, answer: wire.AnswerView, text_of: Callable[[str], str], words: int) -> float:
    """Return the share of grade-2 evidence inside the first words of the statements, then of the facts."""
    parts = [(s.spans, s.text) for s in answer.statements]
    parts += [(f.spans, fold_text(text_of(f.document), map(_span, f.spans))) for f in answer.facts]
    spans = [[_span(pair) for pair in found] for found, _ in parts]
    return measures.evidence_within(question.evidence, spans, [text for _, text in parts], words)


def _silence(lines: Sequence[Line]) -> dict[str, float]:
    """Precision and recall of saying nothing on what is not answered, wrong silence on the rest, and the AUC."""
    silent = [line for line in lines if not line.answered]
    negatives = [line for line in lines if not line.answerable]
    positives = [line for line in lines if line.answerable]
    right = sum(not line.answerable for line in silent)
    return {
        "precision": round(right / len(silent), 4) if silent else 0.0,
        "recall": round(right / len(negatives), 4) if negatives else 0.0,
        "wrongly_silent": round((len(silent) - right) / len(positives), 4) if positives else 0.0,
        "auc": round(measures.auc([p.confidence for p in positives], [n.confidence for n in negatives]), 4),
    }


def _by_type(lines: Sequence[Line], names: Sequence[str]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for kind in sorted({line.type for line in lines}):
        own = [line for line in lines if line.type == kind]
        row = {"questions": float(len(own))}
        for name in names:
            values = [line.scores[name] for line in own if name in line.scores]
            if values:
                row[name] = round(sum(values) / len(values), 4)
        table[kind] = row
    return table
