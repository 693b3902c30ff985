"""What the SPARQL and linked-data doors need of the library, and how they refuse."""

from typing import Any, Protocol

from fastapi import Response

from scrgraph.errors import LimitError, NotAcceptableError, QueryError, ScrgraphError
from scrgraph.http.errors import problem
from scrgraph.sparql.results import Result

CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Retry-After, Content-Location",
}


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

    @property
    def federated(self) -> tuple[str, ...]:
        """Endpoints that SERVICE may call."""
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
