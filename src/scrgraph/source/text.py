"""Spans of an immutable text, and the folded text that people read, with every character led back to its source."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range [start, end) in Unicode code points of a document's text."""

    start: int
    end: int


Spans = tuple[Span, ...]

_MARKS = re.compile(r"\*|</?i>")


@dataclass(frozen=True, slots=True)
class Folded:
    """Text at some spans as it is shown: spans joined by one space, white space folded, emphasis marks dropped.

    `offsets[i]` is the source offset of the i-th character (for a folded or joining space, of the place where it
    stands: the first white space, or the end of the span before it).
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the smallest source span that covers the folded range [start, end)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"range [{start}, {end}) is empty or outside the folded text of {len(self.text)}")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def position(self, offset: int) -> int:
        """Return the index of the first folded character that stands at or after a source offset."""
        return bisect_left(self.offsets, offset)

    def spans(self, start: int, end: int, within: Sequence[Span]) -> Spans:
        """Return the source spans of a folded range, cut where the spans `within` leave a gap."""
        whole = self.span(start, end)
        pieces = (Span(max(s.start, whole.start), min(s.end, whole.end)) for s in within)
        return tuple(piece for piece in pieces if piece.start < piece.end)


def fold(text: str, spans: Iterable[Span]) -> Folded:
    """Fold the text at the spans, in the order given (see `Folded`)."""
    characters: list[str] = []
    offsets: list[int] = []
    for span in spans:
        if characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(offsets[-1] + 1)
        _fold_span(text, span, characters, offsets)
    while characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Folded("".join(characters), tuple(offsets))


def _fold_span(text: str, span: Span, characters: list[str], offsets: list[int]) -> None:
    marks = {i for m in _MARKS.finditer(text, span.start, span.end) for i in range(m.start(), m.end())}
    for offset in range(span.start, span.end):
        if offset in marks:
            continue
        character = text[offset]
        if not character.isspace():
            characters.append(character)
            offsets.append(offset)
        elif characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(offset)


def fold_text(text: str, spans: Iterable[Span]) -> str:
    """Return only the text of `fold`."""
    return fold(text, spans).text
