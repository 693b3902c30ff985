"""The front page: questions to try, and three things worth a look, all found in the library and none chosen by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.http.ui import sparks
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.rendering import figure
from scrgraph.http.ui.series import Point, Series

WORKS_SHOWN = 6
_SHORT = 160
"""Longest side of a contradiction that still reads at a glance, characters."""


@dataclass(frozen=True, slots=True)
class Change:
    """The share that changed most between the first and the last period of a table, with its columns."""

    table: Series
    category: str
    first: Point
    last: Point
    columns: tuple[sparks.Column, ...]

    @property
    def shown(self) -> str:
        """First and last value: "47% → 37%"."""
        return f"{figure(self.first.value, self.first.unit)} → {figure(self.last.value, self.last.unit)}"


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows; `questions` are (words, page), the page empty where the words are to be searched."""

    questions: tuple[tuple[str, str], ...]
    change: Change | None
    contradiction: wire.AuditView | None
    works: tuple[wire.ReferenceView, ...]


def find(atlas: Atlas) -> Front:
    """Return what the library itself offers for the front page."""
    changed = change(atlas.tables)
    works = sorted((work for work in atlas.references if work.citations), key=lambda work: (-work.citations, work.key))
    return Front(tuple(questions(atlas, changed)), changed, contradiction(atlas.audit), tuple(works[:WORKS_SHOWN]))


def change(tables: Sequence[Series]) -> Change | None:
    """Return the share with the greatest change over at least `sparks.FEWEST` periods, None where there is none."""
    found = []
    for table in tables:
        rows: dict[str, list[Point]] = {}
        for point in table.points:
            if point.unit == "percent":
                rows.setdefault(point.category, []).append(point)
        for category, points in rows.items():
            points.sort(key=lambda point: point.start)
            if drawn := sparks.drawn([(p.start, p.value, p.unit, p.period) for p in points]):
                found.append(Change(table, category, points[0], points[-1], drawn))
    return max(found, key=lambda one: abs(one.last.value - one.first.value), default=None)


def contradiction(audit: Sequence[wire.AuditView]) -> wire.AuditView | None:
    """Return the first major finding of which at least two short sides disagree in numbers."""
    for finding in audit:
        short = all(len(anchor.text) <= _SHORT for anchor in finding.anchors)
        if finding.severity == "major" and finding.kind.startswith("numeric") and len(finding.anchors) > 1 and short:
            return finding
    return None


def questions(atlas: Atlas, changed: Change | None) -> list[tuple[str, str]]:
    """Return questions to try, each with its query or its page: what the corpus has most to say about."""
    broad = {theme.broader for theme in atlas.themes}
    common = sorted((t for t in atlas.themes if t.iri not in broad), key=lambda theme: (-theme.passages, theme.label))
    quoted = max(common, key=lambda theme: len(atlas.quoted(atlas.about(theme))), default=None)
    asked = [f"What does the report say about {theme.label.lower()}?" for theme in common[:2] if theme.passages]
    if quoted is not None and atlas.quoted(atlas.about(quoted)):
        asked.append(f"Who is quoted on {quoted.label.lower()}?")
    if changed is not None:
        asked.append(f"How did the share of ‘{changed.category}’ change?")
    return [(one, "") for one in asked] + (
        [("Where does the report contradict itself?", "/audit")] if contradiction(atlas.audit) else []
    )
