"""What reports call the members of a periodic series: reviews, survey waves, inspection rounds (authority data).

The words are those of the kind of series that a report itself holds, so that "the third edition" of a guide is not
taken for a member of a series of reviews.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrgraph.reading.authority_file import AuthorityFile
from scrgraph.vocabulary import NAMESPACES

_ALT = NAMESPACES["skos"] + "altLabel"
COMMON = frozenset({"report"})
"""Nouns too common to mean a member by their place alone ("the first report"): another word must stand with them."""


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """The nouns for a member, the words that may stand between its years or number and the noun, and what it counts."""

    nouns: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """Pattern of a noun in the singular."""
        return _one_of(self.nouns)

    @property
    def qualifier(self) -> str:
        """Pattern of up to three qualifiers, each with the blank after it."""
        return rf"(?:{_one_of(self.qualifiers)} ){{0,3}}"

    @property
    def things(self) -> str:
        """Pattern of what is counted."""
        return _one_of(self.counted)


def load_series(folder: Path) -> tuple[SeriesWords, ...]:
    """Read `series.ttl` of a folder, the kinds in the order of their names.

    Raises:
        BuildError: as `AuthorityFile.open`.
    """
    file = AuthorityFile.open(folder / "series.ttl")
    return tuple(
        SeriesWords(
            file.texts(iri, _ALT), file.texts(iri, file.terms + "qualifier"), file.texts(iri, file.terms + "counted")
        )
        for iri in file.things("series")
    )


def all_words(kinds: Iterable[SeriesWords]) -> SeriesWords:
    """Return the words of every kind together."""
    held = tuple(kinds)
    return SeriesWords(
        tuple(dict.fromkeys(word for kind in held for word in kind.nouns)),
        tuple(dict.fromkeys(word for kind in held for word in kind.qualifiers)),
        tuple(dict.fromkeys(word for kind in held for word in kind.counted)),
    )


def kind_of(text: str, kinds: Sequence[SeriesWords]) -> SeriesWords:
    """Return the kind whose nouns a text uses most, no words where it uses none or two kinds alike."""
    uses = sorted(((_uses(text, kind), kind) for kind in kinds), key=lambda pair: -pair[0])
    if not uses or not uses[0][0] or (len(uses) > 1 and uses[0][0] == uses[1][0]):
        return SeriesWords()
    return uses[0][1]


def _uses(text: str, kind: SeriesWords) -> int:
    return len(re.findall(rf"\b{kind.noun}(?:s|es)?\b", text, re.IGNORECASE))


def _one_of(words: Sequence[str]) -> str:
    """Return a pattern of any of some words, the longest first; of none, one that nothing matches."""
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" if words else r"(?!)"
