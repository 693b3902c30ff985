"""Request bodies, read up to a limit before anything looks at them."""

import asyncio

from starlette.types import Message, Receive, Scope

from scrgraph.errors import LimitError


async def bounded(scope: Scope, receive: Receive, limit: int, seconds: float) -> Receive:
    """Read the body, and return a `receive` that gives it whole.

    Raises:
        LimitError: it has more than `limit` bytes (413), or takes longer than `seconds` to come (408).
    """
    if _announced(scope) > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout(seconds):
            return _Replay(await _read(receive, limit), receive)
    except TimeoutError:
        message = f"The body did not come within {seconds:g} seconds (limit request_seconds): send it faster, or less."
        raise LimitError(message, limit="request_seconds", http_status=408) from None


async def _read(receive: Receive, limit: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


class _Replay:
    """Gives the body once, then whatever the connection says (that the client has left)."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._message: Message | None = {"type": "http.request", "body": body, "more_body": False}
        self._receive = receive

    async def __call__(self) -> Message:
        message, self._message = self._message, None
        return message if message is not None else await self._receive()


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"")
    return int(length) if length.isdigit() else 0


def _too_large(limit: int) -> LimitError:
    message = f"The body is larger than the {limit:,} bytes that are read (max_body_bytes); send less."
    return LimitError(message, limit="max_body_bytes", http_status=413)
