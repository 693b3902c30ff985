"""The library: everything scrgraph can be asked, in one place. Read this page first.

A question takes four hops: a door (cli, http) -> Library -> retrieval.search -> dense | lexical | graph -> fusion.
"""

import json
import time
from functools import cached_property
from pathlib import Path
from typing import Self, Unpack, cast

from scrgraph import wire
from scrgraph.answering.answer import Answerer
from scrgraph.answering.confidence import Features
from scrgraph.answering.phrasing import Phraser
from scrgraph.answering.phrasing_checks import Language
from scrgraph.answering.selection import Mix
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.errors import InputError
from scrgraph.indexes import layout
from scrgraph.indexes.knowledge import read_knowledge
from scrgraph.indexes.manifest import Manifest
from scrgraph.indexes.opening import open_index
from scrgraph.indexes.records import Records
from scrgraph.iri import Iris
from scrgraph.reading.population_words import is_known
from scrgraph.retrieval.attributes import Attributes
from scrgraph.retrieval.filters import Filters, Narrowing
from scrgraph.retrieval.finding import Finder
from scrgraph.retrieval.fusion import Weights
from scrgraph.retrieval.highlights import Highlighter
from scrgraph.retrieval.opening import open_searcher
from scrgraph.retrieval.paths import shortest_path
from scrgraph.retrieval.query import checked
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.results import Page
from scrgraph.retrieval.search import Mode
from scrgraph.retrieval.spelling import Repaired, Speller
from scrgraph.retrieval.suggestions import Suggester, entries
from scrgraph.settings import Settings
from scrgraph.sparql.deferred import DeferredEngine
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.named import read_queries
from scrgraph.sparql.results import Result


class Library(Records):
    """An opened index. Safe for many threads; `close` stops its workers. Imports torch only for a reranker.

    What it holds as it is (passages, documents, `cite` and the lists of works, themes ...) stands in `Records`.
    """

    def __init__(self, settings: Settings, folder: Path, manifest: Manifest, weights: Weights, mix: Mix) -> None:
        super().__init__(folder)
        self.settings = settings
        self.manifest = manifest
        self.iris = Iris(manifest.base)
        encoder = OnnxEncoder.open(folder / layout.ENCODER)
        self._searcher = open_searcher(folder, self._catalogue, weights, encoder, settings)
        self._answerer = Answerer(
            self._searcher,
            self._catalogue,
            self._document,
            folder / layout.FACTS,
            self.iris,
            mix,
            read_queries(settings.ontology / "queries" / "answers"),
            self._rows,
        )
        self._speller = Speller.open(
            folder / layout.WORDS, self._held, lambda word: encoder.knows(word) or is_known(word)
        )
        attributes = Attributes(self._catalogue, self._searcher.network, self._searcher.records, self.iris)
        self._finder = Finder(
            searcher=self._searcher,
            catalogue=self._catalogue,
            attributes=attributes,
            narrowing=Narrowing(attributes, self._searcher.records),
            highlighter=Highlighter(self._searcher.lexical.stems),
            speller=self._speller,
            told=self._answerer.told,
        )
        language = Language(self._searcher.lexical.stems, self._held)
        self._phraser = Phraser(settings, self.passage, self._document, language)
        self._engine = DeferredEngine(self._start_engine)

    @classmethod
    def open(cls, settings: Settings, weights: Weights | None = None, mix: Mix | None = None) -> Self:
        """Open the index in `settings.index`.

        Raises:
            IndexUnusableError: no index, or a stale, mixed, truncated or foreign one.
        """
        folder, manifest = open_index(settings)
        return cls(settings, folder, manifest, weights or Weights(), mix or Mix())

    @property
    def generation(self) -> str:
        """Id of the build that serves."""
        return self.manifest.generation

    @property
    def base(self) -> str:
        """Base of every IRI in the graph."""
        return self.manifest.base

    @property
    def federated(self) -> tuple[str, ...]:
        """Endpoints that SERVICE may call."""
        return self.settings.federated

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        offset: int = 0,
        cursor: str | None = None,
        mode: Mode = "hybrid",
        **filters: Unpack[Filters],
    ) -> wire.SearchView:
        """Return k passages from the one after `offset`, best first, each with why it was found.

        `cursor` is the `next` of an earlier page and goes before `offset`. Filters: see `Filters`.

        Raises:
            QueryError: an empty or over-long query, or one of control characters.
            InputError: k out of range, a cursor of another build, or a filter that names nothing.
        """
        started = time.perf_counter()
        view = self._finder.search(self._checked(query), self._page(k, offset, cursor), mode, filters)
        return view.model_copy(update={"took_ms": _milliseconds(started)})

    def similar(
        self, passage: str, *, k: int = 10, offset: int = 0, cursor: str | None = None, **filters: Unpack[Filters]
    ) -> wire.SearchView:
        """Return the passages most like the one with an id, without itself; `query` is that id.

        Raises:
            NotFoundError: there is no such passage.
            InputError: as `search`.
        """
        started = time.perf_counter()
        view = self._finder.similar(self._row(passage), self._page(k, offset, cursor), filters)
        return view.model_copy(update={"query": passage, "took_ms": _milliseconds(started)})

    def _page(self, k: int, offset: int, cursor: str | None) -> Page:
        if not 1 <= k <= self.settings.max_hits:
            raise InputError(f"k is {k}; give 1 to {self.settings.max_hits} (SCRGRAPH_MAX_HITS)")
        if offset < 0:
            raise InputError(f"offset is {offset}; give 0 or more")
        page = Page(self.generation, k, offset)
        return page if cursor is None else page.at(cursor)

    def _repaired(self, words: str) -> Repaired:
        return self._speller.repair(words, self._searcher.linker.link(words))

    def ready(self) -> None:
        """Load what is otherwise loaded by the first search: a reranker, where the settings name one.

        Raises:
            InputError: it cannot be used.
        """
        if self._searcher.reranker is not None:
            self._searcher.reranker.read("", [])

    def rank(self, query: str, *, mode: Mode = "hybrid") -> Ranking:
        """Return every passage row that is found, with its score (see `Searcher.rank`)."""
        return self._searcher.rank(query, mode=mode)

    def ask(self, question: str) -> wire.AnswerView:
        """Return verified statements and facts that answer, or an abstention with its reason.

        An answer is phrased too where the settings plug a language model in (see `answering.phrasing`).

        Raises:
            QueryError: as `search`.
            VerificationError: a statement differs from its source; nothing is shown.
        """
        asked = self._checked(question)
        repaired = self._repaired(asked)
        answer = self._answerer.ask(repaired.text)
        notes = () if repaired.note is None else (repaired.note,)
        return self._phraser.phrased(
            asked, answer.model_copy(update={"question": asked, "notes": (*notes, *answer.notes)})
        )

    def _held(self, word: str) -> bool:
        """Whether some passage holds a word, in any form; a stop word counts as found."""
        stems = self._searcher.lexical.stems(word)
        return not stems or any(self._searcher.lexical.frequency(stem) for stem in stems)

    def features(self, question: str) -> Features:
        """Return what the confidence in an answer is computed from."""
        return self._answerer.evidence(self._repaired(self._checked(question)).text).features

    def _checked(self, query: str) -> str:
        return checked(query, self.settings.max_question_characters)

    def sparql(
        self,
        query: str,
        *,
        accept: str | None = None,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Result:
        """Run a SPARQL query in a worker that is killed at its limits (see `sparql.engine`)."""
        return self._engine.get().query(
            query, accept=accept, format=format, default_graphs=default_graphs, named_graphs=named_graphs
        )

    def _start_engine(self) -> Engine:
        vectors = self.folder / layout.VECTORS
        return Engine.open(self.folder / layout.STORE, self.settings, search=self._hits, vectors=vectors)

    def _rows(self, query: str) -> list[dict[str, str]]:
        """Run a query that the product itself asks: the bound variables of each solution."""
        solutions = json.loads(self.sparql(query, format="json").body)["results"]["bindings"]
        return [{name: term["value"] for name, term in solution.items()} for solution in solutions]

    def _hits(self, query: str, mode: str, limit: int) -> list[tuple[str, float]]:
        """Answer a search inside SPARQL: IRI and score of the best passages."""
        ranking = self.rank(self._checked(query), mode=cast("Mode", mode))
        return [(self._passage_iris[hit.row], hit.score) for hit in ranking.hits[:limit]]

    @cached_property
    def _passage_iris(self) -> list[str]:
        return self._catalogue.field("passage", "iri")

    def suggest(self, text: str, *, k: int = 8) -> list[wire.SuggestionView]:
        """Return at most k names of themes, sections, works, policies and organisations that begin so."""
        return self._suggester.suggest(text, k)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(entries(self._catalogue, self.iris))

    def path(self, start: str, end: str) -> wire.PathView:
        """Return a shortest path between two things, each an IRI, a local id ("theme/poverty") or a work's key.

        Raises:
            NotFoundError: one of them is not in the graph, or no path joins them.
        """
        graph = read_knowledge(self.folder / layout.KNOWLEDGE)
        return shortest_path(graph, self.iris, start, end)

    def close(self) -> None:
        """Stop the workers and release the files."""
        self._engine.close()
        self._catalogue.close()


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
