"""What the pages keep between requests, and how one is shown."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment

from scrgraph.http.ui import queries
from scrgraph.http.ui.reader import Reader
from scrgraph.http.ui.rendering import page
from scrgraph.library import Library


@dataclass(slots=True)
class Pages:
    """What the pages keep between requests: templates, example queries, the reader of the library."""

    environment: Environment
    examples: tuple[queries.Example, ...]
    _reader: tuple[Library, Reader] | None = field(default=None)

    def reader(self, library: Library) -> Reader:
        """Return the reader of this library, kept while the same library serves."""
        if self._reader is None or self._reader[0] is not library:
            self._reader = (library, Reader(library))
        return self._reader[1]


def pages_of(request: Request) -> Pages:
    """Return what the pages of this application keep."""
    pages: Pages = request.app.state.pages
    return pages


def show(request: Request, name: str, **values: Any) -> Response:
    """Return a template filled in for this request."""
    return page(pages_of(request).environment, name, path=request.url.path, **values)
