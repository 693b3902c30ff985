"""Names in a text: one pass over its words against a trie of names; the longest match wins.

Words are compared without case, plural or possessive ending, so "LSCBs", "Ofsted's" and "childrens" are found.
Two kinds of name demand more, because their words are ordinary words too: an acronym is written as the name is
("SCR", not "scr"), and a proper name of two or three words ("Working Together", not "working together") keeps its
capitals. `any_case=True` drops both demands, for questions that people type. Nothing is found inside a web address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from scrgraph.reading.words import Word, joined, name_words, split_words

_MARKS = re.compile("[,:]")
_PROPER_WORDS = 4
"""A name of fewer words keeps its capitals: "Every Child Matters", but "keeping children safe in education"."""
_SHORT_ACRONYM = 3
"""An acronym of fewer letters is never matched in another case: "dh", "cp"."""


class Link(NamedTuple):
    """A name at [start, end) of a text (code points): whose it is, and that thing's own label."""

    start: int
    end: int
    local: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A thing with every surface form by which a text may name it (its label need not be among them)."""

    local: str
    label: str
    surfaces: tuple[str, ...]


class _Name(NamedTuple):
    local: str
    label: str
    capitals: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    names: list[_Name] = field(default_factory=list)


class Linker:
    """Finds the names of some things in a text. A surface form that belongs to two things names neither."""

    def __init__(self, records: Iterable[LinkRecord], *, any_case: bool = False) -> None:
        self._any_case = any_case
        self._root = _Node()
        for record in records:
            for surface in record.surfaces:
                self._add(record, name_words(surface))
                self._add(record, name_words(_MARKS.sub("", surface)))

    def link(self, text: str) -> list[Link]:
        """Return the names in the text from left to right, none overlapping another.

        Time is linear in the text: from each word at most as many steps as the longest name has words.
        """
        words = split_words(text, any_case=self._any_case)
        links: list[Link] = []
        at = 0
        while at < len(words):
            found = self._longest(text, words, at)
            if found is None:
                at += 1
                continue
            last, name = found
            links.append(Link(words[at].start, _end(text, words[last]), name.local, name.label))
            at = last + 1
        return links

    def _add(self, record: LinkRecord, words: tuple[Word, ...]) -> None:
        node = self._root
        for word in words:
            node = node.children.setdefault(self._key(word), _Node())
        name = _Name(record.local, record.label, self._capitals(words))
        if words and name not in node.names:
            node.names.append(name)

    def _key(self, word: Word) -> str:
        """Return the key under which a name's word is stored: the letters of an acronym, else the folded word."""
        if word.acronym is None:
            return word.folded
        loose = self._any_case and len(word.acronym) >= _SHORT_ACRONYM
        return "=" + (word.acronym.casefold() if loose else word.acronym)

    def _capitals(self, words: tuple[Word, ...]) -> tuple[bool, ...]:
        """Return which words must begin with a capital, nothing where the name may stand in any case."""
        marks = tuple(word.capital for word in words)
        numbered = any(word.folded.isdecimal() for word in words)
        free = self._any_case or numbered or sum(marks) < 2 or len(words) >= _PROPER_WORDS
        return () if free else marks

    def _longest(self, text: str, words: list[Word], at: int) -> tuple[int, _Name] | None:
        """Return the last word and the name of the longest match that begins at a word."""
        nodes = _step([self._root], words[at])
        best: tuple[int, _Name] | None = None
        last = at
        while nodes:
            name = _only(nodes, words[at : last + 1])
            best = (last, name) if name else best
            last += 1
            if last == len(words) or not joined(text, words[last - 1], words[last]):
                break
            nodes = _step(nodes, words[last])
        return best


def _step(nodes: list[_Node], word: Word) -> list[_Node]:
    return [child for node in nodes for key in word.keys if (child := node.children.get(key)) is not None]


def _only(nodes: list[_Node], words: list[Word]) -> _Name | None:
    """Return the one thing that is named here, None where none is or several are."""
    names = [name for node in nodes for name in node.names if _fits(name, words)]
    return names[0] if names and all(name.local == names[0].local for name in names) else None


def _fits(name: _Name, words: list[Word]) -> bool:
    return all(word.capital or not must for word, must in zip(words, name.capitals, strict=False))


def _end(text: str, word: Word) -> int:
    """Return the end of a name: a possessive ending is not part of it, a plural is."""
    possessive = word.end - word.start > 2 and text[word.end - 2 : word.end] in ("'s", "’s")
    return word.end - 2 if possessive else word.end
