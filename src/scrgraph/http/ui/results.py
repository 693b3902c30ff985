"""Hits and statements as shown: the report's words, the question's highlighted, citations linked."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrgraph import wire
from scrgraph.http.ui import links, words
from scrgraph.http.ui.layout import link_marks
from scrgraph.http.ui.marking import folded_ranges, mark_up
from scrgraph.library import Library
from scrgraph.source.text import Span, fold

_CHIPS = ("document", "section", "theme", "review")


@dataclass(frozen=True, slots=True)
class Shown:
    """A view with its words set as HTML, the address of its place, and the page its section begins on."""

    view: wire.PassageView | wire.StatementView
    html: Markup
    place: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: choosing it, or taking it off again."""

    label: str
    count: int
    address: str
    chosen: bool


class Typesetter:
    """Sets the words of passages and statements of one library."""

    def __init__(self, library: Library, question: str = "", names: Sequence[str] = ()) -> None:
        """Highlight the words of `question`, or the whole `names` of a thing."""
        self._library = library
        self._wanted = words.stems(question)
        self._names = names
        self._texts: dict[str, str] = {}
        self._pages = {
            (view.id, section.get("number")): section.get("page")
            for view in library.documents()
            for section in view.sections
        }

    def show(self, view: wire.PassageView | wire.StatementView) -> Shown:
        """Set one passage or statement."""
        html = self.words(view.document, view.spans, view.text, view.citations)
        page = self._pages.get((view.document, view.section.number))
        return Shown(view, html, links.place(view.document, view.spans), page)

    def words(
        self, document: str, spans: Sequence[wire.Pair], text: str, citations: Sequence[wire.CitationView] = ()
    ) -> Markup:
        """Set words of a report: citations linked, what is looked for highlighted."""
        folded = fold(self._text(document), [Span(*pair) for pair in spans])
        cites = [
            mark
            for c in citations
            if c.key is not None
            for mark in link_marks(folded_ranges(folded, [(c.start, c.end)]), c.key)
        ]
        # Where the text were not what its spans say, links could stand at the wrong words: then none is set.
        found = words.phrases(text, self._names) if self._names else words.matches(text, self._wanted)
        return mark_up(text, [cites if folded.text == text else [], words.marks(found, "word")])

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._library.document_text(document)
        return self._texts[document]


def choices(found: wire.SearchView, state: dict[str, object]) -> dict[str, list[Choice]]:
    """Return the facets of a search as links that keep everything else of its state."""
    return {
        name: [_choice(name, value, state) for value in values]
        for name, values in found.facets.items()
        if name in _CHIPS and len(values) > (name == "document")
    }


def _choice(name: str, value: wire.FacetValue, state: dict[str, object]) -> Choice:
    chosen = state.get(name) == value.value
    address = links.search(**(state | {name: None if chosen else value.value}))
    return Choice(value.label, value.count, address, chosen)
