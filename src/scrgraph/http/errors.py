"""The one place where errors become HTTP: the tree of `scrgraph.errors` as RFC 9457 problems or pages."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from scrgraph.errors import LimitError, QueryError, ScrgraphError

ErrorPage = Callable[[Request, int, str], Response]
_DATA_PATHS = ("/api/", "/sparql", "/healthz", "/readyz", "/metrics", "/openapi.json", "/static/")
UNEXPECTED = "Something failed on our side; it has been logged without your question, and trying again may help."


def problem(status: int, detail: str, **members: Any) -> JSONResponse:
    """Return an `application/problem+json` answer; members that are None are left out."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body |= {name: value for name, value in members.items() if value is not None}
    return JSONResponse(body, status, media_type="application/problem+json", headers=_headers(status))


def _headers(status: int) -> dict[str, str]:
    return {"retry-after": "5"} if status in (429, 503) else {}


def install(app: FastAPI, page: ErrorPage) -> None:
    """Translate every expected error of `app`; readers get `page`, programs a problem."""

    async def ours(request: Request, error: Exception) -> Response:
        status = error.http_status if isinstance(error, ScrgraphError) else 500
        return answer(request, page, status, str(error), **_members(error))

    async def invalid(request: Request, error: Exception) -> Response:
        detail = _first(error) if isinstance(error, RequestValidationError) else str(error)
        return answer(request, page, 400, detail)

    async def plain(request: Request, error: Exception) -> Response:
        status, detail = _http(request, error)
        response = answer(request, page, status, detail)
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    app.add_exception_handler(ScrgraphError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, plain)


def answer(request: Request, page: ErrorPage, status: int, detail: str, **members: Any) -> Response:
    """Return the page for a reader who asked for a page, and the problem for everyone else."""
    reader = "text/html" in request.headers.get("accept", "")
    if reader and not request.url.path.startswith(_DATA_PATHS):
        return page(request, status, detail)
    return problem(status, detail, **members)


def _members(error: Exception) -> dict[str, Any]:
    if isinstance(error, LimitError):
        return {"limit": error.limit}
    if isinstance(error, QueryError):
        return {"line": error.line, "column": error.column}
    return {}


def _first(error: RequestValidationError) -> str:
    """Name the first parameter that is wrong, and how, without repeating its value."""
    first = error.errors()[0]
    where = [str(part) for part in first["loc"] if part not in ("query", "path", "body")]
    name = ".".join(where) or "the body"
    return f"The parameter {name} cannot be used: {first['msg'][0].lower()}{first['msg'][1:]}."


def _http(request: Request, error: Exception) -> tuple[int, str]:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return status, f"There is nothing at {request.url.path[:200]}; start from / or see /openapi.json."
    if status == 405:
        return status, f"{request.method} is not possible here; see the Allow header and /openapi.json."
    return status, str(getattr(error, "detail", error))
