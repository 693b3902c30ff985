"""Spans of an immutable text, and the folded text that people read, with every character led back to its source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range [start, end) in Unicode code points of a document's text."""

    start: int
    end: int


Spans = tuple[Span, ...]

# Where folded text and source part: a mark, or white space other than one blank.
_BREAK = re.compile(r"\*|</?i>|[^\S ]\s*| \s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Text at some spans as it is shown: spans joined by one space, white space folded, emphasis marks dropped.

    From the index `starts[k]` on, it is the source from `sources[k]` on, character by character, until the next start
    (a folded or joining space stands at the first white space, or at the end of the span before it).
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def offset(self, index: int) -> int:
        """Return the source offset of the character at an index."""
        run = bisect_right(self.starts, index) - 1
        return self.sources[run] + index - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """Return the smallest source span that covers the folded range [start, end)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"range [{start}, {end}) is empty or outside the folded text of {len(self.text)}")
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def position(self, offset: int) -> int:
        """Return the index of the first folded character that stands at or after a source offset."""
        run = bisect_right(self.sources, offset) - 1
        if run < 0:
            return 0
        following = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + offset - self.sources[run], following)

    def spans(self, start: int, end: int, within: Sequence[Span]) -> Spans:
        """Return the source spans of a folded range, cut where the spans `within` leave a gap."""
        whole = self.span(start, end)
        pieces = (Span(max(s.start, whole.start), min(s.end, whole.end)) for s in within)
        return tuple(piece for piece in pieces if piece.start < piece.end)


class _Folding:
    """A folded text in the making."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.length = 0
        self.spaced = True

    def add(self, piece: str, source: int) -> None:
        """Add characters of the source; a blank after a blank, or before anything else, is dropped."""
        if self.spaced and piece[:1] == " ":
            piece, source = piece[1:], source + 1
        if not piece:
            return
        if not self.starts or source - self.length != self.sources[-1] - self.starts[-1]:
            self.starts.append(self.length)
            self.sources.append(source)
        self.pieces.append(piece)
        self.length += len(piece)
        self.spaced = piece[-1] == " "

    def folded(self) -> Folded:
        text = "".join(self.pieces)
        if self.spaced and text:
            text = text[:-1]
        kept = bisect_left(self.starts, len(text))
        return Folded(text, tuple(self.starts[:kept]), tuple(self.sources[:kept]))


def fold(text: str, spans: Iterable[Span]) -> Folded:
    """Fold the text at the spans, in the order given (see `Folded`)."""
    folding = _Folding()
    for span in spans:
        if folding.starts:
            folding.add(" ", folding.sources[-1] + folding.length - folding.starts[-1])
        at = span.start
        for found in _BREAK.finditer(text, span.start, span.end):
            folding.add(text[at : found.start()], at)
            if found[0][0].isspace():
                folding.add(" ", found.start())
            at = found.end()
        folding.add(text[at : span.end], at)
    return folding.folded()


def fold_text(text: str, spans: Iterable[Span]) -> str:
    """Return only the text of `fold`."""
    return fold(text, spans).text
