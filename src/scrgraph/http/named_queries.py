"""`/api/queries`: the example and competency queries as endpoints with parameters, filters, pages, JSON and CSV."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from scrgraph.errors import InputError, ScrgraphError
from scrgraph.http.gate import Gate, open_gate
from scrgraph.http.negotiation import negotiate
from scrgraph.http.queryable import CORS, Queryable, refusal
from scrgraph.http.rows import Rows, read_rows
from scrgraph.sparql.named import IRI, NamedQuery, Parameter

PATH = "/api/queries"
_JSON, _CSV = "application/json", "text/csv"
_NAMES = {"json": _JSON, "csv": _CSV}
_DEFAULT_SIZE, _MOST, _MOST_PAGES = 100, 10_000, 1_000_000
_OWN = ("filter", "sort", "page", "per_page", "format")


def router(get_library: Callable[..., Any], queries: Iterable[NamedQuery], gate: Gate | None = None) -> APIRouter:
    """Return the routes; `get_library` is a FastAPI dependency that gives a `Queryable`."""
    api = APIRouter(tags=["named queries"])
    gate = gate or open_gate()
    kept = tuple(queries)

    async def listed() -> Response:
        """Every named query with its title, parameters and address."""
        return JSONResponse([_described(query) for query in kept], headers=CORS)

    api.add_api_route(PATH, listed, methods=["GET"], responses=_LISTED, response_class=Response)
    for query in kept:
        _add(api, query, get_library, gate)
    return api


def _add(api: APIRouter, query: NamedQuery, get_library: Callable[..., Any], gate: Gate) -> None:
    library_of = Annotated[Any, Depends(get_library)]

    async def answer(request: Request, library: library_of) -> Response:
        try:
            with gate.charged(request):
                return await _answer(request, library, query)
        except ScrgraphError as error:
            return refusal(error)

    api.add_api_route(
        f"{PATH}/{query.name}",
        answer,
        methods=["GET"],
        name=f"query {query.name}",
        summary=query.title,
        description=query.description or query.title,
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra={"parameters": [*map(_documented, query.parameters), *_common(query.columns)]},
    )


async def _answer(request: Request, library: Queryable, query: NamedQuery) -> Response:
    given = _given(request)
    media_type = _media_type(given, request.headers.get("accept"))
    number, size = _number(given, "page", 1, _MOST_PAGES), _number(given, "per_page", _DEFAULT_SIZE, _MOST)
    text = query.filled({name: values[-1] for name, values in given.items() if name not in _OWN})
    result = await run_in_threadpool(library.sparql, text, format="json")
    rows = await run_in_threadpool(_chosen, result.body, given)
    page = rows.page(number, size)
    links = _links(request, number, size, len(rows.rows))
    headers = {**CORS, "vary": "Accept", "link": links, "x-total-count": str(len(rows.rows))}
    if media_type == _CSV:
        return Response(page.as_csv(), media_type=f"{_CSV}; charset=utf-8", headers=headers)
    told = {"query": query.name, "title": query.title, "total": len(rows.rows), "page": number, "per_page": size}
    return JSONResponse({**told, "columns": page.columns, "rows": page.rows}, headers=headers)


def _chosen(body: bytes, given: dict[str, list[str]]) -> Rows:
    return read_rows(body).kept(given.get("filter", [])).ordered(",".join(given.get("sort", [])))


def _given(request: Request) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise InputError("The parameters are more than 100 or not UTF-8 in percent-encoding: send fewer.") from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _media_type(given: dict[str, list[str]], accept: str | None) -> str:
    if "format" in given:
        name = given["format"][-1]
        return _NAMES.get(name) or _wrong("format", "json or csv")
    if accept is not None and "text/html" in accept.lower():
        return _JSON
    return negotiate(accept, (_JSON, _CSV))


def _number(given: dict[str, list[str]], name: str, default: int, most: int) -> int:
    text = given.get(name, [str(default)])[-1]
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most):
        _wrong(name, f"a whole number from 1 to {most}")
    return int(text)


def _wrong(name: str, wanted: str) -> Any:
    raise InputError(f"The parameter {name} takes {wanted}.")


def _links(request: Request, number: int, size: int, total: int) -> str:
    """Return the Link header of RFC 8288 with the relations of paging."""
    last = max(1, -(-total // size))
    pages = {"first": 1, "last": last}
    if 1 < number <= last:
        pages["prev"] = number - 1
    if number < last:
        pages["next"] = number + 1
    others = [pair for pair in parse_qsl(request.url.query, keep_blank_values=True) if pair[0] != "page"]
    return ", ".join(
        f'<{request.url.path}?{urlencode([*others, ("page", page)])}>; rel="{relation}"'
        for relation, page in pages.items()
    )


def _described(query: NamedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "url": f"{PATH}/{query.name}",
        "parameters": [
            {"name": one.name, "kind": one.kind, "default": one.default, "description": one.description}
            for one in query.parameters
        ],
        "columns": list(query.columns),
        "sparql": query.text,
    }


def _documented(parameter: Parameter) -> dict[str, Any]:
    description = parameter.description or f"Value of ?{parameter.name}"
    schema = {"type": "string", "pattern": _PATTERNS[parameter.kind], "default": parameter.default}
    return _parameter(parameter.name, description, schema)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_PATTERNS = {
    "text": r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$",
    "number": r"^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$",
    "iri": IRI,
}


def _common(columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what every query takes; the names of columns are those of this one."""
    name = "|".join(columns) or "[A-Za-z_][A-Za-z0-9_]*"
    whole = {"type": "integer", "minimum": 1}
    filters = {"type": "array", "items": {"type": "string", "pattern": f"^({name})(!=|<=|>=|=|<|>|~)"}}
    sort = {"type": "string", "pattern": f"^(-?({name})(,-?({name}))*)?$"}
    return [
        _parameter("filter", "column=value, also != < <= > >= and ~ (holds, in any case); repeatable", filters),
        _parameter("sort", "Columns, comma-separated, - before one for descending", sort),
        _parameter("page", "Page, from 1", {**whole, "maximum": _MOST_PAGES, "default": 1}),
        _parameter("per_page", "Rows of a page", {**whole, "maximum": _MOST, "default": _DEFAULT_SIZE}),
        _parameter("format", "Before Accept", {"type": "string", "enum": list(_NAMES)}),
    ]


_PROBLEM = {"description": "An RFC 9457 problem", "content": {"application/problem+json": {}}}
_LISTED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The queries", "content": {_JSON: {"schema": {"type": "array", "items": {"type": "object"}}}}}
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page of rows", "content": {_JSON: {"schema": {"type": "object"}}, _CSV: {}}},
    "4XX": _PROBLEM,
    "5XX": _PROBLEM,
}
