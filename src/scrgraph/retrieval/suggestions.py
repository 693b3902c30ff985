"""Suggestions while somebody types: themes, headings, works, policies and organisations by their names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.iri import Iris

SHORTEST = 2
"""Letters before anything is suggested: one letter begins too much."""
_NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be suggested; `weight` is how often the documents speak of it."""

    view: wire.SuggestionView
    names: tuple[str, ...]
    weight: int


class Suggester:
    """Finds entries whose name begins with, or has a word that begins with, what was typed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple((entry, tuple(_folded(name) for name in entry.names)) for entry in entries)

    def suggest(self, text: str, limit: int) -> list[wire.SuggestionView]:
        """Return at most `limit` suggestions: whole names first, then words inside; the more spoken of, the earlier."""
        wanted = _folded(text)
        if len(wanted) < SHORTEST:
            return []
        ranked = ((_rank(names, wanted), entry) for entry, names in self._entries)
        found = sorted(
            ((rank, entry) for rank, entry in ranked if rank is not None),
            key=lambda pair: (pair[0], -pair[1].weight, pair[1].view.label),
        )
        return [entry.view for _, entry in found[:limit]]


def entries(catalogue: Catalogue, iris: Iris) -> Iterator[Entry]:
    """Yield what a catalogue has names for."""
    for theme in catalogue.all("theme", wire.ThemeView):
        yield Entry(_view(theme.label, "theme", theme.iri), (theme.label, *theme.alternative), theme.passages)
    for document in catalogue.all("document", wire.DocumentView):
        for section in document.sections:
            title, number = str(section["title"]), str(section["number"])
            numbered = f"{number} {title}" if number[:1].isdigit() else title
            yield Entry(_view(numbered, "section", iris.thing(f"section/{document.id}/{number}")), (title, numbered), 0)
    for work in catalogue.all("reference", wire.ReferenceView):
        if work.duplicate_of is None:
            yield Entry(_view(work.key, "work", work.iri), (work.key, work.title or ""), work.citations)
    for kind in ("policy", "organisation"):
        for named in catalogue.all(kind, wire.EntityView):
            yield Entry(_view(named.label, kind, named.iri), (named.label, *named.alternative), named.mentions)


def _view(label: str, kind: str, iri: str) -> wire.SuggestionView:
    return wire.SuggestionView(label=label, kind=kind, iri=iri)


def _rank(names: Iterable[str], wanted: str) -> int | None:
    """Return 0 where the first name begins so, 1 where another does, 2 where a word inside one does."""
    best: int | None = None
    for index, name in enumerate(names):
        if name.startswith(wanted):
            return min(index, 1)
        if f" {wanted}" in name:
            best = 2
    return best


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_NOT_A_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())
