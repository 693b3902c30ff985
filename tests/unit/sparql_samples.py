"""A small store on disk and a library over it, for the tests of SPARQL and linked data."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from scrgraph.sparql.engine import Engine
from scrgraph.sparql.results import Result

BASE = "https://w3id.org/scrgraph"
ONE, TWO = f"{BASE}/graph/one", f"{BASE}/graph/two"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ROWS = 300


def make_store(folder: Path) -> Path:
    """Write a store: a theme and a passage about it in graph one, `ROWS` numbered things in graph two."""
    store = ox.Store(str(folder))
    theme, passage = ox.NamedNode(f"{BASE}/id/theme/poverty"), ox.NamedNode(f"{BASE}/id/passage/p-1.1")
    concept = ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    about, one = ox.NamedNode(f"{BASE}/ontology#about"), ox.NamedNode(ONE)
    store.add(ox.Quad(theme, ox.NamedNode(LABEL), ox.Literal("Poverty", language="en"), one))
    store.add(ox.Quad(theme, ox.NamedNode(TYPE), concept, one))
    store.add(ox.Quad(passage, about, theme, one))
    store.add(ox.Quad(about, ox.NamedNode(LABEL), ox.Literal("about"), one))
    for number in range(ROWS):
        thing = ox.NamedNode(f"{BASE}/id/number/{number}")
        store.add(ox.Quad(thing, ox.NamedNode(LABEL), ox.Literal(str(number)), ox.NamedNode(TWO)))
    store.flush()
    return folder


@dataclass(frozen=True, slots=True)
class EngineLibrary:
    """A library that is nothing but an engine."""

    engine: Engine
    base: str = BASE
    generation: str = "g1"
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
        return self.engine.query(
            query, accept=accept, format=format, default_graphs=default_graphs, named_graphs=named_graphs
        )
