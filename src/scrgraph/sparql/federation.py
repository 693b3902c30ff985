"""Calls to the SPARQL endpoints of an allow-list, made by the service itself: the workers have no sockets.

A call is bounded in time and size. Only an endpoint that is listed is called, also after a redirect; a listed name
must lead to public addresses, so that whoever owns it cannot point it into this network, but an address or `localhost`
may be listed as such. No proxy is used.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NoReturn, Self
from urllib.parse import urlencode, urljoin, urlsplit

import pyoxigraph as ox

from scrgraph.errors import LimitError, ServiceError
from scrgraph.settings import Settings
from scrgraph.sparql.lanes import Lane, LaneClosedError, LaneFullError

Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

_AT_ONCE, _WAITING = 4, 8  # of the forty threads that answer requests
_HOPS = 3
_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_JSON = "application/sparql-results+json"


class Federation:
    """The endpoints that may be called. Thread-safe."""

    def __init__(self, endpoints: tuple[str, ...], seconds: float, max_bytes: int) -> None:
        """Allow `endpoints`; each call may last `seconds` and answer `max_bytes`."""
        self.endpoints = endpoints
        self._seconds, self._max_bytes = seconds, max_bytes
        self._lane = Lane(_AT_ONCE, _WAITING)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the federation that the settings allow."""
        return cls(settings.federated, settings.sparql_service_seconds, settings.sparql_service_bytes)

    def select(self, endpoint: str, query: str) -> Rows:
        """Return the names of the variables and the rows, terms as SPARQL writes them, UNDEF where unbound.

        Raises:
            ServiceError: the endpoint does not answer, or with something else than rows.
            LimitError: it takes too long or says too much, or too many calls are waiting.
        """
        try:
            with self._lane.turn(self._seconds):
                return _rows(endpoint, self._answer(endpoint, query))
        except (LaneFullError, LaneClosedError):
            message = f"{_AT_ONCE} calls to other endpoints are being made and others wait: try again in a moment."
            raise LimitError(message, limit="sparql_service_seconds") from None

    def _answer(self, endpoint: str, query: str) -> bytes:
        deadline, at = time.monotonic() + self._seconds, endpoint
        for _ in range(_HOPS):
            with self._asked(at, query, deadline) as answer:
                location = answer.getheader("location")
                if answer.status not in _REDIRECTS or location is None:
                    return self._body(endpoint, answer)
            at = urljoin(at, location)
            if at not in self.endpoints:
                _fail(endpoint, "it redirects to an address that is not in sparql_federation")
        return _fail(endpoint, f"it redirects more than {_HOPS} times")

    @contextmanager
    def _asked(self, at: str, query: str, deadline: float) -> Iterator[http.client.HTTPResponse]:
        headers = {"Accept": _JSON, "Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}
        try:
            with closing(_connected(at, deadline)) as connection, self._ended_at(connection, deadline):
                parts = urlsplit(at)
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request("POST", target, urlencode({"query": query}), headers)
                yield connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise self._late(at) from error
            _fail(at, str(error) or type(error).__name__)

    def _body(self, endpoint: str, answer: http.client.HTTPResponse) -> bytes:
        if answer.status != 200:
            _fail(endpoint, f"it says {answer.status} {answer.reason}"[:80])
        body = bytearray()
        while piece := answer.read(_PIECE):
            body += piece
            if len(body) > self._max_bytes:
                message = (
                    f"<{endpoint}> answers with more than {self._max_bytes} bytes (limit sparql_service_bytes): "
                    "ask it for less, for example with a LIMIT in a subquery."
                )
                raise LimitError(message, limit="sparql_service_bytes", http_status=422)
        return bytes(body)

    @contextmanager
    def _ended_at(self, connection: http.client.HTTPConnection, deadline: float) -> Iterator[None]:
        """Cut the connection at the deadline, however the other side drips."""
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (connection.sock,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _late(self, at: str) -> LimitError:
        message = f"<{at}> takes longer than {self._seconds:g} seconds (limit sparql_service_seconds): ask it for less."
        return LimitError(message, limit="sparql_service_seconds")


def _connected(at: str, deadline: float) -> http.client.HTTPConnection:
    """Return a connection to an address that has been looked at, not merely to a name."""
    parts = urlsplit(at)
    secure, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if secure else 80)
    address = _address(at, host, port)
    connection = http.client.HTTPConnection(host, port)
    plain = socket.create_connection((address, port), timeout=max(0.1, deadline - time.monotonic()))
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except OSError:
        plain.close()
        raise
    return connection


def _address(at: str, host: str, port: int) -> str:
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    named = host != "localhost" and not _is_address(host)
    if named and not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in found):
        _fail(at, "its name leads to an address of this machine or a private network")
    return found[0]


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _cut(plain: socket.socket) -> None:
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended meanwhile


def _rows(endpoint: str, body: bytes) -> Rows:
    try:
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            _fail(endpoint, "its answer is no rows")
        names = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(_term(endpoint, solution[name]) for name in names) for solution in found)
    except (SyntaxError, ValueError) as error:
        return _fail(endpoint, f"its answer is no {_JSON}: {error}"[:200])
    return names, rows


def _term(endpoint: str, term: object) -> str:
    if term is None:
        return "UNDEF"
    if not isinstance(term, ox.NamedNode | ox.Literal):
        _fail(endpoint, "its answer holds a blank node, which means nothing here: ask it for IRIs and literals")
    return str(term)


def _fail(endpoint: str, why: str) -> NoReturn:
    raise ServiceError(f"<{endpoint}> could not be used: {why}.")
