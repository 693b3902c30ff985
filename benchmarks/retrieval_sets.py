"""How well `scrgraph retrieve` ranks collections that it was not made for, beside plain fusion of the same vectors.

    python benchmarks/retrieval_sets.py FOLDER [--sets NAME ...] [--json]

FOLDER holds `eval_retrieval.py` and one folder a set: docs.jsonl, queries.jsonl, qrels.txt. Each set is indexed and
asked once, as by the command; the baseline adds BM25 over stems and the cosine of the same vectors by reciprocal
rank. Differences are paired over the
queries, with a bootstrap interval and a randomisation test (`scrgraph.evaluation.resampling`).
"""

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scrgraph.embedding_export import ExportableEncoder
from scrgraph.embedding_memory import RememberingEncoder
from scrgraph.evaluation.resampling import mean_interval, p_value
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.retrieval.collection import CollectionDocument, CollectionQuery, read_lines, retrieve, whole_text
from scrgraph.settings import Settings

DEPTH = 100  # documents in a run
FUSED = 1000  # documents of each kind of search that are fused
RRF = 60  # Cormack, Clarke and Buettcher (2009), "Reciprocal Rank Fusion outperforms Condorcet", SIGIR
MEASURES = ("nDCG@10", "MAP", "R@2", "R@5", "R@10", "All@5")


def judge(script: Path) -> Any:
    """Return the module of the script that scores a run."""
    spec = importlib.util.spec_from_file_location("eval_retrieval", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fused(folder: Path, encoder: RememberingEncoder) -> Iterator[str]:
    """Yield the lines of the baseline's run on a set."""
    documents = read_lines(folder / "docs.jsonl", CollectionDocument)
    texts = [whole_text(document) for document in documents]
    vectors = encoder.encode(texts)
    with tempfile.TemporaryDirectory() as made:
        words = LexicalIndex.build(((text, "") for text in texts), Path(made, "words"))
        for query in read_lines(folder / "queries.jsonl", CollectionQuery):
            dense = np.argsort(-(vectors @ encoder.encode([query.question])[0]), kind="stable")[:FUSED]
            scores: Counter[int] = Counter()
            for order in (dense.tolist(), [row for row, _ in words.search(query.question, FUSED)]):
                scores.update({row: 1 / (RRF + rank) for rank, row in enumerate(order, 1)})
            for row, score in scores.most_common(DEPTH):
                yield f"{query.id} Q0 {documents[row].id} 0 {score:.6f} fusion\n"


def measure(folder: Path, judged: Any) -> dict[str, Any]:
    """Return the figures of one set."""
    encoder = RememberingEncoder(ExportableEncoder(Settings().model))
    with tempfile.TemporaryDirectory() as made:
        ours, theirs = Path(made, "ours.trec"), Path(made, "fusion.trec")
        began = time.process_time()
        retrieve(folder / "docs.jsonl", folder / "queries.jsonl", ours, k=DEPTH, settings=Settings(), encoder=encoder)
        seconds = time.process_time() - began
        theirs.write_text("".join(fused(folder, encoder)), encoding="utf-8")
        qrels = judged.load_qrels(folder / "qrels.txt")
        scores = [judged.score(qrels, judged.load_run(run))[1] for run in (ours, theirs)]
    return {
        "set": folder.name,
        "queries": len(scores[0]),
        "cpu_s": round(seconds),
        "measures": {name: paired(name, *scores) for name in MEASURES},
    }


def paired(name: str, ours: dict[str, dict[str, float]], theirs: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return a measure of both, and what ours has more, query by query."""
    values = [(ours[query][name], theirs[query][name]) for query in ours]
    gains = [one - other for one, other in values]
    low, high = mean_interval(gains)
    count = len(values)
    return {
        "ours": sum(one for one, _ in values) / count,
        "fusion": sum(other for _, other in values) / count,
        "gain": sum(gains) / count,
        "low": low,
        "high": high,
        "p": p_value(gains),
    }


def report(found: dict[str, Any]) -> None:
    """Print a set."""
    print(f"\n{found['set']}: {found['queries']} queries, {found['cpu_s']} s of CPU to index and answer")
    print(f"{'':10}{'scrgraph':>10}{'fusion':>10}{'gain':>10}   95 % interval       p")
    for name, one in found["measures"].items():
        print(
            f"{name:10}{one['ours']:10.4f}{one['fusion']:10.4f}{one['gain']:+10.4f}"
            f"   [{one['low']:+.4f}, {one['high']:+.4f}]  {one['p']:.4f}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each set and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", help="names of the sets, all by default")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    sets = [path.parent for path in sorted(options.folder.glob("*/qrels.txt"))]
    sets = [one for one in sets if not options.sets or one.name in options.sets]
    if not sets:
        print(f"skipped: no set in {options.folder}")
        return
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    judged = judge(options.folder / "eval_retrieval.py")
    for one in sets:
        found = measure(one, judged)
        if options.json:
            print(json.dumps(found))
        else:
            report(found)


if __name__ == "__main__":
    main()
