"""Hostile queries, eight at once: each ends within its bounds, none leaves a worker, others are answered."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hostile_queries import HOSTILE
from sparql_samples import ROWS, make_store

from scrgraph.errors import LimitError, QueryError, ScrgraphError
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine

LIMITS = {"sparql_seconds", "sparql_memory_bytes", "sparql_rows", "sparql_bytes", "sparql_tokens", "max_query_bytes"}


@pytest.fixture
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(
        sparql_seconds=0.5, sparql_quick_seconds=0.1, sparql_memory_bytes=100_000_000, sparql_rows=5_000
    )
    engine = Engine.open(make_store(tmp_path_factory.mktemp("store")), settings)
    yield engine
    engine.close()


def test_all_are_bounded_and_others_are_answered_meanwhile(engine: Engine) -> None:
    assert len(HOSTILE) >= 20
    answered = 0
    with ThreadPoolExecutor(8) as callers:
        running = {name: callers.submit(engine.query, text) for name, text in HOSTILE.items()}
        while not all(caller.done() for caller in running.values()):
            body = engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", format="json").body
            answered += json.loads(body)["results"]["bindings"][0]["n"]["value"] == str(ROWS + 4)
    assert answered > 50
    for name, caller in running.items():
        error = caller.exception()
        assert error is None or isinstance(error, ScrgraphError), name
        if isinstance(error, LimitError):
            assert error.limit in LIMITS | {"sparql_queue"}, name
        elif error is not None:
            assert isinstance(error, QueryError), name
    failed = {name for name, caller in running.items() if caller.exception() is not None}
    assert len(failed) >= 15
    assert len(engine.worker_pids()) <= 5


@pytest.mark.parametrize(
    ("name", "limit"), [("tokens", "sparql_tokens"), ("too long", "max_query_bytes")], ids=["tokens", "length"]
)
def test_what_is_too_long_never_reaches_a_worker(engine: Engine, name: str, limit: str) -> None:
    with pytest.raises(LimitError) as caught:
        engine.query(HOSTILE[name])
    assert (caught.value.limit, caught.value.http_status) == (limit, 413)
