"""A query with its searches replaced by their hits, and the way back to the places of the query as written.

In the manner of `bds:search` (Blazegraph) and `wikibase:label` (Wikidata Query Service): a SERVICE that is none.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scrgraph.errors import QueryError
from scrgraph.sparql.lexer import position
from scrgraph.sparql.searches import Search


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


def rewrite(text: str, searches: Sequence[Search], hits: Hits) -> Rewritten:
    """Return a query with VALUES in the place of each search.

    Raises:
        QueryError: the search itself refuses its words; with the place of the search.
    """
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = at = 0
    for search in searches:
        before, values = text[done : search.start], _values(text, search, hits)
        at += len(before)
        edits.append((at, at + len(values), search.start, search.end))
        at += len(values)
        parts += (before, values)
        done = search.end
    return Rewritten("".join((*parts, text[done:])), text, tuple(edits))


def _values(text: str, search: Search, hits: Hits) -> str:
    try:
        found = hits(search.query, search.mode, search.limit)
    except QueryError as error:
        line, column = position(text, search.start)
        raise QueryError(f"{_place(line, column)}: {error}", line=line, column=column) from error
    names = [name for name in (search.passage, search.score, search.rank) if name]
    rows = (
        f"({_row(search, iri, score, rank)})"
        for rank, (iri, score) in enumerate(found, 1)
        if search.threshold is None or score >= search.threshold
    )
    return f" VALUES ({' '.join(names)}) {{ {' '.join(rows)} }} "


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
