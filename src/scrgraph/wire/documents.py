"""Documents, and what a careful reader would query in them."""

from typing import Any, Literal

from scrgraph.wire.base import Model


class AnchorView(Model):
    """A place and its words."""

    document: str
    start: int
    end: int
    text: str


class AuditView(Model):
    """A finding of the audit with both sides."""

    kind: str
    severity: Literal["major", "minor"]
    message: str
    rule: str
    anchors: tuple[AnchorView, ...]
    repair: str | None


class DocumentView(Model):
    """A document and its sections."""

    id: str
    iri: str
    title: str
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    attribution: str | None
    licence: str | None
    source: str | None
    characters: int
    sections: tuple[dict[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()
