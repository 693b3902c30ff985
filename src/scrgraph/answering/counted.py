"""Whether a sentence counts the very things that a question asks the number of: "18 quality markers".

Only where a word that few passages hold tells these things from others: "cases" and "children" are counted everywhere.
"""

import re
from collections.abc import Callable, Sequence

from scrgraph.retrieval.function_words import FUNCTION_WORDS

RARE = 0.05
"""A word in at most this share of the passages tells what is counted. Example: "markers" (2 %), not "cases"."""
_WORDS = 2
"""Words of what is asked for that must be counted: the first, "practitioners and managers" of a longer phrase."""
_REACH = 6
"""Words after a number among which what it counts is told."""
_ASKED = re.compile(
    r"\b(?:how many|numbers? of)\s+(?:(?:different|separate|distinct|various)\s+)?(?P<after>[^?;:,]+)"
    r"|^(?P<before>[^?;:,–]+?)\s*(?:[:,–]|\s-\s).*\bhow many\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]\w*(?:['’]\w+)*")
_JOINING = frozenset({"and", "or"})

Stems = Callable[[str], list[str]]


def asked_things(question: str, stems: Stems, frequency: Callable[[str], float]) -> frozenset[str]:
    """Return the stems of what a question asks the number of; none where nothing tells it from other things.

    `frequency` gives the share of the passages that hold a stem.
    """
    match = _ASKED.search(question)
    words = _WORD.findall(match["after"] or match["before"]) if match else []
    kept: list[str] = []
    for word in words:
        if word.casefold() in FUNCTION_WORDS - _JOINING:
            break
        kept += stems(word)
    first = kept[:_WORDS]
    return frozenset(first) if first and min(map(frequency, first)) <= RARE else frozenset()


def counts(things: frozenset[str], text: str, end: int, numbers: Sequence[tuple[int, int]], stems: Stems) -> bool:
    """Say whether one of the numbers at [start, end) of a text counts things, in its sentence that ends at `end`."""
    after = (_WORD.findall(text[stop:end])[:_REACH] for _, stop in numbers)
    return bool(things) and any(things <= {stem for word in words for stem in stems(word)} for words in after)
