"""The company a work keeps: what is cited in the same brackets, and what else of its authors is cited."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from scrgraph import wire
from scrgraph.cataloguing.report import Report
from scrgraph.reading.author_teams import Identity, count_teams, identities
from scrgraph.reading.citation_names import index_names
from scrgraph.reading.findings import Reference, ResolvedCitation
from scrgraph.reading.reference_names import short_name


def co_cited(reports: Sequence[Report]) -> Mapping[str, tuple[wire.CoCited, ...]]:
    """Return, by the IRI of a work, the works cited in the same brackets, the most frequent first."""
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


def other_works(reports: Sequence[Report]) -> Mapping[str, tuple[wire.OtherWork, ...]]:
    """Return, by the IRI of a work, the other listed works that share an author with it, the most cited first."""
    cited = Counter(report.work(linked) for report in reports for linked in report.reading.citations)
    entries: dict[str, Reference] = {}
    authors: dict[str, dict[Identity, str]] = {}
    wrote: defaultdict[Identity, list[str]] = defaultdict(list)
    for report in reports:
        names = index_names(report.reading.references)
        for reference in report.reading.references:
            work = report.works[reference.index]
            if work in entries:
                continue
            entries[work] = reference
            authors[work] = {i: short_name(author) for author in reference.authors for i in identities(author, names)}
            for identity in authors[work]:
                wrote[identity].append(work)
    return {work: _others(work, entries, authors, wrote, cited) for work in entries}


def _others(
    work: str,
    entries: Mapping[str, Reference],
    authors: Mapping[str, Mapping[Identity, str]],
    wrote: Mapping[Identity, Sequence[str]],
    cited: Mapping[str | None, int],
) -> tuple[wire.OtherWork, ...]:
    shared: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for identity, name in authors[work].items():
        for other in wrote[identity]:
            if other != work:
                shared[other][name] = None
    ranked = sorted(shared, key=lambda other: (-cited[other], entries[other].key))
    return tuple(
        wire.OtherWork(
            key=entries[other].key,
            title=entries[other].title,
            authors=tuple(shared[other]),
            citations=cited[other],
        )
        for other in ranked
    )


def teams_by_group(report: Report) -> Mapping[int, int]:
    """Return how many teams that share no author stand behind each group of citations."""
    names = index_names(report.reading.references)
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for linked in report.reading.citations:
        if isinstance(linked, ResolvedCitation) and linked.target in report.references:
            groups[linked.citation.group].add(linked.target)
    return {
        group: count_teams([report.references[target] for target in sorted(targets)], names)
        for group, targets in groups.items()
    }
