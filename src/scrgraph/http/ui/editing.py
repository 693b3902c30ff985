"""The page to write SPARQL, and short links of queries."""

from typing import Any
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from scrgraph.errors import InputError
from scrgraph.http.service import TheService
from scrgraph.http.ui.shared import pages_of, show
from scrgraph.http.ui.shortening import ShortLinks
from scrgraph.settings import Settings

_FOLDER = "links"
_MOST_FIELDS = 10


def editor(request: Request, service: TheService, query: str = "") -> Response:
    """A page to write SPARQL."""
    return _editor(request, service.settings, query)


async def shorten(request: Request, service: TheService) -> Response:
    """Keep the query of the form and lead to its short link."""
    try:
        fields = parse_qs((await request.body()).decode(), max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise InputError("The form cannot be read; send `query` in UTF-8.") from error
    query = fields.get("query", [""])[0].replace("\r\n", "\n")
    key = await run_in_threadpool(_links(service.settings).keep, query)
    return RedirectResponse(f"/q/{key}", 303)


def shortened(request: Request, service: TheService, key: str) -> Response:
    """The page to write SPARQL with the query of a short link in it."""
    query = _links(service.settings).find(key)
    return _editor(request, service.settings, query, f"{str(request.base_url).rstrip('/')}/q/{key}")


def _links(settings: Settings) -> ShortLinks:
    return ShortLinks(settings.index / _FOLDER, settings.short_links, settings.max_query_bytes)


def _editor(request: Request, settings: Settings, query: str, short: str = "") -> Response:
    examples = pages_of(request).examples
    return show(request, "editor.html", query=query, examples=examples, base=settings.base, short=short)


ROUTES: tuple[tuple[str, Any], ...] = (("/sparql-editor", editor), ("/q/{key}", shortened))
POSTED: tuple[tuple[str, Any], ...] = (("/q", shorten),)
