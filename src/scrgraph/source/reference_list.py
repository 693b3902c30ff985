"""The entries of a reference list: where one begins, and which paragraphs go on with the one before."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.source.lines import Line

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|\bin press\b|\bforthcoming\b", re.IGNORECASE)
_LINK = re.compile(r"[<\[(]?(?:https?:|www\.|doi:)", re.IGNORECASE)
_COMPLETE = re.compile(r"[.>)\]/]\s*$|https?:\S+$|\d$")
_PARTICLE = re.compile(r"(?:van|von|vom|de|den|der|des|di|da|do|dos|du|del|della|la|le|ter|ten|el|al|bin|ibn|af|zu)\s")
_WINDOW = 600


def starts_entry(text: str) -> bool:
    """Whether a paragraph opens an entry: it begins with a name and holds a year."""
    first = text.lstrip("[(*'\"‘“")[:1]
    named = bool(first) and (not first.islower() or bool(_PARTICLE.match(text)))
    return named and not _LINK.match(text) and bool(_YEAR.search(text[:_WINDOW]))


def goes_on(before: str, after: str) -> bool:
    """Whether a paragraph of the list belongs to the entry before it (its link, or its second half)."""
    if _LINK.match(after):
        return True
    if after[:1].islower() and not _PARTICLE.match(after):
        return True
    return not starts_entry(after) and _COMPLETE.search(before) is None


def split_entries(chunk: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut a chunk that prints one entry a line, without blank lines between; a wrapped entry stays whole."""
    if len(chunk) > 1 and all(starts_entry(line.text) for line in chunk):
        yield from ([line] for line in chunk)
    else:
        yield chunk
