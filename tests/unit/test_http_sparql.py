"""`/sparql` as the SPARQL 1.1 Protocol has it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sparql_samples import BASE, ONE, ROWS, EngineLibrary, make_store

from scrgraph.http import sparql
from scrgraph.http.description import service_description
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine

JSON = "application/sparql-results+json"
DIRECT = "application/sparql-query"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store: Path = make_store(tmp_path_factory.mktemp("store"))
    engine = Engine.open(store, Settings(sparql_rows=ROWS, sparql_workers=1, max_query_bytes=20_000))
    library = EngineLibrary(engine)

    async def get_library() -> EngineLibrary:
        return library

    app = FastAPI()
    app.include_router(sparql.router(get_library))
    yield TestClient(app)
    engine.close()


def get(client: TestClient, query: str, accept: str = JSON, **parameters: Any) -> Any:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"accept": accept})


def number(answer: Any) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_three_ways_to_ask_give_one_answer(client: TestClient) -> None:
    by_form = client.post("/sparql", data={"query": COUNT}, headers={"accept": JSON})
    by_body = client.post(
        "/sparql", content=COUNT, headers={"content-type": f"{DIRECT}; charset=UTF-8", "accept": JSON}
    )
    assert [number(answer) for answer in (get(client, COUNT), by_form, by_body)] == [ROWS + 4] * 3


def test_the_dataset_of_the_protocol_is_honoured(client: TestClient) -> None:
    assert number(get(client, COUNT, **{"default-graph-uri": ONE})) == 4
    inside = client.post(
        "/sparql", params={"default-graph-uri": "urn:none"}, content=COUNT, headers={"content-type": DIRECT}
    )
    assert number(inside) == 0


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html,*/*;q=0.1", JSON),
    ],
)
def test_the_result_is_what_was_accepted(client: TestClient, accept: str, media_type: str) -> None:
    answer = get(client, COUNT, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_format_by_short_name_goes_before_accept(client: TestClient) -> None:
    assert get(client, COUNT, JSON, format="csv").text == f"n\r\n{ROWS + 4}\r\n"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("SELECT ?x WHERE { ?x ", 400),
        ("SELECT * { ?s nope:p ?o }", 400),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", 400),
        ("ASK { FILTER('" + "x" * 20_000 + "') }", 413),
        ("SELECT * { ?s ?p ?o }", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_other_sites_may_read(
    client: TestClient, query: str, status: int
) -> None:
    answer = get(client, query)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert len(answer.json()["detail"]) > 20


def test_a_problem_points_to_line_and_column_or_names_the_limit(client: TestClient) -> None:
    syntax = get(client, "SELECT ?x WHERE {\n ?x ").json()
    assert (syntax["line"], syntax["column"]) == (2, 5)
    assert get(client, "SELECT * { ?s ?p ?o }").json()["limit"] == "sparql_rows"


def test_not_acceptable_lists_what_is_on_offer(client: TestClient) -> None:
    answer = get(client, COUNT, "image/png")
    assert answer.status_code == 406
    assert answer.json()["available"][0] == JSON
    assert get(client, "CONSTRUCT WHERE { ?s ?p ?o }", JSON).status_code == 406


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        (b"ASK {}", f"{DIRECT}; charset=latin-1", 415),
        (b'ASK { ?s ?p "\xff" }', DIRECT, 400),
        (b"query=%FF", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", "application/x-www-form-urlencoded", 400),
        (b"x=1", "application/x-www-form-urlencoded", 400),
        (b"update=CLEAR%20ALL", "application/x-www-form-urlencoded", 400),
        (b"CLEAR ALL", "application/sparql-update", 400),
        (b"&".join(b"a=1" for _ in range(1_001)), "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_post_that_is_no_query_is_refused(client: TestClient, content: bytes, content_type: str, status: int) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = client.post("/sparql", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_not_allowed_and_told_which_are(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_head_and_preflight(client: TestClient) -> None:
    assert client.head("/sparql", params={"query": COUNT}, headers={"accept": JSON}).headers["content-type"] == JSON
    preflight = client.options("/sparql", headers={"origin": "http://example.org"})
    assert preflight.status_code == 204
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


def test_an_unchanged_answer_is_not_sent_twice_unless_it_may_differ(client: TestClient) -> None:
    tag = get(client, COUNT).headers["etag"]
    again = client.get("/sparql", params={"query": COUNT}, headers={"accept": JSON, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/sparql", params={"query": COUNT}, headers={"accept": "text/csv", "if-none-match": tag})
    assert other.status_code == 200
    assert "etag" not in get(client, "SELECT (NOW() AS ?t) {}").headers


def test_the_endpoint_describes_itself_truthfully(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "sd:UnionDefaultGraph" in answer.text
    assert f"void:triples {ROWS + 4}" in answer.text
    assert f"sd:name <{ONE}>" in answer.text
    assert "Federated" not in answer.text
    assert "Update" not in answer.text


def test_the_description_comes_in_the_format_that_is_named(client: TestClient) -> None:
    named = client.get("/sparql?format=ntriples", headers={"accept": "text/html"})
    assert (named.status_code, named.headers["content-type"]) == (200, "application/n-triples")
    assert client.get("/sparql?format=AAA").status_code == 406


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("query", [{}, {"query": COUNT}])
def test_a_graph_is_named_by_an_iri(client: TestClient, name: str, query: dict[str, str]) -> None:
    answer = client.get("/sparql", params={**query, name: "no <iri>"}, headers={"accept": "*/*"})
    assert (answer.status_code, name in answer.json()["detail"]) == (400, True)


def test_federation_is_described_where_there_is_some() -> None:
    there, endpoint = "https://example.org/sparql", "http://127.0.0.1/sparql"
    asked = service_description(endpoint, BASE, (there,))
    said = {str(triple) for triple in ox.Store().query(asked)}  # type: ignore[union-attr]
    feature = "<http://www.w3.org/ns/sparql-service-description#feature>"
    named = "<http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery>"
    assert f"<{endpoint}> {feature} {named}" in said
    assert f"<{endpoint}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{there}>" in said


def test_a_reader_gets_a_page(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 200
    assert "<form" in answer.text
