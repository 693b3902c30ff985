"""A SPARQL worker process: `python -m scrgraph.sparql.worker STORE MEMORY_BYTES [VECTORS]`, one task at a time.

It opens an immutable store read-only, confines itself, says it is ready, then answers frames from standard input on
standard output until the input ends. Its own alarm kills it shortly after a task's time limit, so that no worker
outlives a parent that was itself killed.
"""

import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.vectors import PassageVectors
from scrgraph.sparql.evaluation import evaluate, syntax_error
from scrgraph.sparql.frames import Header, Incoming, opening
from scrgraph.sparql.functions import functions
from scrgraph.sparql.sandbox import confine, limit_memory
from scrgraph.sparql.sink import BytesExceededError, RowsExceededError

_GRACE_SECONDS = 1.0  # the parent kills first and knows why; the alarm is for when there is no parent
_KEPT_KILOBYTES = 40_000  # a worker that has grown by more gives its memory back by leaving
_STACK_BYTES = 100_000_000  # the engine parses and evaluates by recursion; mmap keeps at least 128 MB below the stack


def main(store_path: str, memory_bytes: int, vectors_path: str | None = None) -> None:
    """Serve tasks until standard input ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    _raise_stack_limit()
    try:
        store = ox.Store.read_only(store_path)
        list(store.named_graphs())
        vectors = PassageVectors.open(Path(vectors_path)) if vectors_path else None
    except (OSError, IndexUnusableError) as error:
        _send(target, {"error": "store", "message": str(error)})
        return
    limit_memory(memory_bytes)
    walls = confine(store_path)
    _send(target, {"ready": True, "walls": walls})
    start = _peak_kilobytes()
    while (task := _receive(source)) is not None:
        header, body = _answer(store, vectors, task)
        header["retire"] = _peak_kilobytes() - start > _KEPT_KILOBYTES
        _send(target, header, body)
        if header["retire"]:
            return


def _raise_stack_limit() -> None:
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    if hard == resource.RLIM_INFINITY or hard >= _STACK_BYTES:
        resource.setrlimit(resource.RLIMIT_STACK, (_STACK_BYTES, hard))


def _answer(store: ox.Store, vectors: PassageVectors | None, task: Header) -> tuple[Header, bytes]:
    signal.setitimer(signal.ITIMER_REAL, task["seconds"] + _GRACE_SECONDS)
    try:
        return {"ok": True}, evaluate(store, task, functions(vectors, task["similarity"]))
    except SyntaxError as error:
        return syntax_error(error), b""
    except PermissionError:
        return {"error": "refused"}, b""
    except (RowsExceededError, BytesExceededError) as error:
        return {"error": "rows" if isinstance(error, RowsExceededError) else "bytes"}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except (RuntimeError, ValueError, TypeError, OSError) as error:
        return {"error": "query", "message": " ".join(str(error).split())[:300]}, b""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _peak_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _receive(source: BinaryIO) -> Header | None:
    incoming = Incoming()
    while missing := incoming.missing:
        chunk = source.read(missing)
        if not chunk:
            return None
        incoming.add(chunk)
    return incoming.taken()[0]


def _send(target: BinaryIO, header: Header, body: bytes = b"") -> None:
    try:
        target.write(opening(header, len(body)))
        target.write(body)
        target.flush()
    except BrokenPipeError:
        raise SystemExit(0) from None


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:4])
