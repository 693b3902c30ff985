"""Alive, ready, measured, logged without questions, and safe headers on every answer."""

import io
import json
import sys
import threading

import pytest
from fastapi.testclient import TestClient
from http_fakes import FakeLibrary, serving

from scrgraph.errors import IndexUnusableError
from scrgraph.http.app import create_app
from scrgraph.http.edge import SECURITY_HEADERS
from scrgraph.http.operations import make_log
from scrgraph.library import Library
from scrgraph.settings import Settings

NO_INDEX = "There is no index; run scrgraph build."


def settled(client: TestClient, passing: str) -> str:
    """What /readyz says once it no longer says what passes."""
    for _ in range(2_000):
        said = client.get("/readyz").text
        if passing not in said:
            return said
    return "never settled"


def test_alive_and_ready_over_an_open_library() -> None:
    with serving(FakeLibrary()) as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        assert client.get("/readyz").json() == {"status": "ready"}


def test_without_an_index_the_service_lives_and_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(settings: Settings) -> Library:
        raise IndexUnusableError(NO_INDEX)

    monkeypatch.setattr(Library, "open", refuse)
    with TestClient(create_app(Settings())) as client:
        assert client.get("/healthz").status_code == 200
        assert NO_INDEX in settled(client, "still being opened")
        for path in ("/readyz", "/api/search?q=x", "/api/documents"):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["detail"]) == (503, NO_INDEX)
            assert answer.headers["retry-after"] == "5"
        page = client.get("/", headers={"accept": "text/html"})
        assert page.status_code == 503
        assert NO_INDEX in page.text


def test_while_the_index_opens_readyz_is_503_and_then_200(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, library = threading.Event(), FakeLibrary()

    def slowly(settings: Settings) -> Library:
        opened.wait(10)
        return library

    monkeypatch.setattr(Library, "open", slowly)
    with TestClient(create_app(Settings())) as client:
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        opened.set()
        assert "ready" in settled(client, "still being opened")
        assert client.get("/api/documents").status_code == 200
    assert library.closed


def test_a_library_that_was_given_is_left_open() -> None:
    library = FakeLibrary()
    with serving(library) as client:
        client.get("/healthz")
    assert not library.closed


ANSWERS = [
    "/",
    "/?q=fathers",
    "/nothing",
    "/api/search?q=x",
    "/api/search",
    "/api/ask?q=boom",
    "/healthz",
    "/metrics",
    "/static/style.css",
    "/static/none.css",
    "/openapi.json",
    "/read",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_security_headers_are_on_every_answer(address: str) -> None:
    with serving(FakeLibrary()) as client:
        answer = client.get(address, follow_redirects=False)
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_policy_allows_this_host_only() -> None:
    policy = dict(part.split(" ", 1) for part in SECURITY_HEADERS["content-security-policy"].split("; "))
    assert set(policy.values()) == {"'self'", "'none'"}
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"


def test_head_is_a_get_without_a_body() -> None:
    with serving(FakeLibrary()) as client:
        head, get = client.head("/api/documents"), client.get("/api/documents")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_an_unexpected_failure_is_a_500_without_details(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(FakeLibrary()) as client:
        answer = client.get("/api/ask?q=boom")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "boom" not in answer.text
    failed = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (failed["event"], failed["error"], failed["route"]) == ("failed", "RuntimeError", "/api/ask")
    assert failed["where"][-1].endswith(" ask")


def test_an_unexpected_failure_is_a_page_for_a_reader() -> None:
    with serving(FakeLibrary()) as client:
        page = client.get("/?q=boom", headers={"accept": "text/html"})
    assert page.status_code == 500
    assert "That did not work" in page.text
    assert page.headers["content-security-policy"]


def test_no_log_line_and_no_metric_holds_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(FakeLibrary()) as client:
        client.get("/api/search?q=secretwords")
        client.get("/?q=secretwords")
        client.post("/api/ask", json={"q": "secretwords"})
        client.get("/works/secretwords")
        client.get("/secretwords")
        client.request("SECRETWORDS", "/")
        metrics = client.get("/metrics").text
    logged = capsys.readouterr()
    assert logged.err.count('"answered"') >= 6
    assert "secretwords" not in (logged.err + logged.out + metrics).lower()


def test_metrics_count_by_route_and_status() -> None:
    with serving(FakeLibrary()) as client:
        client.get("/api/passages/a")
        client.get("/api/passages/b")
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    line = 'scrgraph_requests_total{method="GET",route="/api/passages/{identifier}",status="404"} 2.0'
    assert line in answer.text.splitlines()
    assert "scrgraph_request_seconds_bucket" in answer.text


def test_two_services_count_apart() -> None:
    with serving(FakeLibrary()) as one, serving(FakeLibrary()) as other:
        one.get("/healthz")
        assert 'route="/healthz"' in one.get("/metrics").text
        assert 'route="/healthz"' not in other.get("/metrics").text


def test_a_large_answer_is_compressed_where_it_is_wanted() -> None:
    with serving(FakeLibrary()) as client:
        assert client.get("/static/style.css").headers["content-encoding"] == "gzip"
        assert (
            "content-encoding" not in client.get("/static/style.css", headers={"accept-encoding": "identity"}).headers
        )


@pytest.mark.parametrize(
    ("terminal", "setting", "lines"), [(True, None, 0), (False, None, 1), (True, True, 1), (False, False, 0)]
)
def test_requests_are_logged_unless_a_person_watches_or_the_setting_says_so(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, setting: bool | None, lines: int
) -> None:
    written = io.StringIO()
    monkeypatch.setattr(written, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", written)
    log = make_log(requests=setting)
    log.info("answered")
    assert written.getvalue().count("\n") == lines
    log.error("failed")
    assert '"failed"' in written.getvalue()
