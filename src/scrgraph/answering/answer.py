"""Ranked passages and facts to an answer: verbatim statements, numbers, the subgraph, or silence with its reason."""

import re
import time
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from scrgraph import wire
from scrgraph.answering import confidence as sureness
from scrgraph.answering.asked import Asking
from scrgraph.answering.by_edition import ByEdition
from scrgraph.answering.contradictions import KIND, bearing, notes, other_sides
from scrgraph.answering.evidence import Evidence, Gathering
from scrgraph.answering.facts import in_its_rows
from scrgraph.answering.from_graph import FromGraph, Query
from scrgraph.answering.inputs import inputs_query
from scrgraph.answering.selection import Mix
from scrgraph.answering.silence import nearest, reason
from scrgraph.answering.statements import statement
from scrgraph.answering.subgraph import subgraph
from scrgraph.answering.verification import verify, verify_fact
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.places import Places
from scrgraph.iri import Iris
from scrgraph.reading.linker import Link
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document
from scrgraph.sparql.named import NamedQuery

HELD = 32
"""Answers of the graph that are held: a page searches and asks, and both want to know what the graph tells."""
_BULLET = re.compile(r"[-–•]\s+(?=\w)")


class Answerer:
    """Answers questions from one generation."""

    def __init__(
        self,
        searcher: Searcher,
        catalogue: Catalogue,
        document: Callable[[str], Document],
        facts: Path,
        iris: Iris,
        mix: Mix,
        queries: Sequence[NamedQuery],
        query: Query,
    ) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._gathering = Gathering(searcher, catalogue, document, facts, mix)
        self._iris = iris
        stems = searcher.lexical.stems
        asking = Asking(
            queries,
            iris,
            stems,
            lambda: self._authors,
            lambda: self._publishers,
            lambda: self._works,
            lambda: self._issued,
        )
        self._graph = FromGraph(asking, query, iris, catalogue, searcher.sentences, document, self._statement)
        self._read_off = lru_cache(HELD)(self._of_the_graph)
        self._editions = ByEdition(queries, query, iris, catalogue, searcher, document, self._statement)

    def ask(self, question: str) -> wire.AnswerView:
        """Return the answer to a question (already checked: not empty, not too long).

        Raises:
            VerificationError: a statement differs from its source.
        """
        started = time.perf_counter()
        links = self._searcher.linker.link(question)
        answer = self._read_off(question, tuple(links)) or self._from_text(question, self.evidence(question))
        return answer.model_copy(update={"took_ms": round((time.perf_counter() - started) * 1000, 2)})

    def told(self, question: str, links: Sequence[Link]) -> list[int]:
        """Return the rows of the passages in which the answer stands that the graph or a table gives outright.

        A sentence that says by its form what the term means that is asked for is such an answer too.
        """
        answer = self._read_off(question, tuple(links))
        told: Sequence[wire.StatementView | wire.FactView] = (
            self._gathering.numbers(question, links) if answer is None else [*answer.statements, *answer.facts]
        )
        rows = (row for one in told for row in self._places.rows(one.document, one.spans))
        return list(dict.fromkeys(rows)) or list(self._gathering.definitions(question))

    @cached_property
    def _places(self) -> Places:
        return Places.of(self._catalogue)

    def _of_the_graph(self, question: str, links: tuple[Link, ...]) -> wire.AnswerView | None:
        return self._graph.answer(question, links) or self._editions.answer(question, links)

    def evidence(self, question: str) -> Evidence:
        """Gather what bears on a question."""
        return self._gathering.gather(question)

    def _from_text(self, question: str, evidence: Evidence) -> wire.AnswerView:
        sure = sureness.confidence(evidence.features)
        if any(one.decisive and (evidence.features.unsure_number or not one.dated) for one in evidence.unmet):
            sure = min(sure, sureness.OTHER)
        if evidence.contradicted is not None or (evidence.misses and not evidence.features.said):
            sure = min(sure, sureness.OTHER)
        answered = bool(evidence.chosen) and sure >= sureness.THRESHOLD
        chosen = evidence.chosen if answered else nearest(question, evidence.chosen)
        statements = [self._statement(evidence.passages[one.passage], (one.start, one.end)) for one in chosen]
        sure_number = bool(evidence.features.exact)
        facts = [one for one in evidence.facts if answered and (sure_number or _stands_in(one, statements))]
        share = [one for one in [evidence.share] if one is not None and answered and _stands_in(one, statements)]
        facts = [*share, *facts]
        rests_on = evidence.cells if sure_number and answered else share
        if evidence.contradicted is not None:
            facts = [in_its_rows(evidence.contradicted.fact, self._document(evidence.contradicted.fact.document))]
        against = self._against(question, evidence, statements) if answered else []
        facts += other_sides(against, [*facts, *statements], self._iris)
        facts = [verify_fact(fact, self._document(fact.document)) for fact in facts]
        shown = {one.passage for one in chosen}
        return wire.AnswerView(
            question=question,
            answered=answered,
            confidence=round(sure, 3),
            reason=None if answered else reason(question, evidence, self._searcher.lexical),
            kind="number" if facts else "finding",
            statements=tuple(statements),
            facts=tuple(facts),
            graph=subgraph([evidence.passages[row] for row in evidence.passages if row in shown], facts),
            sparql=inputs_query(rests_on, self._iris),
            notes=notes(against),
        )

    def _against(
        self, question: str, evidence: Evidence, statements: Sequence[wire.StatementView]
    ) -> list[wire.AuditView]:
        """Return the contradictions that an answer to a question of number rests on."""
        if not (evidence.features.exact or evidence.features.unsure_number):
            return []
        stems = self._searcher.lexical.stems
        asked = set(stems(question))
        cells = evidence.cells if evidence.features.exact else evidence.cells[:1]
        return bearing(
            self._contradictions, cells, statements, lambda text: 2 * len(asked & set(stems(text))) >= len(asked)
        )

    @cached_property
    def _contradictions(self) -> list[wire.AuditView]:
        return [finding for finding in self._catalogue.all("audit", wire.AuditView) if finding.kind == KIND]

    @cached_property
    def _authors(self) -> dict[str, str]:
        """Names of the authors of works and reviews: families and organisations by their lower case."""
        works = self._catalogue.all("reference", wire.ReferenceView)
        families = [author.family or author.organisation for work in works for author in work.authors]
        people = [name for review in self._catalogue.all("review", wire.ReviewView) for name in review.authors]
        families += [name.split()[-1] for name in people if name.split()]
        return {name.casefold(): name for name in families if name}

    @cached_property
    def _works(self) -> dict[str, str]:
        return {work.key: work.iri for work in self._catalogue.all("reference", wire.ReferenceView)}

    @cached_property
    def _issued(self) -> dict[str, tuple[str, ...]]:
        """The IRIs of the listed works that are a policy itself, by the policy's local id."""
        policies = self._catalogue.all("policy", wire.EntityView)
        return {
            self._iris.local(one.iri) or "": tuple(self._works[key] for key in one.keys if key in self._works)
            for one in policies
        }

    @cached_property
    def _publishers(self) -> tuple[str, ...]:
        works = self._catalogue.all("reference", wire.ReferenceView)
        return tuple(dict.fromkeys(work.publisher for work in works if work.publisher))

    def _statement(self, passage: wire.PassageView, unit: tuple[int, int]) -> wire.StatementView:
        document = self._document(passage.document)
        start, end = unit
        mark = _BULLET.match(passage.text, start)
        return verify(statement(passage, (mark.end() if mark else start, end), document), document)


def _stands_in(fact: wire.FactView, statements: Sequence[wire.StatementView]) -> bool:
    """Whether a claim of the prose stands in what is said: a number from elsewhere may be about something else."""
    said = [span for one in statements if one.document == fact.document for span in one.spans]
    return any(start < end and first < last for start, last in said for first, end in fact.spans)
