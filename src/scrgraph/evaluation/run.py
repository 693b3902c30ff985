"""Judged questions through a system to a report: search, answers, silence."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from scrgraph import wire
from scrgraph.evaluation import measures
from scrgraph.evaluation.judgements import Question, read_questions
from scrgraph.evaluation.report import Line, Report, report
from scrgraph.source.text import Span, fold_text

DEPTH = 20
ANSWER_WORDS = 120
BUDGETS = (300, 600, 1500)
_VALUED = {"numeric", "table", "statistic"}


class System(Protocol):
    """What can be judged: it searches, answers and shows its texts."""

    def search(self, query: str, *, k: int = 10) -> wire.SearchView:
        """Return ranked passages."""

    def ask(self, question: str) -> wire.AnswerView:
        """Return an answer."""

    def document_text(self, identifier: str) -> str:
        """Return the text that spans refer to."""


def evaluate(system: System, questions: Path, described: Mapping[str, str]) -> Report:
    """Ask every question and return the report; `described` says what the system is.

    Raises:
        InputError: the file cannot be read as questions.
    """
    judged = read_questions(questions)
    texts: dict[str, str] = {}
    return report([_line(system, question, texts) for question in judged], described)


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
        judged=question.digest,
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
