"""Serve `/sparql` alone, over a small store made for it, for any SPARQL 1.1 Protocol checklist.

usage: python benchmarks/sparql_protocol.py [PORT]        (8000 without one; Ctrl-C ends it)

Then, elsewhere: the checklist with --endpoint http://127.0.0.1:PORT/sparql
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI

from scrgraph.http import linked_data, sparql
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.results import Result

GRAPH_SIZES = {"a": 3, "b": 50, "c": 500}


@dataclass(frozen=True, slots=True)
class EngineLibrary:
    """The part of a library that the SPARQL door asks: an engine, a base and a generation."""

    engine: Engine
    base: str
    generation: str = "benchmark"
    federated: tuple[str, ...] = ()

    def sparql(
        self,
        query: str,
        *,
        accept: str | None = None,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Result:
        """Answer a query."""
        return self.engine.query(
            query, accept=accept, format=format, default_graphs=default_graphs, named_graphs=named_graphs
        )


def make_store(folder: Path) -> None:
    """Write a store of three named graphs with `GRAPH_SIZES` triples."""
    store = ox.Store(str(folder))
    for name, size in GRAPH_SIZES.items():
        graph = ox.NamedNode(f"http://example.org/graph/{name}")
        store.extend(
            ox.Quad(
                ox.NamedNode(f"http://example.org/{name}/{n}"),
                ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
                ox.Literal(f"{name} {n}", language="en"),
                graph,
            )
            for n in range(size)
        )
    store.flush()


@contextmanager
def endpoint(store: Path, settings: Settings) -> Iterator[FastAPI]:
    """Yield an application that serves `/sparql` and the linked data over a store."""
    engine = Engine.open(store, settings)
    library = EngineLibrary(engine, settings.base)

    async def get_library() -> EngineLibrary:
        return library

    app = FastAPI()
    app.include_router(sparql.router(get_library))
    app.include_router(linked_data.router(get_library))
    try:
        yield app
    finally:
        engine.close()


def main() -> None:
    """Serve until interrupted."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder))
        with endpoint(Path(folder), Settings()) as app:
            uvicorn.run(app, port=port, log_level="warning")


if __name__ == "__main__":
    main()
