"""Short links: kept when asked for, the same for the same query, bounded, and nothing else is ever read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from http_fakes import FakeLibrary

from scrgraph.errors import InputError, LimitError, NotFoundError
from scrgraph.http.app import create_app
from scrgraph.http.ui.shortening import ShortLinks
from scrgraph.settings import Settings

QUERY = "SELECT * WHERE { ?s ?p '<script>' }"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(index=tmp_path, max_query_bytes=100), FakeLibrary())) as made:
        made.headers["accept"] = "text/html"
        yield made


def test_a_form_leads_to_a_page_that_holds_the_query(client: TestClient) -> None:
    made = client.post("/q", data={"query": QUERY.replace(" WHERE", "\r\nWHERE")}, follow_redirects=False)
    assert made.status_code == 303
    page = client.get(made.headers["location"])
    assert "SELECT *\nWHERE { ?s ?p &#39;&lt;script&gt;&#39; }</textarea>" in page.text
    assert f"http://testserver{made.headers['location']}" in page.text


@pytest.mark.parametrize(("query", "status"), [("", 400), ("  ", 400), ("x" * 101, 413)])
def test_what_is_no_query_is_refused(client: TestClient, query: str, status: int) -> None:
    assert client.post("/q", data={"query": query}).status_code == status


@pytest.mark.parametrize("key", ["nothing-here", "aaaaaaaaaa", "..%2F..%2Fetc", "AAAAAAAAAA"])
def test_a_link_that_is_not_there_helps_onward(client: TestClient, key: str) -> None:
    page = client.get(f"/q/{key}")
    assert page.status_code == 404
    assert 'href="/read"' in page.text


def test_the_same_query_has_the_same_key_and_the_oldest_goes(tmp_path: Path) -> None:
    links = ShortLinks(tmp_path / "links", most=2, longest=100)
    first, second = links.keep("ASK {}"), links.keep("ASK { ?a ?b ?c }")
    assert links.keep("ASK {}") == first
    os.utime(tmp_path / "links" / f"{first}.rq", (1, 1))
    third = links.keep(QUERY)
    assert [links.find(key) for key in (second, third)] == ["ASK { ?a ?b ?c }", QUERY]
    with pytest.raises(NotFoundError):
        links.find(first)


def test_links_may_be_switched_off_or_impossible(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="switched off"):
        ShortLinks(tmp_path, most=0, longest=100).keep(QUERY)
    (tmp_path / "file").write_text("")
    with pytest.raises(LimitError, match="cannot be kept here"):
        ShortLinks(tmp_path / "file/links", most=1, longest=100).keep(QUERY)
    with pytest.raises(InputError):
        ShortLinks(tmp_path, most=1, longest=100).keep(" ")
