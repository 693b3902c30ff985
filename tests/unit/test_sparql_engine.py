"""The engine over a real store in real workers: answers, limits, walls, death and the end of it all."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sparql_samples import ONE, ROWS, TWO, make_store

from scrgraph.errors import IndexUnusableError, LimitError, QueryError, RefusedError
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.pool import Pool, Task

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d && STR(?g) < STR(?j)) }"
HOG = f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), '{'x' * 2_000}')) AS ?all) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def opened(store: Path) -> Iterator[Callable[..., Engine]]:
    engines: list[Engine] = []

    def open_engine(**settings: float) -> Engine:
        engines.append(Engine.open(store, Settings(**settings)))  # type: ignore[arg-type]
        return engines[-1]

    yield open_engine
    for engine in engines:
        engine.close()


def number(engine: Engine, query: str = COUNT, **dataset: tuple[str, ...]) -> int:
    body = json.loads(engine.query(query, **dataset).body)  # type: ignore[arg-type]
    return int(body["results"]["bindings"][0]["n"]["value"])


def counting(dataset: str, pattern: str = "?s ?p ?o") -> str:
    return f"SELECT (COUNT(*) AS ?n) {dataset} {{ {pattern} }}"


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_the_default_graph_is_the_union_and_datasets_choose_within_the_store(opened: Callable[..., Engine]) -> None:
    engine = opened()
    assert number(engine) == ROWS + 4
    assert number(engine, counting(f"FROM <{TWO}>")) == ROWS
    assert number(engine, default_graphs=(ONE,)) == 4
    assert number(engine, counting(f"FROM <{TWO}>"), default_graphs=(ONE,)) == 4
    assert number(engine, named_graphs=(ONE,)) == 0
    assert number(engine, counting("", "GRAPH ?g { ?s ?p ?o }"), named_graphs=(ONE,)) == 4


def test_errors_of_the_query_name_their_place(opened: Callable[..., Engine]) -> None:
    engine = opened()
    with pytest.raises(QueryError, match="Line 2, column 5") as caught:
        engine.query("SELECT ?x WHERE {\n ?x ")
    assert (caught.value.line, caught.value.column) == (2, 5)
    with pytest.raises(QueryError, match="custom function"):
        engine.query("SELECT (<urn:f>(1) AS ?x) {}")
    with pytest.raises(QueryError):
        engine.query(COUNT, default_graphs=("not an iri",))
    assert number(engine) == ROWS + 4


def test_a_query_that_never_ends_is_killed_while_others_are_answered(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_seconds=1.5, sparql_workers=2)
    before = engine.worker_pids()
    with ThreadPoolExecutor(1) as other:
        endless = other.submit(engine.query, ENDLESS)
        answered = 0
        while not endless.done():
            answered += number(engine) == ROWS + 4
        with pytest.raises(LimitError, match="sparql_seconds") as caught:
            endless.result()
    assert caught.value.limit == "sparql_seconds"
    assert answered > 5
    assert number(engine) == ROWS + 4
    assert sum(gone(pid) for pid in before) + len(set(engine.worker_pids()) - set(before)) >= 1


def test_a_memory_hog_is_stopped_and_replaced(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_memory_bytes=100_000_000, sparql_seconds=60, sparql_workers=1)
    with pytest.raises(LimitError, match="sparql_memory_bytes"):
        engine.query(HOG)
    assert number(engine) == ROWS + 4


def test_rows_and_bytes_are_bounded_by_name(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_rows=100, sparql_bytes=20_000)
    assert len(json.loads(engine.query("SELECT * { ?s ?p ?o } LIMIT 100").body)["results"]["bindings"]) == 100
    with pytest.raises(LimitError, match="sparql_rows") as caught:
        engine.query("SELECT * { ?s ?p ?o } LIMIT 101")
    assert caught.value.http_status == 422
    with pytest.raises(LimitError, match="sparql_bytes"):
        engine.query(f"SELECT ('{'x' * 1000}' AS ?x) {{ ?s ?p ?o }} LIMIT 21")


def test_deep_nesting_that_the_guard_cannot_see_costs_no_more_than_the_query(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_seconds=3, sparql_workers=1)
    with pytest.raises((QueryError, LimitError)):
        engine.query("ASK { FILTER(" + "!" * 900_000 + "true) }")
    assert number(engine) == ROWS + 4


def test_too_many_callers_are_turned_away(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_seconds=2, sparql_workers=1, sparql_slow_workers=1, sparql_queue=1)
    with ThreadPoolExecutor(4) as callers:
        failed = [caller.exception() for caller in [callers.submit(engine.query, ENDLESS) for _ in range(4)]]
    limits = {error.limit for error in failed if isinstance(error, LimitError)}
    assert limits == {"sparql_seconds", "sparql_queue"}
    assert number(engine) == ROWS + 4


def test_short_queries_go_on_while_long_ones_wait_for_each_other(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_seconds=1.5, sparql_workers=1, sparql_slow_workers=1)
    with ThreadPoolExecutor(3) as callers:
        running = [callers.submit(engine.query, ENDLESS) for _ in range(3)]
        answered = 0
        while not all(caller.done() for caller in running):
            answered += number(engine) == ROWS + 4
    assert answered > 20
    assert [type(caller.exception()) for caller in running] == [LimitError] * 3
    assert len(engine.worker_pids()) <= 2


def test_an_idle_worker_that_dies_is_replaced_unseen(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_workers=1)
    before = engine.worker_pids()
    for pid in before:
        os.kill(pid, 9)
    time.sleep(0.1)
    assert number(engine) == ROWS + 4
    assert not set(engine.worker_pids()) & set(before)


def test_a_worker_that_is_killed_at_work_fails_its_query_and_no_other(opened: Callable[..., Engine]) -> None:
    engine = opened(sparql_workers=1, sparql_seconds=20)
    with ThreadPoolExecutor(1) as other:
        endless = other.submit(engine.query, ENDLESS)
        time.sleep(0.3)
        for pid in engine.worker_pids():
            os.kill(pid, 9)
        with pytest.raises(LimitError, match="killed from outside") as caught:
            endless.result(timeout=15)
    assert caught.value.http_status == 503
    assert number(engine) == ROWS + 4


def test_no_worker_is_left_after_close_not_even_a_busy_one(store: Path) -> None:
    engine = Engine.open(store, Settings(sparql_workers=2, sparql_seconds=30))
    number(engine)
    failed: list[str] = []

    def endless() -> None:
        try:
            engine.query(ENDLESS)
        except LimitError as error:
            failed.append(str(error))

    caller = threading.Thread(target=endless)
    caller.start()
    while len(engine.worker_pids()) < 1 or caller.ident is None:
        time.sleep(0.01)
    time.sleep(0.3)
    pids = engine.worker_pids()
    engine.close()
    engine.close()
    caller.join(10)
    assert failed == ["The SPARQL service is closing: try again later."]
    assert all(gone(pid) for pid in pids)
    with pytest.raises(LimitError, match="closing"):
        engine.query(COUNT)


PARENT = """
import sys, time
from pathlib import Path
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
engine = Engine.open(Path(sys.argv[1]), Settings(sparql_seconds=1, sparql_workers=1))
print(engine.worker_pids()[0], flush=True)
engine.query(sys.argv[2]) if sys.argv[2] else time.sleep(60)
"""


@pytest.mark.parametrize("query", ["", ENDLESS])
def test_no_worker_outlives_a_parent_that_is_killed(store: Path, query: str) -> None:
    command = [sys.executable, "-c", PARENT, str(store), query]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(0.2)
        parent.kill()
    deadline = time.monotonic() + 20
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert gone(pid)


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="run build again"):
        Engine.open(tmp_path / "absent", Settings())
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "CURRENT").write_text("nonsense")
    with pytest.raises(IndexUnusableError, match="run build again"):
        Engine.open(tmp_path / "broken", Settings())


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A loopback server that writes down whoever comes."""
    visits: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    stopped = threading.Event()

    def listen() -> None:
        while not stopped.is_set():
            try:
                connection, address = server.accept()
            except TimeoutError:
                continue
            visits.append(str(address))
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", visits
    stopped.set()
    thread.join()
    server.close()


@pytest.mark.parametrize("clause", ["SERVICE <{}> {{ ?s ?p ?o }}", "BIND(<{}> AS ?e) SERVICE SILENT ?e {{ ?s ?p ?o }}"])
def test_the_guard_lets_no_service_out(
    opened: Callable[..., Engine], listener: tuple[str, list[str]], clause: str
) -> None:
    with pytest.raises(RefusedError, match="SERVICE is refused"):
        opened().query(f"SELECT * {{ {clause.format(listener[0])} }}")
    assert listener[1] == []


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_the_sandbox_lets_no_service_out_where_a_guard_failed(
    store: Path, listener: tuple[str, list[str]], silent: str
) -> None:
    address, visits = listener
    pool = Pool(store, Settings(sparql_workers=1))
    try:
        if "seccomp" not in pool.walls:
            pytest.skip("this kernel has no seccomp")
        task = Task(f"SELECT ?s {{ SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}", "text/csv")
        if silent:
            assert pool.run(task) == b"s\r\n\r\n"
        else:
            with pytest.raises(RefusedError, match="nothing is ever fetched"):
                pool.run(task)
    finally:
        pool.close()
    assert visits == []


def test_from_reads_no_file_and_no_address(
    opened: Callable[..., Engine], listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    canary = tmp_path / "canary.ttl"
    canary.write_text('<urn:canary> <urn:p> "secret" .')
    engine = opened()
    for iri in (canary.as_uri(), listener[0]):
        assert number(engine, counting(f"FROM <{iri}>")) == 0
        assert number(engine, counting(f"FROM NAMED <{iri}>", "GRAPH ?g { ?s ?p ?o }")) == 0
        assert number(engine, default_graphs=(iri,), named_graphs=(iri,)) == 0
    assert b"secret" not in engine.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").body
    assert listener[1] == []
