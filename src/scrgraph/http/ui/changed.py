"""The page of what changed since the last build."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui.rendering import day
from scrgraph.http.ui.shared import show

SHOWN = 100
"""Changes of a kind on the page, where its address asks for no kind; the rest is one step away."""
_PLURALS = {
    "document": "Documents",
    "passage": "Passages",
    "citation": "Citations",
    "theme": "Themes of passages",
    "work": "Works",
    "number": "Numbers",
    "finding": "Findings of the audit",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind, those shown, with how many came, went and say something else."""

    kind: str
    title: str
    shown: tuple[wire.ChangeView, ...]
    came: int
    went: int
    other: int
    address: str | None


def changes(request: Request, library: TheLibrary, kind: str = "") -> Response:
    """What came, went and changed between the last two builds of the index."""
    found = library.changes
    groups = [_group(name, found.changes, kind) for name in _PLURALS if kind in ("", name)]
    return show(
        request,
        "changes.html",
        built=moment(found.built),
        earlier=moment(found.earlier) if found.earlier else None,
        causes=found.causes,
        groups=[group for group in groups if group.shown],
        kind=kind,
    )


def _group(kind: str, found: Iterable[wire.ChangeView], asked: str) -> Group:
    every = [one for one in found if one.kind == kind]
    shown = every if asked else every[:SHOWN]
    rest = f"/changes?{urlencode({'kind': kind})}" if len(shown) < len(every) else None
    came, went = sum(one.before is None for one in every), sum(one.after is None for one in every)
    return Group(kind, _PLURALS[kind], tuple(shown), came, went, len(every) - came - went, rest)


def moment(built: str) -> str:
    """Return the moment of a build as people write it: "25 November 2026, 10:43 UTC"."""
    try:
        at = datetime.fromisoformat(built)
    except ValueError:
        return built
    return f"{day(f'{at:%Y-%m-%d}')}, {at:%H:%M} UTC"
