"""Which passage holds an offset of the text."""

from bisect import bisect_right
from collections.abc import Sequence

from scrgraph.passages import Passage
from scrgraph.source.text import Span, Spans


class Places:
    """Finds passages by offset, in logarithmic time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        pieces = sorted((span, i) for i, passage in enumerate(passages) for span in passage.spans)
        self._starts = [span.start for span, _ in pieces]
        self._ends = [span.end for span, _ in pieces]
        self._owners = [passages[i] for _, i in pieces]

    def at(self, offset: int) -> Passage | None:
        """Return the passage that holds an offset, None between passages."""
        found = bisect_right(self._starts, offset) - 1
        return self._owners[found] if found >= 0 and offset < self._ends[found] else None

    def of(self, spans: Span | Spans) -> Passage | None:
        """Return the passage in which a span, or the first of several, begins."""
        first = spans if isinstance(spans, Span) else spans[0]
        return self.at(first.start)
