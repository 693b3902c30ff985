"""The pages: one function each, from the address to the filled template."""

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from scrgraph import wire
from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import asking, links, places, queries, things
from scrgraph.http.ui.rendering import FOLDER, make_environment, page
from scrgraph.http.ui.shared import Pages, pages_of, show
from scrgraph.settings import Settings

_SORTS = {"key": "by name", "cited": "most cited first", "year": "newest first"}


def documents(request: Request, library: TheLibrary) -> Response:
    """The documents to read; where there is only one, that one."""
    found = library.documents()
    if len(found) == 1:
        return RedirectResponse(links.place(found[0].id, ()), 303)
    return show(request, "documents.html", documents=found)


def read(request: Request, library: TheLibrary, document: str, at: str = "") -> Response:
    """A document as a readable page, with what the address names highlighted."""
    spans = places.parse(at)
    tree, parts = pages_of(request).reader(library).read(document, spans)
    return show(request, "read.html", document=tree, parts=parts, at=spans)


def passage(library: TheLibrary, identifier: str) -> Response:
    """The place of a passage in its document."""
    view = library.passage(identifier)
    return RedirectResponse(links.place(view.document, view.spans), 303)


def works(
    request: Request,
    library: TheLibrary,
    q: str = "",
    sort: Annotated[str, Query(pattern="^(key|cited|year)$")] = "key",
) -> Response:
    """Every work of the reference lists."""
    wanted = q.strip().casefold()
    found = [work for work in library.references() if wanted in f"{work.key} {work.text}".casefold()]
    return show(request, "works.html", works=sort_works(found, sort), filter=q.strip(), sort=sort, sorts=_SORTS)


def sort_works(found: list[wire.ReferenceView], sort: str) -> list[wire.ReferenceView]:
    """Return works sorted by key, by how often they are cited, or by year, newest first."""
    by_key = sorted(found, key=lambda work: work.key.casefold())
    if sort == "cited":
        return sorted(by_key, key=lambda work: -work.citations)
    return sorted(by_key, key=lambda work: work.year or "", reverse=True) if sort == "year" else by_key


def work(request: Request, library: TheLibrary, key: str) -> Response:
    """One work: what it is, and every place that cites it."""
    return show(request, "work.html", work=library.cite(key))


def themes(request: Request, library: TheLibrary) -> Response:
    """The themes with where they occur."""
    found = library.themes()
    return show(request, "themes.html", themes=found, labels={theme.iri: theme.label for theme in found})


def reviews(request: Request, library: TheLibrary) -> Response:
    """The periodic reviews side by side."""
    return show(request, "reviews.html", reviews=library.reviews())


def audit(request: Request, library: TheLibrary) -> Response:
    """Where a report contradicts itself or a citation is broken."""
    found = sorted(library.audit(), key=lambda finding: finding.severity != "major")
    return show(request, "audit.html", findings=found)


def editor(request: Request, service: TheService, query: str = "") -> Response:
    """A plain page to write SPARQL."""
    base = service.settings.base
    return show(request, "editor.html", query=query, examples=pages_of(request).examples, base=base)


def thing(request: Request, library: TheLibrary, service: TheService, local: str) -> Response:
    """The page of a thing of the graph, by the local part of its IRI."""
    address = things.home(library, local)
    if address is not None:
        return RedirectResponse(address, 303)
    iri = f"{service.settings.base}/id/{local}"
    name, said = things.said_of(library, iri)
    return show(request, "thing.html", called=name, iri=iri, local=local, said=said)


def error_page(request: Request, status: int, detail: str) -> Response:
    """A page that says what is wrong and helps onward."""
    return page(pages_of(request).environment, "error.html", status=status, code=status, detail=detail, path="")


def install(app: FastAPI, settings: Settings) -> None:
    """Add the pages and their files to the application."""
    app.state.pages = Pages(make_environment(), queries.examples(settings.ontology))
    made = APIRouter(include_in_schema=False)
    for at, endpoint in _PAGES:
        made.add_api_route(at, endpoint, response_model=None)
    app.include_router(made)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


_PAGES: tuple[tuple[str, Any], ...] = (
    ("/", asking.home),
    ("/read", documents),
    ("/read/{document}", read),
    ("/passages/{identifier}", passage),
    ("/works", works),
    ("/works/{key:path}", work),
    ("/page/{local:path}", thing),
    ("/themes", themes),
    ("/reviews", reviews),
    ("/audit", audit),
    ("/sparql-editor", editor),
)
