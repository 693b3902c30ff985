"""What the pages count and cross: passages by theme and by review, works cited together. Made once for a library."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scrgraph import wire
from scrgraph.answering.contradictions import KIND
from scrgraph.errors import NotFoundError
from scrgraph.http.ui.naming import Names
from scrgraph.http.ui.rendering import last_name
from scrgraph.http.ui.series import Series, tables
from scrgraph.library import Library

RELATED_SHOWN = 8
QUOTES = "includesQuotationFrom"
"""The last name of CiTO's property for a place that quotes the work it cites."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing with how many passages it shares with the page it stands on."""

    thing: wire.Labelled
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A theme in the matrix: passages that cite each review, and those that cite none."""

    theme: wire.ThemeView
    counts: tuple[int, ...]
    level: int


class Atlas:
    """Themes, reviews and works of one library, crossed. A passage belongs to every review that it cites."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.passages = library.passages()
        self.themes = sorted(library.themes(), key=lambda theme: theme.label.casefold())
        self.reviews = sorted(library.reviews(), key=lambda review: (review.years, review.number))
        self.references = [work for work in library.references() if work.duplicate_of is None]
        self.audit = library.audit()
        self.statistics = library.statistics()
        self.documents = {view.id: view for view in library.documents()}
        self._by_theme: dict[str, list[wire.PassageView]] = defaultdict(list)
        self._by_work: dict[str, list[wire.PassageView]] = defaultdict(list)
        for passage in self.passages:
            for theme in passage.themes:
                self._by_theme[theme.iri].append(passage)
            for key in dict.fromkeys(citation.key for citation in passage.citations if citation.key):
                self._by_work[key].append(passage)

    def theme(self, name: str) -> wire.ThemeView:
        """Return the theme whose IRI ends so.

        Raises:
            NotFoundError: there is none.
        """
        found = next((theme for theme in self.themes if last_name(theme.iri) == name), None)
        if found is None:
            raise NotFoundError(f"There is no theme {name[:100]!r}; /themes lists them.")
        return found

    def review(self, name: str) -> wire.ReviewView:
        """Return the review whose IRI ends so.

        Raises:
            NotFoundError: there is none.
        """
        found = next((review for review in self.reviews if last_name(review.iri) == name), None)
        if found is None:
            raise NotFoundError(f"There is no review {name[:100]!r}; /reviews lists them.")
        return found

    def about(self, theme: wire.ThemeView) -> list[wire.PassageView]:
        """Return the passages about a theme."""
        return list(self._by_theme.get(theme.iri, ()))

    def citing(self, review: wire.ReviewView) -> list[wire.PassageView]:
        """Return the passages that cite or name a review."""
        return list(self._by_work.get(review.key, ())) if review.key else []

    def cell(self, theme: wire.ThemeView, review: wire.ReviewView) -> list[wire.PassageView]:
        """Return the passages about a theme that cite a review."""
        return [p for p in self.about(theme) if any(c.key == review.key for c in p.citations)] if review.key else []

    def matrix(self) -> list[Row]:
        """Return every theme that occurs, children below their parents, with its passages by review."""
        children: dict[str | None, list[wire.ThemeView]] = defaultdict(list)
        known = {theme.iri for theme in self.themes}
        for theme in self.themes:
            children[theme.broader if theme.broader in known else None].append(theme)
        return [row for row in self._rows(children, None, 0) if row.theme.passages or row.level == 0]

    def _rows(self, children: dict[str | None, list[wire.ThemeView]], parent: str | None, level: int) -> list[Row]:
        made: list[Row] = []
        for theme in children.get(parent, ()):
            made.append(Row(theme, tuple(len(self.cell(theme, review)) for review in self.reviews), level))
            made += self._rows(children, theme.iri, level + 1)
        return made

    def related(self, theme: wire.ThemeView) -> list[Counted]:
        """Return the themes that share most passages with a theme."""
        return _most(
            (other for passage in self.about(theme) for other in passage.themes), without=theme.iri, most=RELATED_SHOWN
        )

    def entities(self, passages: Iterable[wire.PassageView], kind: str) -> list[Counted]:
        """Return the policies or organisations (`kind`) named in passages, most often first."""
        return _most(
            (e for passage in passages for e in passage.entities if f"/{kind}/" in e.iri), most=RELATED_SHOWN * 2
        )

    def themes_of(self, passages: Iterable[wire.PassageView]) -> list[Counted]:
        """Return the themes of passages, most often first."""
        return _most((theme for passage in passages for theme in passage.themes), most=RELATED_SHOWN * 2)

    def works_of(self, passages: Iterable[wire.PassageView]) -> list[tuple[str, int]]:
        """Return the keys of the works that passages cite, each with the number of passages, most first."""
        counts = Counter(key for p in passages for key in {c.key for c in p.citations if c.key})
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def quoted(self, passages: Iterable[wire.PassageView]) -> list[tuple[str, wire.CitedBy]]:
        """Return the places in passages that quote a work, with its key, in the order of the text."""
        known = {passage.id for passage in passages}
        found = [(key, by) for key, work in self.cited.items() for by in work.cited_by if by.passage in known]
        quoting = [(key, by) for key, by in found if by.function and last_name(by.function).endswith(QUOTES)]
        return sorted(quoting, key=lambda item: (item[1].document, item[1].start))

    @cached_property
    def cited(self) -> dict[str, wire.ReferenceView]:
        """Every cited work by its key, with the places that cite it."""
        return {work.key: self._library.cite(work.key) for work in self.references if work.citations}

    def naming(self, iri: str) -> list[wire.PassageView]:
        """Return the passages that name a policy or an organisation."""
        return [passage for passage in self.passages if any(one.iri == iri for one in passage.entities)]

    def place(self, document: str, start: int) -> str:
        """Return what a place is called: its table or its section."""
        return self._names[document].place(start) if document in self._names else document

    def section(self, document: str, start: int) -> str:
        """Return the name of the section that holds an offset."""
        return self._names[document].section(start) if document in self._names else document

    def themes_beside(self, document: str) -> dict[int, list[wire.Labelled]]:
        """Return the themes of a document's passages by the offset at which the block of a passage begins."""
        found: dict[int, dict[wire.Labelled, None]] = defaultdict(dict)
        for passage in self.passages:
            if passage.document == document:
                found[self._names[document].block(passage.spans[0][0])].update(dict.fromkeys(passage.themes))
        return {start: list(themes) for start, themes in found.items()}

    @cached_property
    def tables(self) -> list[Series]:
        """The tables that hold numbers by period."""
        captions = {
            (name, table.label): tree.fold(tree.blocks[table.caption]).text
            for name in self.documents
            for tree in [self._library.document(name)]
            for table in tree.tables
            if table.caption is not None
        }
        return tables(self.statistics, captions)

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {name: Names(self._library.document(name)) for name in self.documents}

    def queried(self, places: Sequence[tuple[str, int, int]]) -> list[wire.AuditView]:
        """Return the contradictions of which a side stands in some place (document, start, end)."""
        several = (finding for finding in self.audit if finding.kind == KIND)
        return [f for f in several if any(_overlaps(anchor, place) for anchor in f.anchors for place in places)]


def _overlaps(anchor: wire.AnchorView, place: tuple[str, int, int]) -> bool:
    document, start, end = place
    return anchor.document == document and anchor.start < end and start < anchor.end


def _most(things: Iterable[wire.Labelled], *, without: str = "", most: int) -> list[Counted]:
    counts = Counter(thing for thing in things if thing.iri != without)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].label))
    return [Counted(thing, count) for thing, count in ranked[:most]]
