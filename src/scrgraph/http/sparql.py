"""`/sparql`: the SPARQL 1.1 Protocol for queries, by GET, by form and by direct POST."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from scrgraph.errors import ScrgraphError
from scrgraph.http.description import service_description
from scrgraph.http.gate import Gate, open_gate
from scrgraph.http.negotiation import negotiate
from scrgraph.http.protocol import DIRECT, FORM, Operation, by_get, by_post, description_format
from scrgraph.http.queryable import CORS, Queryable, refusal
from scrgraph.iri import fingerprint
from scrgraph.sparql.results import GRAPHS, SOLUTIONS

PATH = "/sparql"
_ALLOW = "GET, HEAD, POST, OPTIONS"
_PREFLIGHT = {
    **CORS,
    "allow": _ALLOW,
    "access-control-allow-methods": _ALLOW,
    "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}
_DESCRIPTIONS = tuple(entry.media_type for entry in GRAPHS)
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>SPARQL endpoint</title>
<h1>SPARQL endpoint</h1>
<form method="get"><p><label for="query">A SELECT, ASK, CONSTRUCT or DESCRIBE query</label></p>
<p><textarea id="query" name="query" rows="12" cols="100">SELECT ?type (COUNT(*) AS ?things)
WHERE { ?thing a ?type }
GROUP BY ?type ORDER BY DESC(?things)</textarea></p>
<p><label for="format">Format</label> <select id="format" name="format"><option value="">as the browser asks</option>
<option>json</option><option>xml</option><option>csv</option><option>tsv</option>
<option>turtle</option><option>jsonld</option></select> <button>Run</button></p></form>
<p>Programs: the SPARQL 1.1 Protocol at this address. The default graph is the union of all named graphs;
SERVICE (but for scr:search and endpoints that are listed) and updates are refused.</p></html>
"""


def router(get_library: Callable[..., Any], gate: Gate | None = None) -> APIRouter:
    """Return the routes of the endpoint; `get_library` is a FastAPI dependency that gives a `Queryable`."""
    gate = gate or open_gate()
    api = APIRouter(tags=["sparql"])
    library_of = Annotated[Any, Depends(get_library)]

    async def query_by_get(request: Request, library: library_of) -> Response:
        """Run a query given as `query`; without one, describe the endpoint (RDF) or show a form (HTML)."""
        try:
            operation = by_get(request.scope["query_string"])
            if operation is None:
                return await _bare(request, library, gate)
            tag = _tag(operation, library.generation, request.headers.get("accept"))
            if tag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers={**CORS, "etag": tag, "vary": "Accept"})
            return await _run(library, operation, request, gate, tag)
        except ScrgraphError as error:
            return refusal(error)

    async def query_by_post(request: Request, library: library_of) -> Response:
        """Run a query POSTed as a form or as `application/sparql-query`."""
        try:
            body = await request.body()
            kind = request.headers.get("content-type", "")
            operation = by_post(kind, request.scope["query_string"], body)
            return await _run(library, operation, request, gate)
        except ScrgraphError as error:
            return refusal(error)

    api.add_api_route(PATH, query_by_get, methods=["GET"], openapi_extra={"parameters": _PARAMETERS}, **_SHAPE)
    api.add_api_route(PATH, query_by_post, methods=["POST"], openapi_extra=_POST_BODY, **_SHAPE)
    api.add_api_route(PATH, query_by_get, methods=["HEAD"], include_in_schema=False)
    api.add_api_route(PATH, _preflight, methods=["OPTIONS"], include_in_schema=False)
    api.add_api_route(PATH, _not_allowed, methods=["PUT", "PATCH", "DELETE"], include_in_schema=False)
    return api


async def _run(
    library: Queryable, operation: Operation, request: Request, gate: Gate, tag: str | None = None
) -> Response:
    with gate.charged(request):
        result = await run_in_threadpool(
            library.sparql,
            operation.text,
            accept=request.headers.get("accept"),
            format=operation.format,
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
        )
    headers = {**CORS, "vary": "Accept", "cache-control": "no-cache"}
    if tag and result.cacheable:
        headers["etag"] = tag
    return gate.outbox.answered(result.body, result.media_type, headers)


async def _bare(request: Request, library: Queryable, gate: Gate) -> Response:
    accept, name = request.headers.get("accept"), description_format(request.scope["query_string"])
    if name is None and negotiate(accept, (*_DESCRIPTIONS, "text/html")) == "text/html":
        return Response(_PAGE, media_type="text/html; charset=utf-8", headers={**CORS, "vary": "Accept"})
    endpoint = str(request.url.replace(query="", fragment=""))
    described = Operation(service_description(endpoint, library.base, library.federated), format=name)
    return await _run(library, described, request, gate)


async def _preflight() -> Response:
    return Response(status_code=204, headers=_PREFLIGHT)


async def _not_allowed(request: Request) -> Response:
    error = ScrgraphError(f"{request.method} is not possible here: send a query by GET or POST.")
    error.http_status = 405
    return refusal(error, allow=_ALLOW)


def _tag(operation: Operation, generation: str, accept: str | None) -> str:
    """Return the weak entity tag of an answer, known before it is computed: same index, same request, same answer."""
    return f'W/"{fingerprint(generation, repr(operation), accept or "", length=32)}"'


def _parameter(name: str, description: str, *, many: bool = False) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string"}
    if many:
        kind = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": kind}


_FIELDS = {
    "query": ("A SELECT, ASK, CONSTRUCT or DESCRIBE query", False),
    "default-graph-uri": ("A graph of the store for the default graph; repeatable", True),
    "named-graph-uri": ("A graph of the store for GRAPH; repeatable", True),
    "format": ("Short name of the result format, before Accept", False),
}
_QUERY = {"type": "string", "format": "sparql-query", "minLength": 1, "examples": ["ASK { ?s ?p ?o }"]}
_PARAMETERS = [_parameter(name, text, many=many) for name, (text, many) in _FIELDS.items()]
_PARAMETERS[0]["schema"] = _QUERY
_PARAMETERS[3]["schema"] = {"type": "string", "enum": [entry.name for entry in (*SOLUTIONS, *GRAPHS)]}
_POST_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {"schema": {"type": "object", "properties": {"query": _QUERY}, "required": ["query"]}},
            DIRECT: {"schema": _QUERY},
        },
    }
}
_PROBLEM = {"description": "An RFC 9457 problem", "content": {"application/problem+json": {}}}
_SHAPE: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"description": "The result", "content": {e.media_type: {} for e in (*SOLUTIONS, *GRAPHS)}},
        "4XX": _PROBLEM,
        "5XX": _PROBLEM,
    },
}
