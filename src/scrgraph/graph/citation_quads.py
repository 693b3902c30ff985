"""Quads of citing: in-text pointers, their groups and locators, citations with their function, quotations."""

from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.functions import citation_functions
from scrgraph.graph.pages import pages_of
from scrgraph.graph.places import Places
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.findings import LinkedCitation, Reading, ResolvedCitation


def add_citations(
    out: DocumentStatements,
    reading: Reading,
    places: Places,
    blocks: Mapping[int, str],
    entries: Mapping[int, str],
) -> None:
    """State every in-text citation, and what each displayed quotation is quoted from."""
    functions = citation_functions(reading)
    works = {one.index: names.work_iri(out.iris, one) for one in reading.references}
    groups: dict[int, str] = {}
    pointers: list[str] = []
    for index, linked in enumerate(reading.citations):
        name = f"{slug(linked.citation.text)}-{out.tag(linked.citation.span)}"
        pointer = out.local("pointer", name)
        pointers.append(pointer)
        group = groups.setdefault(linked.citation.group, out.iris.thing(f"group/{out.document.id}/{name}"))
        _add_pointer(out, linked, pointer, group, entries)
        out.link(blocks[linked.citation.block], "po:contains", pointer)
        passage = places.of(linked.citation.span)
        where = names.passage_iri(out.iris, passage) if passage else None
        out.link(pointer, "scr:inPassage", where)
        if isinstance(linked, ResolvedCitation) and linked.target in works:
            citation = out.local("citation", name)
            _add_citation(out, citation, pointer, works[linked.target], functions.get(index))
            if where:
                out.link(where, "cito:cites", works[linked.target])
    for quotation in reading.quotations:
        if quotation.citation is not None:
            out.link(blocks[quotation.block], "scr:quotationSource", pointers[quotation.citation])


def _add_pointer(
    out: DocumentStatements, linked: LinkedCitation, pointer: str, group: str, entries: Mapping[int, str]
) -> None:
    citation = linked.citation
    out.types(pointer, "c4o:InTextReferencePointer")
    out.say(pointer, "scr:text", citation.text)
    out.say(pointer, "scr:status", linked.status)
    out.say(pointer, "scr:style", citation.style)
    out.say(pointer, "scr:repairRule", linked.rule)
    out.place(pointer, (citation.span,))
    out.types(group, "c4o:SingleLocationPointerList")
    out.link(group, "co:element", pointer)
    if isinstance(linked, ResolvedCitation):
        out.link(pointer, "c4o:denotes", entries.get(linked.target))
    else:
        out.link(pointer, "scr:candidate", *(entries.get(candidate) for candidate in linked.candidates))
    if citation.locator:
        _add_locator(out, pointer, citation.locator)


def _add_locator(out: DocumentStatements, pointer: str, words: str) -> None:
    locator = f"{pointer}/locator"
    out.link(pointer, "scr:hasLocator", locator)
    out.types(locator, "scr:Locator")
    out.say(locator, "scr:locatorText", words)
    pages = pages_of(words)
    if pages:
        out.say(locator, "prism:startingPage", pages[0])
        out.say(locator, "prism:endingPage", pages[1])


def _add_citation(out: DocumentStatements, citation: str, pointer: str, work: str, function: str | None) -> None:
    report = names.document_iri(out.iris, out.document.id)
    out.types(citation, "cito:Citation")
    out.link(citation, "cito:hasCitingEntity", report)
    out.link(citation, "cito:hasCitedEntity", work)
    out.link(citation, "scr:hasPointer", pointer)
    out.link(report, "cito:cites", work)
    if function:
        out.link(citation, "cito:hasCitationCharacterization", out.term(function).value)
        out.link(report, function, work)
