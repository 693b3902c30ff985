"""Numbers that answer: observations near the question in meaning, of the period that it names."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from scrgraph import wire
from scrgraph.answering.expecting import asks_for_number
from scrgraph.answering.whose import of_them
from scrgraph.cataloguing.facts import fact_label, fact_text
from scrgraph.deriving.answers import NumberAnswers
from scrgraph.deriving.everyday import plain
from scrgraph.deriving.matching import NearMiss
from scrgraph.deriving.premises import Contradicted
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.reading.linker import Link, Linker
from scrgraph.retrieval.ranking import Ranking
from scrgraph.source.document import Document
from scrgraph.source.text import Span

NEAR = 0.42
"""Least cosine of a question with an observation's words at which it may answer."""
CLOSE = 0.9
"""A further fact is shown at this share of the best one's cosine."""
POOL = 60
MOST = 4
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


class FactFinder:
    """Finds observations for a question.

    `linker` finds the periodic reviews that a text names; `home` is the land that the documents are about, by local id.
    """

    def __init__(
        self, catalogue: Catalogue, path: Path, linker: Linker, document: Callable[[str], Document], home: str | None
    ) -> None:
        self._catalogue = catalogue
        self._dense = DenseIndex.open(path) if path.is_file() else None
        self._linker = linker
        self._document = document
        self._home = home

    def find(self, ranking: Ranking) -> tuple[list[wire.FactView], list[wire.FactView]]:
        """Return numbers that a table or a calculation gives for sure, and else claims of the prose that are near."""
        exact = self.numbers(ranking.query, ranking.links)
        return exact, [] if exact else self._claims(ranking)

    def numbers(self, question: str, links: Sequence[Link]) -> list[wire.FactView]:
        """Return the numbers that a table or a calculation gives for sure; in the documents' own land, named or not."""
        home = {question[link.start : link.end] for link in links if link.local == self._home}
        for name in home:
            question = re.sub(
                rf"(?:\b(?:in|across|for|within|throughout) )?\b{re.escape(name)}(?:['’]s)?\b", " ", question
            )
        found = self._numbers.answer(question, self.years(links))
        return of_them(plain(question), found) if found else []

    def misses(self, ranking: Ranking) -> list[NearMiss]:
        """Return what tables give for other periods than the question names."""
        return self._numbers.misses(ranking.query, self.years(ranking.links))

    def claims_at(self, document: str, spans: Sequence[tuple[int, int]]) -> list[wire.StatisticView]:
        """Return the claims of a document's prose that lie within some [start, end) of it."""
        return [
            one
            for one in self._statistics
            if one.table is None
            and one.document == document
            and all(any(start <= first and last <= end for start, end in spans) for first, last in one.spans)
        ]

    def contradicted(self, ranking: Ranking) -> Contradicted | None:
        """Return what a table gives where the question supposes a change that it contradicts."""
        return self._numbers.contradicted(ranking.query, self.years(ranking.links))

    @cached_property
    def _statistics(self) -> list[wire.StatisticView]:
        return self._catalogue.all("statistic", wire.StatisticView)

    @cached_property
    def _numbers(self) -> NumberAnswers:
        named = sorted({one.document for one in self._statistics if one.table is not None})
        captions = {
            (document.id, table.label): document.fold(document.blocks[table.caption]).text
            for document in map(self._document, named)
            for table in document.tables
            if table.caption is not None
        }
        return NumberAnswers(self._statistics, captions)

    @cached_property
    def _years(self) -> dict[str, tuple[int, int]]:
        reviews = self._catalogue.all("review", wire.ReviewView)
        return {f"review/{review.years[0]}-{review.years[1]}": review.years for review in reviews}

    def years(self, links: Iterable[Link]) -> list[tuple[int, int]]:
        """Return the years of the periodic reviews among some links."""
        return list(dict.fromkeys(self._years[link.local] for link in links if link.local in self._years))

    def _claims(self, ranking: Ranking) -> list[wire.FactView]:
        """Return claims of the prose near a question that asks for a number, best first."""
        if self._dense is None or not asks_for_number(ranking.query):
            return []
        near = [(row, cosine) for row, cosine in self._dense.search(ranking.vector, POOL) if cosine >= NEAR]
        fitting = [
            (statistic, cosine)
            for statistic, cosine in ((self._statistics[row], cosine) for row, cosine in near)
            if statistic.table is None and self._fits(statistic, ranking)
        ]
        best = fitting[0][1] if fitting else 0.0
        return [fact_view(statistic) for statistic, cosine in fitting if cosine >= CLOSE * best][:MOST]

    def _fits(self, statistic: wire.StatisticView, ranking: Ranking) -> bool:
        """Whether an observation is of a period or year that the question names, where it names one."""
        text = fact_text(statistic)
        reviews = _reviews(ranking.links)
        if reviews:
            return bool(reviews & _reviews(self._linker.link(text)))
        years = set(_YEAR.findall(ranking.query))
        return not years or bool(years & set(_YEAR.findall(text)))


def _reviews(links: Iterable[Link]) -> set[str]:
    return {link.local for link in links if link.local.startswith("review/")}


def fact_view(statistic: wire.StatisticView) -> wire.FactView:
    """Return an observation as a fact; where it has no single number, its own words are the value."""
    value = statistic.value if statistic.value is not None else statistic.text
    dimensions = dict(statistic.dimensions)
    for name, known in (("period", statistic.period), ("population", statistic.population), ("as", _bounds(statistic))):
        if known:
            dimensions.setdefault(name, known)
    return wire.FactView(
        iri=statistic.iri,
        label=fact_label(statistic),
        value=value,
        unit=statistic.unit,
        dimensions=dimensions,
        document=statistic.document,
        spans=statistic.spans,
    )


def _bounds(statistic: wire.StatisticView) -> str | None:
    if isinstance(statistic.value, str) or (statistic.low is None and statistic.high is None):
        return None
    if statistic.low is not None and statistic.high is not None:
        return f"between {statistic.low:g} and {statistic.high:g}"
    return f"at least {statistic.low:g}" if statistic.low is not None else f"at most {statistic.high:g}"


def in_its_rows(fact: wire.FactView, document: Document) -> wire.FactView:
    """Return a fact from tables with the rows of its cells and the heads above them: what proves a cell."""
    rows = [span for start, end in fact.spans for span in _rows(document, Span(start, end))]
    spans = tuple(dict.fromkeys(rows))
    return fact.model_copy(update={"spans": spans}) if spans else fact


def _rows(document: Document, cell: Span) -> Iterator[Span]:
    for table in document.tables:
        for row in (table.header, *table.rows):
            whole = Span(row[0].span.start, row[-1].span.end)
            if whole.start <= cell.start and cell.end <= whole.end:
                yield Span(table.header[0].span.start, table.header[-1].span.end)
                yield whole
