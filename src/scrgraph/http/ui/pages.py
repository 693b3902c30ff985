"""The pages: one function each, from the address to the filled template."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment

from scrgraph import wire
from scrgraph.http.parameters import Depth, Filter, Modes, checked_question
from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import links, places, queries, results, things
from scrgraph.http.ui.reader import Reader
from scrgraph.http.ui.rendering import FOLDER, make_environment, page
from scrgraph.library import Library
from scrgraph.settings import Settings

_SORTS = {"key": "by name", "cited": "most cited first", "year": "newest first"}
_SUGGESTED = 4


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


def _pages(request: Request) -> Pages:
    pages: Pages = request.app.state.pages
    return pages


def _show(request: Request, name: str, **values: Any) -> Response:
    return page(_pages(request).environment, name, path=request.url.path, **values)


def home(
    request: Request,
    library: TheLibrary,
    service: TheService,
    k: Depth,
    q: str = "",
    mode: Modes = "hybrid",
    theme: Filter = None,
    review: Filter = None,
    section: Filter = None,
    document: Filter = None,
) -> Response:
    """The search page; without a question, what can be asked."""
    if not q.strip():
        return _front(request, library)
    question = checked_question(q, service.settings)
    filters = {"theme": theme, "review": review, "section": section, "document": document}
    found = library.search(question, k=k, mode=mode, **filters)
    answer = library.ask(question)
    setter = results.Typesetter(library, question)
    state: dict[str, object] = {"q": question, "mode": mode if mode != "hybrid" else None, **filters}
    return _show(
        request,
        "results.html",
        q=question,
        mode=mode,
        state=state,
        answer=answer,
        found=found,
        statements=[setter.show(s) for s in answer.statements],
        names={node.iri: node.label for node in answer.graph.nodes},
        hits=[(hit, setter.show(hit.passage)) for hit in found.hits],
        facets=results.choices(found, state),
        chosen={name: value for name, value in filters.items() if value},
        more=links.search(**(state | {"k": min(k * 2, service.settings.max_hits)})) if found.total > k else None,
    )


def _front(request: Request, library: Library) -> Response:
    """Show what can be asked: the themes with the most passages are what the corpus has most to say about."""
    found = library.themes()
    common = sorted(found, key=lambda theme: -theme.passages)[:_SUGGESTED]
    ways = (
        ("/works", len(library.references()), "works in the reference lists, and who cites them"),
        ("/reviews", len(library.reviews()), "periodic reviews, side by side"),
        ("/themes", len(found), "themes, and where they occur"),
        ("/audit", len(library.audit()), "places that a careful reader would query"),
    )
    asked = [f"What is said about {theme.label.lower()}?" for theme in common]
    return _show(request, "home.html", q="", suggestions=asked, documents=library.documents(), ways=ways)


def documents(request: Request, library: TheLibrary) -> Response:
    """The documents to read; where there is only one, that one."""
    found = library.documents()
    if len(found) == 1:
        return RedirectResponse(links.place(found[0].id, ()), 303)
    return _show(request, "documents.html", documents=found)


def read(request: Request, library: TheLibrary, document: str, at: str = "") -> Response:
    """A document as a readable page, with what the address names highlighted."""
    spans = places.parse(at)
    tree, parts = _pages(request).reader(library).read(document, spans)
    return _show(request, "read.html", document=tree, parts=parts, at=spans)


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
    return _show(request, "works.html", works=sort_works(found, sort), filter=q.strip(), sort=sort, sorts=_SORTS)


def sort_works(found: list[wire.ReferenceView], sort: str) -> list[wire.ReferenceView]:
    """Return works sorted by key, by how often they are cited, or by year, newest first."""
    by_key = sorted(found, key=lambda work: work.key.casefold())
    if sort == "cited":
        return sorted(by_key, key=lambda work: -work.citations)
    return sorted(by_key, key=lambda work: work.year or "", reverse=True) if sort == "year" else by_key


def work(request: Request, library: TheLibrary, key: str) -> Response:
    """One work: what it is, and every place that cites it."""
    return _show(request, "work.html", work=library.cite(key))


def themes(request: Request, library: TheLibrary) -> Response:
    """The themes with where they occur."""
    found = library.themes()
    return _show(request, "themes.html", themes=found, labels={theme.iri: theme.label for theme in found})


def reviews(request: Request, library: TheLibrary) -> Response:
    """The periodic reviews side by side."""
    return _show(request, "reviews.html", reviews=library.reviews())


def audit(request: Request, library: TheLibrary) -> Response:
    """Where a report contradicts itself or a citation is broken."""
    found = sorted(library.audit(), key=lambda finding: finding.severity != "major")
    return _show(request, "audit.html", findings=found)


def editor(request: Request, service: TheService, query: str = "") -> Response:
    """A plain page to write SPARQL."""
    base = service.settings.base
    return _show(request, "editor.html", query=query, examples=_pages(request).examples, base=base)


def thing(request: Request, library: TheLibrary, service: TheService, local: str) -> Response:
    """The page of a thing of the graph, by the local part of its IRI."""
    address = things.home(library, local)
    if address is not None:
        return RedirectResponse(address, 303)
    iri = f"{service.settings.base}/id/{local}"
    name, said = things.said_of(library, iri)
    return _show(request, "thing.html", called=name, iri=iri, local=local, said=said)


def error_page(request: Request, status: int, detail: str) -> Response:
    """A page that says what is wrong and helps onward."""
    return page(_pages(request).environment, "error.html", status=status, code=status, detail=detail, path="")


def install(app: FastAPI, settings: Settings) -> None:
    """Add the pages and their files to the application."""
    app.state.pages = Pages(make_environment(), queries.examples(settings.ontology))
    made = APIRouter(include_in_schema=False)
    for at, endpoint in _PAGES:
        made.add_api_route(at, endpoint, response_model=None)
    app.include_router(made)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


_PAGES: tuple[tuple[str, Any], ...] = (
    ("/", home),
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
