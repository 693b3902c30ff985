"""A search as people make it: spelling, exact phrases, excluded words, filters, pages; and more like a passage."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scrgraph import wire
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.reading.linker import Link
from scrgraph.retrieval.attributes import Attributes, Mask
from scrgraph.retrieval.filters import Filters, Narrowing
from scrgraph.retrieval.highlights import Highlighter, phrase_pattern
from scrgraph.retrieval.query import Query, parse_query
from scrgraph.retrieval.results import Marks, Page, search_view
from scrgraph.retrieval.search import Mode, Searcher
from scrgraph.retrieval.spelling import Speller

TELLING_WORDS = 25
"""Words that stand for a passage when others like it are looked for (as in Lucene's MoreLikeThis)."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches one generation.

    `told` gives the rows of the passages in which the answer stands that the graph or a table gives outright.
    """

    searcher: Searcher
    catalogue: Catalogue
    attributes: Attributes
    narrowing: Narrowing
    highlighter: Highlighter
    speller: Speller
    told: Callable[[str, Sequence[Link]], Sequence[int]]

    def search(self, text: str, page: Page, mode: Mode, filters: Filters) -> wire.SearchView:
        """Return a page of the passages that answer a checked query (see `Library.search`)."""
        asked = parse_query(text)
        links = self.searcher.linker.link(asked.words)
        repaired = self.speller.repair(asked.words, links)
        if repaired.text != asked.words:
            links = self.searcher.linker.link(repaired.text)
        ranking = self.searcher.rank(
            repaired.text,
            mode=mode,
            allowed=self._allowed(asked, filters),
            links=links,
            told=self.told(repaired.text, links) if mode in {"hybrid", "graph"} else (),
        )
        marks = Marks(
            lambda passage: self.highlighter.ranges(passage, repaired.text, asked.phrases),
            lambda row: self.searcher.sentences.closest(row, ranking.vector) if mode != "lexical" else None,
        )
        view = search_view(self.catalogue, self.attributes, ranking, mode, page, marks)
        notes = () if repaired.note is None else (repaired.note,)
        return view.model_copy(update={"query": text, "notes": notes})

    def similar(self, row: int, page: Page, filters: Filters) -> wire.SearchView:
        """Return a page of the passages most like the passage of a row, without itself."""
        words = self._telling_words(self.catalogue.row("passage", row, wire.PassageView).text)
        ranking = self.searcher.similar(row, words, allowed=self.narrowing.mask(filters))
        marks = Marks(
            lambda passage: self.highlighter.ranges(passage, words, ()),
            lambda other: self.searcher.sentences.closest(other, ranking.vector),
        )
        return search_view(self.catalogue, self.attributes, ranking, "hybrid", page, marks)

    def _telling_words(self, text: str) -> str:
        """Return the stems of a text that tell it from others, by count times inverse document frequency."""
        lexical = self.searcher.lexical
        weights = {
            stem: count * np.log(len(lexical) / max(1, lexical.frequency(stem)))
            for stem, count in Counter(lexical.stems(text)).items()
        }
        return " ".join(sorted(weights, key=lambda stem: (-weights[stem], stem))[:TELLING_WORDS])

    def _allowed(self, asked: Query, filters: Filters) -> Mask | None:
        """Mark the passages that pass the filters, hold the exact phrases and none of the excluded words."""
        mask = self.narrowing.mask(filters)
        if not asked:
            return mask
        allowed = np.ones(len(self.attributes), dtype=bool) if mask is None else mask
        for phrase in asked.phrases:
            allowed &= self._holding(phrase)
        for word in asked.excluded:
            allowed[self.searcher.lexical.holding(word)] = False
        return allowed

    def _holding(self, phrase: str) -> Mask:
        """Mark the passages that hold a phrase: the word index finds those with its words, their text decides."""
        pattern = phrase_pattern(phrase)
        rows = self.searcher.lexical.holding(phrase)
        texts = [passage.text for passage in self.catalogue.rows("passage", rows, wire.PassageView)]
        mask = np.zeros(len(self.attributes), dtype=bool)
        mask[[row for row, text in zip(rows, texts, strict=True) if pattern.search(text)]] = True
        return mask
