"""At most so many SPARQL workers at once, so many callers waiting, and a fresh worker for every one that is killed.

Thread-safe. A caller holds one worker for one task; whatever ends the task badly (time, death, Ctrl-C) ends the
worker too, so that no state passes from one query to the next.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scrgraph.errors import LimitError, QueryError, RefusedError, ScrgraphError
from scrgraph.settings import Settings
from scrgraph.sparql.frames import Header
from scrgraph.sparql.process import WorkerDiedError, WorkerProcess, WorkerTimeoutError

_CLOSE_SECONDS = 10.0  # for the threads that hold a worker to notice its end


@dataclass(frozen=True, slots=True)
class Task:
    """One query: text, canonical media type of the result, and its dataset (None: what the query says).

    `union`: the default graph is the union of all graphs. `prefixes` shorten IRIs in Turtle and its kin.
    """

    query: str
    media_type: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = True
    prefixes: dict[str, str] = field(default_factory=dict)


class Pool:
    """Workers over one immutable store."""

    def __init__(self, store: Path, settings: Settings) -> None:
        """Start the first worker; the others start when they are wanted.

        Raises:
            IndexUnusableError: the store cannot be opened.
        """
        self._store = store
        self._settings = settings
        self._changed = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._waiting = 0
        self._closed = False
        first = self._start()
        try:
            first.wait_ready()
        except ScrgraphError:
            first.kill()
            raise
        self.walls = first.walls or ()
        self._idle.append(first)

    def run(self, task: Task) -> bytes:
        """Return the serialised result of a task.

        Raises:
            QueryError, RefusedError: the engine's own complaint about the query.
            LimitError: time, memory, rows, bytes, or too many callers waiting.
            IndexUnusableError: no worker can open the store.
        """
        settings = self._settings
        bounds = {"rows": settings.sparql_rows, "bytes": settings.sparql_bytes, "seconds": settings.sparql_seconds}
        with self._worker() as worker:
            try:
                header, body = worker.exchange({**asdict(task), **bounds}, settings.sparql_seconds)
            except WorkerTimeoutError:
                raise self._too_much("seconds", settings.sparql_seconds, "seconds of time") from None
            except WorkerDiedError as death:
                raise self._explain_death(death) from None
            if header["retire"]:
                worker.kill()
        if "error" in header:
            raise self._explain(header)
        return body

    def pids(self) -> list[int]:
        """Process ids of all workers, for measuring and tests."""
        with self._changed:
            return sorted(worker.pid for worker in (*self._idle, *self._busy))

    def close(self) -> None:
        """Kill every worker; callers that wait are refused. Safe to repeat."""
        with self._changed:
            self._closed = True
            for worker in self._busy:
                worker.end()
            for worker in self._idle:
                worker.kill()
            self._idle.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy, timeout=_CLOSE_SECONDS)

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        worker = self._take()
        healthy = False
        try:
            worker.wait_ready()
            yield worker
            healthy = worker.alive
        finally:
            self._give_back(worker, healthy=healthy)

    def _take(self) -> WorkerProcess:
        with self._changed:
            if not self._free():
                self._wait_turn()
            if self._closed:
                raise self._closing()
            worker = self._idle.pop() if self._idle else self._start()
            if not worker.alive:
                worker.kill()
                worker = self._start()
            self._busy.add(worker)
            return worker

    def _free(self) -> bool:
        return self._closed or bool(self._idle) or len(self._busy) < self._settings.sparql_workers

    def _wait_turn(self) -> None:
        settings = self._settings
        busy = LimitError(
            f"All {settings.sparql_workers} SPARQL workers are busy and {settings.sparql_queue} queries wait "
            "(limits sparql_workers, sparql_queue): try again in a moment.",
            limit="sparql_queue",
        )
        if self._waiting >= settings.sparql_queue:
            raise busy
        self._waiting += 1
        try:
            if not self._changed.wait_for(self._free, timeout=settings.sparql_seconds * 2):
                raise busy
        finally:
            self._waiting -= 1

    def _give_back(self, worker: WorkerProcess, *, healthy: bool) -> None:
        with self._changed:
            self._busy.discard(worker)
            if healthy and not self._closed:
                self._idle.append(worker)
            else:
                worker.kill()
                if not self._closed and not self._idle:
                    self._idle.append(self._start())
            self._changed.notify_all()

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._store, self._settings.sparql_memory_bytes)

    def _explain(self, header: Header) -> ScrgraphError:
        settings = self._settings
        match header["error"]:
            case "rows":
                return self._too_much("rows", settings.sparql_rows, "rows", 422)
            case "bytes":
                return self._too_much("bytes", settings.sparql_bytes, "bytes of result", 422)
            case "memory":
                return self._too_much("memory_bytes", settings.sparql_memory_bytes, "bytes of memory")
            case "refused":
                return RefusedError("The query tried to reach outside the store, and nothing is ever fetched.")
        return QueryError(header["message"], line=header.get("line"), column=header.get("column"))

    def _explain_death(self, death: WorkerDiedError) -> ScrgraphError:
        if self._closed:
            return self._closing()
        settings = self._settings
        if death.signal == signal.SIGSEGV:
            return QueryError("The query is nested too deeply for the engine: write it flatter.")
        if death.signal == signal.SIGALRM:
            return self._too_much("seconds", settings.sparql_seconds, "seconds of time")
        return self._too_much("memory_bytes", settings.sparql_memory_bytes, "bytes of memory")

    @staticmethod
    def _closing() -> LimitError:
        return LimitError("The SPARQL service is closing: try again later.", limit="sparql_workers")

    @staticmethod
    def _too_much(name: str, limit: float, unit: str, status: int = 503) -> LimitError:
        message = f"The query needs more than {limit} {unit} (limit sparql_{name}): narrow it or add a LIMIT."
        return LimitError(message, limit=f"sparql_{name}", http_status=status)
