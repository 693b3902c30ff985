"""Quads of citing: in-text pointers, their groups and locators, citations with their function, quotations."""

from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.pages import pages_of
from scrgraph.graph.places import Places
from scrgraph.graph.printed import add_printed
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.author_teams import count_teams, own_authors
from scrgraph.reading.citation_names import index_names
from scrgraph.reading.findings import CitationFunction, LinkedCitation, QuotedSource, Reading, ResolvedCitation


def add_citations(
    out: DocumentStatements,
    reading: Reading,
    places: Places,
    blocks: Mapping[int, str],
    entries: Mapping[int, str],
) -> None:
    """State every in-text citation, what each quotation is quoted from, and how many teams stand behind a place."""
    functions = {function.citation: function for function in reading.functions}
    works = {one.index: names.work_iri(out.iris, one) for one in reading.references}
    own = _own_works(out, reading)
    groups: dict[int, str] = {}
    pointers: list[str] = []
    behind: dict[str, set[int]] = {}
    for index, linked in enumerate(reading.citations):
        name = f"{slug(linked.citation.text)}-{out.tag(linked.citation.span)}"
        pointer = out.local("pointer", name)
        pointers.append(pointer)
        group = groups.setdefault(linked.citation.group, out.iris.thing(f"group/{out.document.id}/{name}"))
        _add_pointer(out, linked, pointer, group, entries)
        add_printed(out, pointer, linked.citation, reading.citations[index - 1].citation if index else None)
        out.link(blocks[linked.citation.block], "po:contains", pointer)
        passage = places.of(linked.citation.span)
        where = names.passage_iri(out.iris, passage) if passage else None
        out.link(pointer, "scr:inPassage", where)
        if isinstance(linked, ResolvedCitation) and linked.target in works:
            citation = out.local("citation", name)
            _add_citation(out, citation, pointer, works[linked.target], functions.get(index))
            if linked.target in own:
                out.types(citation, "cito:AuthorSelfCitation")
            for place in (group, where):
                behind.setdefault(place or group, set()).add(linked.target)
            if where:
                out.link(where, "cito:cites", works[linked.target])
    for quotation in reading.quotations:
        if quotation.citation is not None:
            _add_quotation(out, quotation, pointers[quotation.citation], places, blocks)
    _add_teams(out, reading, behind)


def _own_works(out: DocumentStatements, reading: Reading) -> set[int]:
    """State with which cited works the report shares authors; return their entries by index."""
    report = names.document_iri(out.iris, out.document.id)
    own: set[int] = set()
    for reference in reading.references:
        if own_authors(out.document.metadata.authors, reference):
            own.add(reference.index)
            out.link(report, "cito:sharesAuthorWith", names.work_iri(out.iris, reference))
    return own


def _add_teams(out: DocumentStatements, reading: Reading, behind: Mapping[str, set[int]]) -> None:
    """State for each group of citations and each passage how many independent teams of authors it cites."""
    authors = index_names(reading.references)
    entries = {reference.index: reference for reference in reading.references}
    for place, targets in behind.items():
        out.say(place, "scr:authorTeams", count_teams([entries[target] for target in sorted(targets)], authors))


def _add_quotation(
    out: DocumentStatements, quotation: QuotedSource, pointer: str, places: Places, blocks: Mapping[int, str]
) -> None:
    """Lead a displayed quotation (its block) or one within a paragraph (a thing of its own) to its source."""
    if quotation.displayed:
        out.link(blocks[quotation.block], "scr:quotationSource", pointer)
        return
    words = out.document.read(quotation.spans)
    node = out.local("quotation", f"{slug(words)}-{out.tag(quotation.spans[0])}")
    out.types(node, "scr:InlineQuotation")
    out.say(node, "scr:text", words)
    out.link(node, "scr:quotationSource", pointer)
    out.confidence(node, quotation.confidence)
    out.place(node, quotation.spans)
    out.link(blocks[quotation.block], "po:contains", node)
    passage = places.of(quotation.spans[0])
    out.link(node, "scr:inPassage", names.passage_iri(out.iris, passage) if passage else None)


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


def _add_citation(
    out: DocumentStatements, citation: str, pointer: str, work: str, function: CitationFunction | None
) -> None:
    report = names.document_iri(out.iris, out.document.id)
    out.types(citation, "cito:Citation")
    out.link(citation, "cito:hasCitingEntity", report)
    out.link(citation, "cito:hasCitedEntity", work)
    out.link(citation, "scr:hasPointer", pointer)
    out.link(report, "cito:cites", work)
    if function:
        out.link(citation, "cito:hasCitationCharacterization", out.term(function.function).value)
        out.confidence(citation, function.confidence)
        out.say(citation, "scr:rule", function.rule)
        out.place(citation, function.spans)
        out.link(report, function.function, work)
