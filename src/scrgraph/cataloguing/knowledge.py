"""Reviews, themes, policies, organisations, statistics, findings and documents as they leave the system."""

from collections.abc import Iterator, Sequence

from scrgraph import wire
from scrgraph.cataloguing.report import Report
from scrgraph.graph.names import document_iri, entity_iri, observation_iri, review_iri, section_iri
from scrgraph.reading.authority import Entity, Theme
from scrgraph.reading.findings import Count, Observation, PeriodicReview, ResolvedCitation
from scrgraph.reading.relations import ReviewLead
from scrgraph.source.text import Span


def document_view(report: Report) -> wire.DocumentView:
    """Return a document with its sections: number, title, level, parent's number, page, start and IRI."""
    document, about = report.document, report.document.metadata
    return wire.DocumentView(
        id=document.id,
        iri=document_iri(report.iris, document.id),
        title=about.title,
        authors=about.authors,
        publisher=about.publisher,
        date=about.date,
        attribution=about.attribution,
        licence=about.licence,
        source=about.source,
        characters=len(document.text),
        sections=tuple(_sections(report)),
        warnings=document.warnings,
    )


def _sections(report: Report) -> Iterator[dict[str, object]]:
    starts: dict[int, int] = {}
    for block in report.document.blocks:
        starts.setdefault(block.section, block.start)
    for section in report.document.sections:
        parent = None if section.parent is None else report.document.sections[section.parent].number
        yield {
            "number": section.number,
            "title": section.title,
            "level": section.level,
            "parent": parent,
            "page": section.page,
            "start": starts.get(section.index),
            "iri": section_iri(report.iris, report.document, section),
        }


def review_view(report: Report, review: PeriodicReview) -> wire.ReviewView:
    """Return a periodic review with every count of its cases."""
    return wire.ReviewView(
        iri=review_iri(report.iris, review),
        number=review.number,
        title=review.title,
        authors=review.authors,
        years=(review.start, review.end),
        length_years=review.length_years,
        published=review.published,
        key=review.key,
        counts=tuple(_count(review.document, count) for count in review.counts),
        leads=tuple(_lead(report, lead) for lead in report.reading.leads if lead.review == review.local),
    )


def _lead(report: Report, lead: ReviewLead) -> wire.LeadView:
    return wire.LeadView(
        iri=entity_iri(report.iris, lead.organisation),
        name=lead.name,
        role=lead.role,
        document=lead.document,
        spans=lead.spans,
    )


def _count(document: str, count: Count) -> wire.CountView:
    return wire.CountView(value=count.value, text=count.text, document=document, spans=(count.span,))


def theme_view(reports: Sequence[Report], theme: Theme) -> wire.ThemeView:
    """Return a theme with the sections that discuss it and the reviews that its passages speak of."""
    found: list[tuple[Report, str]] = [
        (report, identifier)
        for report in reports
        for identifier in dict.fromkeys(a.passage for a in report.reading.themes if a.theme == theme.local)
    ]
    reviews = {review for report, identifier in found for review in report.reviews.get(identifier, ())}
    iris = reports[0].iris
    findings = _theme_findings(reports, theme)
    discussed = [one.section for report in reports for one in report.reading.section_themes if one.theme == theme.local]
    return wire.ThemeView(
        iri=entity_iri(iris, theme.local),
        label=theme.label,
        alternative=theme.alternative,
        definition=theme.definition,
        broader=entity_iri(iris, theme.broader) if theme.broader else None,
        passages=len(found),
        sections=tuple(dict.fromkeys(discussed)),
        reviews=tuple(sorted(review.removeprefix("review/") for review in reviews)),
        first=findings[0].review if findings else None,
        last=findings[-1].review if findings else None,
        findings=findings,
    )


def _theme_findings(reports: Sequence[Report], theme: Theme) -> tuple[wire.ThemeFindingView, ...]:
    """Return what each periodic review found on a theme, in the order of the reviews and, for each, of the text."""
    views = [
        wire.ThemeFindingView(
            review=one.review.removeprefix("review/"),
            text=one.text,
            document=one.document,
            passage=one.passage,
            section=report.document.sections[report.by_id[one.passage].section].number,
            spans=one.spans,
        )
        for report in reports
        for one in report.reading.theme_findings
        if one.theme == theme.local
    ]
    return tuple(sorted(views, key=lambda view: (view.review, view.document, view.spans)))


def entity_view(reports: Sequence[Report], entity: Entity) -> wire.EntityView | None:
    """Return a policy or organisation with where it is named, None where no report knows it.

    A policy that no words name, but that stands in a reference list, is named where its entry is cited; an
    organisation may do no more than write or publish what is cited. Spans are given where one document alone names it.
    """
    places: list[tuple[Report, int, Span]] = [
        (report, mention.block, mention.span)
        for report in reports
        for mention in sorted(report.reading.mentions, key=lambda mention: mention.span)
        if mention.entity == entity.local
    ]
    listed = [
        (report, one.reference) for report in reports for one in report.reading.listed if one.policy == entity.local
    ]
    places = places or [place for report, reference in listed for place in _citing(report, reference)]
    roles = [one.role for report in reports for one in report.reading.roles if one.organisation == entity.local]
    # An issuer of a law that is named is what we add, and no reason to think that a report knows the body.
    if not places and not listed and not set(roles) - {"issuer"}:
        return None
    numbers = [report.document.sections[report.document.blocks[block].section].number for report, block, _ in places]
    single = len({report.document.id for report, _, _ in places}) == 1
    iris = reports[0].iris
    return wire.EntityView(
        iri=entity_iri(iris, entity.local),
        label=entity.label,
        alternative=entity.alternative,
        type=entity.type,
        year=entity.year,
        mentions=len(places),
        sections=tuple(dict.fromkeys(numbers)),
        spans=tuple(span for _, _, span in places) if single else (),
        issuer=entity_iri(iris, entity.issuer) if entity.issuer else None,
        replaces=tuple(entity_iri(iris, local) for local in entity.replaces),
        replaced_by=tuple(entity_iri(iris, local) for local in entity.replaced_by),
        in_force=entity.valid,
        note=entity.note,
        keys=tuple(dict.fromkeys(report.references[reference].key for report, reference in listed)),
        roles=tuple(dict.fromkeys(roles)),
    )


def _citing(report: Report, reference: int) -> Iterator[tuple[Report, int, Span]]:
    """Yield where an entry is cited: the report, the block and the span."""
    for linked in report.reading.citations:
        if isinstance(linked, ResolvedCitation) and linked.target == reference:
            yield report, linked.citation.block, linked.citation.span


def statistic_view(report: Report, observation: Observation) -> wire.StatisticView:
    """Return a number that a report states."""
    return wire.StatisticView(
        iri=observation_iri(report.iris, observation),
        measure=observation.measure,
        value=observation.value,
        low=observation.low,
        high=observation.high,
        unit=observation.unit,
        population=observation.population,
        period=observation.period,
        dimensions=dict(observation.dimensions),
        source=observation.source,
        document=observation.document,
        spans=observation.spans,
        text=observation.text,
        years=observation.years,
        table=observation.table,
        footnote=observation.footnote,
        source_note=observation.source_note,
        topic=observation.topic,
    )


def audit_views(report: Report) -> Iterator[wire.AuditView]:
    """Yield the findings of the audit of a report."""
    for finding in report.reading.audit:
        anchors = (
            wire.AnchorView(document=a.document, start=a.span.start, end=a.span.end, text=a.text)
            for a in finding.anchors
        )
        yield wire.AuditView(
            kind=finding.kind,
            severity=finding.severity,
            message=finding.message,
            rule=finding.rule,
            anchors=tuple(anchors),
            repair=finding.repair,
        )
