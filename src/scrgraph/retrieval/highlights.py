"""What of a passage matched: the question's words in any form, and its exact phrases."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

Range = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_WORDS_HELD = 20_000
_TEXTS_HELD = 500
"""Texts of which the places of their words are held, some 20 kB each: a search shows the same good ones again."""
_ALIKE = {"'": "['‘’]", '"': '["“”]', "-": "[-–—]", " ": r"\s+"}


class Highlighter:
    """Finds what matched. `stems` gives the stems of a text as the word index knows them."""

    def __init__(self, stems: Callable[[str], Sequence[str]]) -> None:
        self._stems = lru_cache(_WORDS_HELD)(lambda word: frozenset(stems(word)))
        self._places = lru_cache(_TEXTS_HELD)(self._find)

    def ranges(self, text: str, words: str, phrases: Sequence[str]) -> tuple[Range, ...]:
        """Return the [start, end) of what matched in a text, in order, none touching another's characters."""
        places = self._places(text)
        wanted = frozenset[str]().union(*(self._stems(word) for word in _WORD.findall(words)))
        found = [place for stem in wanted for place in places.get(stem, ())]
        found += [match.span() for phrase in phrases for match in phrase_pattern(phrase).finditer(text)]
        return tuple(_united(sorted(found)))

    def _find(self, text: str) -> dict[str, list[Range]]:
        """Return where each stem stands in a text."""
        places: dict[str, list[Range]] = {}
        for match in _WORD.finditer(text):
            for stem in self._stems(match.group()):
                places.setdefault(stem, []).append(match.span())
        return places


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a folded phrase as whole words: case, white space, kinds of quote and dash do not count."""
    inner = "".join(_ALIKE.get(character, re.escape(character)) for character in phrase)
    before, after = r"(?<!\w)" if phrase[:1].isalnum() else "", r"(?!\w)" if phrase[-1:].isalnum() else ""
    return re.compile(f"{before}{inner}{after}", re.IGNORECASE)


def _united(ranges: Iterable[Range]) -> Iterator[Range]:
    held: Range | None = None
    for start, end in ranges:
        if held is not None and start < held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
