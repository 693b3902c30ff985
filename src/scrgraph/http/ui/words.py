"""The question's words in a passage: same stem, as the lexical index sees it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from scrgraph.http.ui.marking import Mark, Range

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COMMON = frozenset((Path(__file__).parent / "common_words.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def _stemmer() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase()).filter(Filter.stemmer("english")).build()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the English stem of one word; a possessive counts as the word."""
    plain = re.sub(r"['’]s?$", "", word)
    found = _stemmer().analyze(plain)
    return found[0] if found else plain.lower()


def stems(question: str) -> frozenset[str]:
    """Return the stems worth showing: no common words, nothing of one letter."""
    words = _WORD.findall(question)
    found = {stem(word) for word in words if len(word) > 1 and word.lower() not in _COMMON}
    return frozenset(found) - _common_stems()


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _COMMON)


def matches(text: str, wanted: frozenset[str]) -> list[Range]:
    """Return the ranges of the words of `text` whose stem is wanted."""
    return [m.span() for m in _WORD.finditer(text) if stem(m.group()) in wanted]


@lru_cache(maxsize=5_000)
def _stemmed(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(name))


def phrases(text: str, names: Iterable[str]) -> list[Range]:
    """Return the ranges where a whole name stands in `text`, word for word by stem; longer names go first."""
    found = [(m.span(), stem(m.group())) for m in _WORD.finditer(text)]
    wanted = sorted({_stemmed(name) for name in names}, key=len, reverse=True)
    made: list[Range] = []
    at = 0
    stems_found = tuple(one for _, one in found)
    while at < len(found):
        size = next((len(one) for one in wanted if one and stems_found[at : at + len(one)] == one), 0)
        if size:
            made.append((found[at][0][0], found[at + size - 1][0][1]))
        at += size or 1
    return made


def highlight(text: str, wanted: frozenset[str]) -> list[Mark]:
    """Return a mark for each matching word."""
    return marks(matches(text, wanted), "word")


def marks(ranges: Iterable[Range], name: str) -> list[Mark]:
    """Return highlights of one class over ranges."""
    return [Mark(start, end, "mark", (("class", name),)) for start, end in ranges]
