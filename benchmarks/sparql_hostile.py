"""Attack the real service: twenty hostile queries, eight at once, and what never may be fetched; who suffers?

    python benchmarks/sparql_hostile.py [--index DIR] [--rounds N]

Prints how each query ended and after how long, the time of a normal query meanwhile, the memory (proportional set
size) of the service and of its workers before, at the peak and after each round, and whether a worker was left over,
a loopback listener was called or a canary file was read. Exit code 1 where a bound of the design is broken.
"""

import argparse
import multiprocessing
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from search_speed import ROOT, service

from scrgraph.settings import Settings

sys.path.insert(0, str(ROOT / "tests/unit"))
from hostile_queries import HOSTILE, reaching_out

AT_ONCE = 8
NORMAL = "SELECT ?s ?label { ?s a <http://www.w3.org/2004/02/skos/core#Concept> ; ?p ?label } LIMIT 10"
NORMAL_P95_MS = 50.0  # the bound of the design
FLAT_MB = 30.0  # what may be held after an attack beyond what was held before
SETTLE_SECONDS = 15.0
SAMPLE_SECONDS = 0.2


@dataclass(slots=True)
class Memory:
    """Megabytes (PSS) of the service and of its workers, sampled until it is stopped."""

    pid: int
    service: float = 0.0
    workers: float = 0.0
    together: float = 0.0
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.stopped.wait(SAMPLE_SECONDS):
            own, others = held(self.pid)
            self.service, self.workers = max(self.service, own), max(self.workers, others)
            self.together = max(self.together, own + others)


def held(pid: int) -> tuple[float, float]:
    """Return the megabytes of a process and of all below it."""
    return pss(pid), sum(pss(child) for child in children(pid))


def pss(pid: int) -> float:
    """Return the proportional set size of a process in MB, 0 where it has ended (proc(5), smaps_rollup)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def children(pid: int) -> list[int]:
    """Return the ids of the processes below one, zombies too."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


@dataclass(frozen=True, slots=True)
class Ended:
    """How a hostile query ended: its status, the limit or error that its answer names, bytes and seconds."""

    status: int
    said: str
    size: int
    seconds: float
    leaked: bool


def attack(address: str, request: Mapping[str, str], canary: bytes) -> Ended:
    """Send one request, read its answer without keeping it."""
    began, size, start, leaked = time.monotonic(), 0, b"", False
    headers = {"content-type": "application/x-www-form-urlencoded"}
    with httpx.stream("POST", f"{address}/sparql", data=dict(request), headers=headers, timeout=90) as answer:
        for chunk in answer.iter_raw():
            size += len(chunk)
            leaked = leaked or canary in chunk
            start = (start + chunk)[:2000] if len(start) < 2000 else start
    said = "answered"
    if answer.status_code != 200:
        problem = httpx.Response(answer.status_code, content=start).json()
        said = problem.get("limit") or problem["detail"][:60]
    return Ended(answer.status_code, said, size, time.monotonic() - began, leaked)


def probe(address: str, running: Any, times: Any) -> None:
    """Ask the normal query again and again, in a process of its own, while `running` is set."""
    found = []
    with httpx.Client(base_url=address, timeout=60) as client:
        while running.is_set():
            began = time.perf_counter()
            client.get("/sparql", params={"query": NORMAL}).raise_for_status()
            found.append((time.perf_counter() - began) * 1000)
            time.sleep(0.02)
    times.put(found)


@contextmanager
def probing(address: str) -> Iterator[Callable[[], list[float]]]:
    """Probe the service meanwhile; yields what returns the milliseconds, at the end."""
    context = multiprocessing.get_context("spawn")
    running, times = context.Event(), context.Queue()
    running.set()
    process = context.Process(target=probe, args=(address, running, times))
    process.start()

    def result() -> list[float]:
        running.clear()
        found: list[float] = times.get(timeout=60)
        process.join()
        return found

    try:
        yield result
    finally:
        process.kill()


@contextmanager
def trap() -> Iterator[tuple[int, list[Any]]]:
    """Listen on loopback; yields the port and who called."""
    called: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, who = listener.accept()
                except OSError:
                    return
                called.append(who)
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1], called
        listener.shutdown(socket.SHUT_RDWR)


def settled(pid: int, before: float) -> tuple[float, float]:
    """Return the megabytes held once workers have been replaced, after at most SETTLE_SECONDS."""
    until = time.monotonic() + SETTLE_SECONDS
    while True:
        now = held(pid)
        if sum(now) <= before or time.monotonic() > until:
            return now
        time.sleep(0.5)


def round_of(address: str, pid: int, requests: Mapping[str, Mapping[str, str]], canary: bytes) -> list[str]:
    """Run one round and print it; returns what is wrong."""
    before = held(pid)
    memory = Memory(pid)
    watcher = threading.Thread(target=memory.watch)
    watcher.start()
    with probing(address) as normal, ThreadPoolExecutor(AT_ONCE) as callers:
        running = {name: callers.submit(attack, address, request, canary) for name, request in requests.items()}
        ended = {name: future.result() for name, future in running.items()}
        times = normal()
    memory.stopped.set()
    watcher.join()
    after = settled(pid, sum(before))
    for name, one in ended.items():
        print(f"  {name:32}{one.status:4}  {one.said:60.60}{one.size / 1e6:8.1f} MB{one.seconds:7.1f} s")
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(
        f"a normal query meanwhile, {len(times)} times: p50 {p50:.1f} ms, p95 {p95:.1f} ms, worst {max(times):.0f} ms"
    )
    print(
        f"memory, MB (service + workers): before {before[0]:.0f} + {before[1]:.0f}, peak {memory.service:.0f} + ",
        end="",
    )
    print(f"{memory.workers:.0f} (together {memory.together:.0f}), after {after[0]:.0f} + {after[1]:.0f}")
    return [
        *(f"{name} was not bounded" for name, one in ended.items() if one.status >= 500 and one.said == "answered"),
        *(f"{name} told what is in the canary file" for name, one in ended.items() if one.leaked),
        *([f"a normal query's p95 is {p95:.0f} ms"] if p95 > NORMAL_P95_MS else []),
        *([f"{sum(after) - sum(before):.0f} MB were not given back"] if sum(after) > sum(before) + FLAT_MB else []),
    ]


def main() -> int:
    """Attack, print, and say whether the bounds held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    wrong: list[str] = []
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, trap() as (port, called), service(options.index) as (address, pid, _):
        canary, secret = Path(folder) / "canary.ttl", b"canary-in-a-coal-mine"
        canary.write_bytes(b'<urn:a> <urn:b> "' + secret + b'" .')
        os.utime(canary, (0, canary.stat().st_mtime))
        requests = {name: {"query": text} for name, text in HOSTILE.items()}
        requests |= reaching_out(f"http://127.0.0.1:{port}/", canary.as_uri())
        httpx.get(f"{address}/sparql", params={"query": NORMAL}).raise_for_status()
        time.sleep(2)
        started = len(children(pid))
        print(f"{len(requests)} hostile queries, {AT_ONCE} at once, limit {settings.sparql_seconds:g} s")
        for number in range(1, options.rounds + 1):
            print(f"\nround {number}")
            wrong += round_of(address, pid, requests, secret)
        left = len(children(pid))
        print(f"\nworkers before {started}, after {left}; calls to the listener {len(called)}; ", end="")
        read = canary.stat().st_atime > 0
        print(f"canary file {'READ' if read else 'not touched'}")
        wrong += ["the listener was called"] * bool(called) + ["the canary file was read"] * read
        wrong += [f"{left} workers are left"] * (left > settings.sparql_workers + settings.sparql_slow_workers)
    print("\n" + ("\n".join(wrong) or "every bound held"))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
