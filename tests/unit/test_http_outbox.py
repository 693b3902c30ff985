"""Long results on their way: what is held for slow clients is bounded in bytes and time."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from scrgraph.errors import LimitError
from scrgraph.http.outbox import Outbox

LONG = bytes(100_000)


def sent(answer: Any, send: Callable[[Any], Any]) -> None:
    async def receive() -> dict[str, str]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    asyncio.run(answer({"type": "http", "asgi": {"spec_version": "2.3"}}, receive, send))


def test_a_short_result_goes_out_at_once_and_is_never_refused() -> None:
    outbox = Outbox(1, 1)
    answer = outbox.answered(b"x", "text/csv", {"a": "b"})
    assert (answer.body, answer.headers["content-type"]) == (b"x", "text/csv; charset=utf-8")


def test_what_is_held_is_bounded_until_it_has_been_read() -> None:
    outbox, received = Outbox(150_000, 1), bytearray()

    async def read(message: Any) -> None:
        received.extend(message.get("body", b""))

    first = outbox.answered(LONG, "application/json", {})
    with pytest.raises(LimitError, match="sparql_held_bytes"):
        outbox.answered(LONG, "application/json", {})
    sent(first, read)
    assert (bytes(received), first.headers["content-length"]) == (LONG, "100000")
    sent(outbox.answered(LONG, "application/json", {}), read)


def test_one_result_goes_out_however_long_it_is() -> None:
    outbox = Outbox(10, 1)
    outbox.answered(LONG, "application/json", {})
    with pytest.raises(LimitError):
        outbox.answered(LONG, "application/json", {})


def test_who_does_not_read_loses_the_rest() -> None:
    outbox = Outbox(150_000, 0.05)

    async def dawdle(_: Any) -> None:
        await asyncio.sleep(30)

    with pytest.raises(TimeoutError):
        sent(outbox.answered(LONG, "application/json", {}), dawdle)
    outbox.answered(LONG, "application/json", {})
