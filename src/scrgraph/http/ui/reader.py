"""The reader of a library: documents laid out once, highlighted as each address asks."""

from collections.abc import Sequence
from functools import lru_cache

from scrgraph.http.ui.layout import Findings, Layout, Part
from scrgraph.library import Library
from scrgraph.source.document import Document
from scrgraph.source.text import Span

_KEPT_DOCUMENTS = 4


class Reader:
    """Lays out documents of one library; the plain layout of the last few is kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._layout = lru_cache(maxsize=_KEPT_DOCUMENTS)(self._lay_out)

    def read(self, identifier: str, at: Sequence[Span] = ()) -> tuple[Document, list[Part]]:
        """Return a document and its parts with the spans `at` highlighted, the first as `id="at"`.

        Raises:
            NotFoundError: there is no such document.
        """
        layout, parts = self._layout(identifier)
        at = layout.snapped(at)
        return layout.document, [layout.part(i, at) if layout.touches(i, at) else p for i, p in enumerate(parts)]

    def _lay_out(self, identifier: str) -> "tuple[Layout, tuple[Part, ...]]":
        layout = Layout(self._library.document(identifier), gather(self._library, identifier))
        return layout, tuple(layout.part(i, ()) for i in range(len(layout.shown)))


def gather(library: Library, document: str) -> Findings:
    """Collect what the library found in one document."""
    entries = [entry for entry in library.references() if entry.document == document]
    cited = {entry.key: library.cite(entry.key).cited_by for entry in entries if entry.citations}
    places = {(c.start, c.end, key) for key, by in cited.items() for c in by if c.document == document}
    queries = [(a.start, f.message) for f in library.audit() for a in f.anchors if a.document == document]
    works = sorted((entry.start, entry.key, entry.citations) for entry in entries)
    return Findings(tuple(sorted(places)), tuple(works), tuple(sorted(set(queries))))
