"""Sentences that name one periodic review and cite another: "the 2009-11 review has ... (Brandon et al 2010)"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.audit_anchors import of_citation, of_reference
from scrgraph.reading.findings import AuditFinding, LinkedCitation, Reference, ResolvedCitation
from scrgraph.reading.review_periods import review_periods
from scrgraph.source.document import Document
from scrgraph.source.sentences import sentences

_FORMAL = ("parenthetical", "continuation")


def audit_periods(
    document: Document, references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> Iterator[AuditFinding]:
    """Yield a finding where a sentence's only named review and the only review cited in it differ."""
    linked = [one for one in citations if isinstance(one, ResolvedCitation)]
    series = {one.target for one in linked if one.citation.style == "by-period"}
    series |= {period.target for period in review_periods(references, ()) if period.target is not None}
    for named, cited in _pairs(document, linked, series):
        meant, found = references[named.target - 1], references[cited.target - 1]
        yield AuditFinding(
            kind="mismatched-citation",
            severity="major",
            message=f"'{cited.citation.text}' is not '{named.citation.text}', of which the sentence speaks: "
            f"that is '{meant.key}'.",
            rule="other-review",
            anchors=(
                of_citation(named.citation),
                of_citation(cited.citation),
                of_reference(meant),
                of_reference(found),
            ),
            repair=f"cite as '{meant.key}'",
        )


def _pairs(
    document: Document, linked: Sequence[ResolvedCitation], series: set[int]
) -> Iterator[tuple[ResolvedCitation, ResolvedCitation]]:
    """Yield (named review, cited review) for each named one that a citation of one review follows in its sentence."""
    blocks: defaultdict[int, list[ResolvedCitation]] = defaultdict(list)
    for one in linked:
        if one.citation.style in (*_FORMAL, "by-period"):
            blocks[one.citation.block].append(one)
    for index, held in blocks.items():
        if any(one.citation.style == "by-period" for one in held):
            folded = document.fold(document.blocks[index])
            ordered = sorted(held, key=lambda one: one.citation.span)
            starts = [folded.position(one.citation.span.start) for one in ordered]
            for start, end in sentences(folded.text):
                yield from _in_sentence(ordered[bisect_left(starts, start) : bisect_left(starts, end)], series)


def _in_sentence(
    inside: Sequence[ResolvedCitation], series: set[int]
) -> Iterator[tuple[ResolvedCitation, ResolvedCitation]]:
    """Yield the pairs of one sentence; a review that the sentence names elsewhere is cited for that."""
    named = {one.target for one in inside if one.citation.style == "by-period"}
    for first, then, last in zip(inside, inside[1:], [*inside[2:], None], strict=False):
        alone = last is None or last.citation.group != then.citation.group
        follows = first.citation.style == "by-period" and then.citation.style in _FORMAL
        if follows and alone and then.target in series - named:
            yield first, then
