"""Documents whose citations cannot be followed as a whole: no reference list, or citations by number."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.findings import Anchor, AuditFinding, LinkedCitation, Reference, ResolvedCitation
from scrgraph.source.document import BlockKind, Document

_NUMBER = re.compile(
    r"\[\d{1,3}(?:(?:, ?|[-–])\d{1,3}){0,9}\]"
    r"|(?<=[\w.,;:)'’”\"])(?<!\bm)(?<!\b[ck]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,–⁻-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,9}"
)
# Fewer bracketed or raised numbers than this are taken for notes, versions or intervals.
_FEWEST = 3
# A text that cites by name may have notes as well: the numbers must be this many times as frequent.
_TIMES = 4
_SHOWN = 5
_BODY = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


def audit_list(
    document: Document, references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> Iterator[AuditFinding]:
    """Yield at most one finding: the list is missing, or the text cites it by number."""
    linked = [one for one in citations if one.citation.style not in ("by-name", "by-period")]
    formal = [one.citation for one in linked]
    if formal and not references:
        yield AuditFinding(
            kind="missing-list",
            severity="major",
            message=f"The document cites {len(formal)} times but has no reference list.",
            rule="citations-without-list",
            anchors=tuple(Anchor(document.id, citation.span, citation.text) for citation in formal[:_SHOWN]),
            repair="add a reference list under a heading 'References'",
        )
    else:
        numbers = list(_numbers(document))
        sure = sum(isinstance(one, ResolvedCitation) for one in linked)
        if len(numbers) >= _FEWEST and len(numbers) > _TIMES * sure:
            yield AuditFinding(
                kind="numeric-citations",
                severity="major",
                message=f"The document cites by number ({len(numbers)} times): only author-year citations are linked.",
                rule="citations-by-number",
                anchors=tuple(numbers[:_SHOWN]),
            )


def _numbers(document: Document) -> Iterator[Anchor]:
    for block in document.blocks_of(*_BODY):
        folded = document.fold(block)
        for found in _NUMBER.finditer(folded.text):
            yield Anchor(document.id, folded.span(found.start(), found.end()), found[0])
