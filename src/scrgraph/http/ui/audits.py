"""The page of the audit: each contradiction and broken citation with both sides, filtered as the address says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui.shared import atlas_of, show

_SIDES = 2  # what has two sides to compare goes before what has one


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter with its count and the address that sets it or takes it off."""

    label: str
    count: int
    address: str
    chosen: bool


def audit(request: Request, library: TheLibrary, kind: str = "", severity: str = "") -> Response:
    """Where a report contradicts itself or a citation is broken."""
    atlas = atlas_of(request, library)
    found = sorted(atlas.audit, key=_weight)
    shown = [f for f in found if kind in ("", f.kind) and severity in ("", f.severity)]
    state = {"kind": kind, "severity": severity}
    return show(
        request,
        "audit.html",
        findings=shown,
        name=atlas.place,
        total=len(found),
        kinds=_options("kind", found, state),
        severities=_options("severity", found, state),
        filtered=bool(kind or severity),
    )


def _weight(finding: wire.AuditView) -> tuple[bool, bool, bool, str]:
    """Sort what has two sides before what has one, and numbers that disagree before citations that do."""
    numbers = finding.kind.startswith("numeric")
    return finding.severity != "major", len(finding.anchors) < _SIDES, not numbers, finding.kind


def _options(name: str, findings: Sequence[wire.AuditView], state: dict[str, str]) -> list[Option]:
    """Count each value over what the other filters leave."""
    others = {key: value for key, value in state.items() if key != name and value}
    left = [f for f in findings if all(getattr(f, key) == value for key, value in others.items())]
    counts = Counter(str(getattr(finding, name)) for finding in left)
    return [_option(name, value, counts[value], state) for value in sorted(counts, key=lambda v: (-counts[v], v))]


def _option(name: str, value: str, count: int, state: dict[str, str]) -> Option:
    chosen = state[name] == value
    kept = {key: v for key, v in (state | {name: "" if chosen else value}).items() if v}
    return Option(value.replace("-", " "), count, f"/audit?{urlencode(kept)}" if kept else "/audit", chosen)
