"""Filters of a search: theme, review, section, document, each checked to name something."""

from scrgraph import wire
from scrgraph.errors import InputError
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.iri import Iris


class Filters:
    """Decides which passage rows a search may return; falsy when no filter is set."""

    def __init__(
        self,
        catalogue: Catalogue,
        iris: Iris,
        *,
        theme: str | None,
        review: str | None,
        section: str | None,
        document: str | None,
    ) -> None:
        """Check each value against the catalogue.

        Raises:
            InputError: a value names nothing; the message lists what there is.
        """
        self._catalogue = catalogue
        self._theme = _thing(catalogue, iris, "theme", theme)
        self._section = section
        self._document = document
        self._sections = self._review_passages(iris, review)
        if document is not None and document not in (known := catalogue.ids("document")):
            raise InputError(f"no document '{document}'; there are: {', '.join(known[:10])}")
        if section is not None and section not in self._section_numbers():
            raise InputError(f"no section '{section}'; give a number such as 3.2.3, front or references")

    def __bool__(self) -> bool:
        return any(value is not None for value in (self._theme, self._section, self._document, self._sections))

    def allowed(self, row: int) -> bool:
        """Whether a passage row passes every filter. A section holds its subsections."""
        passage = self._catalogue.row("passage", row, wire.PassageView)
        if self._document is not None and passage.document != self._document:
            return False
        if self._section is not None and not _inside(passage.section.number, self._section):
            return False
        if self._theme is not None and self._theme not in {theme.iri for theme in passage.themes}:
            return False
        return self._sections is None or passage.id in self._sections

    def _section_numbers(self) -> set[str]:
        documents = self._catalogue.all("document", wire.DocumentView)
        return {str(section["number"]) for document in documents for section in document.sections}

    def _review_passages(self, iris: Iris, review: str | None) -> set[str] | None:
        """Return the passages that cite or name a periodic review."""
        iri = _thing(self._catalogue, iris, "review", review)
        if iri is None:
            return None
        found = next(view for view in self._catalogue.all("review", wire.ReviewView) if view.iri == iri)
        work = self._catalogue.get("work", found.key, wire.ReferenceView) if found.key else None
        return {place.passage for place in work.cited_by} if work else set()


def _inside(number: str, wanted: str) -> bool:
    return number == wanted or number.startswith(f"{wanted}.")


def _thing(catalogue: Catalogue, iris: Iris, kind: str, value: str | None) -> str | None:
    """Return the IRI that a filter value means: an IRI, a local id, its last part, or a label."""
    if value is None:
        return None
    wanted = (iris.local(value) or value).strip("/")
    local = wanted if wanted.startswith(f"{kind}/") else f"{kind}/{wanted}"
    known = {name.casefold(): name for name in catalogue.ids(kind)}
    if local.casefold() in known:
        return iris.thing(known[local.casefold()])
    if kind == "theme":
        for view in catalogue.all("theme", wire.ThemeView):
            if value.casefold() in {view.label.casefold(), *(name.casefold() for name in view.alternative)}:
                return view.iri
    raise InputError(f"no {kind} '{value}'; give a local id such as {next(iter(known.values()), kind)}")
