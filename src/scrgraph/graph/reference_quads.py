"""Quads of the reference list: entries, the works they describe, and their authors in order."""

import re
from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.graph.text_quads import add_authorships
from scrgraph.iri import Iris
from scrgraph.reading.findings import Author, Person, Reading, Reference

WORK_CLASSES: Mapping[str, str] = {
    "article": "fabio:JournalArticle",
    "book": "fabio:Book",
    "chapter": "fabio:BookChapter",
    "report": "fabio:ReportDocument",
    "thesis": "fabio:Thesis",
    "web page": "fabio:WebPage",
    "legislation": "eli:LegalResource",
    "conference": "fabio:ConferencePaper",
    "preprint": "fabio:Preprint",
    "dataset": "fabio:Dataset",
    "newspaper": "fabio:NewspaperArticle",
    "statistics": "fabio:ReportDocument",
    "speech": "fabio:Oration",
    "inquiry": "fabio:ReportDocument",
    "guidance": "fabio:ReportDocument",
}


def works_by_key(iris: Iris, reading: Reading) -> Mapping[str, str]:
    """Return the IRI of the work of every key; the first entry of a key speaks for it."""
    works: dict[str, str] = {}
    for reference in reading.references:
        works.setdefault(reference.key, names.work_iri(iris, reference))
    return works


def add_references(out: DocumentStatements, reading: Reading, blocks: Mapping[int, str]) -> Mapping[int, str]:
    """State the reference list; returns the IRI of every entry by its 1-based index."""
    locals_ = names.reference_locals(reading.references)
    entries = {
        reference.index: out.iris.thing(local) for reference, local in zip(reading.references, locals_, strict=True)
    }
    printed = {block.start: blocks[block.index] for block in out.document.blocks}
    described: set[str] = set()
    for reference in reading.references:
        entry = entries[reference.index]
        _add_entry(out, reference, entry, entries)
        holder = printed.get(reference.spans[0].start)
        if holder:
            out.link(holder, "po:contains", entry)
        work = names.work_iri(out.iris, reference)
        if work not in described:
            described.add(work)
            _add_work(out, reference, work)
    return entries


def _add_entry(out: DocumentStatements, reference: Reference, entry: str, entries: Mapping[int, str]) -> None:
    out.types(entry, "biro:BibliographicReference")
    out.say(entry, "scr:key", reference.key)
    out.say(entry, "scr:listPosition", reference.index)
    out.say(entry, "dcterms:bibliographicCitation", reference.text)
    out.link(entry, "dcterms:isPartOf", names.document_iri(out.iris, reference.document))
    out.link(entry, "biro:references", names.work_iri(out.iris, reference))
    out.place(entry, reference.spans)
    if reference.duplicate_of is not None:
        out.link(entry, "scr:duplicateOf", entries.get(reference.duplicate_of))


def _add_work(out: DocumentStatements, reference: Reference, work: str) -> None:
    out.types(work, "frbr:Endeavour", WORK_CLASSES.get(reference.type, "fabio:Work"))
    out.say(work, "scr:key", reference.key)
    out.say(work, "rdfs:label", reference.key)
    out.say(work, "scr:referenceType", reference.type)
    out.say(work, "dcterms:title", reference.title)
    _add_year(out, work, reference.year)
    fields = {
        "prism:publicationName": reference.container,
        "prism:volume": reference.volume,
        "prism:issueIdentifier": reference.issue,
        "prism:pageRange": reference.pages,
        "prism:doi": reference.doi,
        "scr:placeOfPublication": reference.place,
    }
    for predicate, value in fields.items():
        out.say(work, predicate, value)
    if reference.url:
        out.typed(work, "prism:url", reference.url, "xsd:anyURI")
    if reference.publisher:
        publisher = names.agent_iri(out.iris, reference.publisher)
        out.link(work, "dcterms:publisher", publisher)
        out.types(publisher, "foaf:Organization")
        out.say(publisher, "foaf:name", reference.publisher)
    agents = [_add_author(out, author) for author in reference.authors]
    out.link(work, "dcterms:creator", *agents)
    add_authorships(out, work, agents)


def _add_author(out: DocumentStatements, author: Author) -> str:
    iri = names.author_iri(out.iris, author)
    if isinstance(author, Person):
        out.types(iri, "foaf:Person")
        out.say(iri, "foaf:name", f"{author.given} {author.family}".strip())
        out.say(iri, "foaf:familyName", author.family)
        out.say(iri, "foaf:givenName", author.given)
    else:
        out.types(iri, "foaf:Organization")
        out.say(iri, "foaf:name", author.name)
        out.say(iri, "foaf:nick", author.acronym)
    return iri


def _add_year(out: DocumentStatements, work: str, year: str | None) -> None:
    found = re.fullmatch(r"(\d{4})([a-z]?)", year or "")
    if found is None:
        out.say(work, "dcterms:date", year)
        return
    out.typed(work, "fabio:hasPublicationYear", found[1], "xsd:gYear")
    out.say(work, "scr:yearSuffix", found[2])
