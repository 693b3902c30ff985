"""What a request may ask: the checks that both the interface and the pages apply before anything runs."""

import unicodedata
from typing import Annotated, TypedDict

from fastapi import Depends, Query

from scrgraph.errors import QueryError
from scrgraph.http.service import TheService
from scrgraph.retrieval.filters import Filters
from scrgraph.retrieval.search import Mode
from scrgraph.settings import Settings

MOST_OFFSET = 1_000_000
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


Filter = Annotated[str | None, Query(max_length=500)]


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


class PageQuery(TypedDict):
    """Which page of the hits."""

    k: int
    offset: int
    cursor: str | None


async def page_of(
    k: Annotated[int, Depends(depth_of)],
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET, description="How many passages to pass over")] = 0,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of an earlier page, instead")] = None,
) -> PageQuery:
    """Return which page is asked for."""
    return PageQuery(k=k, offset=offset, cursor=cursor)


async def filters_of(
    theme: Filter = None,
    review: Filter = None,
    policy: Filter = None,
    organisation: Filter = None,
    section: Filter = None,
    document: Filter = None,
    kind: Filter = None,
) -> Filters:
    """Return what narrows the search: IRIs, local ids or names of things; a section holds those below it."""
    return Filters(
        theme=theme,
        review=review,
        policy=policy,
        organisation=organisation,
        section=section,
        document=document,
        kind=kind,
    )


Question = Annotated[str, Depends(question_of)]
Paging = Annotated[PageQuery, Depends(page_of)]
Narrowed = Annotated[Filters, Depends(filters_of)]
Depth = Annotated[int, Depends(depth_of)]
Modes = Annotated[Mode, Query(description="Which indexes to ask")]
