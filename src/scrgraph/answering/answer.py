"""Ranked passages and facts to an answer: verbatim statements, numbers, the subgraph, or silence with its reason."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scrgraph import wire
from scrgraph.answering import confidence as sureness
from scrgraph.answering.constraints import Constraint, constraints, unmet
from scrgraph.answering.facts import FactFinder, asks_for_number
from scrgraph.answering.selection import Candidate, candidates, choose
from scrgraph.answering.statements import statement
from scrgraph.answering.subgraph import subgraph
from scrgraph.answering.verification import verify, verify_fact
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.retrieval.search import Ranking, Searcher
from scrgraph.source.document import Document

NEAREST = 2
"""Statements shown beside a silence: the nearest thing that the report does say."""


class Answerer:
    """Answers questions from one generation."""

    def __init__(
        self, searcher: Searcher, catalogue: Catalogue, document: Callable[[str], Document], facts: Path
    ) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._facts = FactFinder(catalogue, facts, searcher.linker)

    def ask(self, question: str) -> wire.AnswerView:
        """Return the answer to a question (already checked: not empty, not too long).

        Raises:
            VerificationError: a statement differs from its source.
        """
        started = time.perf_counter()
        ranking = self._searcher.rank(question)
        passages = self._passages(ranking)
        ordered = self._ordered(ranking, passages)
        pinned = constraints(question, ranking.links, self._searcher.lexical)
        missing = self._unmet(ranking, pinned, passages)
        sure = sureness.confidence(sureness.features(ranking, _best(ordered), pinned, missing))
        answered = bool(ordered) and sure >= sureness.THRESHOLD
        statements = self._statements(ordered, passages, answered)
        facts = [verify_fact(f, self._document(f.document)) for f in self._facts.find(ranking)] if answered else []
        cited = {s.passage for s in statements}
        reason = None if answered else sureness.reason(question, missing, self._searcher.lexical)
        return wire.AnswerView(
            question=question,
            answered=answered,
            confidence=round(sure, 3),
            reason=reason,
            kind="number" if asks_for_number(question) else "finding",
            statements=tuple(statements),
            facts=tuple(facts),
            graph=subgraph([p for p in passages.values() if p.id in cited], facts),
            took_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def features(self, question: str) -> sureness.Features:
        """Return what the confidence is computed from."""
        ranking = self._searcher.rank(question)
        passages = self._passages(ranking)
        pinned = constraints(question, ranking.links, self._searcher.lexical)
        missing = self._unmet(ranking, pinned, passages)
        return sureness.features(ranking, _best(self._ordered(ranking, passages)), pinned, missing)

    def _unmet(
        self, ranking: Ranking, pinned: Sequence[Constraint], passages: dict[int, wire.PassageView]
    ) -> list[Constraint]:
        rows = [hit.row for hit in ranking.hits[: sureness.BEST]]
        texts = [f"{passages[row].section.title}. {passages[row].text}" for row in rows]
        return unmet(pinned, rows, texts, self._searcher.network.tied, self._searcher.lexical)

    def _passages(self, ranking: Ranking) -> dict[int, wire.PassageView]:
        rows = [hit.row for hit in ranking.hits[:10]]
        return dict(zip(rows, self._catalogue.rows("passage", rows, wire.PassageView), strict=True))

    def _ordered(self, ranking: Ranking, passages: dict[int, wire.PassageView]) -> list[Candidate]:
        searcher = self._searcher
        return candidates(ranking, searcher.sentences, searcher.lexical, lambda row: passages[row].text)

    def _statements(
        self, ordered: Sequence[Candidate], passages: dict[int, wire.PassageView], answered: bool
    ) -> list[wire.StatementView]:
        chosen = choose(ordered, self._searcher.sentences.vectors, lambda row: passages[row].text)
        kept = chosen if answered else chosen[:NEAREST]
        made = []
        for candidate in kept:
            passage = passages[candidate.passage]
            document = self._document(passage.document)
            made.append(verify(statement(passage, candidate, document), document))
        return made


def _best(ordered: Sequence[Candidate]) -> float:
    return max((candidate.cosine for candidate in ordered), default=0.0)
