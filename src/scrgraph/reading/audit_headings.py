"""Headings that differ between contents and body."""

from collections.abc import Iterator

from scrgraph.reading.findings import Anchor, AuditFinding
from scrgraph.reading.reference_names import normal
from scrgraph.source.document import Block, ContentsEntry, Document, Section
from scrgraph.source.text import Span


def audit_headings(document: Document) -> Iterator[AuditFinding]:
    """Yield a finding for each contents entry whose words or number differ from the heading it leads to."""
    for entry in document.contents:
        if entry.section is None:
            yield _finding(document, entry, None, "contents-only", "is in the contents but heads no section")
            continue
        section = document.sections[entry.section]
        printed = section.printed or section.title
        if normal(entry.text) != normal(printed):
            lost = normal(entry.text).endswith(normal(printed))
            rule = "lost-number" if lost else "different-words"
            what = f"is printed '{printed}' in the body" + (", without its number" if lost else "")
            yield _finding(document, entry, section, rule, what)


def _finding(document: Document, entry: ContentsEntry, section: Section | None, rule: str, what: str) -> AuditFinding:
    anchors = [_anchor(document, document.blocks[entry.block])]
    if section and section.heading is not None:
        anchors.append(_anchor(document, document.blocks[section.heading]))
    return AuditFinding(
        kind="heading-mismatch",
        severity="minor",
        message=f"The heading '{entry.text}' {what}.",
        rule=rule,
        anchors=tuple(anchors),
        repair=f"print '{entry.text}' in the body too" if section else None,
    )


def _anchor(document: Document, block: Block) -> Anchor:
    return Anchor(document.id, Span(block.start, block.end), document.read(block.spans))
