"""Who can be cited: the names of a reference list, looked up word by word."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrgraph.reading.findings import Author, Organisation, Reference
from scrgraph.reading.reference_names import forms, normal, without_possessive

LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Compared names of a list: `first` of first authors, `any` of all, each to reference indices in list order.

    `words` tells for the last word of a name how long the longest name is that ends in it; `years` where each year is;
    `titles` are the compared titles in order, each with a space after it and its index; `title_words` tells in which
    titles a word stands.
    """

    first: dict[str, tuple[int, ...]]
    any: dict[str, tuple[int, ...]]
    words: dict[str, int]
    years: dict[str, tuple[int, ...]]
    titles: tuple[tuple[str, int], ...]
    title_words: dict[str, tuple[int, ...]]
    aliases: dict[str, set[str]]
    references: tuple[Reference, ...]

    def forms(self, author: Author) -> list[str]:
        """Return the compared forms of an author, with those that another entry equates to them."""
        return _with_aliases(forms(author), self.aliases)

    def titled(self, phrase: str) -> list[Reference]:
        """Return the entries whose title begins with these compared words (two at least), in list order."""
        if " " not in phrase:
            return []
        at = bisect_left(self.titles, (phrase + " ",))
        found = []
        while at < len(self.titles) and self.titles[at][0].startswith(phrase + " "):
            found.append(self.titles[at][1])
            at += 1
        return [self.reference(index) for index in sorted(found)]

    def reference(self, index: int) -> Reference:
        """Return the reference with this 1-based index."""
        return self.references[index - 1]

    def reach(self, word: str) -> int:
        """Return of how many words the longest known name is that ends in a word, 0 if none does."""
        return self.words.get(normal(without_possessive(word)).rpartition(" ")[2], 0)

    def longest(self, words: Sequence[str]) -> int:
        """Return how many words (and commas) at the end of `words` make the longest known name, 0 if none do."""
        limit = self.reach(words[-1]) if words else 0
        counts: list[int] = []
        for count in range(1, len(words) + 1):
            if len(counts) == limit:
                break
            if words[-count] != ",":
                counts.append(count)
        for count in reversed(counts):
            tail = [*words[len(words) - count : -1], without_possessive(words[-1])]
            if normal(" ".join(tail)) in self.any and any(not w.islower() for w in tail):
                return count
        return 0


def index_names(references: Sequence[Reference]) -> NameIndex:
    """Index the authors of a reference list; an acronym defined once serves every entry that uses it."""
    aliases = _aliases(references)
    first: defaultdict[str, list[int]] = defaultdict(list)
    everyone: defaultdict[str, list[int]] = defaultdict(list)
    years: defaultdict[str, list[int]] = defaultdict(list)
    for reference in references:
        years[reference.year or ""].append(reference.index)
        for position, author in enumerate(reference.authors):
            for form in _with_aliases(forms(author), aliases):
                _add(everyone[form], reference.index)
                if position == 0:
                    _add(first[form], reference.index)
    everyone.pop("", None)
    first.pop("", None)
    title_words: defaultdict[str, list[int]] = defaultdict(list)
    for reference in references:
        for word in dict.fromkeys(normal(reference.title or "").split()):
            title_words[word].append(reference.index)
    titles = tuple(sorted((normal(r.title) + " ", r.index) for r in references if r.title))
    return NameIndex(
        _frozen(first),
        _frozen(everyone),
        _last_words(everyone),
        _frozen(years),
        titles,
        _frozen(title_words),
        aliases,
        tuple(references),
    )


def _add(indices: list[int], index: int) -> None:
    if not indices or indices[-1] != index:
        indices.append(index)


def _aliases(references: Sequence[Reference]) -> dict[str, set[str]]:
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for reference in references:
        for author in reference.authors:
            if isinstance(author, Organisation) and author.acronym:
                for form in forms(author):
                    aliases[form].update(forms(author))
    return dict(aliases)


def _with_aliases(own: Iterable[str], aliases: dict[str, set[str]]) -> list[str]:
    return sorted({other for form in own for other in (form, *aliases.get(form, ()))})


def _frozen(table: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(indices) for name, indices in table.items()}


def _last_words(names: Iterable[str]) -> dict[str, int]:
    """Return, for each last word of a name, the length of the longest name that ends in it."""
    longest: dict[str, int] = {}
    for name in names:
        words = name.split()
        if len(words) <= LONGEST_NAME:
            longest[words[-1]] = max(longest.get(words[-1], 0), len(words))
    return longest
