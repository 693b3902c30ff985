"""Connections that may be slow or greedy: a request must arrive in time, and what is half received is bounded.

uvicorn bounds how long a connection may idle between requests and how long one head may be, but not how long a head
may take, nor what many unfinished heads hold together.
"""

import asyncio
import socket
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_ALL_HEADS_BYTES = 50_000_000


@dataclass(slots=True)
class Unfinished:
    """Bytes of request heads that have not arrived whole, of all connections together."""

    held: int = 0


def protocol(seconds: float) -> type[H11Protocol]:
    """Return the protocol of connections that send each request's head within `seconds` or are cut off."""
    unfinished = Unfinished()

    class Impatient(H11Protocol):
        _waiting: asyncio.TimerHandle | None = None
        _held = 0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            _forget_when_unread(transport, seconds)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is not h11.IDLE:
                self._settle()
                return
            self._held += len(data)
            unfinished.held += len(data)
            if unfinished.held > _ALL_HEADS_BYTES:
                self.transport.abort()
            else:
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._settle()
            super().connection_lost(exc)

        def _wait(self) -> None:
            if self._waiting is None:
                self._waiting = self.loop.call_later(seconds, self.transport.abort)

        def _settle(self) -> None:
            unfinished.held -= self._held
            self._held = 0
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None

    return Impatient


def _forget_when_unread(transport: Any, seconds: float) -> None:
    """Let the kernel end a connection whose other side takes nothing for so long (tcp(7), TCP_USER_TIMEOUT)."""
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    connection = transport.get_extra_info("socket")
    if option is not None and connection is not None:
        connection.setsockopt(socket.IPPROTO_TCP, option, round(seconds * 1000))
