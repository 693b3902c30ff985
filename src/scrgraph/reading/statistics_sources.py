"""Which work a number of the prose comes from: the citation of its sentence, else the next one of its paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import LinkedCitation, Reference, ResolvedCitation
from scrgraph.reading.quantities_clauses import Range
from scrgraph.source.document import Block
from scrgraph.source.text import Folded

_ASIDE = 600
_YEAR = re.compile(r" (\d{4})[a-z]?$")
_EXPLICIT = frozenset({"parenthetical", "narrative", "continuation"})
_LEANS = re.compile(r"(?:This|These|It|They|That|Those|Of (?:these|those|them)|Both)\b")
_NEW_POINT = re.compile(
    r"(?:Another|Others?|A (?:further|second|third)|Further(?:more)?|However|But|Meanwhile|Similarly|By contrast|"
    r"In contrast|On the other hand|Elsewhere)\b"
)


@dataclass(frozen=True, slots=True)
class CitedKey:
    """A citation at [start, end) of a block's folded text with the key of its work, None where it is not linked.

    `explicit` says that it prints a year, `narrative` that its author is a word of the sentence ("Parton (2014)").
    """

    start: int
    end: int
    key: str | None
    explicit: bool
    narrative: bool = False


def cited_keys(
    block: Block, folded: Folded, citations: Iterable[LinkedCitation], references: Sequence[Reference]
) -> tuple[CitedKey, ...]:
    """Return the citations of a block in order."""
    keys = {reference.index: reference.key for reference in references}
    found = []
    for linked in citations:
        citation = linked.citation
        if citation.block == block.index:
            key = keys.get(linked.target) if isinstance(linked, ResolvedCitation) else None
            start, end = folded.position(citation.span.start), folded.position(citation.span.end)
            style = citation.style
            found.append(CitedKey(start, end, key, style in _EXPLICIT, style == "narrative"))
    return tuple(sorted(found, key=lambda cited: cited.start))


def is_aside(text: str, sentence: Range) -> bool:
    """Say whether a sentence stands in brackets that were opened before it, or at its start: it looks back."""
    start = sentence[0]
    opened, closed = (text.rfind(mark, max(0, start - _ASIDE), start + 1) for mark in "()")
    return opened > closed


def leans_back(text: str, sentence: Range) -> bool:
    """Say whether a sentence goes on about what the one before it says: "These offer guidance on 18 aspects"."""
    return _LEANS.match(text, sentence[0]) is not None


def reach(text: str, sentences: Sequence[Range], sentence: Range, *, dated: bool) -> int:
    """Return up to where a citation may be that of a number before it: its paragraph turns to something else there.

    For a number that no review dates it is the end of the next sentence.
    """
    later = [one for one in sentences if one[0] > sentence[0]]
    limit = next((start for start, _ in later if _NEW_POINT.match(text, start)), len(text))
    return limit if dated or not later else min(limit, later[0][1])


def source_of(
    sentence: Range,
    at: Range,
    cited: Sequence[CitedKey],
    named: str | None,
    dated: str | None,
    *,
    back: int | None = None,
    until: int | None = None,
    since: int | None = None,
) -> str | None:
    """Return the key of the work that a number comes from, None where that is unsure.

    In order: an author-year citation of its sentence (the next one in brackets, else the last before); the review that
    its words name (`named`); a work that the sentence names; for a sentence that looks back, the last citation from
    `back` on; the next citation of its paragraph, which must stand in brackets, up to `until` (see `reach`). Where the
    number belongs to the years of a review (`dated`, its key), the last three must be that review; no work of an
    earlier year than the number's period (`since`) can be the next one.
    """
    explicit = [c for c in cited if c.explicit]
    inside = [c for c in explicit if sentence[0] <= c.start < sentence[1]]
    if inside:
        after = [c for c in inside if c.start >= at[1] and not c.narrative]
        before = [c for c in inside if c.end <= at[0]]
        return (after[:1] or before[-1:] or inside[:1])[0].key
    if named:
        return named
    by_name = sorted(
        (c for c in cited if not c.explicit and sentence[0] <= c.start < sentence[1]),
        key=lambda c: abs(c.start - at[0]),
    )
    earlier = [c for c in explicit if back is not None and back <= c.start and c.end <= sentence[0]]
    limit = sentence[1] if until is None else until
    later = [c for c in explicit if sentence[1] <= c.start < limit and not _before(c.key, since)][:1]
    following = [c for c in later if not c.narrative]
    return next((c.key for c in (*by_name[:1], *earlier[-1:], *following) if dated in (None, c.key)), None)


def _before(key: str | None, year: int | None) -> bool:
    """Say whether a work came out before a year, as its key tells ("DWP 2012")."""
    published = _YEAR.search(key or "")
    return published is not None and year is not None and int(published[1]) < year
