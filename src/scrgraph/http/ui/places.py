"""Places in an address: `at=120-140,200-210` names spans of a document's text."""

import re

from scrgraph.errors import QueryError
from scrgraph.source.text import Span

_PLACE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
_MOST = 64


def parse(text: str) -> tuple[Span, ...]:
    """Return the spans that an address names, in order; none for an empty text.

    Raises:
        QueryError: it is not a list of START-END.
    """
    if not text.strip():
        return ()
    pieces = text.split(",", _MOST)
    found = [_PLACE.fullmatch(piece.strip()) for piece in pieces[:_MOST]]
    spans = [Span(int(match[1]), int(match[2])) for match in found if match]
    if len(spans) != len(pieces) or any(span.start >= span.end for span in spans):
        raise QueryError(f"The place {text[:60]!r} is not START-END; give character offsets, for example at=120-140.")
    return tuple(sorted(spans))
