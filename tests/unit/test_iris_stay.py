"""IRIs stay: a paragraph that is put in changes no IRI of what was there, but of words right beside it."""

from collections import Counter
from pathlib import Path

import numpy as np
from pyoxigraph import NamedNode, Quad

from scrgraph.graph.quads import document_quads
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.reader import read
from scrgraph.source.document import Document
from scrgraph.source.plain_text import read_plain_text

PUT_IN = "This paragraph was put in for a test, and it says nothing that any other paragraph says anywhere here."


def things(document: Document, authority: Authority) -> set[str]:
    """The IRIs of everything that is stated of a document."""
    passages = make_passages(document)
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(passages), 1))
    themes = np.tile(np.array([0.4, 0.84**0.5], dtype=np.float32), (len(authority.themes), 1))
    reading = read(document, passages, vectors, authority, themes)
    quads: list[Quad] = list(document_quads(Iris(), document, passages, reading))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def test_a_paragraph_that_is_put_in_changes_hardly_an_iri(report_document: Document, root: Path) -> None:
    authority = load_authority(root / "ontology")
    before = things(report_document, authority)
    text = report_document.text
    at = text.index("\n\n", len(text) // 3) + 2
    longer = f"{text[:at]}{PUT_IN}\n\n{text[at:]}"
    after = things(read_plain_text(report_document.id, longer, report_document.metadata), authority)
    lost = Counter(iri.removeprefix(Iris().thing("")).partition("/")[0] for iri in before - after)
    assert lost.keys() <= {"span", "pointer", "citation", "group"}  # their IRIs hold the words before and after
    assert lost.total() < len(before) / 100
    assert any(iri.startswith(Iris().thing("block/")) for iri in after - before)
