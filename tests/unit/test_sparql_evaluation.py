"""Serialisation, and the exact row and byte limits, in process."""

import csv
import io
import json
from typing import Any

import pyoxigraph as ox
import pytest

from scrgraph.sparql.evaluation import evaluate, syntax_error
from scrgraph.sparql.sink import BytesExceededError, RowsExceededError, Sink

ROWS = 40
TABLES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-quads",
    "application/trig",
)


def store(text: str = "row") -> ox.Store:
    made = ox.Store()
    for number in range(ROWS):
        subject, label = ox.NamedNode(f"http://example.org/{number:03}"), ox.NamedNode("http://example.org/v#label")
        made.add(ox.Quad(subject, label, ox.Literal(f"{text} {number}"), ox.NamedNode("urn:g")))
    return made


def task(query: str, media_type: str, **more: Any) -> dict[str, Any]:
    bounds = {"rows": ROWS, "bytes": 100_000, "default_graphs": None, "named_graphs": None, "union": True}
    return {"query": query, "media_type": media_type, "prefixes": {}, **bounds, **more}


ALL = "SELECT ?s ?o { ?s ?p ?o }"
COPY = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.mark.parametrize("media_type", TABLES)
@pytest.mark.parametrize("text", ["row", "},{", "<result>", "a\r\nb\r\nc", "tab\tnew\nline"])
def test_the_row_limit_is_exact_whatever_the_values_hold(media_type: str, text: str) -> None:
    assert evaluate(store(text), task(ALL, media_type))
    with pytest.raises(RowsExceededError):
        evaluate(store(text), task(ALL, media_type, rows=ROWS - 1))


@pytest.mark.parametrize("media_type", GRAPHS)
def test_the_triple_limit_is_exact(media_type: str) -> None:
    assert evaluate(store(), task(COPY, media_type))
    with pytest.raises(RowsExceededError):
        evaluate(store(), task(COPY, media_type, rows=ROWS - 1))


@pytest.mark.parametrize(("query", "media_type"), [(ALL, TABLES[0]), (COPY, GRAPHS[0])])
def test_the_byte_limit_is_exact(query: str, media_type: str) -> None:
    size = len(evaluate(store(), task(query, media_type)))
    assert len(evaluate(store(), task(query, media_type, bytes=size))) == size
    with pytest.raises(BytesExceededError):
        evaluate(store(), task(query, media_type, bytes=size - 1))


def test_tables_hold_the_rows() -> None:
    ordered = ALL + " ORDER BY ?s LIMIT 2"
    bindings = json.loads(evaluate(store(), task(ordered, TABLES[0])))["results"]["bindings"]
    assert [row["o"]["value"] for row in bindings] == ["row 0", "row 1"]
    lines = evaluate(store(), task(ordered, "text/csv")).decode()
    assert list(csv.reader(io.StringIO(lines, newline="")))[1] == ["http://example.org/000", "row 0"]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_can_be_read_back(media_type: str) -> None:
    body = evaluate(store(), task(COPY, media_type))
    parsed = {str(quad.triple) for quad in ox.parse(body, format=ox.RdfFormat.from_media_type(media_type))}
    assert parsed == {str(quad.triple) for quad in store()}


def test_turtle_is_ordered_and_declares_only_prefixes_in_use() -> None:
    prefixes = {"v": "http://example.org/v#", "unused": "http://example.org/unused#"}
    body = evaluate(store(), task(COPY, "text/turtle", prefixes=prefixes)).decode()
    assert body.splitlines()[:2] == [
        "@prefix v: <http://example.org/v#> .",
        '<http://example.org/000> v:label "row 0" .',
    ]
    assert "unused" not in body


def test_a_dataset_given_goes_before_the_union() -> None:
    chosen = task(
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv", union=False, default_graphs=["urn:other"], named_graphs=[]
    )
    assert evaluate(store(), chosen) == b"n\r\n0\r\n"
    assert evaluate(store(), {**chosen, "default_graphs": ["urn:g"]}) == b"n\r\n40\r\n"


def test_a_sink_counts_a_mark_that_falls_between_two_writes() -> None:
    sink = Sink(100, b"},{", 0)
    assert sink.write(b"a}") == 2
    with pytest.raises(OSError, match="RowsExceeded"):
        sink.write(b",{b")
    assert sink.crossed is RowsExceededError
    assert sink.write(b"dropped") == 7
    assert sink.value() == b"a}"


def test_a_syntax_error_carries_its_place_and_no_character_classes() -> None:
    with pytest.raises(SyntaxError) as caught:
        store().query("SELECT ?x WHERE {\n ?x ")
    header = syntax_error(caught.value)
    assert (header["line"], header["column"]) == (2, 5)
    assert "u{00C0}" not in header["message"]


def test_a_syntax_error_without_a_place_keeps_its_words() -> None:
    assert syntax_error(SyntaxError("odd")) == {"error": "query", "message": "odd"}
