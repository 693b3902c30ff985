"""One worker as its parent sees it: start, exchange one frame by a deadline, kill."""

import math
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from scrgraph.errors import IndexUnusableError
from scrgraph.sparql.frames import Header, Incoming, opening

_START_SECONDS = 60.0  # a loaded machine may be slow to start Python; a worker that is broken says so at once
_CHUNK = 1 << 16
_LARGEST_READ = 1 << 20
_NICENESS = 15  # about 3 % of a processor that a short query wants too; the rest of one that nobody wants


class WorkerTimeoutError(Exception):
    """The deadline passed; the worker must be killed."""


class WorkerDiedError(Exception):
    """The worker is gone; `signal` is what ended it, None if it left by itself."""

    def __init__(self, number: int | None) -> None:
        super().__init__(f"the worker ended by signal {number}")
        self.signal = number


class WorkerProcess:
    """A running worker. Not thread-safe: one caller at a time."""

    def __init__(self, store: Path, memory_bytes: int, vectors: Path | None = None) -> None:
        """Start the process; it opens the store, and the vectors if there are any, meanwhile."""
        command = [sys.executable, "-m", "scrgraph.sparql.worker", str(store), str(memory_bytes)]
        self._process = subprocess.Popen(
            [*command, str(vectors)] if vectors else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            process_group=0,  # Ctrl-C in the terminal is the parent's to handle
        )
        self._input = self._pipe(self._process.stdin)
        self._output = self._pipe(self._process.stdout)
        self._incoming = Incoming()
        self.walls: tuple[str, ...] | None = None
        self.slowed = False

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def wait_ready(self) -> None:
        """Wait until the worker has opened the store.

        Raises:
            IndexUnusableError: it cannot, and says why.
        """
        if self.walls is not None:
            return
        try:
            header, _ = self._read(time.monotonic() + _START_SECONDS)
        except (WorkerDiedError, WorkerTimeoutError) as error:
            raise IndexUnusableError(
                "No SPARQL worker could start on the graph store: run build again, or doctor to learn more."
            ) from error
        if "error" in header:
            message = f"The graph store cannot be opened ({header['message']}): run build again."
            raise IndexUnusableError(message)
        self.walls = tuple(header["walls"])

    def send(self, task: Header, seconds: float) -> None:
        """Send a task; raises as `receive`."""
        self._write(opening(task), time.monotonic() + seconds)

    def receive(self, seconds: float) -> tuple[Header, bytes]:
        """Return the answer to the task sent; after a WorkerTimeoutError one may go on waiting for it.

        Raises:
            WorkerTimeoutError: no whole answer within `seconds`.
            WorkerDiedError: the worker ended first.
        """
        return self._read(time.monotonic() + seconds)

    def worked(self) -> float:
        """Return the seconds of processor time that the process has used; infinity where the system does not say."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError):
            return math.inf

    def slow_down(self) -> None:
        """Let every other process go first, for good: only root could take that back."""
        self.slowed = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICENESS)

    def end(self) -> None:
        """End the process; whoever waits for its answer sees it die. Safe from any thread."""
        self._process.kill()

    def kill(self) -> None:
        """End the process at once, reap it and close its pipes. Safe to repeat; only for who holds the worker."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    @staticmethod
    def _pipe(stream: object) -> int:
        descriptor = stream.fileno()  # type: ignore[attr-defined]
        os.set_blocking(descriptor, False)
        return int(descriptor)

    def _write(self, frame: bytes, deadline: float) -> None:
        view = memoryview(frame)
        while view:
            self._wait(self._input, select.POLLOUT, deadline)
            try:
                view = view[os.write(self._input, view[:_CHUNK]) :]
            except BrokenPipeError:
                raise self._death() from None
            except BlockingIOError:
                continue

    def _read(self, deadline: float) -> tuple[Header, bytes]:
        incoming = self._incoming
        while missing := incoming.missing:
            self._wait(self._output, select.POLLIN, deadline)
            chunk = os.read(self._output, min(missing, _LARGEST_READ))
            if not chunk:
                raise self._death()
            incoming.add(chunk)
        self._incoming = Incoming()
        return incoming.taken()

    @staticmethod
    def _wait(descriptor: int, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise WorkerTimeoutError

    def _death(self) -> WorkerDiedError:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        return WorkerDiedError(-code if code < 0 else None)
