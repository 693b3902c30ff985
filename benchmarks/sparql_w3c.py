"""Adapter of the W3C SPARQL query tests to the service's own path: guard, formats, worker process, on-disk store.

usage: PYTHONPATH=benchmarks python RUN_W3C.py --adapter py:sparql_w3c:run
"""

import tempfile
from pathlib import Path

import pyoxigraph as ox

from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine

_DEFAULT = "urn:scrgraph:default"
_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}
_SETTINGS = Settings(sparql_workers=1)


def run(query: str, default: list[dict[str, str]], named: list[dict[str, str]], accept: str) -> tuple[str, bytes]:
    """Answer one test query over its own data; the test's default graph is chosen as a named one."""
    with tempfile.TemporaryDirectory() as folder:
        _load(Path(folder), default, named)
        engine = Engine.open(Path(folder), _SETTINGS)
        try:
            admitted = engine.admit(query)
            if admitted.form in ("CONSTRUCT", "DESCRIBE"):
                accept = "application/n-triples"
            elif accept != "text/csv":
                accept = "application/sparql-results+json"
            graphs = () if admitted.dataset else tuple(dict.fromkeys(entry["graph"] for entry in named))
            chosen = () if admitted.dataset else (_DEFAULT,)
            result = engine.query(query, accept=accept, default_graphs=chosen, named_graphs=graphs)
        finally:
            engine.close()
    return result.media_type, result.body


def _load(folder: Path, default: list[dict[str, str]], named: list[dict[str, str]]) -> None:
    store = ox.Store(str(folder))
    documents = [(_DEFAULT, entry) for entry in default] + [(entry["graph"], entry) for entry in named]
    for graph, entry in documents:
        form = _FORMATS[entry["mime"]]
        store.add_graph(ox.NamedNode(graph))
        store.load(entry["text"].encode(), format=form, base_iri=entry["iri"], to_graph=ox.NamedNode(graph))
    store.flush()


class _Syntax:
    """Parses alone, over one empty store."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        ox.Store(self._folder.name).flush()
        self._engine = Engine.open(Path(self._folder.name), _SETTINGS)

    def __call__(self, query: str) -> None:
        self._engine.query(query)


run.syntax = _Syntax()  # type: ignore[attr-defined]
