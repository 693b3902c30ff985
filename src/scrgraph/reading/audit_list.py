"""Documents whose citations cannot be followed as a whole: no reference list, or citations by number."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.findings import Anchor, AuditFinding, LinkedCitation, Reference
from scrgraph.source.document import BlockKind, Document

_NUMBER = re.compile(r"\[\d{1,3}(?:(?:, ?|[-–])\d{1,3}){0,9}\]")
# Fewer bracketed numbers than this are taken for notes, versions or intervals.
_FEWEST = 3
_SHOWN = 5
_BODY = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


def audit_list(
    document: Document, references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> Iterator[AuditFinding]:
    """Yield at most one finding: the list is missing, or the text cites it by number."""
    formal = [one.citation for one in citations if one.citation.style not in ("by-name", "by-period")]
    if formal and not references:
        yield AuditFinding(
            kind="missing-list",
            severity="major",
            message=f"The document cites {len(formal)} times but has no reference list.",
            rule="citations-without-list",
            anchors=tuple(Anchor(document.id, citation.span, citation.text) for citation in formal[:_SHOWN]),
            repair="add a reference list under a heading 'References'",
        )
    elif not formal:
        numbers = list(_numbers(document))
        if len(numbers) >= _FEWEST:
            yield AuditFinding(
                kind="numeric-citations",
                severity="major",
                message=f"The document cites by number ({len(numbers)} times): only author-year citations are linked.",
                rule="bracketed-numbers",
                anchors=tuple(numbers[:_SHOWN]),
            )


def _numbers(document: Document) -> Iterator[Anchor]:
    for block in document.blocks_of(*_BODY):
        folded = document.fold(block)
        for found in _NUMBER.finditer(folded.text):
            yield Anchor(document.id, folded.span(found.start(), found.end()), found[0])
