"""Labels swapped between text and list: "2020a" where the words speak of the work listed as "2020b"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scrgraph.reading.findings import Anchor, AuditFinding, LinkedCitation, Reference, ResolvedCitation
from scrgraph.reading.reference_names import label, normal
from scrgraph.source.document import Document
from scrgraph.source.text import Span

_LETTER = re.compile(r"\d{4}[a-k]")
# How much of the text before a citation is taken for what it says of the work, in characters.
_BEFORE = 130
# Words of the other title that the text must share, while it shares none that is only in its own.
_SHARED = 2
_SHORTEST = 4


def audit_labels(
    document: Document, references: Sequence[Reference], citations: Sequence[LinkedCitation]
) -> Iterator[AuditFinding]:
    """Yield each pair of letters whose citations speak of each other's titles; both must, one alone proves nothing."""
    cited: defaultdict[int, list[str]] = defaultdict(list)
    places: defaultdict[int, list[Anchor]] = defaultdict(list)
    for before, linked in zip([None, *citations], citations, strict=False):
        if isinstance(linked, ResolvedCitation):
            cited[linked.target].append(_words_before(document, linked, before))
            place = linked.citation
            places[linked.target].append(Anchor(document.id, place.span, place.text))
    for one, other in _siblings(references):
        if _speaks_of(cited[one.index], other, one) and _speaks_of(cited[other.index], one, other):
            yield AuditFinding(
                kind="swapped-labels",
                severity="major",
                message=f"'{one.key}' and '{other.key}' seem to be swapped between text and list.",
                rule="words-of-the-other-title",
                anchors=(*places[one.index], *places[other.index], _anchor(one), _anchor(other)),
                repair=f"swap the letters of '{one.key}' and '{other.key}' in the text or in the list",
            )


def _siblings(references: Sequence[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Yield pairs of entries that differ in the letter of their year alone."""
    families: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.title and _LETTER.fullmatch(reference.year or ""):
            families[label(reference.authors, (reference.year or "")[:4], cut=reference.cut)].append(reference)
    for family in families.values():
        yield from pairwise(family)


def _words_before(document: Document, linked: ResolvedCitation, before: LinkedCitation | None) -> str:
    """Return what the block says before a citation and after the one before it."""
    place = linked.citation
    start = max(document.blocks[place.block].start, place.span.start - _BEFORE)
    if before and before.citation.block == place.block:
        start = max(start, min(before.citation.span.end, place.span.start))
    return document.text[start : place.span.start]


def _speaks_of(texts: Sequence[str], other: Reference, own: Reference) -> bool:
    """Whether every text shares words with the other title alone, and none with its own alone."""
    own_words, other_words = _words(own.title or ""), _words(other.title or "")
    for text in texts:
        said = _words(text)
        if len(said & (other_words - own_words)) < _SHARED or said & (own_words - other_words):
            return False
    return bool(texts)


def _words(text: str) -> set[str]:
    return {word for word in normal(text).split() if len(word) >= _SHORTEST}


def _anchor(reference: Reference) -> Anchor:
    return Anchor(reference.document, Span(reference.spans[0].start, reference.spans[-1].end), reference.text)
