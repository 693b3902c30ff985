"""SERVICE for endpoints of an allow-list, against servers on this machine that answer well, slowly, or with a trap."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sparql_samples import BASE, make_store

from scrgraph.errors import LimitError, QueryError, RefusedError, ScrgraphError, ServiceError
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.federation import Federation, Rows
from scrgraph.sparql.guard import judge, tokenised
from scrgraph.sparql.rewriting import call_edit, rewrite
from scrgraph.sparql.services import find_services

THEME = f"{BASE}/id/theme/poverty"
NASTY = 'a "quoted"\nline \\ and }} SERVICE <urn:x> { # é'


def solutions(*rows: dict[str, Any], names: tuple[str, ...] = ("s", "note")) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


NOTES = solutions(
    {"s": {"type": "uri", "value": THEME}, "note": {"type": "literal", "value": NASTY, "xml:lang": "en"}},
    {"s": {"type": "uri", "value": "urn:other"}},
)


@dataclass
class Endpoint:
    """A fake endpoint; `asked` keeps the queries that came."""

    address: str = ""
    body: bytes = NOTES
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[Any], None] = lambda _: None
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Endpoint]:
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["content-length"])).decode()
            endpoint.asked.append(parse_qs(text)["query"][0])
            endpoint.before(self.wfile)
            self.send_response(endpoint.status)
            for name, value in {"content-length": str(len(endpoint.body)), **endpoint.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(endpoint.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint.address = f"http://127.0.0.1:{server.server_port}/sparql"
    yield endpoint
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[Endpoint]:
    with serving() as endpoint:
        yield endpoint


@pytest.fixture
def other(server: Endpoint) -> Endpoint:
    fresh = Endpoint(address=server.address)
    server.__dict__.update(fresh.__dict__)
    return server


@pytest.fixture(scope="module")
def engine(server: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(
        sparql_federation=f"{server.address} https://example.org/sparql",
        sparql_service_seconds=0.5,
        sparql_service_bytes=10_000,
        sparql_workers=1,
    )
    engine = Engine.open(make_store(tmp_path_factory.mktemp("store")), settings, search=lambda *_: [(THEME, 0.5)])
    yield engine
    engine.close()


def rows(engine: Engine, query: str) -> list[dict[str, Any]]:
    found = json.loads(engine.query(query, format="json").body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def test_what_is_found_elsewhere_joins_with_what_is_here(engine: Engine, other: Endpoint) -> None:
    query = (
        "PREFIX e: <urn:e#> PREFIX o: <" + other.address + "> SELECT ?label ?note WHERE {"
        " ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label . service o: { ?s e:note ?note # } not the end\n } }"
    )
    assert rows(engine, query) == [{"label": "Poverty", "note": NASTY}]
    (asked,) = other.asked
    assert asked.startswith("PREFIX e: <urn:e#>")
    assert asked.endswith("SELECT * WHERE { ?s e:note ?note # } not the end\n }")


def test_a_row_may_be_unbound_and_joins_as_such(engine: Engine, other: Endpoint) -> None:
    query = f"SELECT ?s ?note {{ SERVICE <{other.address}> {{ ?s ?p ?note }} }}"
    assert {row["s"]: row.get("note") for row in rows(engine, query)} == {THEME: NASTY, "urn:other": None}


def test_calls_and_searches_stand_in_one_query(engine: Engine, other: Endpoint) -> None:
    query = (
        f"PREFIX scr: <{BASE}/ontology#> SELECT * {{ SERVICE scr:search {{ ?s scr:query 'poor' ; scr:score ?score }}"
        f" OPTIONAL {{ SERVICE <{other.address}> {{ ?s ?p ?note }} }} }}"
    )
    (row,) = rows(engine, query)
    assert (row["s"], float(row["score"]), row["note"]) == (THEME, 0.5, NASTY)


def test_an_answer_of_others_is_not_kept_by_caches(engine: Engine, other: Endpoint) -> None:
    assert not engine.query(f"ASK {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}").cacheable
    assert engine.query("ASK { ?s ?p ?o }").cacheable


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o }",
        "SERVICE SILENT <https://example.org/sparql/> { ?s ?p ?o }",
        "BIND(<ADDRESS> AS ?e) SERVICE ?e { ?s ?p ?o }",
        "SERVICE <ADDRESS> { ?s ?p ?o . SERVICE <ADDRESS> { ?s ?q ?r } }",
        "SERVICE <ADDRESS> { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?q ?r } }",
        "SERVICE <ADDRESS#x> { ?s ?p ?o }",
    ],
)
def test_only_what_is_listed_is_called_and_nothing_through_it(engine: Engine, other: Endpoint, clause: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE is refused"):
        engine.query("SELECT * { " + clause.replace("ADDRESS", other.address) + " }")
    assert other.asked == []


@pytest.mark.parametrize(
    ("clause", "words"),
    [("SERVICE <ADDRESS> { { ?s ?p ?o ", "not closed"), ("SERVICE <ADDRESS> { ?s ?p ?o } " * 5, "sparql_services")],
)
def test_what_is_wrong_with_a_call_is_told_with_its_place(
    engine: Engine, other: Endpoint, clause: str, words: str
) -> None:
    with pytest.raises(QueryError, match=f"Line 1, column .*{words}"):
        engine.query("SELECT * { " + clause.replace("ADDRESS", other.address) + " }")
    assert other.asked == []


def drip(stream: Any) -> None:
    for _ in range(20):
        stream.write(b"H")
        stream.flush()
        threading.Event().wait(0.1)


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ({"before": drip}, LimitError, "sparql_service_seconds"),
        ({"before": lambda _: threading.Event().wait(1)}, LimitError, "sparql_service_seconds"),
        ({"body": solutions({"s": {"type": "literal", "value": "x" * 20_000}})}, LimitError, "sparql_service_bytes"),
        ({"status": 500}, ServiceError, "says 500"),
        ({"body": b"<html>"}, ServiceError, "is no application/sparql-results"),
        ({"body": b'{"head":{},"boolean":true}'}, ServiceError, "no rows"),
        ({"body": solutions({"s": {"type": "bnode", "value": "b"}})}, ServiceError, "blank node"),
        ({"body": solutions({"s": {"type": "uri", "value": "urn:x> } SERVICE <urn:y"}})}, ServiceError, "IRI"),
    ],
)
def test_an_endpoint_that_misbehaves_is_a_clear_error_unless_it_may_fail_silently(
    engine: Engine, other: Endpoint, answer: dict[str, Any], error: type[ScrgraphError], words: str
) -> None:
    other.__dict__.update(answer)
    with pytest.raises(error, match=words):
        engine.query(f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")
    silent = f"SELECT * {{ BIND(1 AS ?one) SERVICE SILENT <{other.address}> {{ ?s ?p ?o }} }}"
    assert rows(engine, silent) == [{"one": "1"}]


def test_a_redirect_leads_only_to_what_is_listed_too(other: Endpoint) -> None:
    with serving() as second, socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        federation = Federation((other.address, second.address), 2, 10_000)
        other.status, other.headers = 307, {"location": second.address}
        assert federation.select(other.address, "SELECT * { ?s ?p ?o }")[0] == ("s", "note")
        assert second.asked == ["SELECT * { ?s ?p ?o }"]
        other.headers = {"location": f"http://127.0.0.1:{trap.getsockname()[1]}/"}
        with pytest.raises(ServiceError, match="redirects to an address that is not"):
            federation.select(other.address, "SELECT * { ?s ?p ?o }")
        with pytest.raises(TimeoutError):
            trap.accept()
        other.headers = {"location": other.address}
        with pytest.raises(ServiceError, match="redirects more than"):
            federation.select(other.address, "SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1", "100.64.0.1"])
def test_a_listed_name_must_lead_to_public_addresses(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was called"))
    with pytest.raises(ServiceError, match="private network"):
        Federation(("http://example.org/sparql",), 1, 100).select("http://example.org/sparql", "ASK {}")


@pytest.mark.parametrize("listed", ["example.org/sparql", "file:///etc/passwd", "http://", "http://me@example.org/"])
def test_what_is_listed_must_be_addresses(listed: str) -> None:
    with pytest.raises(ValueError, match="no http or https address"):
        Settings(sparql_federation=f"https://example.org/sparql {listed}")


LISTED = "http://127.0.0.1:9/listed"  # a port that the engine's HTTP client names and refuses to use
FRAGMENTS = (
    *"{}().<>#;\"'\n ",
    f"SERVICE <{LISTED}> {{ ?a ?b ?c }}",
    "SERVICE",
    "service#\n",
    "SILENT",
    "<http://127.0.0.1:9/other>",
    f"<{LISTED}>",
    "{ ?s ?p ?o }",
    "?s ?p 1 .",
    "l:",
    "?s",
    "FILTER(1<2)",
    "'''",
)


class Canned(Federation):
    def select(self, endpoint: str, query: str) -> Rows:
        assert endpoint == LISTED
        return ("a",), (("<urn:a>",), ("UNDEF",))


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10))
def test_beside_a_listed_endpoint_no_other_is_ever_reached(pieces: list[str]) -> None:
    text = f"PREFIX l: <{LISTED}> SELECT * {{ {''.join(pieces)} }}"
    try:
        found = tokenised(text, 1_000)
        calls = find_services(text, found, (LISTED,), most=9, max_depth=50)
        edits = [call_edit(one, Canned((LISTED,), 1, 1)) for one in calls]
        runs = rewrite(text, edits).text
        judge(runs, tokenised(runs, 9_000), max_depth=50)
    except (QueryError, RefusedError):
        return
    try:
        list(ox.Store().query(runs))  # type: ignore[arg-type]
    except OSError:
        pytest.fail(f"the engine would call out: {runs}")
    except (SyntaxError, RuntimeError, ValueError):
        return


def test_nothing_is_allowed_unless_it_is_listed(tmp_path: Path, other: Endpoint) -> None:
    assert Settings().federated == ()
    engine = Engine.open(make_store(tmp_path), Settings(sparql_workers=1))
    try:
        with pytest.raises(RefusedError, match="sparql_federation"):
            engine.query(f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")
    finally:
        engine.close()
    assert other.asked == []
