"""Citations whose bracket opens and never closes, or closes and never opened."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.audit_anchors import of_range
from scrgraph.reading.findings import Anchor, AuditFinding, Citation, LinkedCitation
from scrgraph.source.document import Document
from scrgraph.source.text import Folded

_FORMAL = ("parenthetical", "narrative", "continuation")
_NEAR = 60
"""A bracket further from a citation than this many characters is not that citation's."""
_SENTENCE = re.compile(r"[.!?] ")
# "a)", "1)" and "iv)" open the items of a list.
_ENUMERATION = re.compile(r"(?:^|[\s(])[\divxlc]{1,4}$|(?:^|\s)[A-Za-z]$")


def audit_brackets(document: Document, citations: Sequence[LinkedCitation]) -> Iterator[AuditFinding]:
    """Yield a finding for each round bracket beside a citation that has no other half in its block."""
    held: defaultdict[int, list[Citation]] = defaultdict(list)
    for one in citations:
        if one.citation.style in _FORMAL:
            held[one.citation.block].append(one.citation)
    for index, inside in held.items():
        folded = document.fold(document.blocks[index])
        opened, closed = _unpaired(folded.text)
        if opened or closed:
            yield from _unpaired_by(document, folded, inside, opened, closed)


def _unpaired_by(
    document: Document, folded: Folded, citations: Sequence[Citation], opened: Sequence[int], closed: Sequence[int]
) -> Iterator[AuditFinding]:
    """Yield the brackets whose nearest citation, in the same sentence, is beside them."""
    ranges = sorted((folded.position(one.span.start), folded.position(one.span.end)) for one in citations)
    starts, ends = [start for start, _ in ranges], [end for _, end in ranges]
    for at in opened:
        number = bisect_right(starts, at)
        if number < len(ranges) and starts[number] - at <= _NEAR:
            start, end = ranges[number]
            if not _SENTENCE.search(folded.text, at, start):
                yield _bracket(of_range(document, folded, at, end), "closing", "')'")
    for at in closed:
        number = bisect_right(ends, at) - 1
        if number >= 0 and at - ends[number] <= _NEAR:
            start, end = ranges[number]
            marks_item = at > end and _ENUMERATION.search(folded.text, max(end, at - 6), at)
            if not marks_item and not _SENTENCE.search(folded.text, end, at):
                yield _bracket(of_range(document, folded, start, at + 1), "opening", "'('")


def _bracket(anchor: Anchor, which: str, mark: str) -> AuditFinding:
    return AuditFinding(
        kind="malformed-citation",
        severity="minor",
        message=f"The citation '{anchor.text}' lacks its {which} bracket.",
        rule=f"missing-{which}-bracket",
        anchors=(anchor,),
        repair=f"add {mark}",
    )


def _unpaired(text: str) -> tuple[list[int], list[int]]:
    """Return where round brackets open that never close, and close that never opened."""
    opened: list[int] = []
    closed: list[int] = []
    for found in re.finditer(r"[()]", text):
        at = found.start()
        if found[0] == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            closed.append(at)
    return opened, closed
