"""Passages as they leave the system."""

from collections.abc import Iterator, Mapping, Sequence

from scrgraph import wire
from scrgraph.cataloguing.report import Report
from scrgraph.graph.names import entity_iri, passage_iri
from scrgraph.passages import Passage
from scrgraph.reading.findings import LinkedCitation


def passage_views(report: Report, labels: Mapping[str, str]) -> Iterator[wire.PassageView]:
    """Yield the passages of a report in order; `labels` names themes, entities and reviews by local id."""
    themes = _themes(report)
    ids = [passage.id for passage in report.passages]
    neighbours = zip([None, *ids[:-1]], [*ids[1:], None], strict=True) if ids else ()
    for passage, (previous, following) in zip(report.passages, neighbours, strict=True):
        yield _view(report, passage, labels, themes.get(passage.id, [])).model_copy(
            update={"previous": previous, "next": following}
        )


def citation_view(report: Report, linked: LinkedCitation) -> wire.CitationView:
    """Return a citation; key and IRI are those of the work it is linked to."""
    citation = linked.citation
    return wire.CitationView(
        key=report.key(linked),
        iri=report.work(linked),
        locator=citation.locator,
        style=citation.style,
        status=linked.status,
        rule=linked.rule,
        start=citation.span.start,
        end=citation.span.end,
    )


def _view(report: Report, passage: Passage, labels: Mapping[str, str], themes: list[str]) -> wire.PassageView:
    path = report.document.path(passage.section)
    return wire.PassageView(
        id=passage.id,
        iri=passage_iri(report.iris, passage),
        document=passage.document,
        section=report.section(passage.section),
        kind=passage.kind,
        text=passage.text,
        spans=passage.spans,
        citations=tuple(citation_view(report, linked) for linked in report.citations.get(passage.id, ())),
        themes=_labelled(report, themes, labels),
        entities=_labelled(report, report.entities.get(passage.id, ()), labels),
        path=tuple(report.section(section.index) for section in path),
    )


def _labelled(report: Report, locals_: Sequence[str], labels: Mapping[str, str]) -> tuple[wire.Labelled, ...]:
    return tuple(wire.Labelled(iri=entity_iri(report.iris, local), label=labels.get(local, local)) for local in locals_)


def _themes(report: Report) -> dict[str, list[str]]:
    """Themes by passage id, the surest first."""
    found: dict[str, list[str]] = {}
    for assignment in sorted(report.reading.themes, key=lambda a: (-a.confidence, a.theme)):
        if assignment.theme not in found.setdefault(assignment.passage, []):
            found[assignment.passage].append(assignment.theme)
    return found
