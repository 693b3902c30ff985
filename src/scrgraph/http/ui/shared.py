"""What the pages keep between requests, and how one is shown."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment

from scrgraph.http.ui import front, queries
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.reader import Reader
from scrgraph.http.ui.rendering import page
from scrgraph.library import Library


@dataclass(slots=True)
class Pages:
    """What the pages keep between requests: templates, example queries, the reader and the atlas of the library."""

    environment: Environment
    examples: tuple[queries.Example, ...]
    bundled: bool = False
    _reader: tuple[Library, Reader] | None = field(default=None)
    _front: tuple[Atlas, front.Front] | None = field(default=None)
    _atlas: tuple[Library, Atlas] | None = field(default=None)

    def reader(self, library: Library) -> Reader:
        """Return the reader of this library, kept while the same library serves."""
        if self._reader is None or self._reader[0] is not library:
            self._reader = (library, Reader(library))
        return self._reader[1]

    def atlas(self, library: Library) -> Atlas:
        """Return the atlas of this library, kept while the same library serves."""
        if self._atlas is None or self._atlas[0] is not library:
            self._atlas = (library, Atlas(library))
        return self._atlas[1]

    def front(self, library: Library) -> front.Front:
        """Return what the front page of this library shows, found once."""
        atlas = self.atlas(library)
        if self._front is None or self._front[0] is not atlas:
            self._front = (atlas, front.find(atlas))
        return self._front[1]


def pages_of(request: Request) -> Pages:
    """Return what the pages of this application keep."""
    pages: Pages = request.app.state.pages
    return pages


def show(request: Request, template: str, **values: Any) -> Response:
    """Return a template filled in for this request."""
    pages = pages_of(request)
    return page(pages.environment, template, path=request.url.path, bundled=pages.bundled, **values)


def atlas_of(request: Request, library: Library) -> Atlas:
    """Return the atlas of the library that serves this request."""
    return pages_of(request).atlas(library)
