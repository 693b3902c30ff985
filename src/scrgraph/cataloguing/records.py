"""Everything that an index answers with, as wire models by kind and id.

Kinds and their ids: document (its id), passage (its id), reference ("<document>/<index>"), work (its key),
review, theme, policy, organisation and statistic (the local id), audit (the finding's local id).
"""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from scrgraph.cataloguing.knowledge import (
    audit_views,
    document_view,
    entity_view,
    review_view,
    statistic_view,
    theme_view,
)
from scrgraph.cataloguing.passages import passage_views
from scrgraph.cataloguing.report import Report
from scrgraph.cataloguing.works import reference_views, work_views
from scrgraph.graph.names import finding_iri
from scrgraph.reading.authority import Authority

Record = tuple[str, str, BaseModel]


def catalogue_records(reports: Sequence[Report], authority: Authority) -> Iterator[Record]:
    """Yield every record; of things that share kind and id, later ones get " (2)", " (3)" behind it.

    Passages come in the order of the reports, so that their position is the row of the other indexes.
    """
    return _distinct(_all(reports, authority))


def _all(reports: Sequence[Report], authority: Authority) -> Iterator[Record]:
    labels = _labels(reports, authority)
    for report in reports:
        yield "document", report.document.id, document_view(report)
        yield from (("passage", view.id, view) for view in passage_views(report, labels))
        yield from (("reference", f"{view.document}/{view.index}", view) for view in reference_views(report))
        yield from (("review", review.local, review_view(report, review)) for review in report.reading.reviews)
        yield from (("statistic", one.local, statistic_view(report, one)) for one in report.reading.observations)
        for finding, view in zip(report.reading.audit, audit_views(report), strict=True):
            iri = finding_iri(report.iris, finding, report.document.id)
            yield "audit", report.iris.local(iri) or iri, view
    yield from (("work", view.key, view) for view in work_views(reports))
    yield from (("theme", theme.local, theme_view(reports, theme)) for theme in authority.themes)
    for entity in authority.entities:
        if named := entity_view(reports, entity):
            yield entity.kind, entity.local, named


def _labels(reports: Sequence[Report], authority: Authority) -> dict[str, str]:
    labels = {review.local: review.title for report in reports for review in report.reading.reviews}
    labels.update((theme.local, theme.label) for theme in authority.themes)
    labels.update((entity.local, entity.label) for entity in authority.entities)
    return labels


def _distinct(records: Iterable[Record]) -> Iterator[Record]:
    seen: dict[tuple[str, str], int] = {}
    for kind, identifier, model in records:
        place = (kind, identifier.casefold())
        seen[place] = seen.get(place, 0) + 1
        yield kind, identifier if seen[place] == 1 else f"{identifier} ({seen[place]})", model
