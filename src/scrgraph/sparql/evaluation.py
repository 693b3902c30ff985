"""One query against one store inside a worker: evaluate, serialise, and stop at the row and byte limits.

Results are written by the engine's own serialisers into a counting sink, so that a large result costs no Python
object per row.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from scrgraph.sparql.frames import Header
from scrgraph.sparql.sink import BytesExceededError, RowsExceededError, Sink

_SYNTAX = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# What ends (or starts) a row in each serialisation, and how often it occurs beside the rows: never too few,
# sometimes too many (inside a quoted value), and then the rows are counted one by one.
_ROW_MARKS = {
    "application/sparql-results+json": (b"},{", -1),
    "application/sparql-results+xml": (b"<result>", 0),
    "text/csv": (b"\r\n", 1),
    "text/tab-separated-values": (b"\n", 1),
}
_PREFIXED = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML)
_QUADS = (ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS)
Functions = dict[ox.NamedNode, Callable[..., Any]]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def evaluate(store: ox.Store, task: Header, functions: Functions | None = None) -> bytes:
    """Return the serialised result of a task (keys as `pool.Task`).

    Raises:
        SyntaxError, RuntimeError, ValueError: the engine's refusal of the query.
        RowsExceededError, BytesExceededError: a limit was crossed.
    """
    result = _query(store, task, functions)
    if isinstance(result, ox.QueryTriples):
        return _graph(result, task)
    if isinstance(result, ox.QueryBoolean):
        return result.serialize(format=_result_format(task)) or b""
    mark, beside = _ROW_MARKS[task["media_type"]]
    sink = Sink(task["bytes"], mark, task["rows"] + beside)
    if _serialised(result, sink, task):
        return sink.value()
    if sink.crossed is RowsExceededError and not _has_more_rows(_query(store, task, functions), task["rows"]):
        sink = Sink(task["bytes"])
        if _serialised(_query(store, task, functions), sink, task):
            return sink.value()
    raise sink.crossed or BytesExceededError


def _query(store: ox.Store, task: Header, functions: Functions | None) -> Any:
    default, named = task["default_graphs"], task["named_graphs"]
    return store.query(
        task["query"],
        use_default_graph_as_union=task["union"],
        default_graph=None if default is None else [ox.NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
        custom_functions=functions,
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


def _graph(result: ox.QueryTriples, task: Header) -> bytes:
    form = ox.RdfFormat.from_media_type(task["media_type"])
    triples: Any = _counted(result, task["rows"])
    prefixes: dict[str, str] = {}
    if form in _PREFIXED:
        triples = sorted(triples, key=_order)
        prefixes = _used(task["prefixes"], triples)
    if form in _QUADS:
        triples = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    sink = Sink(task["bytes"])
    output = sink.buffered()
    try:
        ox.serialize(triples, output, form, prefixes=prefixes)
        output.flush()
    except OSError:
        if sink.crossed is None:
            raise
        raise sink.crossed from None
    return sink.value()


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Subject by subject, the type first: a graph has no order, and a reader likes one."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _used(prefixes: dict[str, str], triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Return the prefixes whose namespace is that of a term (up to its last `#` or `/`) or of a datatype."""
    seen = {_namespace(iri) for triple in triples for iri in _iris(triple)}
    return {prefix: namespace for prefix, namespace in prefixes.items() if namespace in seen}


def _iris(triple: ox.Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal) and term.datatype.value != _STRING:
            yield term.datatype.value


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _counted(items: Iterable[Any], limit: int) -> Iterator[Any]:
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
