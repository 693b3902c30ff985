"""The JSON interface: paths, records, parameters and problems as INTERFACES promises them."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from http_fakes import CHILD, PASSAGE, TEXT, FakeLibrary, serving
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import QueryError
from scrgraph.http.openapi import QUESTION
from scrgraph.http.parameters import checked_question
from scrgraph.settings import Settings


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    with serving(library) as made:
        yield made


def test_search_passes_every_parameter_on_and_answers_the_record(client: TestClient, library: FakeLibrary) -> None:
    answer = client.get(
        "/api/search",
        params={
            "q": " fathers ",
            "k": 3,
            "mode": "dense",
            "theme": CHILD,
            "section": "1.1",
            "review": "2001-2003",
            "document": "small",
            "policy": "policy/x",
            "organisation": "Ofsted",
            "kind": "table",
            "offset": 6,
            "cursor": "g:3",
        },
    )
    filters = {"theme": CHILD, "review": "2001-2003", "section": "1.1", "document": "small"}
    filters |= {"policy": "policy/x", "organisation": "Ofsted", "kind": "table"}
    assert library.asked == [("search", "fathers", 3, 6, "g:3", "dense", filters)]
    assert answer.headers["content-type"] == "application/json"
    assert list(answer.json()) == ["query", "mode", "total", "took_ms", "hits", "facets", "notes", "offset", "next"]
    hit = answer.json()["hits"][0]
    assert hit["passage"]["spans"] == [list(pair) for pair in PASSAGE.spans]
    assert hit["why"][0] == {"index": "dense", "rank": 2, "score": 0.5}


def test_search_by_default_asks_for_ten_from_everything(client: TestClient, library: FakeLibrary) -> None:
    client.get("/api/search?q=fathers")
    assert library.asked == [("search", "fathers", 10, 0, None, "hybrid", {})]


def test_more_like_a_passage(client: TestClient, library: FakeLibrary) -> None:
    answer = client.get(f"/api/passages/{PASSAGE.id}/similar?k=3&kind=table")
    assert answer.json()["query"] == PASSAGE.id
    assert library.asked == [("similar", PASSAGE.id, 3, 0, None, {"kind": "table"})]


@pytest.mark.parametrize("send", ["get", "post"])
def test_ask_answers_by_get_and_by_post(client: TestClient, send: str) -> None:
    answer = (
        client.get("/api/ask", params={"q": "fathers"})
        if send == "get"
        else client.post("/api/ask", json={"q": "fathers"})
    )
    body = answer.json()
    assert body["answered"] is True
    assert body["statements"][0]["text"] == "'A father is a parent too.'"
    assert body["facts"][0]["value"] == 1200


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/api/search", "q"),
        ("/api/search?q=", "empty"),
        ("/api/search?q=%20%20", "empty"),
        ("/api/search?q=a%00b", "U+0000"),
        ("/api/search?q=a%1Bb", "U+001B"),
        ("/api/search?q=x&k=0", "k"),
        ("/api/search?q=x&k=-1", "k"),
        ("/api/search?q=x&k=ten", "k"),
        ("/api/search?q=x&k=101", "max_hits"),
        ("/api/search?q=x&offset=-1", "offset"),
        ("/api/search?q=x&mode=psychic", "mode"),
        ("/api/search?q=x&theme=" + "t" * 501, "theme"),
        ("/api/ask?q=" + "a" * 2001, "max_question_characters"),
        ("/api/path?from=a", "to"),
        ("/api/path?to=a", "from"),
    ],
)
def test_a_bad_parameter_is_a_400_that_names_it(client: TestClient, address: str, named: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["type"], body["title"], body["status"]) == ("about:blank", "Bad Request", 400)
    assert named in body["detail"]
    assert len(body["detail"]) < 300


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"q"', b"{}", b'{"q": 1}', b'{"q": ""}', b'{"q": "a", "x": 1}', b'{"q": "\\ud800"}'],
)
def test_a_bad_body_is_a_400(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_over_the_limit_is_a_413_that_names_it() -> None:
    with serving(FakeLibrary(), max_body_bytes=1_000) as client:
        answer = client.post("/api/ask", json={"q": "a" * 2_000})
        assert answer.status_code == 413
        assert answer.json()["limit"] == "max_body_bytes"
        chunks = iter([b"a" * 900] * 3)
        assert client.post("/api/ask", content=chunks).json()["limit"] == "max_body_bytes"
        assert client.post("/api/ask", json={"q": "a" * 900}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/api/passages/none", "/api/documents/none", "/api/documents/none/text", "/api/references/none", "/api/none"],
)
def test_an_unknown_thing_is_a_404_problem(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["detail"]


def test_a_method_that_does_not_exist_says_which_do(client: TestClient) -> None:
    answer = client.delete("/api/search?q=x")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("key", ["NSPCC/SCIE 2016", "nspcc%2Fscie%202016"])
def test_a_key_may_hold_a_slash(client: TestClient, key: str) -> None:
    body = client.get(f"/api/references/{key}").json()
    assert body["key"] == "NSPCC/SCIE 2016"
    assert list(body["cited_by"][0])[:7] == ["document", "passage", "section", "text", "start", "end", "locator"]


def test_the_text_of_a_document_is_served_unchanged(client: TestClient) -> None:
    answer = client.get("/api/documents/small/text")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content == TEXT.encode()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("documents", "sections"),
        ("references", "key"),
        ("reviews", "length_years"),
        ("themes", "definition"),
        ("organisations", "mentions"),
        ("audit", "anchors"),
    ],
)
def test_lists_are_plain_arrays(client: TestClient, path: str, field: str) -> None:
    body = client.get(f"/api/{path}").json()
    assert isinstance(body, list)
    assert field in body[0]


@pytest.mark.parametrize("path", ["policies", "statistics"])
def test_a_list_of_nothing_is_an_empty_array(client: TestClient, path: str) -> None:
    assert client.get(f"/api/{path}").json() == []


def test_a_path_has_two_ends(client: TestClient, library: FakeLibrary) -> None:
    assert client.get("/api/path", params={"from": "Brown 2010", "to": CHILD}).json() == {"nodes": [], "edges": []}
    assert library.asked == [("path", "Brown 2010", CHILD)]


def test_openapi_describes_every_path(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    promised = {
        "search",
        "ask",
        "passages/{identifier}",
        "passages/{identifier}/similar",
        "documents",
        "references",
        "references/{key}",
        "reviews",
        "themes",
        "policies",
        "organisations",
        "statistics",
        "audit",
        "path",
    }
    assert {f"/api/{path}" for path in promised} <= {path.replace(":path", "") for path in paths}
    assert paths["/api/search"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert "/" not in paths


@given(st.text(min_size=1, max_size=60))
def test_a_question_is_taken_whole_or_refused(text: str) -> None:
    strange = any(unicodedata.category(c) in {"Cc", "Cs"} and not c.isspace() for c in text.strip())
    if strange or not text.strip():
        with pytest.raises(QueryError):
            checked_question(text, Settings())
    else:
        assert checked_question(text, Settings()) == text.strip()
        assert text.encode("utf-8")


def test_a_path_with_two_methods_names_both() -> None:
    with serving(FakeLibrary()) as client:
        answer = client.options("/api/ask")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_the_description_tells_the_bounds_that_hold() -> None:
    with serving(FakeLibrary(), max_hits=7, max_question_characters=30) as client:
        schema = client.get("/openapi.json").json()
        told = {one["name"]: one["schema"] for one in schema["paths"]["/api/search"]["get"]["parameters"]}
        assert (told["k"]["maximum"], told["q"]["maxLength"]) == (7, 30)
        assert client.get("/api/search", params={"q": "x", "k": 8}).status_code == 400


@pytest.mark.parametrize(
    "code", [1, 8, 9, 13, 14, 0x1B, 0x1C, 0x1F, 0x20, 0x7F, 0x84, 0x85, 0x86, 0x9F, 0xA0, 0x3000, 0x200B, 0x78]
)
@pytest.mark.parametrize("text", ["{}", "a{}b", " {} "])
def test_the_pattern_of_a_question_is_what_is_accepted(code: int, text: str) -> None:
    question = text.format(chr(code))
    try:
        checked_question(question, Settings())
        accepted = True
    except QueryError:
        accepted = False
    assert (re.fullmatch(QUESTION, question) is not None) == accepted
