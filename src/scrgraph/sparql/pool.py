"""Two lanes of workers: every query starts in the quick one, and one that lasts goes on in the slow one.

So whatever strangers send, the next short query finds a worker that is free within `sparql_quick_seconds`, and a
processor that prefers it. A query for which the slow lane has no place waits for one and then starts again there.
Thread-safe.
"""

import signal
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scrgraph.errors import LimitError, QueryError, RefusedError, ScrgraphError
from scrgraph.settings import Settings
from scrgraph.sparql.frames import Header
from scrgraph.sparql.lanes import Lane, LaneClosedError, LaneFullError
from scrgraph.sparql.process import WorkerDiedError, WorkerProcess, WorkerTimeoutError
from scrgraph.sparql.staff import Staff

_PATIENCE_SECONDS = 10.0  # beyond the time of one query; who would wait longer is better told to come again
_MOSTLY = 0.8  # of the quick lane's time: processor time is told in steps of 10 ms


@dataclass(frozen=True, slots=True)
class Task:
    """One query: text, canonical media type of the result, and its dataset (None: what the query says).

    `union`: the default graph is the union of all graphs. `prefixes` shorten IRIs in Turtle and its kin. `similarity`
    is the IRI of the function of that name.
    """

    query: str
    media_type: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = True
    prefixes: dict[str, str] = field(default_factory=dict)
    similarity: str | None = None


class Pool:
    """Workers over one immutable store."""

    def __init__(self, store: Path, settings: Settings, vectors: Path | None = None) -> None:
        """Start the first worker; the others start when they are wanted. `vectors`: see `indexes.vectors`.

        Raises:
            IndexUnusableError: the store cannot be opened.
        """
        self._settings = settings
        self._quick = Lane(settings.sparql_workers, settings.sparql_queue)
        self._slow = Lane(settings.sparql_slow_workers, settings.sparql_queue)
        self._staff = Staff(store, vectors, settings.sparql_memory_bytes, settings.sparql_workers)
        self.walls = self._staff.walls

    def run(self, task: Task) -> bytes:
        """Return the serialised result of a task.

        Raises:
            QueryError, RefusedError: the engine's own complaint about the query.
            LimitError: time, memory, rows, bytes, or too many callers waiting.
            IndexUnusableError: no worker can open the store.
        """
        settings = self._settings
        bounds = {"rows": settings.sparql_rows, "bytes": settings.sparql_bytes, "seconds": settings.sparql_seconds}
        try:
            header, body = self._through_the_lanes({**asdict(task), **bounds})
        except LaneClosedError:
            raise self._closing() from None
        except LaneFullError:
            raise self._busy() from None
        except WorkerTimeoutError:
            raise self._too_much("seconds", settings.sparql_seconds, "seconds of time") from None
        except WorkerDiedError as death:
            raise self._explain_death(death) from None
        if "error" in header:
            raise self._explain(header)
        return body

    def pids(self) -> list[int]:
        """Process ids of all workers, for measuring and tests."""
        return self._staff.pids()

    def close(self) -> None:
        """Kill every worker; callers that wait are refused. Safe to repeat."""
        self._quick.close()
        self._slow.close()
        self._staff.close()

    def _through_the_lanes(self, task: Header) -> tuple[Header, bytes]:
        seconds = self._settings.sparql_seconds
        patience = _PATIENCE_SECONDS + seconds
        answer = self._quickly(task, patience)
        if answer is not None:
            return answer
        with self._slow.turn(patience), self._staff.borrowed() as worker:
            worker.slow_down()
            worker.send(task, seconds)
            return worker.receive(seconds)

    def _quickly(self, task: Header, patience: float) -> tuple[Header, bytes] | None:
        """Return the answer, however long it takes once it has a place in the slow lane; None without such a place."""
        settings = self._settings
        with self._quick.turn(patience) as place, self._staff.borrowed() as worker:
            started = time.monotonic()
            try:
                worker.send(task, settings.sparql_seconds)
                header, body = self._while_quick(worker, started + settings.sparql_seconds)
            except WorkerTimeoutError:
                if time.monotonic() - started >= settings.sparql_seconds:
                    raise
                if not self._slow.enter_at_once():
                    worker.kill()
                    return None
                place.leave()
                return self._on_slowly(worker, started + settings.sparql_seconds)
            if header["retire"]:
                worker.kill()
            return header, body

    def _while_quick(self, worker: WorkerProcess, deadline: float) -> tuple[Header, bytes]:
        """Wait until the worker has *worked* for the quick lane's time: on a busy machine that is longer than waiting.

        Raises:
            WorkerTimeoutError: it has, or the deadline has passed.
        """
        quick, before = self._settings.sparql_quick_seconds, worker.worked()
        while True:
            try:
                return worker.receive(max(0.0, min(quick, deadline - time.monotonic())))
            except WorkerTimeoutError:
                if time.monotonic() >= deadline or not worker.worked() - before < quick * _MOSTLY:
                    raise

    def _on_slowly(self, worker: WorkerProcess, deadline: float) -> tuple[Header, bytes]:
        try:
            worker.slow_down()
            self._staff.prepare()
            return worker.receive(deadline - time.monotonic())
        finally:
            self._slow.leave()

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
        if self._staff.closed:
            return self._closing()
        settings = self._settings
        if death.signal == signal.SIGSEGV:
            return QueryError("The query is nested too deeply for the engine: write it flatter.")
        if death.signal == signal.SIGALRM:
            return self._too_much("seconds", settings.sparql_seconds, "seconds of time")
        if death.signal == signal.SIGKILL:  # a worker that wants too much memory aborts by itself
            message = "The worker that ran the query was killed from outside, not by a limit: try again."
            return LimitError(message, limit="sparql_workers")
        return self._too_much("memory_bytes", settings.sparql_memory_bytes, "bytes of memory")

    def _busy(self) -> LimitError:
        message = (
            "All SPARQL workers are busy and as many queries wait as may (limits sparql_workers, sparql_slow_workers, "
            "sparql_queue): try again in a moment."
        )
        return LimitError(message, limit="sparql_queue")

    @staticmethod
    def _closing() -> LimitError:
        return LimitError("The SPARQL service is closing: try again later.", limit="sparql_workers")

    @staticmethod
    def _too_much(name: str, limit: float, unit: str, status: int = 503) -> LimitError:
        message = f"The query needs more than {limit} {unit} (limit sparql_{name}): narrow it or add a LIMIT."
        return LimitError(message, limit=f"sparql_{name}", http_status=status)
