"""The library: everything scrgraph can be asked, in one place. Read this page first."""

from pathlib import Path
from typing import Literal, Self

from scrgraph import wire
from scrgraph.settings import Settings

Mode = Literal["hybrid", "dense", "lexical", "graph"]


class Library:
    """An opened index. Thread-safe for reading; `close` stops its workers. Never imports torch."""

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open `settings.index`.

        Raises:
            IndexUnusableError: no index, or a stale, mixed, truncated or foreign one.
        """
        raise NotImplementedError

    def search(self, query: str, *, k: int = 10, mode: Mode = "hybrid", theme: str | None = None,
               review: str | None = None, section: str | None = None, document: str | None = None) -> wire.SearchView:
        """Return the k best passages, each with why."""
        raise NotImplementedError

    def ask(self, question: str) -> wire.AnswerView:
        """Return verified statements and facts that answer, or an abstention with its reason."""
        raise NotImplementedError

    # sparql(query, ...) -> sparql.results.Result: see sparql/
    def passage(self, identifier: str) -> wire.PassageView:
        """Return a passage by its id; raises NotFoundError."""
        raise NotImplementedError

    def document_text(self, identifier: str) -> str:
        """Return the immutable text of a document."""
        raise NotImplementedError

    def documents(self) -> list[wire.DocumentView]:
        """Return every document."""
        raise NotImplementedError

    def references(self) -> list[wire.ReferenceView]:
        """Return every reference entry, without `cited_by`."""
        raise NotImplementedError

    def cite(self, key: str) -> wire.ReferenceView:
        """Return a work by key (any case, any unique prefix) with everyone who cites it."""
        raise NotImplementedError

    def reviews(self) -> list[wire.ReviewView]:
        """Return the periodic reviews."""
        raise NotImplementedError

    def themes(self) -> list[wire.ThemeView]:
        """Return the themes of the scheme."""
        raise NotImplementedError

    def policies(self) -> list[wire.EntityView]:
        """Return the policies and laws named."""
        raise NotImplementedError

    def organisations(self) -> list[wire.EntityView]:
        """Return the organisations named."""
        raise NotImplementedError

    def statistics(self) -> list[wire.StatisticView]:
        """Return the observations."""
        raise NotImplementedError

    def audit(self) -> list[wire.AuditView]:
        """Return what a careful reader would query."""
        raise NotImplementedError

    def path(self, start: str, end: str) -> wire.PathView:
        """Return a shortest path between two IRIs (or local ids, or keys)."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop workers and release files."""
