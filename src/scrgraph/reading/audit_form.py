"""The form of citations in the text: forms that differ from the document's own, quotations without a page.

No house style is assumed: a form is queried where the document itself uses another one nearly everywhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scrgraph.reading.audit_anchors import of_citation
from scrgraph.reading.findings import (
    Anchor,
    AuditFinding,
    Citation,
    LinkedCitation,
    QuotedSource,
    Reference,
    ResolvedCitation,
)
from scrgraph.reading.reference_names import normal
from scrgraph.source.document import Document

_FEWEST = 10
_RARE = 0.2
"""A form that at most this share of the citations have, of ten or more that could, is taken for a slip."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Two ways to print one thing; `first` or None tells which of them a text shows (None: neither)."""

    rule: str
    what: tuple[str, str]
    repair: tuple[str, str]
    first: Callable[[str], bool | None]


def _shows(yes: str, no: str) -> Callable[[str], bool | None]:
    one, other = re.compile(yes), re.compile(no)
    return lambda text: True if one.search(text) else False if other.search(text) else None


_FORMS = (
    _Form(
        "comma-before-year",
        ("with a comma before the year", "without a comma before the year"),
        ("add the comma", "leave out the comma"),
        _shows(r"[^\W\d_][.’']?, (?:1[5-9]|20)\d\d", r"[^\W\d_][.’']? (?:1[5-9]|20)\d\d"),
    ),
    _Form(
        "space-before-page",
        ("with a space before the page", "without a space before the page"),
        ("add the space", "leave out the space"),
        _shows(r"\d[a-k]?: \d", r"\d[a-k]?:\d"),
    ),
    _Form(
        "full-stop-of-et-al",
        ("with a full stop after 'et al'", "without a full stop after 'et al'"),
        ("add the full stop", "leave out the full stop"),
        _shows(r"\bet al\.", r"\bet al\b"),
    ),
    _Form(
        "ampersand",
        ("with '&' between authors", "with 'and' between authors"),
        ("write '&'", "write 'and'"),
        _shows(r"\w & \w", r"\w and \w"),
    ),
)


def audit_form(
    document: Document,
    references: Sequence[Reference],
    citations: Sequence[LinkedCitation],
    quotations: Sequence[QuotedSource],
) -> Iterator[AuditFinding]:
    """Yield a finding for each rare form, all its places together."""
    # What leads to no entry may be no citation: it says nothing of the document's form.
    sure = [one.citation for one in citations if isinstance(one, ResolvedCitation)]
    for form in _FORMS:
        yield from _rare(form, [one for one in sure if one.style == "parenthetical"])
    yield from _without_page(document, references, citations, quotations)


def _rare(form: _Form, citations: Sequence[Citation]) -> Iterator[AuditFinding]:
    sides: Mapping[bool, list[Citation]] = {True: [], False: []}
    for citation in citations:
        shown = form.first(citation.text)
        if shown is not None:
            sides[shown].append(citation)
    rare = len(sides[True]) < len(sides[False])
    few, many = sides[rare], sides[not rare]
    if few and len(few) + len(many) >= _FEWEST and len(few) <= _RARE * (len(few) + len(many)):
        printed = form.what[0 if rare else 1]
        yield AuditFinding(
            kind="malformed-citation",
            severity="minor",
            message=f"{len(few)} of {len(few) + len(many)} citations are printed {printed}, unlike the others.",
            rule=form.rule,
            anchors=(*(of_citation(citation) for citation in few), of_citation(many[0])),
            repair=form.repair[1 if rare else 0],
        )


def _without_page(
    document: Document,
    references: Sequence[Reference],
    citations: Sequence[LinkedCitation],
    quotations: Sequence[QuotedSource],
) -> Iterator[AuditFinding]:
    """Yield at most one finding: words quoted without a page, in a document that gives the page nearly always."""
    known = [(quotation, citations[quotation.citation]) for quotation in quotations if quotation.citation is not None]
    bare = [
        (quotation, linked)
        for quotation, linked in known
        if linked.citation.locator is None and not _is_title(document, quotation, linked, references)
    ]
    if bare and len(known) >= _FEWEST and len(bare) <= _RARE * len(known):
        anchors: list[Anchor] = []
        for quotation, linked in bare:
            words = Anchor(document.id, quotation.spans[0], document.read(quotation.spans[:1]))
            anchors += [words, of_citation(linked.citation)]
        yield AuditFinding(
            kind="malformed-citation",
            severity="minor",
            message=f"{len(bare)} of {len(known)} quotations are given without a page, unlike the others.",
            rule="quotation-without-page",
            anchors=tuple(anchors),
            repair="add the page",
        )


def _is_title(
    document: Document, quotation: QuotedSource, linked: LinkedCitation, references: Sequence[Reference]
) -> bool:
    """Whether the words between the marks are of the title of the work: a title has no page."""
    title = references[linked.target - 1].title if isinstance(linked, ResolvedCitation) else None
    return normal(document.read(quotation.spans)) in normal(title or "")
