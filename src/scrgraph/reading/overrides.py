"""Reviewed corrections applied to what was read. What no longer fits the text is not applied, and said so."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scrgraph.iri import slug
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import (
    Anchor,
    AuditFinding,
    Correction,
    LinkedCitation,
    Observation,
    Reference,
    ResolvedCitation,
    ThemeAssignment,
    UnresolvedCitation,
)
from scrgraph.reading.override import Override
from scrgraph.source.document import Document
from scrgraph.source.text import Spans

RULE = "reviewed"
"""Rule of a link that a person has set."""
_DONE = {"accept": "confirmed", "reject": "rejected", "replace": "replaced"}


def correct_links(
    document: Document,
    citations: Sequence[LinkedCitation],
    references: Sequence[Reference],
    overrides: Iterable[Override],
) -> tuple[tuple[LinkedCitation, ...], tuple[Correction, ...]]:
    """Return the citations with the overrides of links applied, and what became of each."""
    corrected, done = list(citations), []
    for override in overrides:
        if override.kind != "link":
            continue
        position, problem = _citation(corrected, override)
        anchors: tuple[Anchor, ...] = ()
        if position is not None:
            linked = corrected[position]
            anchors = (Anchor(document.id, linked.citation.span, linked.citation.text),)
            link = _link(linked, references, override)
            problem = link if isinstance(link, str) else None
            corrected[position] = linked if isinstance(link, str) else link
        done.append(Correction(override, problem, anchors))
    return tuple(corrected), tuple(done)


def _citation(citations: Sequence[LinkedCitation], override: Override) -> tuple[int | None, str | None]:
    """Return the position of the citation meant: the one that starts there, else the only one of these words."""
    same = [i for i, linked in enumerate(citations) if linked.citation.text == override.about]
    exact = [i for i in same if citations[i].citation.span.start == override.at]
    if len(exact) == 1 or len(same) == 1:
        return (exact or same)[0], None
    if not same:
        return None, f'no citation reads "{override.about}"'
    return None, f'{len(same)} citations read "{override.about}", none of them at {override.at}'


def _link(linked: LinkedCitation, references: Sequence[Reference], override: Override) -> LinkedCitation | str:
    """Return the link as corrected, or why it cannot be."""
    keys = {reference.index: reference.key for reference in references}
    now = keys.get(linked.target) if isinstance(linked, ResolvedCitation) else None
    if override.was is not None and override.was != now:
        return f'it is now linked to "{now}", not to "{override.was}"' if now else "it is no longer linked"
    if override.action == "reject":
        return UnresolvedCitation(linked.citation, (), RULE)
    if override.to is None:
        return linked if now else "it is not linked, so there is nothing to accept"
    targets = [reference.index for reference in references if reference.key == override.to]
    if not targets:
        return f'the reference list has no "{override.to}"'
    if isinstance(linked, ResolvedCitation) and linked.target in targets:
        return linked
    if override.action == "accept" and now is not None:
        return f'it is linked to "{now}", not to "{override.to}"'
    return ResolvedCitation(linked.citation, targets[0], RULE)


def correct_numbers(
    document: Document, observations: Sequence[Observation], overrides: Iterable[Override]
) -> tuple[tuple[Observation, ...], tuple[Correction, ...]]:
    """Return the observations with the overrides of numbers applied, and what became of each."""
    corrected, done = {one.local: one for one in observations}, []
    for override in overrides:
        if override.kind != "number":
            continue
        local = override.about[override.about.find("observation/") :]
        found = corrected.get(local)
        if found is None:
            done.append(Correction(override, f'there is no number "{override.about}"'))
            continue
        anchors = tuple(Anchor(document.id, span, document.read((span,))) for span in found.spans)
        problem = None
        if override.was is not None and override.was != found.value:
            problem = f"it now reads {_shown(found.value)}, not {_shown(override.was)}"
        elif override.action == "reject":
            del corrected[local]
        elif override.action == "replace" and isinstance(override.to, float):
            corrected[local] = replace(found, value=override.to, low=None, high=None)
        done.append(Correction(override, problem, anchors))
    return tuple(corrected.values()), tuple(done)


def correct_themes(
    document: Document,
    assignments: Sequence[ThemeAssignment],
    passages: Sequence[Passage],
    authority: Authority,
    overrides: Iterable[Override],
) -> tuple[tuple[ThemeAssignment, ...], tuple[Correction, ...]]:
    """Return the assignments with the overrides of themes applied, and what became of each.

    To accept a theme that was not seen adds it to the passage, with the whole passage as its evidence.
    """
    corrected, done = list(assignments), []
    spans = {passage.id: passage.spans for passage in passages}
    known = {theme.local for theme in authority.themes}
    for override in overrides:
        if override.kind != "theme":
            continue
        passage, theme = str(override.at), _theme(override.about)
        same = [one for one in corrected if (one.passage, one.theme) == (passage, theme)]
        problem = _theme_problem(override, spans, known, bool(same))
        anchors: tuple[Anchor, ...] = ()
        if passage in spans:
            anchors = tuple(Anchor(document.id, span, document.read((span,))) for span in spans[passage])
        if problem is None:
            corrected = [one for one in corrected if one not in same]
            corrected.extend(_reviewed(document.id, override, passage, spans[passage], same))
        done.append(Correction(override, problem, anchors))
    return tuple(corrected), tuple(done)


def _theme(name: str) -> str:
    return name if name.startswith("theme/") else f"theme/{slug(name)}"


def _theme_problem(override: Override, spans: dict[str, Spans], known: set[str], assigned: bool) -> str | None:
    """Return why an override of a theme cannot be applied, None where it can."""
    if override.at not in spans:
        return f'there is no passage "{override.at}"'
    for name in (override.about, override.to):
        if isinstance(name, str) and _theme(name) not in known:
            return f'there is no theme "{name}"'
    if override.action != "accept" and not assigned:
        return f'the passage is not assigned "{override.about}"'
    return None


def _reviewed(
    document: str, override: Override, passage: str, spans: Spans, same: Sequence[ThemeAssignment]
) -> list[ThemeAssignment]:
    if override.action == "reject":
        return []
    if override.action == "accept" and same:
        return [replace(one, confidence=1.0) for one in same]
    theme = _theme(str(override.to or override.about))
    evidence = same[0].spans if same and override.to is None else spans
    return [ThemeAssignment(document, passage, theme, evidence, "review", 1.0)]


def audit_corrections(corrections: Iterable[Correction]) -> tuple[AuditFinding, ...]:
    """Return a finding for each correction: minor where it was applied, major where it no longer applies."""
    return tuple(_finding(one) for one in corrections)


def _finding(correction: Correction) -> AuditFinding:
    override = correction.override
    signed = f"{override.by}, {override.on}: {override.why}"
    thing = f'the {override.kind} "{override.about}"'
    if correction.problem is not None:
        message = f"The override at line {override.line} does not apply: {correction.problem} ({signed})."
        repair = "correct or delete it in overrides.toml"
        return AuditFinding("stale-override", "major", message, override.action, correction.anchors, repair)
    to = "" if override.to is None else f" by {_shown(override.to)}" if override.action == "replace" else ""
    message = f"A reviewer {_DONE[override.action]} {thing}{to} ({signed})."
    return AuditFinding("override", "minor", message, override.action, correction.anchors)


def _shown(value: str | float | None) -> str:
    return f"{value:g}" if isinstance(value, float) else f'"{value}"'
