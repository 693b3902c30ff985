"""What an index holds, to be taken as it is: passages, documents, works, and what else was found in them."""

from functools import cached_property, lru_cache
from pathlib import Path

from scrgraph import wire
from scrgraph.errors import IndexUnusableError, InputError, NotFoundError
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.changes import since_last_build
from scrgraph.indexes.documents import read_document, read_text
from scrgraph.source.document import Document

_DOCUMENTS_HELD = 64


class Records:
    """The records of one generation. Safe for many threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._catalogue = Catalogue.open(folder / layout.CATALOGUE)
        self._document = lru_cache(_DOCUMENTS_HELD)(lambda name: read_document(folder / layout.DOCUMENTS, name))

    def passage(self, identifier: str) -> wire.PassageView:
        """Return a passage by its id.

        Raises:
            NotFoundError: there is none.
        """
        return self._catalogue.row("passage", self._row(identifier), wire.PassageView)

    def _row(self, passage: str) -> int:
        row = self._catalogue.position("passage", passage)
        if row is None:
            raise NotFoundError(f"no passage '{passage[:100]}'; search for its words to find its id")
        return row

    def passages(self) -> list[wire.PassageView]:
        """Return every passage in the order of the documents."""
        return self._catalogue.all("passage", wire.PassageView)

    def document(self, identifier: str) -> Document:
        """Return a document's tree.

        Raises:
            NotFoundError: there is none.
        """
        self._known(identifier)
        return self._document(identifier)

    def document_text(self, identifier: str) -> str:
        """Return the immutable text of a document.

        Raises:
            NotFoundError: there is none.
        """
        self._known(identifier)
        return read_text(self.folder / layout.DOCUMENTS, identifier)

    def _known(self, identifier: str) -> None:
        known = self._catalogue.ids("document")
        if identifier not in known:
            raise NotFoundError(f"no document '{identifier}'; there are: {', '.join(known[:10])}")

    def documents(self) -> list[wire.DocumentView]:
        """Return every document with its sections."""
        return self._catalogue.all("document", wire.DocumentView)

    def references(self) -> list[wire.ReferenceView]:
        """Return every entry of every reference list, without `cited_by`."""
        return self._catalogue.all("reference", wire.ReferenceView)

    def cite(self, key: str) -> wire.ReferenceView:
        """Return a work by key (any case, any prefix that is unique) with everyone who cites it.

        Raises:
            NotFoundError: no such work.
            InputError: a prefix of several keys.
        """
        wanted = " ".join(key.split())
        exact = self._catalogue.get("work", wanted, wire.ReferenceView) if wanted else None
        if exact is not None:
            return exact
        keys = self._catalogue.prefix("work", wanted) if wanted else []
        if not keys:
            raise NotFoundError(f"no work '{wanted}' in the reference list; give a key such as 'Munro 2010'")
        if len(keys) > 1:
            more = ", ..." if len(keys) > 8 else ""
            raise InputError(
                f"'{wanted}' is the start of {len(keys)} keys: {', '.join(keys[:8])}{more}; give one whole"
            )
        return self._found("work", keys[0])

    def _found(self, kind: str, identifier: str) -> wire.ReferenceView:
        found = self._catalogue.get(kind, identifier, wire.ReferenceView)
        if found is None:
            raise IndexUnusableError(f"The catalogue lost {kind} '{identifier}'; run `scrgraph build`.")
        return found

    def reviews(self) -> list[wire.ReviewView]:
        """Return the periodic reviews."""
        return self._catalogue.all("review", wire.ReviewView)

    def themes(self) -> list[wire.ThemeView]:
        """Return the themes of the scheme."""
        return self._catalogue.all("theme", wire.ThemeView)

    def policies(self) -> list[wire.EntityView]:
        """Return the policies and laws that the documents name."""
        return self._catalogue.all("policy", wire.EntityView)

    def organisations(self) -> list[wire.EntityView]:
        """Return the organisations that the documents name."""
        return self._catalogue.all("organisation", wire.EntityView)

    def statistics(self) -> list[wire.StatisticView]:
        """Return the observations."""
        return self._catalogue.all("statistic", wire.StatisticView)

    def audit(self) -> list[wire.AuditView]:
        """Return what a careful reader would query."""
        return self._catalogue.all("audit", wire.AuditView)

    @cached_property
    def changes(self) -> wire.ChangesView:
        """What differs from the build before this one, where that is kept."""
        return since_last_build(self.folder)
