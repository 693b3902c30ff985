"""Anchors of what the audit speaks of, and the findings that its parts share."""

from scrgraph.reading.findings import Anchor, Citation, Reference
from scrgraph.source.document import Document
from scrgraph.source.text import Folded, Span


def of_citation(citation: Citation) -> Anchor:
    """Return the anchor of an in-text citation."""
    return Anchor(citation.document, citation.span, citation.text)


def of_reference(reference: Reference) -> Anchor:
    """Return the anchor of an entry of the list."""
    return Anchor(reference.document, Span(reference.spans[0].start, reference.spans[-1].end), reference.text)


def of_range(document: Document, folded: Folded, start: int, end: int) -> Anchor:
    """Return the anchor of the range [start, end) of a folded block."""
    span = folded.span(start, end)
    return Anchor(document.id, span, document.read((span,)))
