"""What the SPARQL and linked-data doors need of the library, and their answers to it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Protocol

from fastapi import Response
from fastapi.responses import StreamingResponse

from scrgraph.errors import LimitError, NotAcceptableError, QueryError, ScrgraphError
from scrgraph.http.errors import problem
from scrgraph.sparql.results import Result

CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Retry-After, Content-Location",
}

_CHUNK = 1 << 16


class Queryable(Protocol):
    """An open library as these doors see it. `base`: of its IRIs; `generation`: changes with every build."""

    @property
    def base(self) -> str:
        """Base of every IRI."""
        ...

    @property
    def generation(self) -> str:
        """Name of the index generation that answers."""
        ...

    def sparql(
        self,
        query: str,
        *,
        accept: str | None = None,
        format: str | None = None,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
    ) -> Result:
        """Return the serialised result of a query."""
        ...


def refusal(error: ScrgraphError, **headers: str) -> Response:
    """Return an error as a problem that scripts of other sites may read, with line, column, limit or offers."""
    members: dict[str, Any] = {}
    if isinstance(error, QueryError):
        members = {"line": error.line, "column": error.column}
    elif isinstance(error, LimitError):
        members = {"limit": error.limit}
        if error.retry_after is not None:
            headers = {"retry-after": str(error.retry_after), **headers}
    elif isinstance(error, NotAcceptableError):
        members = {"available": list(error.available)}
    response = problem(error.http_status, str(error), **members)
    response.headers.update({**CORS, "vary": "Accept", **headers})
    return response


def content_type(media_type: str) -> str:
    """Return a media type with the charset where a text type would otherwise have another default."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def answered(body: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Return a result; a long one goes out in pieces, between which other requests are served."""
    if len(body) <= _CHUNK:
        return Response(body, media_type=content_type(media_type), headers=headers)
    length = {"content-length": str(len(body))}
    return StreamingResponse(_pieces(body), media_type=content_type(media_type), headers={**headers, **length})


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    view = memoryview(body)
    for start in range(0, len(body), _CHUNK):
        yield bytes(view[start : start + _CHUNK])
        await asyncio.sleep(0)
