"""Reference entries and works: who cites them, where, and in what words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scrgraph import wire
from scrgraph.cataloguing.report import Report
from scrgraph.graph.functions import citation_functions
from scrgraph.reading.findings import Author, Person, Reference, ResolvedCitation


def reference_views(report: Report) -> Iterator[wire.ReferenceView]:
    """Yield the entries of a report's list in its order, without the places that cite them."""
    counts = Counter(report.work(linked) for linked in report.reading.citations)
    for reference in report.reading.references:
        yield _view(report, reference, counts[report.works[reference.index]])


def work_views(reports: Sequence[Report]) -> Iterator[wire.ReferenceView]:
    """Yield every work once, in the order of first listing, with every place in any report that cites it."""
    cited = _cited_by(reports)
    together = _co_cited(reports)
    seen: set[str] = set()
    for report in reports:
        for reference in report.reading.references:
            work = report.works[reference.index]
            if work in seen:
                continue
            seen.add(work)
            places = tuple(cited.get(work, ()))
            yield _view(report, reference, len(places)).model_copy(
                update={"cited_by": places, "co_cited": together.get(work, ())}
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


def _cited_by(reports: Sequence[Report]) -> Mapping[str, list[wire.CitedBy]]:
    cited: dict[str, list[wire.CitedBy]] = defaultdict(list)
    for report in reports:
        functions = citation_functions(report.reading)
        numbered = sorted(enumerate(report.reading.citations), key=lambda item: item[1].citation.span)
        for number, linked in numbered:
            work = report.work(linked)
            if work and isinstance(linked, ResolvedCitation):
                cited[work].append(_place(report, linked, functions.get(number)))
    return cited


def _place(report: Report, linked: ResolvedCitation, function: str | None) -> wire.CitedBy:
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
        function=function,
    )


def _co_cited(reports: Sequence[Report]) -> Mapping[str, tuple[wire.CoCited, ...]]:
    """Works cited in the same brackets, the most frequent first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    keys: dict[str, str] = {}
    for report in reports:
        groups: dict[int, set[str]] = defaultdict(set)
        for linked in report.reading.citations:
            work, key = report.work(linked), report.key(linked)
            if work and key:
                groups[linked.citation.group].add(work)
                keys.setdefault(work, key)
        for group in groups.values():
            for work in group:
                counts[work].update(group - {work})
    return {
        work: tuple(
            wire.CoCited(key=keys[other], count=count)
            for other, count in sorted(others.items(), key=lambda item: (-item[1], keys[item[0]]))
        )
        for work, others in counts.items()
    }
