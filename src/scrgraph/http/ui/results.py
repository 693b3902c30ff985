"""Hits and statements as shown: the report's words, the question's highlighted, citations linked."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrgraph import wire
from scrgraph.http.ui import links, words
from scrgraph.http.ui.layout import link_marks
from scrgraph.http.ui.marking import Mark, folded_ranges, mark_up
from scrgraph.library import Library
from scrgraph.source.text import Span, fold

_CHIPS = ("theme", "review", "policy", "organisation", "section", "kind", "document")


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

    def hit(self, hit: wire.HitView) -> Shown:
        """Set a hit: what matched highlighted, the sentence nearest in meaning apart from the rest."""
        view = hit.passage
        sentence = [Mark(*hit.sentence, "span", (("class", "nearest"),))] if hit.sentence else []
        held = [(start, end) for start, end in hit.highlights if words.stems(view.text[start:end])]
        found = held or words.matches(view.text, self._wanted)
        html = mark_up(view.text, [self._cites(view), sentence, words.marks(found, "word")])
        return self._shown(view, html)

    def show(self, view: wire.PassageView | wire.StatementView) -> Shown:
        """Set one passage or statement."""
        return self._shown(view, self.words(view.document, view.spans, view.text, view.citations))

    def _shown(self, view: wire.PassageView | wire.StatementView, html: Markup) -> Shown:
        page = self._pages.get((view.document, view.section.number))
        return Shown(view, html, links.place(view.document, view.spans), page)

    def words(
        self, document: str, spans: Sequence[wire.Pair], text: str, citations: Sequence[wire.CitationView] = ()
    ) -> Markup:
        """Set words of a report: citations linked, what is looked for highlighted."""
        cites = self._links(document, spans, text, citations)
        found = words.phrases(text, self._names) if self._names else words.matches(text, self._wanted)
        return mark_up(text, [cites, words.marks(found, "word")])

    def _cites(self, view: wire.PassageView) -> list[Mark]:
        return self._links(view.document, view.spans, view.text, view.citations)

    def _links(
        self, document: str, spans: Sequence[wire.Pair], text: str, citations: Sequence[wire.CitationView]
    ) -> list[Mark]:
        folded = fold(self._text(document), [Span(*pair) for pair in spans])
        if folded.text != text:
            return []  # links could stand at the wrong words: then none is set
        return [
            mark
            for c in citations
            if c.key is not None
            for mark in link_marks(folded_ranges(folded, [(c.start, c.end)]), c.key)
        ]

    def _text(self, document: str) -> str:
        if document not in self._texts:
            self._texts[document] = self._library.document_text(document)
        return self._texts[document]


def choices(found: wire.SearchView, state: dict[str, object]) -> dict[str, list[Choice]]:
    """Return the facets of a search as links that keep everything else of its state."""
    return {
        name: [_choice(name, value, state) for value in values]
        for name in _CHIPS
        if len(values := found.facets.get(name, ())) > (name == "document")
    }


def _choice(name: str, value: wire.FacetValue, state: dict[str, object]) -> Choice:
    chosen = state.get(name) == value.value
    address = links.search(**(state | {name: None if chosen else value.value}))
    return Choice(value.label, value.count, address, chosen)
