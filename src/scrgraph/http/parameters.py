"""What a request may ask: the checks that both the interface and the pages apply before anything runs."""

import unicodedata
from typing import Annotated

from fastapi import Depends, Query

from scrgraph.errors import QueryError
from scrgraph.http.service import TheService
from scrgraph.retrieval.search import Mode
from scrgraph.settings import Settings

_REFUSED = {"Cc": "a control character", "Cs": "half of a surrogate pair"}


def checked_question(text: str, settings: Settings) -> str:
    """Return the question without surrounding white space.

    Raises:
        QueryError: it is empty, over-long, or holds characters that no question has.
    """
    question = text.strip()
    if not question:
        raise QueryError("The question is empty; ask something, for example ?q=poverty.")
    if len(question) > settings.max_question_characters:
        raise QueryError(
            f"The question has {len(question):,} characters and may have "
            f"{settings.max_question_characters:,} (max_question_characters); ask something shorter."
        )
    for character in question:
        kind = unicodedata.category(character)
        if kind in _REFUSED and not character.isspace():
            raise QueryError(f"The question holds {_REFUSED[kind]} (U+{ord(character):04X}); take it out.")
    return question


async def question_of(service: TheService, q: Annotated[str, Query(description="The question or words")]) -> str:
    """Return the checked parameter `q`."""
    return checked_question(q, service.settings)


async def depth_of(
    service: TheService, k: Annotated[int, Query(ge=1, description="How many passages, at most")] = 10
) -> int:
    """Return the checked parameter `k`."""
    if k > service.settings.max_hits:
        raise QueryError(f"k is {k} and may be {service.settings.max_hits} (max_hits); ask for fewer.")
    return k


Question = Annotated[str, Depends(question_of)]
Depth = Annotated[int, Depends(depth_of)]
Filter = Annotated[str | None, Query(max_length=500)]
Modes = Annotated[Mode, Query(description="Which indexes to ask")]
