"""What the documents say of a topic for each edition of a guidance: one sentence for each, in order of time.

A sentence speaks of an edition where it names it or cites it, or where it states what was required in the year of it.
The passages are those that the search finds for the topic; what the search finds in none of them is said to be missing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scrgraph import wire
from scrgraph.answering.asked import rebased
from scrgraph.answering.confidence import FROM_GRAPH
from scrgraph.answering.editions import Edition, EditionsAsked, editions_asked
from scrgraph.answering.found import Row
from scrgraph.answering.from_graph import Query, State
from scrgraph.answering.subgraph import subgraph
from scrgraph.embedding import Vectors
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.iri import Iris
from scrgraph.reading.linker import Link
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document
from scrgraph.source.text import Span, fold
from scrgraph.sparql.named import NamedQuery

QUERY = "editions-on-a-topic"
NEAR = 0.75
"""Share of the best passage's score from which another one is on the topic too; its own section's need less."""
COMMON = 0.2
"""Share of all passages from which a word tells nothing beside a rarer one: "review" in a report about reviews."""
ROOT = 5
"""Letters by which words of one root are known where stemming leaves them apart: "publish" and "publication"."""
_STATES = re.compile(
    r"\b(?:requir|must\b|should\b|expect|specif|emphasi|strengthen|oblig|advis|allow|permit|recommend)", re.IGNORECASE
)
_EDITIONS = """PREFIX c4o: <http://purl.org/spar/c4o/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX scr: <https://w3id.org/scrgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?series ?label ?year ?named WHERE {
  ?thing dcterms:isVersionOf ?series ; scr:year ?year ; skos:prefLabel ?label .
  BIND(EXISTS { ?mention a scr:Mention ; scr:refersTo ?thing } AS ?named)
} ORDER BY ?year"""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, [start, end) of a passage's text, that speaks of an edition: 2 by name, 1 of its series, else 0."""

    edition: str
    label: str
    year: int
    passage: wire.PassageView
    unit: tuple[int, int]
    named: int
    states: bool
    score: float

    @property
    def worth(self) -> tuple[object, ...]:
        """What makes it the one to show for its edition."""
        return self.states, self.named, self.score


@dataclass(frozen=True, slots=True)
class _Places:
    named: Sequence[int]
    dated: Sequence[int]


class ByEdition:
    """Answers what changed over the editions of a guidance. `query` runs SPARQL, `state` verifies a statement."""

    def __init__(
        self,
        queries: Sequence[NamedQuery],
        query: Query,
        iris: Iris,
        catalogue: Catalogue,
        searcher: Searcher,
        document: Callable[[str], Document],
        state: State,
    ) -> None:
        self._named = next((one for one in queries if one.name == QUERY), None)
        self._query = query
        self._iris = iris
        self._catalogue = catalogue
        self._searcher = searcher
        self._document = document
        self._state = state

    def answer(self, question: str, links: Sequence[Link]) -> wire.AnswerView | None:
        """Return one statement for each edition that the documents speak of on the topic.

        None for another question, and where fewer than two are spoken of: that is no change, and the text may say it.
        """
        asked = editions_asked(question, links, lambda: self._editions) if self._named is not None else None
        if asked is None or self._named is None:
            return None
        sparql = rebased(
            self._named.filled(
                {
                    "words": asked.topic,
                    "series": f"{self._iris.base}/id/{asked.series[0]}",
                    "since": str(asked.since),
                    "until": str(asked.until),
                }
            ),
            self._iris,
        )
        best: dict[int, Told] = {}
        for told in self._told(asked, self._query(sparql)):
            if told.year not in best or told.worth > best[told.year].worth:
                best[told.year] = told
        chosen = [best[year] for year in sorted(best)]
        if len({(one.passage.id, one.unit) for one in chosen}) < 2:
            return None
        return self._view(question, asked, chosen, sparql)

    @cached_property
    def _editions(self) -> tuple[Edition, ...]:
        return tuple(
            Edition(
                local=self._iris.local(row["thing"]) or "",
                series=self._iris.local(row["series"]) or "",
                label=row["label"],
                year=int(row["year"]),
                named=row["named"] == "true",
            )
            for row in self._query(rebased(_EDITIONS, self._iris))
        )

    def _told(self, asked: EditionsAsked, rows: Sequence[Row]) -> Iterator[Told]:
        """Yield the sentences that speak of an edition, of the passages that are on the topic."""
        near = self._near(asked.topic)
        vector = self._searcher.encoder.encode([asked.topic])[0]
        together: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            together.setdefault((row["passage"], row["thing"]), []).append(row)
        for (iri, _), same in together.items():
            at = self._catalogue.position("passage", (self._iris.local(iri) or "").removeprefix("passage/"))
            if at is not None and at in near:
                yield from self._sentences(asked, same, at, near[at], vector)

    def _near(self, topic: str) -> Mapping[int, float]:
        """Return the score of each passage on the topic: near the best or in its section, and with a word of it."""
        ranking = self._searcher.rank(topic)
        lexical = self._searcher.lexical
        held = {stem: often for stem in lexical.stems(topic) if (often := lexical.frequency(stem))}
        common = max(COMMON * len(lexical), min(held.values(), default=0))
        telling = {stem[:ROOT] for stem, often in held.items() if often <= common}
        if not ranking.hits or not telling:
            return {}
        views = self._catalogue.rows("passage", [hit.row for hit in ranking.hits[:20]], wire.PassageView)
        best = ranking.hits[0].score
        return {
            hit.row: hit.score
            for hit, view in zip(ranking.hits, views, strict=False)
            if hit.score >= NEAR * best or view.section == views[0].section
            if not telling.isdisjoint(stem[:ROOT] for stem in lexical.stems(f"{view.section.title} {view.text}"))
        }

    def _sentences(
        self, asked: EditionsAsked, same: Sequence[Row], at: int, near: float, vector: Vectors
    ) -> Iterator[Told]:
        """Yield the sentences of a passage that speak of one edition; `same` are its places there, if it is named."""
        passage = self._catalogue.row("passage", at, wire.PassageView)
        index = self._searcher.sentences
        places = self._places(passage, same)
        for sentence in index.of(at):
            start, end = (int(one) for one in index.places[sentence][1:])
            text = passage.text[start:end]
            states = _STATES.search(text) is not None
            named = 2 if any(start <= place < end for place in places.named) else 0
            if not named and not (states and any(start <= place < end for place in places.dated)):
                continue
            if not named and any(link.local in asked.series for link in self._searcher.linker.link(text)):
                named = 1
            score = near + float(index.similarities([sentence], vector)[0])
            edition = same[0]
            yield Told(
                edition["thing"], edition["label"], int(edition["value"]), passage, (start, end), named, states, score
            )

    def _places(self, passage: wire.PassageView, same: Sequence[Row]) -> "_Places":
        """Return where a passage's text names an edition, and where it gives its year outside of citations."""
        within = tuple(Span(*pair) for pair in passage.spans)
        folded = fold(self._document(passage.document).text, within)
        cited = [(c.start, c.end) for c in passage.citations if c.style not in ("by-name", "by-period")]
        dated = []
        for match in re.finditer(rf"(?<![\w–-]){same[0]['value']}(?![\w–-])", passage.text):
            place = folded.spans(*match.span(), within)[0].start
            dated += [] if any(left <= place < right for left, right in cited) else [match.start()]
        return _Places([folded.position(int(row["start"])) for row in same if "start" in row], dated)

    def _view(self, question: str, asked: EditionsAsked, chosen: Sequence[Told], sparql: str) -> wire.AnswerView:
        statements = {(one.passage.id, one.unit): self._state(one.passage, one.unit) for one in chosen}
        facts = [_fact(one, statements[one.passage.id, one.unit]) for one in chosen]
        return wire.AnswerView(
            question=question,
            answered=True,
            confidence=FROM_GRAPH,
            reason=None,
            kind="graph",
            statements=tuple(statements.values()),
            facts=tuple(facts),
            graph=subgraph(list({one.passage.id: one.passage for one in chosen}.values()), facts),
            sparql=sparql,
            notes=self._missing(asked, chosen),
        )

    def _missing(self, asked: EditionsAsked, chosen: Sequence[Told]) -> tuple[str, ...]:
        """Return the note on the editions of the years asked of which nothing is told."""
        own = [one for one in self._editions if one.series in asked.series]
        named = [one.year for one in own if one.named] + [one.year for one in chosen]
        told = {one.year for one in chosen}
        silent = [
            one.label
            for one in own
            if max(asked.since, min(named)) <= one.year <= min(asked.until, max(named)) and one.year not in told
        ]
        return (f"Nothing was found about “{asked.topic}” for: {', '.join(silent)}.",) if silent else ()


def _fact(told: Told, statement: wire.StatementView) -> wire.FactView:
    """Return an edition with its year and the sentence that speaks of it, or of what its year required."""
    return wire.FactView(
        iri=told.edition,
        label=told.label if told.named else f"the year of {told.label}",
        value=str(told.year),
        unit="text",
        dimensions={},
        document=statement.document,
        spans=statement.spans,
    )
