"""Every IRI answers at its own path below the base."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sparql_samples import BASE, LABEL, ROWS, EngineLibrary, make_store

from scrgraph.http import linked_data
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = Engine.open(make_store(tmp_path_factory.mktemp("store")), Settings(sparql_workers=1))
    library = EngineLibrary(engine)

    async def get_library() -> EngineLibrary:
        return library

    app = FastAPI()
    app.include_router(linked_data.router(get_library))
    yield TestClient(app, follow_redirects=False)
    engine.close()


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("/id/theme/poverty", "text/html,*/*;q=0.8", "/page/theme/poverty"),
        ("/id/theme/poverty", "text/turtle", "/data/theme/poverty.ttl"),
        ("/id/theme/poverty", "*/*", "/data/theme/poverty.ttl"),
        ("/id/theme/poverty", "application/ld+json, text/html;q=0.5", "/data/theme/poverty.jsonld"),
        ("/id/theme/poverty.nt", "text/html", "/data/theme/poverty.nt"),
        ("/id/passage/p-1.1", "application/rdf+xml", "/data/passage/p-1.1.rdf"),
    ],
)
def test_a_thing_sends_on_to_its_page_or_its_data(client: TestClient, path: str, accept: str, target: str) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (303, target, "Accept")
    assert 'rel="alternate"' in answer.headers["link"]


def test_data_holds_both_directions_with_labels(client: TestClient) -> None:
    answer = client.get("/data/theme/poverty.nt")
    assert answer.headers["content-type"] == "application/n-triples"
    theme, passage = f"<{BASE}/id/theme/poverty>", f"<{BASE}/id/passage/p-1.1>"
    assert f'{theme} <{LABEL}> "Poverty"@en .' in answer.text
    assert f"{passage} <{BASE}/ontology#about> {theme} ." in answer.text
    forward = client.get("/data/passage/p-1.1", headers={"accept": "application/n-triples"})
    assert f'{theme} <{LABEL}> "Poverty"@en .' in forward.text


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "rdf", "nq", "trig"])
def test_every_ending_gives_readable_data(client: TestClient, ending: str) -> None:
    answer = client.get(f"/data/theme/poverty.{ending}")
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    assert len(list(ox.parse(answer.content, format=form))) == 4


@pytest.mark.parametrize(
    "path", ["/id/theme/nothing", "/data/theme/nothing.ttl", "/id/a%3E%20b", "/graph/none", "/id/", "/id/%7B%7D"]
)
def test_the_unknown_is_not_found_kindly(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "search at /" in answer.json()["detail"] or "/sparql" in answer.json()["detail"]


def test_not_acceptable_lists_what_is_on_offer(client: TestClient) -> None:
    answer = client.get("/id/theme/poverty", headers={"accept": "image/png"})
    assert (answer.status_code, "text/html" in answer.json()["available"]) == (406, True)


def test_the_ontology_and_a_named_graph_answer(client: TestClient) -> None:
    terms = client.get("/ontology", headers={"accept": "application/n-triples"})
    assert terms.text == f'<{BASE}/ontology#about> <{LABEL}> "about" .\n'
    graph = client.get("/graph/two", headers={"accept": "application/n-triples"})
    assert len(graph.text.splitlines()) == ROWS


def test_void_counts_the_whole_graph(client: TestClient) -> None:
    text = client.get("/.well-known/void").text
    assert f"void:triples {ROWS + 4}" in text
    assert "void:sparqlEndpoint <http://testserver/sparql>" in text
    assert "void:class skos:Concept" in text


def test_a_hub_says_that_it_is_cut_and_where_the_rest_is(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "scrgraph-truncated" not in client.get("/data/theme/poverty.nt").headers
    monkeypatch.setattr(linked_data, "MAX_TRIPLES", 1)
    answer = client.get("/data/theme/poverty.nt")
    assert answer.headers["scrgraph-truncated"] == "1 statements in each direction"
    assert "Truncated: at most 1 statements" in answer.text
    assert 'rel="collection"' in answer.headers["link"]
