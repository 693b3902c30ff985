"""Ranked passages and facts to an answer: verbatim statements, numbers, the subgraph, or silence with its reason."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scrgraph import wire
from scrgraph.answering import confidence as sureness
from scrgraph.answering.asked import Asking
from scrgraph.answering.aspects import clause_vectors, pins
from scrgraph.answering.constraints import Constraint, constraints, unmet
from scrgraph.answering.facts import FactFinder, asks_for_number, in_its_rows
from scrgraph.answering.from_graph import FromGraph, Query
from scrgraph.answering.selection import BESIDE_FACTS, BUDGET_WORDS, PASSAGES, Candidate, Mix, candidates, choose
from scrgraph.answering.statements import own_words, statement
from scrgraph.answering.subgraph import subgraph
from scrgraph.answering.verification import verify, verify_fact
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.iri import Iris
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document
from scrgraph.sparql.named import NamedQuery

NEAREST = 2
"""Statements shown beside a silence: the nearest thing that the report does say."""

Views = Mapping[int, wire.PassageView]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a question before anything is said: passages by row, best sentences, facts, confidence."""

    ranking: Ranking
    passages: Views
    ordered: Sequence[Candidate]
    facts: Sequence[wire.FactView]
    pinned: Sequence[Constraint]
    unmet: Sequence[Constraint]
    features: sureness.Features


class Answerer:
    """Answers questions from one generation."""

    def __init__(
        self,
        searcher: Searcher,
        catalogue: Catalogue,
        document: Callable[[str], Document],
        facts: Path,
        iris: Iris,
        ordinary: Callable[[str], bool],
        mix: Mix,
        queries: Sequence[NamedQuery],
        query: Query,
    ) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._facts = FactFinder(catalogue, facts, searcher.linker, document)
        asking = Asking(queries, iris, searcher.lexical.stems, lambda: self._authors)
        self._graph = FromGraph(asking, query, iris, catalogue, searcher.sentences, document, self._statement)
        self._ordinary = ordinary
        self._mix = mix

    def ask(self, question: str) -> wire.AnswerView:
        """Return the answer to a question (already checked: not empty, not too long).

        Raises:
            VerificationError: a statement differs from its source.
        """
        started = time.perf_counter()
        links = self._searcher.linker.link(question)
        answer = self._graph.answer(question, links) or self._from_text(question, self.evidence(question))
        return answer.model_copy(update={"took_ms": round((time.perf_counter() - started) * 1000, 2)})

    def evidence(self, question: str) -> Evidence:
        """Gather what bears on a question."""
        searcher = self._searcher
        ranking = searcher.rank(question)
        rows = [hit.row for hit in ranking.hits[:PASSAGES]]
        passages = dict(zip(rows, self._catalogue.rows("passage", rows, wire.PassageView), strict=True))
        clauses = clause_vectors(question, ranking.vector, searcher.encoder)
        ordered = candidates(
            ranking, clauses, searcher.sentences, lambda row: (passages[row].kind, passages[row].text), self._mix
        )
        exact, claims = self._facts.find(ranking)
        exact = [in_its_rows(fact, self._document(fact.document)) for fact in exact]
        pinned = constraints(question, ranking.links, searcher.lexical, self._ordinary)
        # A number that accounts for every telling word of the question meets all that it pins down.
        missing = [] if exact else self._unmet(rows[: sureness.BEST], pinned, passages)
        best = max((candidate.cosine for candidate in ordered), default=0.0)
        features = sureness.features(ranking, best, pinned, missing, exact=bool(exact))
        return Evidence(ranking, passages, ordered, exact or claims, pinned, missing, features)

    def _unmet(self, rows: Sequence[int], pinned: Sequence[Constraint], passages: Views) -> list[Constraint]:
        texts = [
            f"{one.section.title}. {own_words(one, self._document(one.document))}"
            for one in map(passages.get, rows)
            if one
        ]
        return unmet(pinned, rows, texts, self._searcher.network.tied, self._searcher.lexical)

    def _from_text(self, question: str, evidence: Evidence) -> wire.AnswerView:
        sure = sureness.confidence(evidence.features)
        if asks_for_number(question) and not evidence.features.exact and any(one.decisive for one in evidence.unmet):
            sure = min(sure, sureness.OTHER)
        answered = bool(evidence.ordered) and sure >= sureness.THRESHOLD
        chosen = self._chosen(evidence) if answered else self._chosen(evidence)[:NEAREST]
        statements = [self._statement(evidence.passages[one.passage], (one.start, one.end)) for one in chosen]
        facts = [verify_fact(fact, self._document(fact.document)) for fact in evidence.facts] if answered else []
        shown = {one.passage for one in chosen}
        return wire.AnswerView(
            question=question,
            answered=answered,
            confidence=round(sure, 3),
            reason=None if answered else sureness.reason(question, evidence.unmet, self._searcher.lexical),
            kind="number" if facts else "finding",
            statements=tuple(statements),
            facts=tuple(facts),
            graph=subgraph([evidence.passages[row] for row in evidence.passages if row in shown], facts),
        )

    def _chosen(self, evidence: Evidence) -> list[Candidate]:
        budget = BESIDE_FACTS if evidence.features.exact else BUDGET_WORDS
        searcher, pinned = self._searcher, evidence.pinned

        def named(one: Candidate) -> tuple[bool, ...]:
            if not pinned:
                return ()
            things = frozenset(link.local for link in searcher.linker.link(one.text))
            return pins(pinned, one.text, things, frozenset(searcher.lexical.stems(one.text)), searcher.lexical)

        return choose(evidence.ordered, searcher.sentences, named, self._mix, budget)

    @cached_property
    def _authors(self) -> dict[str, str]:
        """Names of the authors of works and reviews: families and organisations by their lower case."""
        works = self._catalogue.all("reference", wire.ReferenceView)
        families = [author.family or author.organisation for work in works for author in work.authors]
        people = [name for review in self._catalogue.all("review", wire.ReviewView) for name in review.authors]
        families += [name.split()[-1] for name in people if name.split()]
        return {name.casefold(): name for name in families if name}

    def _statement(self, passage: wire.PassageView, unit: tuple[int, int]) -> wire.StatementView:
        document = self._document(passage.document)
        return verify(statement(passage, unit, document), document)
