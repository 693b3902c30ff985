"""What the service adds to a query: a trivial one over HTTP, and five typical ones over a million triples.

    python benchmarks/sparql_speed.py [--index DIR] [--triples N] [--rounds N]

The graph is made for this: passages with texts, sections, themes with labels, works and citations between them, in the
terms of scrgraph. Every typical query runs through the engine (guard, worker process, limits, serialised JSON) and
through bare pyoxigraph in this process (query and serialised JSON), alternating. The ratio of the medians is printed,
and the ratio of the processor time (of this process and every worker, their start included), which a busy machine
changes less. A pipe and a second process cost the same for every query, so a short one is judged by what is added.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pyoxigraph as ox
from search_speed import ROOT, service

from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine

BASE = "https://w3id.org/scrgraph"
SCR, CITO = f"{BASE}/ontology#", "http://purl.org/spar/cito/"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
WORDS = (
    "child family review practice professional agency risk harm neglect parent health school police care service "
    "support assessment history information concern visit home mother father abuse violence learning response"
).split()
TRIPLES_OF_A_PASSAGE = 8  # on average, with its citation
PREFIXES = f"PREFIX scr: <{SCR}> PREFIX cito: <{CITO}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
TYPICAL = {
    "everything about a thing": f"SELECT ?p ?o {{ <{BASE}/id/passage/4711> ?p ?o }}",
    "passages of a theme, with text": "SELECT ?passage ?text { ?theme rdfs:label 'theme 17' . "
    "?passage scr:about ?theme ; scr:text ?text } ORDER BY ?passage LIMIT 100",
    "citations of a work by section": "SELECT ?section (COUNT(*) AS ?n) { ?passage cito:cites ?work ; "
    "scr:section ?section . ?work rdfs:label 'work 99' } GROUP BY ?section ORDER BY DESC(?n)",
    "themes by number of passages": "SELECT ?label (COUNT(?passage) AS ?n) { ?passage scr:about ?theme . "
    "?theme rdfs:label ?label } GROUP BY ?label ORDER BY DESC(?n)",
    "words in texts": "SELECT ?passage ?text { ?passage scr:text ?text "
    "FILTER(CONTAINS(?text, 'violence visit father')) } LIMIT 50",
}
TRIVIAL = "ASK { ?s ?p ?o }"
MOST_RATIO, MOST_TRIVIAL_MS = 1.3, 4.0  # the bounds of the design
ADDED_MS = 2.0  # half of what a trivial query may cost over HTTP


def quads(triples: int) -> Iterator[ox.Quad]:
    """Yield a graph of about so many triples, the same on every run."""
    chance, graph = random.Random(triples), ox.NamedNode(f"{BASE}/graph/benchmark")

    def iri(kind: str, number: int) -> ox.NamedNode:
        return ox.NamedNode(f"{BASE}/id/{kind}/{number}")

    for kind, count in (("theme", 100), ("work", 2_000)):
        for number in range(count):
            yield ox.Quad(iri(kind, number), LABEL, ox.Literal(f"{kind} {number}"), graph)
    about, text, section, cites, position = (
        ox.NamedNode(name) for name in (f"{SCR}about", f"{SCR}text", f"{SCR}section", f"{CITO}cites", f"{SCR}position")
    )
    for number in range(triples // TRIPLES_OF_A_PASSAGE):
        passage = iri("passage", number)
        words = " ".join(chance.choices(WORDS, k=30))
        yield ox.Quad(passage, TYPE, ox.NamedNode(f"{SCR}Passage"), graph)
        yield ox.Quad(passage, text, ox.Literal(f"{words} {number}"), graph)
        yield ox.Quad(passage, section, iri("section", number // 20), graph)
        yield ox.Quad(passage, position, ox.Literal(number), graph)
        for theme in chance.sample(range(100), 2):
            yield ox.Quad(passage, about, iri("theme", theme), graph)
        for work in chance.sample(range(2_000), 2):
            yield ox.Quad(passage, cites, iri("work", work), graph)


def timed(ask: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def worked(engine: Engine) -> float:
    """Return the seconds of processor time of this process and of its workers, those that have ended too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    alive = 0
    for pid in engine.worker_pids():
        with suppress(OSError):
            alive += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return time.process_time() + ended.ru_utime + ended.ru_stime + alive / 1e9


def bare(store: ox.Store, query: str) -> bytes:
    """Return the JSON of a query by pyoxigraph alone."""
    found = store.query(query, use_default_graph_as_union=True)
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def both(store: ox.Store, engine: Engine, query: str, rounds: int) -> tuple[float, float, float]:
    """Return the median milliseconds of a query by pyoxigraph and by the service, and the ratio of processor time."""
    alone, through = list[float](), list[float]()
    by_itself = by_service = 0.0
    for _ in range(rounds):
        started = worked(engine)
        alone.append(timed(lambda: bare(store, query)))
        between = worked(engine)
        through.append(timed(lambda: engine.query(query, format="json")))
        by_itself, by_service = by_itself + between - started, by_service + worked(engine) - between
    return statistics.median(alone), statistics.median(through), by_service / by_itself


def compare(triples: int, rounds: int) -> list[str]:
    """Print the typical queries beside bare pyoxigraph; returns what is too slow."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        made = ox.Store(folder)
        made.bulk_extend(quads(triples))
        made.optimize()
        made.flush()
        print(f"{len(made):,} triples; medians of {rounds} rounds, ms")
        del made
        store, engine = ox.Store.read_only(folder), Engine.open(Path(folder), Settings())
        try:
            print(f"{'':34}{'rows':>6}{'bare':>10}{'service':>10}{'ratio':>8}{'of work':>9}")
            for name, text in TYPICAL.items():
                query = PREFIXES + text
                found = engine.query(query, format="json").body
                assert sorted(bare(store, query)) == sorted(found), name
                time.sleep(1)
                alone, through, more = both(store, engine, query, rounds)
                rows, ratio = found.count(b"},{") + 1, through / alone
                print(f"{name:34}{rows:6}{alone:10.2f}{through:10.2f}{ratio:8.2f}{more:9.2f}")
                slow = ratio > MOST_RATIO and through - alone > ADDED_MS
                wrong += [f"{name}: {ratio:.2f} times bare"] * slow
        finally:
            engine.close()
    return wrong


def trivial(index: Path, rounds: int) -> list[str]:
    """Print what a trivial query costs over HTTP; returns what is too slow."""
    with service(index) as (address, _, _), httpx.Client(base_url=address, timeout=30) as client:
        for path, parameters in (("/healthz", {}), ("/sparql", {"query": TRIVIAL})):
            times = [
                timed(lambda p=path, q=parameters: client.get(p, params=q).raise_for_status())  # type: ignore[misc]
                for _ in range(rounds)
            ]
            half, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            print(f"GET {path:12}p50 {half:6.2f} ms   p95 {most:6.2f} ms")
    return [f"a trivial query takes {half:.1f} ms"] * (half > MOST_TRIVIAL_MS)


def main() -> int:
    """Measure, print, and say whether the bounds held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    wrong = trivial(options.index, options.rounds * 20) + compare(options.triples, options.rounds)
    print("\n".join(wrong) or "every bound held")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
