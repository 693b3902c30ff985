"""The graph and the search as plain JSON: `/api/...`, the records of `scrgraph.wire` and nothing else."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict

from scrgraph import wire
from scrgraph.errors import NotFoundError
from scrgraph.http.parameters import Modes, Narrowed, Paging, Question, checked_question
from scrgraph.http.service import TheLibrary, TheService


class Asked(BaseModel):
    """Body of `POST /api/ask`."""

    model_config = ConfigDict(extra="forbid")

    q: str


def _one(view: wire.Model) -> Response:
    # The views were validated when made: straight to bytes saves FastAPI's second pass over every hit.
    return Response(view.model_dump_json(), media_type="application/json")


def _many(views: Iterable[wire.Model]) -> Response:
    body = ",".join(view.model_dump_json() for view in views)
    return Response(f"[{body}]", media_type="application/json")


def search(library: TheLibrary, q: Question, page: Paging, narrowed: Narrowed, mode: Modes = "hybrid") -> Response:
    """Ranked passages, each with why it was found."""
    return _one(library.search(q, **page, mode=mode, **narrowed))


def similar(library: TheLibrary, identifier: str, page: Paging, narrowed: Narrowed) -> Response:
    """The passages most like one, without itself."""
    return _one(library.similar(identifier, **page, **narrowed))


def ask(library: TheLibrary, q: Question) -> Response:
    """Verified statements and facts that answer, or an abstention with its reason."""
    return _one(library.ask(q))


def ask_posted(library: TheLibrary, service: TheService, asked: Asked) -> Response:
    """As the GET, with the question in the body, so that no log on the way sees it."""
    return _one(library.ask(checked_question(asked.q, service.settings)))


def suggest(
    library: TheLibrary,
    q: Annotated[str, Query(max_length=200, description="What was typed so far")] = "",
    k: Annotated[int, Query(ge=1, le=50)] = 8,
) -> Response:
    """Names of themes, sections, works, policies and organisations that begin with what was typed."""
    return _many(library.suggest(q, k=k))


def passage(library: TheLibrary, identifier: str) -> Response:
    """One passage with its citations and themes."""
    return _one(library.passage(identifier))


def documents(library: TheLibrary) -> Response:
    """Every document with its sections."""
    return _many(library.documents())


def document(library: TheLibrary, identifier: str) -> Response:
    """One document with its sections."""
    for view in library.documents():
        if view.id == identifier:
            return _one(view)
    raise NotFoundError(f"There is no document {identifier[:100]!r}; /api/documents lists them.")


def document_text(library: TheLibrary, identifier: str) -> Response:
    """The immutable text that every span counts in, in code points."""
    return PlainTextResponse(library.document_text(identifier))


def references(library: TheLibrary) -> Response:
    """Every entry of the reference lists."""
    return _many(library.references())


def reference(library: TheLibrary, key: str) -> Response:
    """One work with every place that cites it; any case and any unique prefix of the key will do."""
    return _one(library.cite(key))


def reviews(library: TheLibrary) -> Response:
    """The periodic reviews with their counts as printed."""
    return _many(library.reviews())


def themes(library: TheLibrary) -> Response:
    """The themes with where they occur; definitions are ours."""
    return _many(library.themes())


def policies(library: TheLibrary) -> Response:
    """The policies and laws named; types and years are ours."""
    return _many(library.policies())


def organisations(library: TheLibrary) -> Response:
    """The organisations named."""
    return _many(library.organisations())


def statistics(library: TheLibrary) -> Response:
    """The numbers of tables and prose, each with its place."""
    return _many(library.statistics())


def audit(library: TheLibrary) -> Response:
    """What a careful reader would query, both sides quoted."""
    return _many(library.audit())


def changes(library: TheLibrary) -> Response:
    """What came, went and changed between the last two builds of the index."""
    return _one(library.changes)


def path(
    library: TheLibrary,
    start: Annotated[str, Query(alias="from", min_length=1, max_length=2000)],
    to: Annotated[str, Query(min_length=1, max_length=2000)],
) -> Response:
    """A shortest path between two things: IRIs, local ids or keys of works."""
    return _one(library.path(start, to))


def neither_asked_nor_posted() -> Response:
    """Name both methods: the router would name those of the first route only."""
    raise HTTPException(405, headers={"allow": "GET, POST"})


_GET: tuple[tuple[str, Any, Any], ...] = (
    ("/api/search", search, wire.SearchView),
    ("/api/ask", ask, wire.AnswerView),
    ("/api/suggest", suggest, list[wire.SuggestionView]),
    ("/api/passages/{identifier}", passage, wire.PassageView),
    ("/api/passages/{identifier}/similar", similar, wire.SearchView),
    ("/api/documents", documents, list[wire.DocumentView]),
    ("/api/documents/{identifier}", document, wire.DocumentView),
    ("/api/references", references, list[wire.ReferenceView]),
    ("/api/references/{key:path}", reference, wire.ReferenceView),
    ("/api/reviews", reviews, list[wire.ReviewView]),
    ("/api/themes", themes, list[wire.ThemeView]),
    ("/api/policies", policies, list[wire.EntityView]),
    ("/api/organisations", organisations, list[wire.EntityView]),
    ("/api/statistics", statistics, list[wire.StatisticView]),
    ("/api/audit", audit, list[wire.AuditView]),
    ("/api/changes", changes, wire.ChangesView),
    ("/api/path", path, wire.PathView),
)
_PROBLEM = {"description": "An RFC 9457 problem", "content": {"application/problem+json": {}}}
_PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": _PROBLEM, "5XX": _PROBLEM}


def router() -> APIRouter:
    """Return the routes of `/api`."""
    made = APIRouter(tags=["api"])
    for at, endpoint, model in _GET:
        made.add_api_route(at, endpoint, response_model=None, responses=_PROBLEMS | {200: {"model": model}})
    made.add_api_route(
        "/api/ask",
        ask_posted,
        methods=["POST"],
        response_model=None,
        responses=_PROBLEMS | {200: {"model": wire.AnswerView}},
    )
    others = ["PUT", "PATCH", "DELETE", "OPTIONS"]
    made.add_api_route("/api/ask", neither_asked_nor_posted, methods=others, include_in_schema=False)
    made.add_api_route(
        "/api/documents/{identifier}/text", document_text, response_class=PlainTextResponse, responses=_PROBLEMS
    )
    return made
