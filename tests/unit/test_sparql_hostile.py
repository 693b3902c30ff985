"""Twenty hostile queries, eight at once: each ends within its bounds, none leaves a worker, others are answered."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sparql_samples import ROWS, make_store

from scrgraph.errors import LimitError, QueryError, ScrgraphError
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine

THREE = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
HOSTILE = {
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {THREE} ?j ?k ?l FILTER(?a != ?d && STR(?g) < STR(?c)) }}",
    "sorted cross product": f"SELECT * {{ {THREE} }} ORDER BY ?c ?f ?i",
    "distinct cross product": f"SELECT (COUNT(DISTINCT CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) {{ {THREE} }}",
    "path explosion": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:y>)* ?b . ?c (!<urn:x>|^!<urn:y>)* ?d }",
    "nested paths": "SELECT (COUNT(*) AS ?n) { ?a (((!<urn:x>|^!<urn:y>)+/(!<urn:z>)?)+)* ?b . ?c (!<urn:x>)* ?d }",
    "long path": f"ASK {{ ?a {'/'.join(['(!<urn:x>|^!<urn:x>)'] * 2_000)} ?b }}",
    "regex bomb": "SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), '((a{0,999}){0,999}){0,999}')) }",
    "regex over a product": f"SELECT * {{ {THREE} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^((a+)+|[^z]*)*$', 'i')) }}",
    "deep nesting": "SELECT * { " + "{" * 5_000 + "?a ?b ?c" + "}" * 5_000 + " }",
    "deep negation": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "huge VALUES": "SELECT * { VALUES ?x { " + "<urn:a> " * 40_000 + "} VALUES ?y { " + "<urn:b> " * 40_000 + "} }",
    "tokens": "SELECT * { " + "{}" * 200_000 + " }",
    "too long": "SELECT * { VALUES ?x { " + "'a' " * 1_300_000 + "} }",
    "GROUP_CONCAT flood": f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), '{'x' * 5_000}')) AS ?all) {{ {THREE} }}",
    "doubling BIND": f"SELECT ?x40 {{ BIND('{'x' * 1_000}' AS ?x0) {DOUBLED} }}",
    "unions": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f }"] * 200) + " }",
    "optionals": "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} }}" for n in range(12)) + " }",
    "hashes": f"SELECT (SHA512(GROUP_CONCAT(STR(?c))) AS ?h) {{ {THREE} }} GROUP BY ?a ?d ORDER BY ?h",
    "replacements": f"SELECT (SUM(STRLEN(REPLACE(STR(?a), '(.)', '{'$1' * 500}'))) AS ?n) {{ {THREE} }}",
    "constructed flood": f"CONSTRUCT {{ ?a ?e ?i . ?d ?b ?c . ?g ?h ?f }} WHERE {{ {THREE} }}",
}
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
    assert len(HOSTILE) == 20
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
