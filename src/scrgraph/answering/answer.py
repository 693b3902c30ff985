"""Ranked passages and facts to an answer: verbatim statements, numbers, the subgraph, or silence with its reason."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrgraph import wire
from scrgraph.answering import confidence as sureness
from scrgraph.answering.aspects import clause_vectors, pins
from scrgraph.answering.citing import Cited, cited
from scrgraph.answering.constraints import Constraint, constraints, unmet
from scrgraph.answering.facts import FactFinder, asks_for_number, in_its_rows
from scrgraph.answering.selection import BESIDE_FACTS, BUDGET_WORDS, PASSAGES, Candidate, Mix, candidates, choose
from scrgraph.answering.statements import own_words, statement, unit_at
from scrgraph.answering.subgraph import subgraph
from scrgraph.answering.verification import verify, verify_fact
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document

NEAREST = 2
"""Statements shown beside a silence: the nearest thing that the report does say."""
MOST_CITING = 12
"""Statements shown of a work that many places cite; the query that the answer shows yields them all."""

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
        base: str,
        ordinary: Callable[[str], bool],
        mix: Mix,
    ) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._facts = FactFinder(catalogue, facts, searcher.linker)
        self._base = base
        self._ordinary = ordinary
        self._mix = mix

    def ask(self, question: str) -> wire.AnswerView:
        """Return the answer to a question (already checked: not empty, not too long).

        Raises:
            VerificationError: a statement differs from its source.
        """
        started = time.perf_counter()
        evidence = self.evidence(question)
        works = cited(evidence.ranking, self._catalogue)
        answer = self._from_citations(question, works) if works else self._from_text(question, evidence)
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
        missing = self._unmet(rows[: sureness.BEST], pinned, passages)
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

    def _from_citations(self, question: str, works: Sequence[Cited]) -> wire.AnswerView:
        """Answer what is cited, and where, from the graph."""
        places = [place for work in works for place in work.places][:MOST_CITING]
        passages = {place.passage: self._passage(place.passage) for place in places}
        statements = [self._citing(passages[place.passage], place.start) for place in places]
        distinct = list({one.spans: one for one in statements}.values())
        keys = " and ".join(work.work.key for work in works)
        page = next((f" at page {work.page}" for work in works if work.page is not None), "")
        return wire.AnswerView(
            question=question,
            answered=bool(distinct),
            confidence=sureness.FROM_GRAPH,
            reason=None if distinct else f"The report lists {keys} and does not cite it{page}.",
            kind="citation",
            statements=tuple(distinct),
            graph=subgraph(list(passages.values()), []),
            sparql=works[0].sparql(self._base),
        )

    def _passage(self, identifier: str) -> wire.PassageView:
        position = self._catalogue.position("passage", identifier)
        return self._catalogue.row("passage", -1 if position is None else position, wire.PassageView)

    def _citing(self, passage: wire.PassageView, offset: int) -> wire.StatementView:
        row = self._catalogue.position("passage", passage.id)
        places = self._searcher.sentences.places[list(self._searcher.sentences.of(-1 if row is None else row)), 1:]
        units = [(int(start), int(end)) for start, end in places]
        return self._statement(passage, unit_at(passage, units, offset, self._document(passage.document)))

    def _statement(self, passage: wire.PassageView, unit: tuple[int, int]) -> wire.StatementView:
        document = self._document(passage.document)
        return verify(statement(passage, unit, document), document)
