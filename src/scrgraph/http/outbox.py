"""Results on their way to clients that may be slow: what is held for all of them together is bounded."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from scrgraph.errors import LimitError

_CHUNK = 1 << 16  # what goes out at once, between which other requests are served; less is never counted


class Outbox:
    """Bytes of long results that are being sent. For one event loop."""

    def __init__(self, limit: int, seconds: float) -> None:
        """Hold at most `limit` bytes, each result for at most `seconds`."""
        self._limit, self._left, self._seconds = limit, limit, seconds

    def answered(self, body: bytes, media_type: str, headers: dict[str, str]) -> Response:
        """Return the answer that sends a result.

        Raises:
            LimitError: too much is held for clients that have yet to read it.
        """
        kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
        if len(body) <= _CHUNK:
            return Response(body, media_type=kind, headers=headers)
        if len(body) > self._left < self._limit:
            message = f"Other clients have yet to read {self._limit} bytes (limit sparql_held_bytes): try again soon."
            raise LimitError(message, limit="sparql_held_bytes")
        self._left -= len(body)
        return _Parcel(self, body, kind, headers)

    def give_back(self, size: int) -> None:
        """Count a result as sent, or given up."""
        self._left += size

    @property
    def seconds(self) -> float:
        """How long a client may take to read a result."""
        return self._seconds


class _Parcel(StreamingResponse):
    """One long result. A client that leaves or dawdles loses the rest of it."""

    def __init__(self, outbox: Outbox, body: bytes, media_type: str, headers: dict[str, str]) -> None:
        length = {"content-length": str(len(body))}
        super().__init__(_pieces(body), media_type=media_type, headers={**headers, **length})
        self._outbox, self._size = outbox, len(body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._outbox.seconds):
                await super().__call__(scope, receive, send)
        finally:
            self._outbox.give_back(self._size)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    view = memoryview(body)
    for start in range(0, len(body), _CHUNK):
        yield bytes(view[start : start + _CHUNK])
        await asyncio.sleep(0)
