"""A query with its searches and its calls replaced by what they found, and the way back to its places as written.

In the manner of `bds:search` (Blazegraph) and `wikibase:label` (Wikidata Query Service): a SERVICE that is none.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scrgraph.errors import LimitError, QueryError, ServiceError
from scrgraph.sparql.federation import Federation
from scrgraph.sparql.lexer import position
from scrgraph.sparql.searches import Search
from scrgraph.sparql.services import Service


class Hits(Protocol):
    """Searches passages."""

    def __call__(self, query: str, mode: str, limit: int, /) -> Sequence[tuple[str, float]]:
        """Return IRI and score of the best `limit` passages, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query as it runs and as it was written; `edits` are (start, end, start, end) of each change in the two."""

    text: str
    written: str
    edits: tuple[tuple[int, int, int, int], ...]

    def placed(self, error: QueryError) -> QueryError:
        """Return an error of the query that ran as one of the query that was written."""
        if not self.edits or error.line is None or error.column is None:
            return error
        line, column = position(self.written, self._back(_offset(self.text, error.line, error.column)))
        told = str(error).replace(_place(error.line, error.column), _place(line, column))
        return QueryError(told, line=line, column=column)

    def _back(self, offset: int) -> int:
        number = bisect_right([edit[0] for edit in self.edits], offset)
        if number == 0:
            return offset
        _, end, start_written, end_written = self.edits[number - 1]
        return start_written if offset < end else offset - end + end_written


@dataclass(frozen=True, slots=True)
class Edit:
    """A place of a query and what stands there instead."""

    start: int
    end: int
    text: str


def rewrite(text: str, changes: Iterable[Edit]) -> Rewritten:
    """Return a query with some places changed; they do not overlap."""
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = at = 0
    for change in sorted(changes, key=lambda one: one.start):
        before = text[done : change.start]
        at += len(before)
        edits.append((at, at + len(change.text), change.start, change.end))
        at += len(change.text)
        parts += (before, change.text)
        done = change.end
    return Rewritten("".join((*parts, text[done:])), text, tuple(edits))


def search_edit(text: str, search: Search, hits: Hits) -> Edit:
    """Return a search as VALUES of its hits.

    Raises:
        QueryError: the search itself refuses its words; with the place of the search.
    """
    try:
        found = hits(search.query, search.mode, search.limit)
    except QueryError as error:
        line, column = position(text, search.start)
        raise QueryError(f"{_place(line, column)}: {error}", line=line, column=column) from error
    names = [name for name in (search.passage, search.score, search.rank) if name]
    rows = (
        _row(search, iri, score, rank)
        for rank, (iri, score) in enumerate(found, 1)
        if search.threshold is None or score >= search.threshold
    )
    return Edit(search.start, search.end, _values(names, rows))


def call_edit(service: Service, federation: Federation) -> Edit:
    """Return a SERVICE clause as VALUES of what its endpoint answers; if it may fail silently, as one empty row.

    Raises:
        ServiceError, LimitError: as `Federation.select`.
    """
    try:
        names, rows = federation.select(service.endpoint, service.query)
    except (ServiceError, LimitError):
        if not service.silent:
            raise
        names, rows = (), ((),)
    return Edit(service.start, service.end, _values([f"?{name}" for name in names], map(" ".join, rows)))


def _values(names: Iterable[str], rows: Iterable[str]) -> str:
    return f" VALUES ({' '.join(names)}) {{ {' '.join(f'({row})' for row in rows)} }} "


def _row(search: Search, iri: str, score: float, rank: int) -> str:
    cells = [f"<{iri}>"]
    if search.score:
        cells.append(f"{score:.4f}")
    if search.rank:
        cells.append(str(rank))
    return " ".join(cells)


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _place(line: int, column: int) -> str:
    return f"Line {line}, column {column}"
