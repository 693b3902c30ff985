"""Fixtures that every test may use: the real report, and one index of it for the whole run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from scrgraph.errors import IndexUnusableError
from scrgraph.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pyoxigraph import Quad, Store

    from scrgraph.library import Library
    from scrgraph.reading.findings import Reading
    from scrgraph.source.document import Document

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def report_text() -> str:
    """The text of the real report, unchanged."""
    return (ROOT / "corpus/scr-1998-2019/report.txt").read_bytes().decode()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that is not part of the repository; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the data of ../shared")
    return folder


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built index of the real report, one for the run however many workers it has."""
    if _is_current(ROOT / "index"):
        return ROOT / "index"
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "index-of-the-report"
    with FileLock(shared / "index.lock"):
        if not (folder / "current").exists():
            _build(folder)
    return folder


@pytest.fixture(scope="session")
def library(index: Path) -> Iterator["Library"]:
    """The library over that index."""
    from scrgraph.library import Library  # loads the search engines, which most tests do without

    library = Library.open(Settings(index=index, corpus=ROOT / "corpus"))
    yield library
    library.close()


@pytest.fixture(scope="session")
def report_document() -> "Document":
    """The real report."""
    from scrgraph.source.corpus import find_sources, read_source

    [source] = find_sources(ROOT / "corpus")
    return read_source(source, max_bytes=1_000_000)


@pytest.fixture(scope="session")
def report_reading(report_document: "Document") -> "Reading":
    """Its findings; every theme as near to every passage, so that themes are told by their labels only."""
    from unittest.mock import patch

    import numpy as np  # as all below: what most tests do without

    from scrgraph.passages import make_passages
    from scrgraph.reading.authority import load_authority
    from scrgraph.reading.reader import read

    authority, passages = load_authority(ROOT / "ontology"), make_passages(report_document)
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(passages), 1))
    themes = np.tile(np.array([0.4, 0.84**0.5], dtype=np.float32), (len(authority.themes), 1))
    # Where all are equally near nothing stands out: as in a document too short for anything to be usual in it.
    with patch("scrgraph.reading.themes.MEANING_PASSAGES", len(passages) + 1):
        return read(report_document, passages, vectors, authority, themes)


@pytest.fixture(scope="session")
def report_quads(report_document: "Document", report_reading: "Reading") -> "list[Quad]":
    """Everything that is stated of it: the document, the authority files and the provenance."""
    from scrgraph.graph.authority import authority_quads
    from scrgraph.graph.provenance import provenance_quads
    from scrgraph.graph.quads import document_quads
    from scrgraph.iri import Iris
    from scrgraph.passages import make_passages

    return [
        *document_quads(Iris(), report_document, make_passages(report_document), report_reading),
        *authority_quads(Iris(), ROOT / "ontology"),
        *provenance_quads(Iris(), [report_document], "none", "0"),
    ]


@pytest.fixture(scope="session")
def report_store(report_quads: "list[Quad]") -> "Store":
    """The same in a store."""
    from pyoxigraph import Store

    loaded = Store()
    loaded.extend(report_quads)
    return loaded


def _build(folder: Path) -> None:
    # A process of its own: torch must stay out of the tests' memory, and this is what a user runs.
    command = [
        sys.executable,
        "-m",
        "scrgraph.cli.main",
        "build",
        "--corpus",
        "corpus",
        "--index",
        str(folder),
    ]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, f"the index could not be built:\n{built.stdout}{built.stderr}"


def _is_current(folder: Path) -> bool:
    """Whether a developer's index was made by today's code from today's corpus and ontology."""
    from scrgraph.indexes.opening import is_stale, open_index  # loads the index formats

    settings = Settings(index=folder, corpus=ROOT / "corpus")
    try:
        return not is_stale(open_index(settings)[1], settings)
    except IndexUnusableError:
        return False


@pytest.fixture(scope="module")
def base(index: Path, library: "Library") -> Iterator[str]:
    """The address of the service over the real report, for the tests of a module in a browser."""
    from browsing import served

    yield from served(index, library)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for a module: its event loop would be in the way of other modules."""
    from browsing import launched

    yield from launched()
