"""Spelling repaired from the corpus's own words: "percentige" is looked up as "percentage", and the reader is told.

A word is repaired when no document holds its stem, the language model's vocabulary does not hold it whole (it is no
ordinary word), it names nothing in the graph, and exactly one word of the corpus with the same first letter is near:
one change, or two in a word of eight letters or more (optimal string alignment distance).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from scrgraph.errors import IndexUnusableError
from scrgraph.reading.linker import Link
from scrgraph.reading.years_in_full import years_in_full

SHORTEST = 5
LONG = 8
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A question with its words repaired, and the changes as (typed, taken for)."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str | None:
        """What the reader is told."""
        if not self.changes:
            return None
        changed = ", ".join(f"'{right}' (typed: '{wrong}')" for wrong, right in self.changes)
        return f"Showing results for {changed}."


class Speller:
    """Repairs questions. `found` says whether some document holds a word, `ordinary` whether it is a word at all."""

    def __init__(self, words: Sequence[str], found: Callable[[str], bool], ordinary: Callable[[str], bool]) -> None:
        self._words = list(words)
        self._found = found
        self._ordinary = ordinary

    @staticmethod
    def write(path: Path, texts: Iterable[str]) -> None:
        """Write the words of some texts, most frequent first."""
        counts = Counter(word for text in texts for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST)
        words = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, path: Path, found: Callable[[str], bool], ordinary: Callable[[str], bool]) -> Self:
        """Open what `write` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")), found, ordinary)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"The words in {path} cannot be read; run `scrgraph build`.") from error

    def repair(self, text: str, links: Sequence[Link] = ()) -> Repaired:
        """Return the text with misspelt words replaced and short years written out ("'07").

        `links` are the things it names, which are left alone.
        """
        changes: list[tuple[str, str]] = []

        def replace(match: re.Match[str]) -> str:
            word = match.group()
            if any(link.start < match.end() and match.start() < link.end for link in links):
                return word
            right = self._nearest(word.casefold())
            if right is None:
                return word
            changes.append((word, right))
            return right

        repaired = _WORD.sub(replace, text)
        return Repaired(years_in_full(repaired), tuple(changes))

    def _nearest(self, word: str) -> str | None:
        if len(word) < SHORTEST or self._found(word) or self._ordinary(word):
            return None
        most = 1 if len(word) < LONG else 2
        extracted = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=most, limit=8)
        near = [(found, distance) for found, distance, _ in extracted if found[0] == word[0]]
        if not near:
            return None
        best = min(distance for _, distance in near)
        closest = [found for found, distance in near if distance == best]
        return closest[0] if len(closest) == 1 else None
