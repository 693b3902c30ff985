"""The graph of the real report, read and stated once for every test of this folder that asks it."""

from pathlib import Path

import numpy as np
import pytest
from pyoxigraph import Quad, Store

from scrgraph.graph.authority import authority_quads
from scrgraph.graph.provenance import provenance_quads
from scrgraph.graph.quads import document_quads
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.authority import load_authority
from scrgraph.reading.findings import Reading
from scrgraph.reading.reader import read
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def report_document() -> Document:
    """The real report."""
    [source] = find_sources(ROOT / "corpus")
    return read_source(source, max_bytes=1_000_000)


@pytest.fixture(scope="session")
def report_reading(report_document: Document) -> Reading:
    """Its findings; every theme as near to every passage, so that themes are told by their labels only."""
    authority, passages = load_authority(ROOT / "ontology"), make_passages(report_document)
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(passages), 1))
    themes = np.tile(np.array([0.4, 0.84**0.5], dtype=np.float32), (len(authority.themes), 1))
    return read(report_document, passages, vectors, authority, themes)


@pytest.fixture(scope="session")
def report_quads(report_document: Document, report_reading: Reading) -> list[Quad]:
    """Everything that is stated: the document, the authority files and the provenance."""
    return [
        *document_quads(Iris(), report_document, make_passages(report_document), report_reading),
        *authority_quads(Iris(), ROOT / "ontology"),
        *provenance_quads(Iris(), [report_document], "none", "0"),
    ]


@pytest.fixture(scope="session")
def report_store(report_quads: list[Quad]) -> Store:
    """The same in a store."""
    loaded = Store()
    loaded.extend(report_quads)
    return loaded
