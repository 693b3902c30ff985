"""Everything that is known of one document, as quads of its named graph."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from scrgraph.graph import names
from scrgraph.graph.citation_quads import add_citations
from scrgraph.graph.knowledge_quads import add_findings, add_mentions, add_reviews
from scrgraph.graph.places import Places
from scrgraph.graph.reference_quads import add_references
from scrgraph.graph.relation_quads import add_relations
from scrgraph.graph.statements import DocumentStatements
from scrgraph.graph.statistic_quads import add_statistics
from scrgraph.graph.text_quads import add_text
from scrgraph.graph.theme_quads import add_themes
from scrgraph.iri import Iris
from scrgraph.passages import Passage
from scrgraph.reading.findings import Reading
from scrgraph.source.document import Document


def document_quads(iris: Iris, document: Document, passages: Sequence[Passage], reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a document and its findings, each once, in graph `document/<id>`; no blank nodes."""
    out = DocumentStatements(iris, names.document_graph(iris, document.id), document)
    places = Places(passages)
    blocks = add_text(out, passages)
    entries = add_references(out, reading, blocks)
    add_citations(out, reading, places, blocks, entries)
    add_reviews(out, reading)
    add_mentions(out, reading, places)
    add_themes(out, reading)
    add_relations(out, reading, entries)
    add_statistics(out, reading, places)
    add_findings(out, reading)
    yield from dict.fromkeys(out.quads)
