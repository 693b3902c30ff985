"""One exchange with a server of the OpenAI chat interface: bounded in time and bytes, never redirected.

Imported when a question is phrased and not before: an HTTP client takes longer to load than a search takes to run.
Neither what is sent nor what comes back is logged, or repeated in an error.
"""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

import httpx
from pydantic import BaseModel, ValidationError

from scrgraph.errors import PhrasingError
from scrgraph.settings import Settings


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


def complete(settings: Settings, messages: Sequence[dict[str, str]]) -> str:
    """Return what the model writes in reply to the messages.

    Raises:
        PhrasingError: it cannot be reached, takes too long, sends too much, or sends something else.
    """
    try:
        body = asyncio.run(_within(settings, messages))
        return _Completion.model_validate_json(body).choices[0].message.content
    except TimeoutError as error:
        seconds = f"{settings.phrasing_seconds:g} s (SCRGRAPH_PHRASING_SECONDS)"
        raise PhrasingError(f"did not answer within {seconds}") from error
    except httpx.ConnectError as error:
        raise PhrasingError("cannot be reached at the address in SCRGRAPH_PHRASING_URL") from error
    except httpx.HTTPError as error:
        raise PhrasingError("broke off its answer") from error
    except (ValidationError, IndexError) as error:
        raise PhrasingError("did not send a chat completion; is SCRGRAPH_PHRASING_URL its base address?") from error


async def _within(settings: Settings, messages: Sequence[dict[str, str]]) -> bytes:
    async with asyncio.timeout(settings.phrasing_seconds):  # a limit on the whole, not on each read of a slow sender
        return await _exchange(settings, messages)


async def _exchange(settings: Settings, messages: Sequence[dict[str, str]]) -> bytes:
    address = f"{settings.phrasing_url.rstrip('/')}/chat/completions"
    asked = {"model": settings.phrasing_model, "messages": messages, "stream": False}
    headers = {"Accept-Encoding": "identity"}  # so that the limit holds for what is read
    if settings.phrasing_key is not None:
        headers["Authorization"] = f"Bearer {settings.phrasing_key.get_secret_value()}"
    # The environment's proxies and passwords are not for this address: the key goes there and nowhere else.
    async with (
        httpx.AsyncClient(timeout=None, follow_redirects=False, trust_env=False) as client,  # noqa: S113 - see _within
        client.stream("POST", address, json=asked, headers=headers) as response,
    ):
        if response.is_redirect:
            raise PhrasingError(f"redirects elsewhere (status {response.status_code}), which is not followed")
        if response.status_code != HTTPStatus.OK:
            raise PhrasingError(f"answered with status {response.status_code}")
        return await _read(response, settings.phrasing_max_bytes)


async def _read(response: httpx.Response, limit: int) -> bytes:
    found = bytearray()
    async for chunk in response.aiter_raw():
        found += chunk
        if len(found) > limit:
            raise PhrasingError(f"sent more than {limit:,} bytes (SCRGRAPH_PHRASING_MAX_BYTES)")
    return bytes(found)
