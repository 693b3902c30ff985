"""The entry of the reference list under which a periodic review was published."""

import re
from collections.abc import Sequence

from scrgraph.reading.findings import Person, Reference

_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile("a|an|and|the|of|in|on|for|from|to|by|with|its|their|what|we|can")
_SAME_TITLE = 0.8
"""Share of title words in common from which title and year, or title and first author, are enough."""
_LIKE_TITLE = 0.4
"""The same where year and first author both agree."""


def work_key(
    title: str, published: int | None, authors: tuple[str, ...], references: Sequence[Reference]
) -> str | None:
    """Return the key of the one entry whose title, year and first author agree best, None where none or two do."""
    scored = [(_agreement(title, published, authors, reference), reference) for reference in references]
    best = max((score for score, _ in scored), default=0.0)
    fitting = [reference for score, reference in scored if score == best]
    distinct = {reference.duplicate_of or reference.index for reference in fitting}
    return fitting[0].key if best > 0 and len(distinct) == 1 else None


def _agreement(title: str, published: int | None, authors: tuple[str, ...], reference: Reference) -> float:
    """Return the share of title words in common, 0 where year, first author and title do not go together."""
    shared = _overlap(title, reference.title or "")
    year = published is not None and (reference.year or "")[:4] == str(published)
    first = reference.authors[0] if reference.authors else None
    author = isinstance(first, Person) and bool(authors) and authors[0].casefold().endswith(first.family.casefold())
    needed = _LIKE_TITLE if year and author else _SAME_TITLE
    return shared if (year or author) and shared >= needed else 0.0


def _overlap(one: str, other: str) -> float:
    """Return the words that two titles share, as a share of the shorter one's; small words do not count."""
    left, right = ({w for w in _WORD.findall(text.casefold()) if not _SMALL.fullmatch(w)} for text in (one, other))
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
