"""Text of a report as HTML: words escaped, with emphasis, citations and highlights laid over it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from scrgraph.source.text import Folded

Range = tuple[int, int]
_EMPHASIS = re.compile(r"\*\*[^*]+\*\*|(\*[^*]+\*)|(<i>[^<]+</i>)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range [start, end) of the text to wrap in one element; `attributes` are escaped when written."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


Layer = Sequence[Mark]


def mark_up(text: str, layers: Sequence[Layer]) -> Markup:
    """Return the escaped text with every layer's elements: the first layer outermost, inner ones cut to fit.

    Marks within one layer may touch but not overlap; a mark that starts inside the one before it is dropped.
    """
    return Markup("").join(_pieces(text, 0, len(text), layers))


def _pieces(text: str, start: int, end: int, layers: Sequence[Layer]) -> Iterator[Markup]:
    if not layers:
        yield escape(text[start:end])
        return
    at = start
    for mark in sorted(layers[0], key=lambda m: (m.start, m.end)):
        first, last = max(mark.start, start), min(mark.end, end)
        if first < at or first >= last:
            continue
        yield from _pieces(text, at, first, layers[1:])
        yield _opening(mark, first)
        yield from _pieces(text, first, last, layers[1:])
        yield Markup(f"</{mark.tag}>")  # noqa: S704 - the tag is ours, never input
        at = last
    yield from _pieces(text, at, end, layers[1:])


def _opening(mark: Mark, first: int) -> Markup:
    """Open the element; an id is written once only, where the mark begins."""
    kept = ((name, value) for name, value in mark.attributes if name != "id" or first == mark.start)
    written = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in kept)
    return Markup("<{}{}>").format(mark.tag, written)


def folded_range(folded: Folded, start: int, end: int) -> Range | None:
    """Return where a source span stands in the folded text, or None where none of it does."""
    first, last = folded.position(start), folded.position(end)
    return (first, last) if first < last else None


def folded_ranges(folded: Folded, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Return where source spans stand in the folded text; those outside it are left out."""
    found = (folded_range(folded, start, end) for start, end in spans)
    return [place for place in found if place is not None]


def emphasis(source: str, start: int, end: int) -> list[Range]:
    """Return the source ranges that the report sets in italics (`*...*`, `<i>...</i>`; `**...**` is bold)."""
    found = _EMPHASIS.finditer(source, start, end)
    return [match.span() for match in found if match.lastindex]
