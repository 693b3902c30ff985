"""How fast the real service answers one client, beside a simple search in-process, and what memory it holds.

    python benchmarks/search_speed.py [--index DIR] [--queries N] [--json]

The queries are made of the corpus's own words: runs of content words, titles of sections, broken sentences.
The baseline is what many would write first (and what txtai does): every passage's vector times the query's,
BM25 over every passage, the two added by reciprocal rank. Same passages, same query encoder, no HTTP.
"""

import argparse
import json
import math
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np

from scrgraph.embedding import Encoder
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.indexes import layout
from scrgraph.indexes.opening import open_index
from scrgraph.passages import Passage, make_passages
from scrgraph.settings import Settings
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
COMMON = frozenset({"and", "are", "been", "for", "from", "had", "has", "have", "not", "that", "the", "was"})
K1, B = 1.2, 0.75  # BM25 as in Robertson and Zaragoza (2009), section 3.5, with its usual constants
RRF = 60  # Cormack, Clarke and Buettcher (2009)
ROUNDS = 3


class Baseline:
    """Brute-force cosine plus BM25, fused by reciprocal rank."""

    def __init__(self, passages: Sequence[Passage], encoder: Encoder) -> None:
        self.encoder = encoder
        self.vectors = encoder.encode([passage.text for passage in passages])
        tokens = [terms(passage.text) for passage in passages]
        self.lengths = np.array([len(one) for one in tokens], dtype=np.float32)
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, one in enumerate(tokens):
            for term, count in Counter(one).items():
                self.postings[term].append((row, count))

    def search(self, query: str, k: int = 10) -> list[int]:
        """Return the rows of the k best passages."""
        dense = self.vectors @ self.encoder.encode([query])[0]
        scores = np.zeros(len(self.vectors))
        for order in (np.argsort(-dense)[:100], np.argsort(-self.bm25(query))[:100]):
            scores[order] += 1 / (RRF + 1 + np.arange(len(order)))
        return [int(row) for row in np.argsort(-scores)[:k]]

    def bm25(self, query: str) -> np.ndarray:
        """Return the BM25 score of every passage."""
        scores = np.zeros(len(self.lengths), dtype=np.float32)
        average = float(self.lengths.mean())
        for term in set(terms(query)):
            found = self.postings.get(term, [])
            weight = math.log(1 + (len(self.lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for row, count in found:
                scores[row] += weight * count * (K1 + 1) / (count + K1 * (1 - B + B * self.lengths[row] / average))
        return scores


def terms(text: str) -> list[str]:
    """Return the lower-case words of a text without the commonest."""
    return [word for word in map(str.lower, WORD.findall(text)) if len(word) > 2 and word not in COMMON]


def make_queries(documents: Sequence[Document], passages: Sequence[Passage], count: int) -> list[str]:
    """Return varied queries made of the corpus's own words, the same on every run."""
    chance = random.Random(count)
    titles = [section.title for document in documents for section in document.sections if section.title]
    body = [passage.text for passage in passages if passage.kind == "paragraph"]
    made: list[str] = []
    while len(made) < count:
        words = terms(chance.choice(body))
        start = chance.randrange(max(1, len(words) - 5))
        made.append(" ".join(words[start : start + chance.randint(2, 5)]))
        made.append(f"What is said about {chance.choice(titles)}?")
        made.append(" ".join(chance.choice(body).split()[: chance.randint(8, 14)]))
    return made[:count]


def timed(queries: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    """Return the milliseconds of every query over all rounds, after one round that is not counted.

    Each round asks in words of its own: the service holds the vectors of the last questions, which would flatter it.
    """
    for query in queries:
        ask(query)
    times = []
    for query in (f"{query} {turn}" for turn in range(ROUNDS) for query in queries):
        began = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - began) * 1000)
    return times


def row(name: str, times: Sequence[float]) -> dict[str, object]:
    """Return the median and the 95th percentile, in milliseconds."""
    cuts = statistics.quantiles(times, n=20)
    return {"what": name, "p50_ms": round(statistics.median(times), 2), "p95_ms": round(cuts[-1], 2)}


@contextmanager
def service(index: Path) -> Iterator[tuple[str, int, float]]:
    """Start the real service on a free port; yields its address, its process id, and the seconds until it served."""
    command = [sys.executable, "-m", "scrgraph.cli.main", "serve", "--port", "0", "--index", str(index.resolve())]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        said = next((found for line in process.stdout if (found := re.search(r"http://\S+", line))), None)
        if said is None:
            sys.exit("the service did not start")
        yield said[0], process.pid, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(timeout=20)


def memory(pid: int) -> int:
    """Return the proportional set size of a process and all below it, bytes (proc(5), smaps_rollup)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = (child for task in tasks for child in (task / "children").read_text().split())
    return own + sum(memory(int(child)) for child in children)


def measure(index: Path, count: int) -> dict[str, object]:
    """Return every figure."""
    settings = Settings(index=index)
    folder, _ = open_index(settings)
    encoder = OnnxEncoder.open(folder / layout.ENCODER)
    documents = [read_source(source, max_bytes=settings.max_source_bytes) for source in find_sources(ROOT / "corpus")]
    passages = [passage for document in documents for passage in make_passages(document)]
    queries = make_queries(documents, passages, count)
    rows = [row("query encoder alone", timed(queries, lambda query: encoder.encode([query])))]
    rows.append(row("baseline in-process: cosine + BM25", timed(queries, Baseline(passages, encoder).search)))
    with service(index) as (address, pid, ready), httpx.Client(base_url=address, timeout=30) as client:
        for path in ("/api/search", "/api/ask"):
            inside: list[float] = []

            def ask(query: str, path: str = path, inside: list[float] = inside) -> None:
                inside.append(client.get(path, params={"q": query}).raise_for_status().json()["took_ms"])

            rows.append(row(f"HTTP {path}", timed(queries, ask)))
            rows.append(row(f"  of which the library ({path})", inside[len(queries) :]))
        rows.append(row("HTTP /healthz", timed(queries, lambda _: client.get("/healthz").raise_for_status())))
        held = memory(pid)
    return {
        "passages": len(passages),
        "queries": len(queries),
        "ready_s": round(ready, 2),
        "pss_mb": round(held / 1e6),
        "rows": rows,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.index, options.queries)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{found['passages']} passages, {found['queries']} queries, {ROUNDS} rounds, one client")
    print(f"ready in {found['ready_s']} s; service and workers hold {found['pss_mb']} MB (PSS)\n")
    print(f"{'':42}{'p50 ms':>8}{'p95 ms':>8}")
    for one in found["rows"]:  # type: ignore[attr-defined]
        print(f"{one['what']:42}{one['p50_ms']:8}{one['p95_ms']:8}")


if __name__ == "__main__":
    main()
