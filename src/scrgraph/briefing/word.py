"""A briefing as a Word document."""

import re
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt, RGBColor

from scrgraph.briefing import words
from scrgraph.briefing.composition import Briefing

_QUIET = RGBColor(0x55, 0x55, 0x55)
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_docx(briefing: Briefing) -> bytes:
    """Return the briefing as a DOCX file with real headings, quotations and lists."""
    document = docx.Document()
    document.core_properties.title = _xml(briefing.subject)
    document.core_properties.author = "scrgraph"
    # The moment of writing would make every copy differ: the file says nothing about when.
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    document.add_heading(_xml(briefing.subject), level=0)
    document.add_paragraph(_xml(briefing.note))
    _quiet(document, words.OURS)
    _passages(document, briefing)
    _list(
        document,
        "The numbers",
        [f"{n.text} ({words.place(n.document, None, n.spans)})" for n in briefing.numbers],
    )
    _list(document, "Policy context", [words.policy(one) for one in briefing.policies])
    _list(document, "Most cited here", [f"{work.key} ({work.count}×): {work.text}" for work in briefing.works])
    _cautions(document, briefing)
    _quiet(document, words.HOW)
    for one in briefing.documents:
        _quiet(document, f"{one.id}: {one.title}. {one.attribution or ''}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _passages(document: Document, briefing: Briefing) -> None:
    document.add_heading("What the reports say", level=1)
    if not briefing.passages:
        document.add_paragraph(words.NOTHING)
    for passage in briefing.passages:
        document.add_paragraph(_xml(passage.text), style="Quote")
        keys = words.cited(passage)
        after = f"; cites {keys}" if keys else ""
        _quiet(document, words.place(passage.document, passage.section, passage.spans) + after)


def _list(document: Document, heading: str, rows: list[str]) -> None:
    if not rows:
        return
    document.add_heading(heading, level=1)
    for row in rows:
        document.add_paragraph(_xml(row), style="List Bullet")


def _cautions(document: Document, briefing: Briefing) -> None:
    if not briefing.cautions:
        return
    document.add_heading("Read with care", level=1)
    for finding in briefing.cautions:
        document.add_paragraph(_xml(f"{finding.kind}: {finding.message}"), style="List Bullet")
        for one in finding.anchors:
            document.add_paragraph(_xml(words.anchor(one)), style="List Bullet 2")


def _quiet(document: Document, text: str) -> None:
    run = document.add_paragraph().add_run(_xml(text))
    run.font.size = Pt(9)
    run.font.color.rgb = _QUIET


def _xml(text: str) -> str:
    """Return the text without the characters that XML 1.0 (section 2.2) forbids."""
    return _NOT_XML.sub("", text)
