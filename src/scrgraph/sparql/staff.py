"""The worker processes: who is idle, who is busy, and one more that is ready before it is wanted. Thread-safe."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrgraph.errors import ScrgraphError
from scrgraph.sparql.lanes import LaneClosedError
from scrgraph.sparql.process import WorkerProcess

_CLOSE_SECONDS = 10.0  # for the threads that hold a worker to notice its end


class Staff:
    """Workers over one immutable store; at most `kept` idle ones are kept."""

    def __init__(self, store: Path, vectors: Path | None, memory_bytes: int, kept: int) -> None:
        """Start the first worker, wait for it, and start a spare one.

        Raises:
            IndexUnusableError: the store cannot be opened.
        """
        self._store, self._vectors, self._memory_bytes, self._kept = store, vectors, memory_bytes, kept
        self._changed = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._closed = False
        first = self._start()
        try:
            first.wait_ready()
        except ScrgraphError:
            first.kill()
            raise
        self.walls = first.walls or ()
        self._idle.extend((self._start(), first))

    @contextmanager
    def borrowed(self) -> Iterator[WorkerProcess]:
        """Hold a worker that is ready. Whatever ends the work badly ends the worker; so does `let_go`.

        Raises:
            IndexUnusableError: no worker can open the store.
            LaneClosedError: the staff has been dismissed.
        """
        worker = self._take()
        healthy = False
        try:
            worker.wait_ready()
            yield worker
            healthy = worker.alive
        finally:
            self._give_back(worker, healthy=healthy)

    @property
    def closed(self) -> bool:
        """Whether the staff has been dismissed."""
        return self._closed

    def prepare(self) -> None:
        """Start a spare worker where none is idle, so that the next caller need not wait for its start."""
        with self._changed:
            if self._closed or self._idle:
                return
        spare = self._start()
        with self._changed:
            if not self._closed and len(self._idle) < self._kept:
                self._idle.append(spare)
                return
        spare.kill()

    def pids(self) -> list[int]:
        """Process ids of all workers, for measuring and tests."""
        with self._changed:
            return sorted(worker.pid for worker in (*self._idle, *self._busy))

    def close(self) -> None:
        """Kill every worker. Safe to repeat."""
        with self._changed:
            self._closed = True
            for worker in self._busy:
                worker.end()
            for worker in self._idle:
                worker.kill()
            self._idle.clear()
            self._changed.wait_for(lambda: not self._busy, timeout=_CLOSE_SECONDS)

    def _take(self) -> WorkerProcess:
        with self._changed:
            if self._closed:
                raise LaneClosedError
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    break
                worker.kill()
            else:
                worker = self._start()
            self._busy.add(worker)
            return worker

    def _give_back(self, worker: WorkerProcess, *, healthy: bool) -> None:
        with self._changed:
            self._busy.discard(worker)
            kept = healthy and not worker.slowed and not self._closed and len(self._idle) < self._kept
            if kept:
                self._idle.append(worker)
            self._changed.notify_all()
        if not kept:
            worker.kill()
            self.prepare()

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._store, self._memory_bytes, self._vectors)
