"""Citations to entries of the reference list: resolved, repaired by a named rule, ambiguous or unresolved."""

from collections import defaultdict
from collections.abc import Sequence

from scrgraph.reading.citation_names import NameIndex, index_names
from scrgraph.reading.findings import (
    Citation,
    LinkedCitation,
    PeriodicReview,
    Reference,
    ResolvedCitation,
    UnresolvedCitation,
)
from scrgraph.reading.linking_names import link_by_name
from scrgraph.reading.linking_periods import link_by_period
from scrgraph.reading.linking_rules import Outcome, Printed, apply, printed
from scrgraph.reading.reference_lists import ReferenceLists, reference_lists
from scrgraph.reading.review_periods import review_periods


def link_citations(
    citations: Sequence[Citation], references: Sequence[Reference], reviews: Sequence[PeriodicReview] = ()
) -> tuple[LinkedCitation, ...]:
    """Link each citation, in the order given; what fits several entries or none keeps its candidates or nothing.

    Where chapters have lists of their own, the entry in the list of the citation's chapter is meant.
    """
    lists = reference_lists(references, citations)
    names = index_names(references)
    periods = review_periods(references, reviews)
    formal = _link_formal(citations, names)
    named: dict[tuple[str, str | None], Outcome] = {}
    linked: list[LinkedCitation] = []
    for citation in citations:
        if citation.style == "by-period":
            outcome = link_by_period(citation.text, periods)
        elif citation.style == "by-name":
            name = (citation.authors, citation.year)
            outcome = named.get(name) or named.setdefault(name, link_by_name(*name, names))
        else:
            outcome = formal[citation.authors, citation.year]
        linked.append(_linked(citation, outcome, lists))
    return tuple(linked)


def _link_formal(citations: Sequence[Citation], names: NameIndex) -> dict[tuple[str, str | None], Outcome]:
    """Link each distinct author-year form once."""
    forms: dict[tuple[str, str | None], Printed | None] = {}
    for citation in citations:
        if citation.style not in ("by-name", "by-period"):
            key = (citation.authors, citation.year)
            if key not in forms:
                forms[key] = printed(*key, names)
    suffixes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for form in forms.values():
        if form:
            suffixes[form.names[0], form.base].add(form.suffix)
    return {
        key: apply(form, names, frozenset(suffixes[form.names[0], form.base])) if form else Outcome()
        for key, form in forms.items()
    }


def _linked(citation: Citation, outcome: Outcome, lists: ReferenceLists) -> LinkedCitation:
    candidates = tuple(dict.fromkeys(lists.own(candidate, citation) for candidate in outcome.candidates))
    if candidates and lists.several:
        here = lists.of_citation(citation)
        candidates = tuple(one for one in candidates if lists.of_entry(one) == here) or candidates
        if len(candidates) == 1 and lists.of_entry(candidates[0]) != here:
            return ResolvedCitation(citation, candidates[0], outcome.rule or "other-list")
    if len(candidates) == 1:
        return ResolvedCitation(citation, candidates[0], outcome.rule)
    return UnresolvedCitation(citation, candidates, outcome.rule)
