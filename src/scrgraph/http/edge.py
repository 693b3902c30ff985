"""The outermost layer: security headers, measures, one log line, and the last resort for errors."""

import time
import traceback
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scrgraph.errors import LimitError
from scrgraph.http import bodies, errors
from scrgraph.http.errors import UNEXPECTED, ErrorPage
from scrgraph.http.operations import Metrics

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


class Edge:
    """ASGI middleware around the whole application; answers HEAD as a GET without its body."""

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, log: Any, max_body_bytes: int, body_seconds: float, page: ErrorPage
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        self._max_body_bytes, self._body_seconds = max_body_bytes, body_seconds
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and look after its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, method = time.perf_counter(), scope["method"]
        answer = _Answer(send, head=method == "HEAD")
        if method == "HEAD":
            scope["method"] = "GET"
        try:
            if method == "POST":
                receive = await bodies.bounded(scope, receive, self._max_body_bytes, self._body_seconds)
            await self._app(scope, receive, answer.send)
        except LimitError as error:
            await self._refuse(scope, error.http_status, str(error), limit=error.limit)(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 - the edge: whatever is left becomes a 500 without its details
            self._log.error("failed", route=_route(scope), error=type(error).__name__, where=_frames(error))
            if answer.status is None:
                await self._refuse(scope, 500, UNEXPECTED)(scope, receive, answer.send)
        self._record(method, _route(scope), answer.status or 500, time.perf_counter() - started)

    def _refuse(self, scope: Scope, status: int, detail: str, **members: Any) -> ASGIApp:
        return errors.answer(Request(scope), self._page, status, detail, **members)

    def _record(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in _METHODS else "other"
        self._metrics.observe(method, route, status, seconds)
        self._log.info("answered", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


class _Answer:
    """Adds the headers to what is sent and remembers the status; a HEAD loses its body."""

    def __init__(self, send: Send, *, head: bool) -> None:
        self.status: int | None = None
        self._send = send
        self._head = head

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _route(scope: Scope) -> str:
    """Template of the route that answered: a path may hold what somebody looks for, a template never does."""
    return getattr(scope.get("route"), "path", None) or "none"


def _frames(error: Exception) -> list[str]:
    """Where it happened, without messages or values, which could repeat a question."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
