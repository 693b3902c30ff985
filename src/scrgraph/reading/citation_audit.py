"""What a careful reader would query in the citations, the reference list, the headings and the cross-references."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.audit_anchors import of_citation, of_reference
from scrgraph.reading.audit_brackets import audit_brackets
from scrgraph.reading.audit_entries import audit_entries
from scrgraph.reading.audit_form import audit_form
from scrgraph.reading.audit_headings import audit_headings
from scrgraph.reading.audit_labels import audit_labels
from scrgraph.reading.audit_list import audit_list
from scrgraph.reading.audit_named import audit_named
from scrgraph.reading.audit_periods import audit_periods
from scrgraph.reading.audit_pointers import audit_cross_references
from scrgraph.reading.findings import (
    AuditFinding,
    Citation,
    LinkedCitation,
    QuotedSource,
    Reference,
    ResolvedCitation,
    UnresolvedCitation,
)
from scrgraph.reading.reference_lists import ReferenceLists, reference_lists
from scrgraph.source.document import Document

_REPAIRS = {
    "reviewed": "a reviewer has linked them",
    "year-off-by-one": "the list has these authors one year apart",
    "missing-et-al": "the list has more authors: 'et al' is missing",
    "missing-second-author": "the list has a second author",
    "needless-et-al": "the list has no more than two authors",
    "misspelt-et-al": "'et al' is misspelt",
    "missing-suffix": "the list marks the year with a letter",
    "suffix-not-in-list": "the list has this year without a letter",
    "suffix-by-list-order": "the list has several works of this year, without letters",
    "short-name": "the list has the whole name",
    "misspelt-author": "the list spells the author otherwise",
    "other-list": "it stands in the list of another chapter",
    "second-author-not-listed": "the list has the first author alone",
    "wrong-first-author": "the list has another first author for this work",
}
_OTHERWISE = {"other-list": "list the work in this chapter's own list too"}
# Repairs that send a reader to the wrong entry, or to none, if taken as printed.
_MISLEADING = frozenset({"year-off-by-one", "wrong-first-author", "misspelt-author"})


def audit_citations(
    document: Document,
    references: Sequence[Reference],
    citations: Sequence[LinkedCitation],
    quotations: Sequence[QuotedSource] = (),
) -> tuple[AuditFinding, ...]:
    """Return the findings in order of kind, then of place; every finding has an anchor on each side it speaks of."""
    lists = reference_lists(references, [linked.citation for linked in citations])
    return (
        *_broken(citations, references),
        *_repaired(citations, references),
        *_ambiguous(citations, references),
        *_duplicates(references, lists),
        *_never_cited(references, citations),
        *audit_entries(references, lists),
        *audit_named(document, references, citations),
        *audit_brackets(document, citations),
        *audit_form(document, references, citations, quotations),
        *audit_periods(document, references, citations),
        *audit_labels(document, references, citations),
        *audit_list(document, references, citations),
        *audit_headings(document),
        *audit_cross_references(document),
    )


def _broken(citations: Sequence[LinkedCitation], references: Sequence[Reference]) -> Iterator[AuditFinding]:
    """One finding per work that is cited or named but not listed, with every place."""
    places: defaultdict[tuple[bool, str, str | None], list[Citation]] = defaultdict(list)
    for linked in citations:
        if isinstance(linked, UnresolvedCitation) and not linked.candidates and references:
            citation = linked.citation
            places[citation.style == "by-name", citation.authors, citation.year].append(citation)
    for (named, authors, year), cited in places.items():
        what = f"{authors} {year}" if year else authors
        yield AuditFinding(
            kind="unlisted-work" if named else "broken-citation",
            severity="minor" if named else "major",
            message=f"'{what}' is {'named' if named else 'cited'} but the reference list has no such entry.",
            rule="named-not-listed" if named else "cited-not-listed",
            anchors=tuple(of_citation(citation) for citation in cited),
            repair="add the work to the reference list" if named else "add the entry, or correct the citation",
        )


def _repaired(citations: Sequence[LinkedCitation], references: Sequence[Reference]) -> Iterator[AuditFinding]:
    for linked in citations:
        if isinstance(linked, ResolvedCitation) and linked.rule:
            target = references[linked.target - 1]
            yield AuditFinding(
                kind="mismatched-citation",
                severity="major" if linked.rule in _MISLEADING else "minor",
                message=f"'{linked.citation.text}' differs from its entry '{target.key}': {_REPAIRS[linked.rule]}.",
                rule=linked.rule,
                anchors=(of_citation(linked.citation), of_reference(target)),
                repair=_OTHERWISE.get(linked.rule, f"cite as '{target.key}'"),
            )


def _ambiguous(citations: Sequence[LinkedCitation], references: Sequence[Reference]) -> Iterator[AuditFinding]:
    """Author-year citations that fit several entries; a name that covers several parts of one work is no fault."""
    for linked in citations:
        formal = linked.citation.style not in ("by-name", "by-period")
        if isinstance(linked, UnresolvedCitation) and linked.candidates and formal:
            entries = [references[index - 1] for index in linked.candidates]
            yield AuditFinding(
                kind="ambiguous-citation",
                severity="major",
                message=f"'{linked.citation.text}' fits {len(entries)} entries of the reference list.",
                rule="several-candidates",
                anchors=(of_citation(linked.citation), *(of_reference(entry) for entry in entries)),
                repair="mark the entries with letters after the year and cite the one that is meant",
            )


def _duplicates(references: Sequence[Reference], lists: ReferenceLists) -> Iterator[AuditFinding]:
    for reference in references:
        same = lists.works.get(reference.index, ())
        earlier = [
            one for one in same if one < reference.index and lists.of_entry(one) == lists.of_entry(reference.index)
        ]
        if earlier:
            first = references[earlier[0] - 1]
            yield AuditFinding(
                kind="duplicate-reference",
                severity="minor",
                message=f"'{reference.key}' is listed twice.",
                rule="same-authors-year-title",
                anchors=(of_reference(first), of_reference(reference)),
                repair="keep one of the two entries",
            )


def _never_cited(references: Sequence[Reference], citations: Sequence[LinkedCitation]) -> Iterator[AuditFinding]:
    if not citations:
        return
    cited: set[int | None] = {linked.target for linked in citations if isinstance(linked, ResolvedCitation)}
    cited |= {c for linked in citations if isinstance(linked, UnresolvedCitation) for c in linked.candidates}
    cited |= {references[target - 1].duplicate_of for target in cited if target}
    for reference in references:
        if reference.index not in cited and not reference.duplicate_of:
            yield AuditFinding(
                kind="uncited-reference",
                severity="minor",
                message=f"'{reference.key}' is listed but never cited.",
                rule="listed-not-cited",
                anchors=(of_reference(reference),),
                repair="cite the work or leave it out",
            )
