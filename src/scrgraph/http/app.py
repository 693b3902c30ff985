"""The HTTP application: routes, errors and media types around one open library."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from scrgraph.http import api, dumps, errors, linked_data, named_queries, openapi, operations, sparql
from scrgraph.http.edge import Edge
from scrgraph.http.gate import Gate
from scrgraph.http.service import Service, library_of
from scrgraph.http.ui import pages
from scrgraph.library import Library
from scrgraph.settings import Settings
from scrgraph.sparql.named import read_queries

_SMALLEST_COMPRESSED = 4_096


def create_app(settings: Settings, library: Library | None = None) -> FastAPI:
    """Return the application. It opens and closes its own library, unless one is given.

    While the index opens, or where it cannot be, `/healthz` is 200 and everything that needs it is 503.
    """
    service = Service(settings, library)
    metrics = operations.Metrics()
    app = FastAPI(
        title="scrgraph",
        version=version("scrgraph"),
        summary="What a body of reports says, with verified, anchored answers",
        docs_url=None,  # the interactive pages of FastAPI load their code from another host
        redoc_url=None,
        lifespan=_lifespan if library is None else None,
    )
    app.state.service = service
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED, compresslevel=4)
    app.add_middleware(
        Edge,
        metrics=metrics,
        log=operations.make_log(requests=settings.log_requests),
        max_body_bytes=settings.max_body_bytes,
        body_seconds=settings.request_seconds,
        page=pages.error_page,
    )
    app.include_router(operations.router(metrics))
    app.include_router(api.router())
    gate = Gate.of(settings)
    app.include_router(sparql.router(library_of, gate))
    app.include_router(linked_data.router(library_of, gate))
    app.include_router(named_queries.router(library_of, read_queries(settings.ontology / "queries"), gate))
    app.include_router(dumps.router())
    pages.install(app, settings)
    errors.install(app, pages.error_page)
    openapi.describe(app, settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    opening = asyncio.create_task(asyncio.to_thread(service.open))
    yield
    await opening
    await asyncio.to_thread(service.close)
