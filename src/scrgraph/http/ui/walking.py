"""Walking from one place that cites a work to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from scrgraph import wire
from scrgraph.source.text import Span


@dataclass(frozen=True, slots=True)
class Walk:
    """Where one stands among the places of a document that cite a work; `number` is 1-based, None off them."""

    work: wire.ReferenceView
    number: int | None
    total: int
    before: wire.CitedBy | None
    after: wire.CitedBy | None

    @classmethod
    def of(cls, work: wire.ReferenceView, document: str, at: Sequence[Span]) -> Self:
        """Return where the place `at` stands; without one, before the first."""
        start = at[0].start if at else -1
        places = sorted((place for place in work.cited_by if place.document == document), key=lambda p: p.start)
        before = [place for place in places if place.start < start]
        after = [place for place in places if place.start > start]
        here = next((number for number, place in enumerate(places, 1) if place.start == start), None)
        return cls(work, here, len(places), before[-1] if before else None, after[0] if after else None)
