"""One query against one store inside a worker: evaluate, serialise, and stop at the row and byte limits.

Results are written by the engine's own serialisers into a counting sink, so that a large result costs no Python
object per row.
"""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from scrgraph.sparql.frames import Header

_SYNTAX = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# What ends (or starts) a row in each serialisation, and how often it occurs beside the rows: never too few,
# sometimes too many (inside a quoted value), and then the rows are counted one by one.
_ROW_MARKS = {
    "application/sparql-results+json": (b"},{", -1),
    "application/sparql-results+xml": (b"<result>", 0),
    "text/csv": (b"\r\n", 1),
    "text/tab-separated-values": (b"\n", 1),
}
_BUFFER_BYTES = 1 << 17


class RowsExceededError(Exception):
    """The result has more rows or triples than allowed."""


class BytesExceededError(Exception):
    """The serialised result is longer than allowed."""


class Sink(io.RawIOBase):
    """A binary output that stops at a number of bytes, and at a number of row marks if it is given any.

    `crossed` says which limit stopped it; what comes after is dropped. The engine writes a few bytes at a time, so
    give it `buffered()`.
    """

    def __init__(self, limit: int, mark: bytes = b"", marks: int = 0) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._left = limit
        self._mark = mark
        self._marks_left = marks
        self._tail = b""
        self.crossed: type[Exception] | None = None

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, chunk: Any) -> int:
        """Keep a chunk; raises OSError when a limit is crossed."""
        data = bytes(chunk)
        if self.crossed is None:
            self._check(data)
            self._parts.append(data)
        return len(data)

    def buffered(self) -> io.BufferedWriter:
        """Return a buffer in front of this sink; flush it when done."""
        return io.BufferedWriter(self, _BUFFER_BYTES)

    def value(self) -> bytes:
        """Everything written."""
        return b"".join(self._parts)

    def _check(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self.crossed = BytesExceededError
        elif self._mark:
            seen = self._tail + data
            self._marks_left -= seen.count(self._mark)
            self._tail = seen[len(seen) - len(self._mark) + 1 :]
            if self._marks_left < 0:
                self.crossed = RowsExceededError
        if self.crossed:
            raise OSError(self.crossed.__name__)


def evaluate(store: ox.Store, task: Header) -> bytes:
    """Return the serialised result of a task (keys as `pool.Task`).

    Raises:
        SyntaxError, RuntimeError, ValueError: the engine's refusal of the query.
        RowsExceededError, BytesExceededError: a limit was crossed.
    """
    result = _query(store, task)
    if isinstance(result, ox.QueryTriples):
        return _graph(result, task)
    if isinstance(result, ox.QueryBoolean):
        return result.serialize(format=_result_format(task)) or b""
    mark, beside = _ROW_MARKS[task["media_type"]]
    sink = Sink(task["bytes"], mark, task["rows"] + beside)
    if _serialised(result, sink, task):
        return sink.value()
    if sink.crossed is RowsExceededError and not _has_more_rows(_query(store, task), task["rows"]):
        sink = Sink(task["bytes"])
        if _serialised(_query(store, task), sink, task):
            return sink.value()
    raise sink.crossed or BytesExceededError


def _query(store: ox.Store, task: Header) -> Any:
    default, named = task["default_graphs"], task["named_graphs"]
    return store.query(
        task["query"],
        use_default_graph_as_union=task["union"],
        default_graph=None if default is None else [ox.NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
    )


def _result_format(task: Header) -> ox.QueryResultsFormat | None:
    return ox.QueryResultsFormat.from_media_type(task["media_type"])


def _serialised(result: Any, sink: Sink, task: Header) -> bool:
    output = sink.buffered()
    try:
        result.serialize(output, _result_format(task))
        output.flush()
    except OSError:
        if sink.crossed is None:
            raise
    return sink.crossed is None


def _has_more_rows(solutions: Iterable[Any], rows: int) -> bool:
    return sum(1 for _ in islice(solutions, rows + 1)) > rows


def _graph(triples: ox.QueryTriples, task: Header) -> bytes:
    form = ox.RdfFormat.from_media_type(task["media_type"])
    counted: Iterator[Any] = _counted(iter(triples), task["rows"])
    if form is not None and form.supports_datasets and form != ox.RdfFormat.JSON_LD:
        counted = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in counted)
    sink = Sink(task["bytes"])
    output = sink.buffered()
    try:
        ox.serialize(counted, output, form, prefixes=task["prefixes"])
        output.flush()
    except OSError:
        if sink.crossed is None:
            raise
        raise sink.crossed from None
    return sink.value()


def _counted(items: Iterator[Any], limit: int) -> Iterator[Any]:
    for number, item in enumerate(items, 1):
        if number > limit:
            raise RowsExceededError
        yield item


def syntax_error(error: SyntaxError) -> Header:
    """Return the engine's complaint as a header with line and column, without its lists of character classes."""
    found = _SYNTAX.match(str(error))
    if found is None:
        return {"error": "query", "message": _tidy(str(error))}
    line, column = int(found[1]), int(found[2])
    message = f"Line {line}, column {column}: the query cannot be read on from here ({_tidy(found[3])})."
    return {"error": "query", "message": message, "line": line, "column": column}


def _tidy(message: str) -> str:
    plain = re.sub(r"\[(?:'[^']*'|[^'\]])*\],? ?", "", " ".join(message.split()))
    return plain.strip(" ,")[:200] or "no token fits"
