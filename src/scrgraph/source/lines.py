"""Lines and chunks of a plain text: a chunk is a run of lines with no blank line between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrgraph.source.text import Span

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"(?:[-–•●▪◦‣*]\s+|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's span without surrounding white space (leading tabs stay: they are empty cells), and its text.

    `indent` counts the blanks before it.
    """

    span: Span
    text: str
    indent: int = 0

    @property
    def bulleted(self) -> bool:
        """Whether it opens with a bullet or a list number."""
        return _BULLET.match(self.text) is not None

    @property
    def tabbed(self) -> bool:
        """Whether it holds more than one cell."""
        return "\t" in self.text


def lines(text: str) -> Iterator[Line | None]:
    """Yield each line of the text, None for a blank one."""
    for match in _LINE.finditer(text):
        if not match.group():
            continue
        raw = match.group()
        lead = len(raw) - len(raw.lstrip(" \r\f\v\ufeff"))
        body = raw[lead:].rstrip()
        start = match.start() + lead
        yield Line(Span(start, start + len(body)), body, lead) if body.strip() else None


def chunks(text: str) -> Iterator[tuple[Line, ...]]:
    """Yield runs of lines between blank lines."""
    run: list[Line] = []
    for line in lines(text):
        if line is not None:
            run.append(line)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
