"""The pages: one function each, from the address to the filled template."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import (
    asking,
    audits,
    briefings,
    changed,
    citing,
    editing,
    entities,
    links,
    numbers,
    places,
    queries,
    reviews,
    themes,
    things,
    works,
)
from scrgraph.http.ui.rendering import FOLDER, make_environment, page
from scrgraph.http.ui.shared import Pages, atlas_of, pages_of, show
from scrgraph.http.ui.walking import Walk
from scrgraph.settings import Settings


def documents(request: Request, library: TheLibrary) -> Response:
    """The documents to read; where there is only one, that one."""
    found = library.documents()
    if len(found) == 1:
        return RedirectResponse(links.place(found[0].id, ()), 303)
    return show(request, "documents.html", documents=found)


def read(
    request: Request, library: TheLibrary, document: str, at: str = "", work: str = "", margin: str = ""
) -> Response:
    """A document as a readable page, with what the address names highlighted.

    `work` walks the places that cite it; `margin=themes` sets the themes of the passages beside the text.
    """
    spans = places.parse(at)
    tree, parts = pages_of(request).reader(library).read(document, spans)
    atlas = atlas_of(request, library)
    charted = {one.label for one in atlas.tables if one.document == document}
    walk = Walk.of(library.cite(work), document, spans) if work else None
    shown = citing.spans_of(spans)
    return show(
        request,
        "read.html",
        document=tree,
        parts=parts,
        at=spans,
        spans=shown,
        walk=walk,
        charted=charted,
        margin=margin == "themes",
        themes=atlas.themes_beside(document) if margin == "themes" else {},
    )


def passage(library: TheLibrary, identifier: str) -> Response:
    """The place of a passage in its document."""
    view = library.passage(identifier)
    return RedirectResponse(links.place(view.document, view.spans), 303)


def care(request: Request) -> Response:
    """What these reports hold, where to get help, and what is kept of a visit: nothing."""
    return show(request, "care.html")


def thing(request: Request, library: TheLibrary, service: TheService, local: str) -> Response:
    """The page of a thing of the graph, by the local part of its IRI."""
    address = things.home(library, local)
    if address is not None:
        return RedirectResponse(address, 303)
    found = entities.entity(request, library, local)
    if found is not None:
        return found
    iri = f"{service.settings.base}/id/{local}"
    name, said = things.said_of(library, iri)
    return show(request, "thing.html", called=name, iri=iri, local=local, said=said)


def error_page(request: Request, status: int, detail: str) -> Response:
    """A page that says what is wrong and helps onward."""
    environment = pages_of(request).environment
    return page(environment, "error.html", status=status, code=status, detail=detail, path="", bundled=False)


def install(app: FastAPI, settings: Settings) -> None:
    """Add the pages and their files to the application."""
    bundled = (FOLDER / "static/bundle/plot.js").is_file()
    environment = make_environment(settings.phrasing_model if settings.phrasing_url else "")
    app.state.pages = Pages(environment, queries.examples(settings.ontology), bundled)
    made = APIRouter(include_in_schema=False)
    for at, endpoint in _PAGES:
        made.add_api_route(at, endpoint, response_model=None)
    for at, endpoint in editing.POSTED:
        made.add_api_route(at, endpoint, methods=["POST"], response_model=None)
    app.include_router(made)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


_PAGES: tuple[tuple[str, Any], ...] = (
    ("/", asking.home),
    ("/read", documents),
    ("/read/{document}", read),
    ("/passages/{identifier}", passage),
    ("/passages/{identifier}/similar", asking.similar),
    *works.ROUTES,
    *briefings.ROUTES,
    *themes.ROUTES,
    *reviews.ROUTES,
    *numbers.ROUTES,
    ("/audit", audits.audit),
    ("/care", care),
    ("/changes", changed.changes),
    ("/page/{local:path}", thing),
    *editing.ROUTES,
)
