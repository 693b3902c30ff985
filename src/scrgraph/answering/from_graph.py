"""Answers read off the graph: the question's form, the query that it asks for, and what that finds."""

from collections.abc import Callable, Sequence

from scrgraph import wire
from scrgraph.answering.asked import Asked, Asking
from scrgraph.answering.confidence import FROM_GRAPH
from scrgraph.answering.found import Found, Row, facts, found
from scrgraph.answering.statements import unit_at
from scrgraph.answering.subgraph import subgraph
from scrgraph.answering.verification import verify_fact
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.iri import Iris
from scrgraph.reading.linker import Link
from scrgraph.source.document import Document

MOST_PLACES = 12
"""Statements shown of a work that many places cite; the query that the answer shows yields them all."""

Query = Callable[[str], Sequence[Row]]
State = Callable[[wire.PassageView, tuple[int, int]], wire.StatementView]


class FromGraph:
    """Answers questions of the forms that the graph knows. `query` runs SPARQL, `state` verifies a statement."""

    def __init__(
        self,
        asking: Asking,
        query: Query,
        iris: Iris,
        catalogue: Catalogue,
        sentences: SentenceIndex,
        document: Callable[[str], Document],
        state: State,
    ) -> None:
        self._asking = asking
        self._query = query
        self._iris = iris
        self._catalogue = catalogue
        self._sentences = sentences
        self._document = document
        self._state = state

    def answer(self, question: str, links: Sequence[Link]) -> wire.AnswerView | None:
        """Return the answer to a question of a known form.

        None where it has none, or where the graph holds nothing: the text may say what the graph does not know. Of a
        work, the list and the text are known to the end: it is answered that nothing cites it.
        """
        asked = self._asking.find(question, links)
        if asked is None:
            return None
        rows = self._query(asked.rows)
        things = found(rows, self._iris, lambda name: self._document(name).text)
        if not things and asked.form.query != "citing-places":
            return None
        passages = self._passages(rows) if asked.form.shape == "places" else {}
        statements = list({one.spans: one for one in self._statements(things, passages)}.values())
        shown = [verify_fact(fact, self._document(fact.document)) for fact in facts(asked, things)]
        return wire.AnswerView(
            question=question,
            answered=bool(things),
            confidence=FROM_GRAPH,
            reason=None if things else _nothing(asked),
            kind="citation" if asked.form.shape == "places" else "graph",
            statements=tuple(statements[:MOST_PLACES]),
            facts=tuple(shown),
            graph=subgraph([passages[one.iri] for one in things[:MOST_PLACES] if one.iri in passages], shown),
            sparql=asked.sparql,
        )

    def _passages(self, rows: Sequence[Row]) -> dict[str, wire.PassageView]:
        """Return the passage of each thing that stands in one."""
        views = {}
        for row in rows:
            name = (self._iris.local(row.get("passage", "")) or "").removeprefix("passage/")
            view = self._catalogue.get("passage", name, wire.PassageView) if name else None
            if view is not None:
                views[row["thing"]] = view
        return views

    def _statements(self, things: Sequence[Found], passages: dict[str, wire.PassageView]) -> list[wire.StatementView]:
        placed = [(passages[one.iri], one.spans[0][0]) for one in things if one.iri in passages]
        return [self._state(passage, self._unit(passage, start)) for passage, start in placed[: 2 * MOST_PLACES]]

    def _unit(self, passage: wire.PassageView, offset: int) -> tuple[int, int]:
        row = self._catalogue.position("passage", passage.id)
        places = self._sentences.places[list(self._sentences.of(-1 if row is None else row)), 1:]
        units = [(int(start), int(end)) for start, end in places]
        return unit_at(passage, units, offset, self._document(passage.document))


def _nothing(asked: Asked) -> str:
    page = f" at page {asked.page}" if asked.page is not None else ""
    return f"The report lists {asked.subject} and does not cite it{page}."
