"""What each numbered part of a document is about, told by its headings, by what the outline says of it, and its words.

An outline sentence opens with the part it describes ("Part 2 considers ...") and counts as that part's heading,
wherever it stands. Words are compared by their first letters, so that "definitional" meets "definitions".
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from scrgraph.reading.reference_names import normal
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.sentences import sentences

_TEXT = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
_PART = re.compile(r"\b(?:Part|Section|Chapter) (\d{1,2}(?:\.\d{1,2}){0,3})\b")
_STEM = 5
_SHORTEST = 4
# A part of fewer different words is too short to say what it does not speak of.
_FEWEST_STEMS = 60
# Words that the pointer must share with another part while it shares none with its own target.
_SHARED = 2
_NAMED = 2
# A word that stands in more than two thirds of the parts tells none of them apart: ln(3/2).
_TELLING = 0.4
_EMPTY = frozenset(
    word[:_STEM]
    for word in re.findall(
        r"\S+",
        """
        part section chapter this that these with from have been were which there their also about more most into
        over such than then they them what when where will would could should discussed described below above earlier
        later further detail shown noted explained examined considered explored summarised report some other being
        given themselves
        """,
    )
)


@dataclass(frozen=True, slots=True)
class Better:
    """Parts that speak of what a pointer says, best first, the words that show it, and whether headings do."""

    parts: tuple[str, ...]
    words: tuple[str, ...]
    by_heading: bool


@dataclass(frozen=True, slots=True)
class PartSubjects:
    """Stems of headings and of the text of every numbered part, by number; a part holds its sub-parts."""

    levels: Mapping[str, int]
    headings: Mapping[str, Set[str]]
    text: Mapping[str, Set[str]]

    def better(self, target: str, words: str, here: Set[str]) -> Better | None:
        """Return the parts of the target's level that speak of these words, if the target speaks of none of them.

        The part that holds the pointer (`here`) is left out: it speaks of them in any case.
        """
        if target not in self.levels or len(self.text[target]) < _FEWEST_STEMS:
            return None
        rivals = [n for n, level in self.levels.items() if level == self.levels[target] and n not in here | {target}]
        said = self._telling(_stems(words), [*rivals, target])
        if said.keys() & (self.headings[target] | self.text[target]):
            return None
        return _speaking(self.headings, rivals, said, by_heading=True) or _speaking(self.text, rivals, said)

    def _telling(self, said: Mapping[str, str], parts: list[str]) -> dict[str, str]:
        """Return the words that stand in the text of some of these parts, but not of most."""
        known = {stem: sum(stem in self.text[part] for part in parts) for stem in said}
        return {s: word for s, word in said.items() if known[s] and math.log(len(parts) / known[s]) > _TELLING}


def _speaking(
    table: Mapping[str, Set[str]], rivals: list[str], said: Mapping[str, str], *, by_heading: bool = False
) -> Better | None:
    """Return the parts that speak of these words, if the first of them shares enough of them."""
    shared = {part: said.keys() & table[part] for part in rivals if said.keys() & table[part]}
    parts = sorted(shared, key=lambda part: -len(shared[part]))[:_NAMED]
    if not parts or len(shared[parts[0]]) < _SHARED:
        return None
    words = tuple(word for stem, word in said.items() if any(stem in shared[part] for part in parts))
    return Better(tuple(parts), words, by_heading)


def part_subjects(document: Document) -> PartSubjects:
    """Return the subjects of the numbered parts of a document."""
    numbered = {s.number: s for s in document.sections if s.number[:1].isdigit()}
    headings: defaultdict[str, set[str]] = defaultdict(set)
    text: defaultdict[str, set[str]] = defaultdict(set)
    for section in numbered.values():
        for part in document.path(section.index):
            headings[part.number] |= _stems(section.title).keys()
    for section_index, sentence in _sentences(document):
        pointed = _PART.findall(sentence)
        opening = _PART.match(sentence)
        if opening and len(pointed) == 1:
            headings[pointed[0]] |= _stems(sentence).keys()
        elif not pointed:
            for part in document.path(section_index):
                text[part.number] |= _stems(sentence).keys()
    levels = {number: section.level for number, section in numbered.items()}
    return PartSubjects(levels, {n: headings[n] for n in levels}, {n: text[n] for n in levels})


def _sentences(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks_of(*_TEXT):
        folded = document.fold(block).text
        for start, end in sentences(folded):
            yield block.section, folded[start:end]


def _stems(text: str) -> dict[str, str]:
    """Return the words of a text by their first letters, without short and empty ones."""
    words = (word for word in normal(text).split() if len(word) >= _SHORTEST and not word[0].isdigit())
    return {word[:_STEM]: word for word in words if word[:_STEM] not in _EMPTY}
