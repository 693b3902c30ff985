"""How fast the real service answers, where its time goes, beside a simple search in-process; what memory it holds.

    python benchmarks/search_speed.py [--index DIR] [--queries N] [--json]

Searches are made of the corpus's own words (runs of content words, titles of sections, broken sentences); answers are
to `questions.jsonl`. No text is asked twice: the service holds the vectors of the last ones, which would flatter it.
Stages are timed in-process (see `stages.py`); what HTTP adds is the difference of the medians. The baseline is in
`baseline.py`: same passages, same query encoder, no HTTP.
"""

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
from baseline import Baseline, terms
from stages import ANSWER, SEARCH, Seam, watched

from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.indexes import layout
from scrgraph.indexes.opening import open_index
from scrgraph.library import Library
from scrgraph.passages import Passage, make_passages
from scrgraph.settings import Settings
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "benchmarks/questions.jsonl"
CLIENTS = 8


class Texts:
    """Texts to ask, made of a corpus, the same on every run and none of them twice."""

    def __init__(self, documents: Sequence[Document], passages: Sequence[Passage]) -> None:
        self._titles = [section.title for document in documents for section in document.sections if section.title]
        self._body = [passage.text for passage in passages if passage.kind == "paragraph"]
        self._chance = random.Random(1)
        self._made: set[str] = set()

    def take(self, count: int) -> list[str]:
        """Return so many new ones."""
        found: list[str] = []
        while len(found) < count:
            found += [one for one in self._three() if one not in self._made]
            self._made.update(found)
        return found[:count]

    def _three(self) -> tuple[str, str, str]:
        chance = self._chance
        words = terms(chance.choice(self._body))
        start = chance.randrange(max(1, len(words) - 5))
        few = words[start : start + chance.randint(2, 5)]
        title = f"What is said about {chance.choice(self._titles)}, and of {chance.choice(words)}?"
        return " ".join(few), title, " ".join(chance.choice(self._body).split()[: chance.randint(8, 14)])


def timed(texts: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    """Return the milliseconds of every text."""
    times = []
    for text in texts:
        began = time.perf_counter()
        ask(text)
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


def stages(texts: Sequence[str], seams: Sequence[Seam], ask: Callable[[str], str]) -> list[dict[str, object]]:
    """Return the whole time of every text, in-process, and that of each stage below it."""
    taken: list[dict[str, float]] = []
    with watched(seams) as clock:
        whole = clock.timed("wire JSON", ask)  # what is left of it when the seams are taken out
        times = timed(texts, lambda text: (whole(text), taken.append(clock.take())))
    names = dict.fromkeys([*(seam.stage for seam in seams), "wire JSON"])
    parts = [row(f"    {name}", [one.get(name, 0.0) * 1000 for one in taken]) for name in names]
    return [row("  in-process, to JSON", times), *parts]


def at_once(address: str, texts: Sequence[str]) -> tuple[float, list[float]]:
    """Return the searches a second of CLIENTS clients, each waiting for its answer, and the milliseconds of each."""

    def client(share: Sequence[str]) -> list[float]:
        with closing(http.client.HTTPConnection(urlsplit(address).netloc)) as connection:

            def ask(text: str) -> None:
                connection.request("GET", f"/api/search?{urlencode({'q': text})}")
                if connection.getresponse().read()[:1] != b"{":
                    sys.exit("a search failed")

            return timed(share, ask)

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        times = list(clients.map(client, [texts[at::CLIENTS] for at in range(CLIENTS)]))
    return len(texts) / (time.perf_counter() - began), [one for share in times for one in share]


def measure(index: Path, count: int) -> dict[str, object]:
    """Return every figure."""
    settings = Settings(index=index)
    folder, _ = open_index(settings)
    encoder = OnnxEncoder.open(folder / layout.ENCODER)
    documents = [read_source(source, max_bytes=settings.max_source_bytes) for source in find_sources(ROOT / "corpus")]
    passages = [passage for document in documents for passage in make_passages(document)]
    texts = Texts(documents, passages)
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    baseline = Baseline([passage.text for passage in passages], encoder)
    rows = [row("query encoder alone", timed(texts.take(count), lambda text: encoder.encode([text])))]
    rows.append(row("baseline in-process: cosine + BM25", timed(texts.take(count), baseline.search)))
    with service(index) as (address, pid, ready), httpx.Client(base_url=address, timeout=30) as client:

        def ask(path: str) -> Callable[[str], object]:
            return lambda text: client.get(path, params={"q": text}).raise_for_status()

        for warm in ("/api/search", "/api/ask"):
            timed(texts.take(count), ask(warm))
        searches = row("HTTP /api/search", timed(texts.take(count), ask("/api/search")))
        answers = row("HTTP /api/ask", timed(questions, ask("/api/ask")))
        alive = row("HTTP /healthz", timed(texts.take(count), lambda _: client.get("/healthz").raise_for_status()))
        rate, together = at_once(address, texts.take(4 * count))
        held = memory(pid)
    with closing(Library.open(settings)) as library:
        for warm in texts.take(count):
            library.search(warm)
            library.ask(warm)
        inside = stages(texts.take(count), SEARCH, lambda text: library.search(text).model_dump_json())
        answered = stages(questions, ANSWER, lambda text: library.ask(text).model_dump_json())
    rows += [searches, *inside, rest(searches, inside[0]), answers, *answered, rest(answers, answered[0]), alive]
    rows.append(row(f"HTTP /api/search, {CLIENTS} clients at once", together))
    return {
        "passages": len(passages),
        "searches": count,
        "answers": len(questions),
        "ready_s": round(ready, 2),
        "pss_mb": round(held / 1e6),
        "searches_a_second": round(rate, 1),
        "rows": rows,
    }


def rest(whole: dict[str, object], inside: dict[str, object]) -> dict[str, object]:
    """Return what is left of the whole."""
    left = {name: round(float(str(whole[name])) - float(str(inside[name])), 2) for name in ("p50_ms", "p95_ms")}
    return {"what": "  rest: HTTP, both ends", **left}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.index, options.queries)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{found['passages']} passages, {found['searches']} searches, {found['answers']} answers")
    print(f"ready in {found['ready_s']} s; service and workers hold {found['pss_mb']} MB (PSS)")
    print(f"{CLIENTS} clients at once: {found['searches_a_second']} searches a second\n")
    print(f"{'':42}{'p50 ms':>8}{'p95 ms':>8}")
    for one in found["rows"]:  # type: ignore[attr-defined]
        print(f"{one['what']:42}{one['p50_ms']:8}{one['p95_ms']:8}")


if __name__ == "__main__":
    main()
