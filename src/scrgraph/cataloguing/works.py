"""Reference entries and works: who cites them, where, and in what words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scrgraph import wire
from scrgraph.cataloguing.fellow_works import co_cited, other_works, teams_by_group
from scrgraph.cataloguing.report import Report
from scrgraph.reading.author_teams import own_authors
from scrgraph.reading.findings import Author, CitationFunction, Person, Reference, ResolvedCitation


def reference_views(report: Report) -> Iterator[wire.ReferenceView]:
    """Yield the entries of a report's list in its order, without the places that cite them."""
    counts = Counter(report.work(linked) for linked in report.reading.citations)
    for reference in report.reading.references:
        yield _view(report, reference, counts[report.works[reference.index]])


def work_views(reports: Sequence[Report]) -> Iterator[wire.ReferenceView]:
    """Yield every work once, in the order of first listing, with every place in any report that cites it."""
    cited = _cited_by(reports)
    together = co_cited(reports)
    others = other_works(reports)
    own = _self_cited(reports)
    seen: set[str] = set()
    for report in reports:
        for reference in report.reading.references:
            work = report.works[reference.index]
            if work in seen:
                continue
            seen.add(work)
            places = tuple(cited.get(work, ()))
            yield _view(report, reference, len(places)).model_copy(
                update={
                    "cited_by": places,
                    "co_cited": together.get(work, ()),
                    "other_works": others.get(work, ()),
                    "self_citation": work in own,
                }
            )


def _view(report: Report, reference: Reference, citations: int) -> wire.ReferenceView:
    return wire.ReferenceView(
        document=reference.document,
        index=reference.index,
        key=reference.key,
        iri=report.works[reference.index],
        authors=tuple(_author(author) for author in reference.authors),
        year=reference.year,
        title=reference.title,
        container=reference.container,
        publisher=reference.publisher,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.pages,
        doi=reference.doi,
        url=reference.url,
        type=reference.type,
        start=reference.spans[0].start,
        end=reference.spans[-1].end,
        text=reference.text,
        duplicate_of=reference.duplicate_of,
        citations=citations,
    )


def _author(author: Author) -> wire.AuthorView:
    if isinstance(author, Person):
        return wire.AuthorView(family=author.family, given=author.given or None)
    return wire.AuthorView(organisation=author.name)


def _self_cited(reports: Sequence[Report]) -> set[str]:
    """Works that a report cites and shares an author with."""
    found: set[str] = set()
    for report in reports:
        names = report.document.metadata.authors
        own = {report.works[one.index] for one in report.reading.references if own_authors(names, one)}
        found.update(own & {report.work(linked) for linked in report.reading.citations})
    return found


def _cited_by(reports: Sequence[Report]) -> Mapping[str, list[wire.CitedBy]]:
    cited: dict[str, list[wire.CitedBy]] = defaultdict(list)
    for report in reports:
        functions = {function.citation: function for function in report.reading.functions}
        teams = teams_by_group(report)
        numbered = sorted(enumerate(report.reading.citations), key=lambda item: item[1].citation.span)
        for number, linked in numbered:
            work = report.work(linked)
            if work and isinstance(linked, ResolvedCitation):
                place = _place(report, linked, functions.get(number), teams[linked.citation.group])
                cited[work].append(place)
    return cited


def _place(report: Report, linked: ResolvedCitation, function: CitationFunction | None, teams: int) -> wire.CitedBy:
    citation = linked.citation
    passage = report.places.of(citation.span)
    section = passage.section if passage else report.document.blocks[citation.block].section
    return wire.CitedBy(
        document=citation.document,
        passage=passage.id if passage else "",
        section=report.section(section),
        text=report.sentence(citation.block, citation.span),
        start=citation.span.start,
        end=citation.span.end,
        locator=citation.locator,
        style=citation.style,
        status=linked.status,
        function=function.function if function else None,
        confidence=round(function.confidence, 2) if function else None,
        evidence=report.document.read(function.spans) if function else None,
        teams=teams,
    )
