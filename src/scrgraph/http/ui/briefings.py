"""Briefings on a theme, a review or a search: as a page that prints well, and as a file."""

from typing import Any, cast
from urllib.parse import urlencode

from fastapi import Request, Response

from scrgraph.briefing.composition import Briefing, compose, compose_review, compose_search
from scrgraph.briefing.formats import FORMATS, Format
from scrgraph.errors import NotFoundError
from scrgraph.http.parameters import Question
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import links, results
from scrgraph.http.ui.rendering import period
from scrgraph.http.ui.shared import atlas_of, show
from scrgraph.library import Library

_FILES = (("Word", "docx"), ("Markdown", "md"))
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def of_theme(request: Request, library: TheLibrary, name: str) -> Response:
    """A briefing on a theme."""
    theme = atlas_of(request, library).theme(name)
    trail = (("Themes", "/themes"), (theme.label, links.theme(theme.iri)))
    return _page(request, library, compose(library, theme.iri), trail)


def of_theme_file(request: Request, library: TheLibrary, name: str, ending: str) -> Response:
    """The same as a file."""
    return _file(compose(library, atlas_of(request, library).theme(name).iri), ending, name)


def of_review(request: Request, library: TheLibrary, name: str) -> Response:
    """A briefing on a periodic review."""
    review = atlas_of(request, library).review(name)
    trail = (("Reviews", "/reviews"), (period(review.years), links.review(review.iri)))
    return _page(request, library, compose_review(library, review), trail)


def of_review_file(request: Request, library: TheLibrary, name: str, ending: str) -> Response:
    """The same as a file."""
    return _file(compose_review(library, atlas_of(request, library).review(name)), ending, name)


def of_search(request: Request, library: TheLibrary, q: Question) -> Response:
    """A briefing on what a search finds."""
    return _page(request, library, compose_search(library, q), (("The search", links.search(q=q)),), {"q": q})


def of_search_file(library: TheLibrary, ending: str, q: Question) -> Response:
    """The same as a file."""
    return _file(compose_search(library, q), ending, "search")


def _page(
    request: Request,
    library: Library,
    found: Briefing,
    trail: tuple[tuple[str, str], ...],
    query: dict[str, str] | None = None,
) -> Response:
    setter = results.Typesetter(library)
    asked = f"?{urlencode(query)}" if query else ""
    return show(
        request,
        "briefing.html",
        briefing=found,
        trail=trail,
        files=[
            (label, f"{request.url.path}.{ending}{asked}") for label, ending in (("Word", "docx"), ("Markdown", "md"))
        ],
        shown=[setter.show(passage) for passage in found.passages],
        name=atlas_of(request, library).place,
    )


def _file(found: Briefing, ending: str, name: str) -> Response:
    if ending not in _MEDIA:
        raise NotFoundError(f"A briefing is not given as {ending[:20]!r}; ask for md or docx.")
    body = FORMATS[cast("Format", ending)](found)
    safe = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in name)
    headers = {"content-disposition": f'attachment; filename="briefing-{safe}.{ending}"'}
    return Response(body, media_type=_MEDIA[ending], headers=headers)


ROUTES: tuple[tuple[str, Any], ...] = (
    ("/themes/{name}/briefing", of_theme),
    ("/themes/{name}/briefing.{ending}", of_theme_file),
    ("/reviews/{name}/briefing", of_review),
    ("/reviews/{name}/briefing.{ending}", of_review_file),
    ("/briefing", of_search),
    ("/briefing.{ending}", of_search_file),
)
