"""Headings that differ between contents and body, and cross-references that point to no section or the wrong one."""

import re
from collections.abc import Iterator

from scrgraph.reading.findings import Anchor, AuditFinding
from scrgraph.reading.reference_names import normal
from scrgraph.source.document import Block, BlockKind, ContentsEntry, Document, Section
from scrgraph.source.text import Span

_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_CROSS = re.compile(r"\b(?P<what>Part|Section|Chapter|Table|Appendix) (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z])\b")
# Words that make a mention a reference to this document, and not to another work's part.
_OWN = re.compile(r"\b(?:see|below|above|earlier|later|discussed|described|shown|further|more detail)\b", re.IGNORECASE)
_PLACE = re.compile(r" ?(?P<where>below|above|earlier|later)\b")
_NEAR = 60


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


def audit_cross_references(document: Document) -> Iterator[AuditFinding]:
    """Yield "see Part 7 below" where there is no Part 7, or where it stands on the other side of the mention."""
    places = _places(document)
    kinds = {what for what, _ in places}
    for block in document.blocks_of(*_BODY):
        folded = document.fold(block)
        for cross in _CROSS.finditer(folded.text):
            what = "appendix" if cross["what"] == "Appendix" else "table" if cross["what"] == "Table" else "section"
            if what not in kinds or not _is_own(folded.text, cross):
                continue
            fault = _fault(folded.text, cross, places.get((what, cross["number"].casefold())), block)
            if fault:
                span = folded.span(cross.start(), cross.end())
                yield AuditFinding(
                    kind="cross-reference",
                    severity="major" if fault[0] == "no-such-place" else "minor",
                    message=f"'{cross[0]}' {fault[1]}.",
                    rule=fault[0],
                    anchors=(Anchor(document.id, span, document.read((span,))),),
                )


def _places(document: Document) -> dict[tuple[str, str], int]:
    """Return where each numbered section, table and appendix begins."""
    found: dict[tuple[str, str], int] = {}
    for section in document.sections:
        start = document.blocks[section.heading].start if section.heading is not None else 0
        if section.number.startswith("appendix-"):
            found["appendix", section.number.removeprefix("appendix-")] = start
        elif section.number[:1].isdigit():
            found["section", section.number] = start
    for table in document.tables:
        if table.label[:1].isdigit():
            found["table", table.label] = document.blocks[table.block].start
    return found


def _is_own(text: str, cross: re.Match[str]) -> bool:
    """Whether the mention points into this document: outside quotations and citations of other works."""
    before, after = text[max(0, cross.start() - _NEAR) : cross.start()], text[cross.end() : cross.end() + 12]
    cited = re.search(r"\d{4}[a-k]?\)?[:,] $", before)
    return not cited and bool(_OWN.search(before) or _PLACE.match(after))


def _fault(text: str, cross: re.Match[str], place: int | None, block: Block) -> tuple[str, str] | None:
    if place is None:
        return "no-such-place", "points to no heading of this document"
    where = _PLACE.match(text, cross.end())
    if where and (where["where"] in ("below", "later")) != (place > block.start):
        return "wrong-direction", f"does not stand {where['where']}"
    return None


def _anchor(document: Document, block: Block) -> Anchor:
    return Anchor(document.id, Span(block.start, block.end), document.read(block.spans))
