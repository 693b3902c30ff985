"""Cross-references within the document: "see Part 7 below" to no place, to the other side, or to the wrong part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrgraph.reading.audit_subjects import PartSubjects, part_subjects
from scrgraph.reading.findings import Anchor, AuditFinding
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Span

_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_CROSS = re.compile(r"\b(?P<what>Part|Section|Chapter|Table|Appendix) (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z])\b")
# Words that make a mention a reference to this document, and not to another work's part.
_OWN = re.compile(r"\b(?:see|below|above|earlier|later|discussed|described|shown|further|more detail)\b", re.IGNORECASE)
_CITED_BEFORE = re.compile(r"\d{4}[a-k]?\)?[:,] $")
_PLACE = re.compile(r" ?(?P<where>below|above|earlier|later)\b")
_NEAR = 60
# What a pointer says of its target stands right before it: "..., and the widening definitions of harm, as ...".
_CLAUSE = re.compile(r"[;:]|, and | – |\. ")
_CLOSEST = 110


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: str
    severe: bool
    what: str
    repair: str | None
    others: tuple[str, ...] = ()


def audit_cross_references(document: Document) -> Iterator[AuditFinding]:
    """Yield a finding for each pointer into this document that does not lead where its words say."""
    places = _places(document)
    kinds = {what for what, _ in places}
    subjects = part_subjects(document)
    for block in document.blocks_of(*_BODY):
        folded = document.fold(block)
        for cross in _CROSS.finditer(folded.text):
            what = "appendix" if cross["what"] == "Appendix" else "table" if cross["what"] == "Table" else "section"
            if what not in kinds or not _is_own(folded.text, cross):
                continue
            key = (what, cross["number"].casefold())
            fault = _fault(folded.text, cross, places.get(key), block)
            if fault is None and what == "section":
                fault = _subject_fault(document, folded.text, cross, block, subjects)
            if fault:
                span = folded.span(cross.start(), cross.end())
                yield _finding(document, span, cross[0], fault, [key, *(("section", other) for other in fault.others)])


def _finding(document: Document, span: Span, words: str, fault: _Fault, targets: list[tuple[str, str]]) -> AuditFinding:
    anchors = [Anchor(document.id, span, document.read((span,)))]
    for target in targets:
        heading = _places(document).get(target)
        if heading is not None:
            anchors.append(_anchor(document, heading))
    return AuditFinding(
        kind="cross-reference",
        severity="major" if fault.severe else "minor",
        message=f"'{words}' {fault.what}.",
        rule=fault.rule,
        anchors=tuple(anchors),
        repair=fault.repair,
    )


def _anchor(document: Document, block: Block) -> Anchor:
    return Anchor(document.id, Span(block.start, block.end), document.read(block.spans))


def _places(document: Document) -> dict[tuple[str, str], Block]:
    """Return the block where each numbered section, table and appendix begins."""
    found: dict[tuple[str, str], Block] = {}
    for section in document.sections:
        if section.heading is None:
            continue
        if section.number.startswith("appendix-"):
            found["appendix", section.number.removeprefix("appendix-")] = document.blocks[section.heading]
        elif section.number[:1].isdigit():
            found["section", section.number] = document.blocks[section.heading]
    for table in document.tables:
        if table.label[:1].isdigit():
            found["table", table.label] = document.blocks[table.block]
    return found


def _is_own(text: str, cross: re.Match[str]) -> bool:
    """Whether the mention points into this document: outside quotations and citations of other works."""
    before, after = text[max(0, cross.start() - _NEAR) : cross.start()], text[cross.end() : cross.end() + 12]
    return not _CITED_BEFORE.search(before) and bool(_OWN.search(before) or _PLACE.match(after))


def _fault(text: str, cross: re.Match[str], place: Block | None, block: Block) -> _Fault | None:
    if place is None:
        what = "points to no heading of this document"
        return _Fault("no-such-place", True, what, "give the number of the part that is meant")
    where = _PLACE.match(text, cross.end())
    if where and (where["where"] in ("below", "later")) != (place.start > block.start):
        other = "above" if where["where"] in ("below", "later") else "below"
        return _Fault("wrong-direction", False, f"does not stand {where['where']}", f"write '{other}'")
    return None


def _subject_fault(
    document: Document, text: str, cross: re.Match[str], block: Block, subjects: PartSubjects
) -> _Fault | None:
    """Whether the words before a pointer speak of another part's subject and of nothing in the part it names."""
    start = next((s for s, e in sentences(text) if s <= cross.start() < e), 0)
    near = max(start, cross.start() - _CLOSEST)
    # A word cut in two at the edge of the window says nothing.
    near += 0 if near == start else text[near : cross.start()].find(" ") + 1
    clause = _CLAUSE.split(text[near : cross.start()])[-1]
    here = {section.number for section in document.path(block.section)}
    better = subjects.better(cross["number"], clause, here)
    if better is None:
        return None
    named = " or ".join(f"{cross['what']} {number}" for number in better.parts)
    said = ", ".join(f"'{word}'" for word in better.words)
    what = f"is not where the report speaks of {said}: {named} is"
    return _Fault("other-subject", better.by_heading, what, f"point to {named}", better.parts)
