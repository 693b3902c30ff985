"""Citations and references as the rows that the commands print (see the command line's documentation)."""

from scrgraph.reading.findings import Author, LinkedCitation, Person, Reference, ResolvedCitation
from scrgraph.source.document import Document


def to_json_line(document: Document, linked: LinkedCitation) -> dict[str, object]:
    """Return a row of `scrgraph citations`; `text` is the folded text at [start, end) of the document."""
    citation = linked.citation
    return {
        "doc": document.id,
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.text,
        "style": citation.style,
        "locator": citation.locator,
        "group": citation.group,
        "targets": [linked.target] if isinstance(linked, ResolvedCitation) else [],
        "candidates": [] if isinstance(linked, ResolvedCitation) else list(linked.candidates),
        "status": linked.status,
        "rule": linked.rule,
    }


def reference_line(document: Document, reference: Reference) -> dict[str, object]:
    """Return a row of `scrgraph references`."""
    return {
        "doc": document.id,
        "index": reference.index,
        "key": reference.key,
        "authors": [_author(author) for author in reference.authors],
        "year": reference.year,
        "title": reference.title,
        "container": reference.container,
        "publisher": reference.publisher,
        "place": reference.place,
        "volume": reference.volume,
        "issue": reference.issue,
        "pages": reference.pages,
        "doi": reference.doi,
        "url": reference.url,
        "type": reference.type,
        "start": reference.spans[0].start,
        "end": reference.spans[-1].end,
    }


def _author(author: Author) -> dict[str, str]:
    """Return {"family", "given"} or {"organisation"} (with "acronym" where the list gives one)."""
    if isinstance(author, Person):
        return {"family": author.family, "given": author.given}
    return {"organisation": author.name} | ({"acronym": author.acronym} if author.acronym else {})
