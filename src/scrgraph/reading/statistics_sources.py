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


@dataclass(frozen=True, slots=True)
class CitedKey:
    """A citation at [start, end) of a block's folded text with the key of its work, None where it is not linked."""

    start: int
    end: int
    key: str | None
    explicit: bool


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
            found.append(CitedKey(start, end, key, citation.style in _EXPLICIT))
    return tuple(sorted(found, key=lambda cited: cited.start))


def is_aside(text: str, sentence: Range) -> bool:
    """Say whether a sentence stands in brackets that were opened before it, or at its start: it looks back."""
    start = sentence[0]
    opened, closed = (text.rfind(mark, max(0, start - _ASIDE), start + 1) for mark in "()")
    return opened > closed


def source_of(
    sentence: Range,
    at: Range,
    cited: Sequence[CitedKey],
    named: str | None,
    dated: str | None,
    *,
    aside: bool = False,
    since: int | None = None,
) -> str | None:
    """Return the key of the work that a number comes from, None where that is unsure.

    In order: an author-year citation of its sentence (the next one, else the last before); the review that its words
    name (`named`); a work that the sentence names; the next author-year citation of its paragraph, for an `aside` the
    last one before it. Where the number belongs to the years of a review (`dated`, its key), the last two must be that
    review; no work of an earlier year than the number's period (`since`) can be the next one.
    """
    explicit = [c for c in cited if c.explicit]
    inside = [c for c in explicit if sentence[0] <= c.start < sentence[1]]
    after = [c for c in inside if c.start >= at[1]]
    if inside:
        return (after[0] if after else inside[-1]).key
    if named:
        return named
    by_name = sorted(
        (c for c in cited if not c.explicit and sentence[0] <= c.start < sentence[1]),
        key=lambda c: abs(c.start - at[0]),
    )
    if aside:
        later = [c for c in explicit if c.end <= sentence[0]][-1:]
    else:
        later = [c for c in explicit if c.start >= sentence[1] and not _before(c.key, since)]
    return next((c.key for c in (*by_name[:1], *later[:1]) if dated in (None, c.key)), None)


def _before(key: str | None, year: int | None) -> bool:
    """Say whether a work came out before a year, as its key tells ("DWP 2012")."""
    published = _YEAR.search(key or "")
    return published is not None and year is not None and int(published[1]) < year
