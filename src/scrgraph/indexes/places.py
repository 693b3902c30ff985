"""Which passages hold a place of a text."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from scrgraph.indexes.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Places:
    """The spans of all passages by document, in order, each with the row of its passage. Spans do not overlap."""

    documents: dict[str, tuple[list[int], list[int], list[int]]]
    """Starts, ends and rows."""

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Read the spans of every passage of a catalogue."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        spans = map(json.loads, catalogue.field("passage", "spans"))
        for row, (document, pairs) in enumerate(zip(catalogue.field("passage", "document"), spans, strict=True)):
            found.setdefault(document, []).extend((start, end, row) for start, end in pairs)
        return cls({document: _columns(sorted(places)) for document, places in found.items()})

    def rows(self, document: str, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Return the rows of the passages that share a character with some [start, end), in the order of these."""
        starts, ends, rows = self.documents.get(document, ([], [], []))
        held = (rows[bisect_right(ends, start) : bisect_left(starts, end)] for start, end in spans)
        return list(dict.fromkeys(row for some in held for row in some))


def _columns(places: list[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    return [start for start, _, _ in places], [end for _, end, _ in places], [row for _, _, row in places]
