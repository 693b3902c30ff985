"""Queries in files as endpoints: parameters, filters, order, pages, JSON and CSV."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sparql_samples import BASE, ROWS, EngineLibrary, make_store

from scrgraph.errors import InputError
from scrgraph.http import named_queries
from scrgraph.http.rows import Rows
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.guard import admit
from scrgraph.sparql.lexer import tokens
from scrgraph.sparql.named import NamedQuery, read_queries

THINGS = """# title: Which things are numbered?
# Every thing with its number.
# label: the number as text
# least: the least number
# thing: the thing itself
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?thing ?n ?text WHERE {
  VALUES ?least { 0 }
  ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?text
  BIND(xsd:integer(?text) AS ?n) FILTER(?n >= ?least)
} ORDER BY ?n
"""
LABEL = 'SELECT ?thing WHERE { VALUES ?label { "7" } ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label }'
ABOUT = f"SELECT ?p WHERE {{ VALUES ?thing {{ <{BASE}/id/number/1> }} ?thing ?p ?o }}"


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> tuple[NamedQuery, ...]:
    folder = tmp_path_factory.mktemp("queries")
    (folder / "more").mkdir()
    files = {"things": THINGS, "more/label": LABEL, "about": ABOUT, "ask": "ASK {}", "broken": "SELECT '"}
    for name, text in files.items():
        (folder / f"{name}.rq").write_text(text)
    return read_queries(folder)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, queries: tuple[NamedQuery, ...]) -> Iterator[TestClient]:
    engine = Engine.open(make_store(tmp_path_factory.mktemp("store")), Settings(sparql_workers=1))
    library = EngineLibrary(engine)

    async def get_library() -> EngineLibrary:
        return library

    app = FastAPI()
    app.include_router(named_queries.router(get_library, queries))
    yield TestClient(app)
    engine.close()


def get(client: TestClient, name: str = "things", **parameters: Any) -> Any:
    return client.get(f"/api/queries/{name}", params=parameters)


def test_files_become_queries_with_title_description_and_parameters(queries: tuple[NamedQuery, ...]) -> None:
    assert [query.name for query in queries] == ["about", "more/label", "things"]
    things = queries[2]
    assert (things.title, things.description) == ("Which things are numbered?", "Every thing with its number.")
    (least,) = things.parameters
    assert (least.name, least.kind, least.default, least.description) == ("least", "number", "0", "the least number")
    assert things.filled({}) == THINGS
    assert "VALUES ?least { 7 }" in things.filled({"least": "7"})
    several = queries[0].filled({"thing": f"{BASE}/a {BASE}/b"})
    assert f"VALUES ?thing {{ <{BASE}/a> <{BASE}/b> }}" in several
    for wrong in ("", f"{BASE}/a b", f"{BASE}/a> }} #"):
        with pytest.raises(InputError, match="takes an IRI"):
            queries[0].filled({"thing": wrong})


@pytest.mark.parametrize(
    ("name", "value"), [("least", "1 } #"), ("least", ""), ("least", "1e9999"), ("other", "1"), ("page", "1")]
)
def test_a_wrong_parameter_is_refused(queries: tuple[NamedQuery, ...], name: str, value: str) -> None:
    with pytest.raises(InputError, match=r"takes a number|has no parameter"):
        queries[2].filled({name: value})


@given(st.text(max_size=30))
def test_no_value_leaves_its_place(value: str) -> None:
    label = NamedQueries.label()
    try:
        filled = label.filled({"label": value})
        admit(filled, max_bytes=10_000, max_depth=50)
    except ValueError as error:
        raise AssertionError(value) from error
    except InputError:
        return
    assert [token.kind for token in tokens(filled)] == [token.kind for token in tokens(LABEL)]


class NamedQueries:
    @staticmethod
    def label() -> NamedQuery:
        from scrgraph.sparql.named import Parameter

        start = LABEL.index('"7"')
        return NamedQuery("label", "", "", LABEL, (Parameter("label", "text", "7", "", start, start + 3),))


def test_an_iri_must_be_one(client: TestClient) -> None:
    assert get(client, "about", thing=f"{BASE}/id/theme/poverty").json()["total"] == 2
    for wrong in ("", "a b", "urn:x> ?p ?o", "urn:x}"):
        assert get(client, "about", thing=wrong).status_code == 400


def test_rows_have_numbers_as_numbers(client: TestClient) -> None:
    answer = get(client, per_page=2).json()
    assert (answer["query"], answer["total"], answer["columns"]) == ("things", ROWS, ["thing", "n", "text"])
    assert answer["rows"][1] == {"thing": f"{BASE}/id/number/1", "n": 1, "text": "1"}
    assert get(client, least=ROWS - 1).json()["rows"][0]["n"] == ROWS - 1
    assert get(client, "more/label", label="12").json()["total"] == 1


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (["n>=10"], ROWS - 10),
        (["n>=10", "n<20"], 10),
        (["text=10"], 1),
        (["text!=10"], ROWS - 1),
        (["thing~NUMBER/29"], 11),
        (["n>z"], 0),
    ],
)
def test_filters_choose_rows(client: TestClient, filters: list[str], total: int) -> None:
    assert get(client, filter=filters).json()["total"] == total


def test_sorting_is_by_number_where_it_is_one(client: TestClient) -> None:
    assert get(client, sort="-n").json()["rows"][0]["n"] == ROWS - 1
    assert get(client, sort="text").json()["rows"][1]["text"] == "1"
    mixed = Rows(("a",), ({"a": "x"}, {"a": 2}, {"a": None}))
    assert [row["a"] for row in mixed.ordered("a").rows] == [None, 2, "x"]


def test_pages_are_linked(client: TestClient) -> None:
    answer = get(client, page=2, per_page=100, sort="-n")
    links = dict(reversed(part.split("; rel=")) for part in answer.headers["link"].split(", "))
    assert set(links) == {'"first"', '"prev"', '"next"', '"last"'}
    following = client.get(links['"next"'].strip("<>"))
    assert following.json()["page"] == 3
    assert following.json()["rows"][0]["n"] == ROWS - 201
    assert '"next"' not in following.headers["link"]
    assert answer.headers["x-total-count"] == str(ROWS)


def test_csv_by_name_or_by_accept(client: TestClient) -> None:
    named = get(client, format="csv", per_page=3)
    assert named.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["n"] for row in csv.DictReader(StringIO(named.text))] == ["0", "1", "2"]
    accepted = client.get("/api/queries/things", headers={"accept": "text/csv"})
    assert accepted.headers["content-type"].startswith("text/csv")
    assert client.get("/api/queries/things", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "parameters",
    [
        {"page": 0},
        {"page": "x"},
        {"per_page": 10_001},
        {"filter": "n"},
        {"filter": "none=1"},
        {"sort": "none"},
        {"sort": " "},
        {"sort": "--n"},
        {"format": "xml"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_used_is_a_problem(client: TestClient, parameters: dict[str, Any]) -> None:
    answer = get(client, **parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_the_list_and_openapi_say_what_there_is(client: TestClient) -> None:
    listed = client.get("/api/queries").json()
    assert [query["url"] for query in listed] == [
        "/api/queries/about",
        "/api/queries/more/label",
        "/api/queries/things",
    ]
    documented = client.get("/openapi.json").json()["paths"]["/api/queries/things"]["get"]
    assert documented["summary"] == "Which things are numbered?"
    assert [parameter["name"] for parameter in documented["parameters"]][:2] == ["least", "filter"]


def test_every_query_of_the_ontology_is_served(root: Path) -> None:
    names = {query.name for query in read_queries(root / "ontology/queries")}
    files = {path.relative_to(root / "ontology/queries").with_suffix("") for path in (root / "ontology").rglob("*.rq")}
    assert names == {path.as_posix() for path in files}


def test_no_parameter_of_a_query_has_a_name_of_paging(root: Path) -> None:
    named = {one.name: {p.name for p in one.parameters} for one in read_queries(root / "ontology/queries")}
    own = {"filter", "sort", "page", "per_page", "format"}
    assert {name: taken & own for name, taken in named.items() if taken & own} == {}
