"""Keeping it running: alive, ready, measured. Nothing here ever sees a question."""

import logging
import sys
from dataclasses import dataclass, field
from typing import Any

import structlog
from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from scrgraph.http.service import TheService

_BUCKETS = (0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Requests counted and timed (seconds) by route template, so that no question becomes a label."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)

    def __post_init__(self) -> None:
        counter = Counter(
            "scrgraph_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        seconds = Histogram(
            "scrgraph_request_seconds", "Time to answer", ("route",), registry=self.registry, buckets=_BUCKETS
        )
        object.__setattr__(self, "requests", counter)
        object.__setattr__(self, "seconds", seconds)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


def make_log(*, requests: bool | None = None) -> Any:
    """Return a logger that writes one line of JSON per event to standard error.

    `requests` says whether answered requests are among them; None: unless a person watches, on a terminal.
    """
    every = not sys.stderr.isatty() if requests is None else requests
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if every else logging.WARNING),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )


async def healthz() -> Response:
    """Answer that the process is alive."""
    return JSONResponse({"status": "alive"})


async def readyz(service: TheService) -> Response:
    """Answer that an index serves, or 503 with why none does."""
    service.library()
    return JSONResponse({"status": "ready"})


def router(metrics: Metrics) -> APIRouter:
    """Return `/healthz`, `/readyz` and `/metrics`."""
    made = APIRouter(tags=["operations"])

    async def measured() -> Response:
        """Measures of this process, for Prometheus."""
        return Response(generate_latest(metrics.registry), media_type=METRICS_TYPE)

    made.add_api_route("/healthz", healthz)
    made.add_api_route("/readyz", readyz)
    made.add_api_route("/metrics", measured, response_class=PlainTextResponse)
    return made
