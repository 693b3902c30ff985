"""Content negotiation for the doors (RFC 9110, section 12.5.1): the best of what is on offer, or 406 with the list."""

from scrgraph.errors import NotAcceptableError
from scrgraph.sparql.accept import choose


def negotiate(accept: str | None, offered: tuple[str, ...]) -> str:
    """Return the best of the offered media types for an Accept header; the first offered where there is none.

    Raises:
        NotAcceptableError: none will do; `available` lists them.
    """
    chosen = choose(accept, offered)
    if chosen is None:
        message = f"This cannot be given in a media type that you accept: ask for {', '.join(offered)}."
        raise NotAcceptableError(message, available=offered)
    return chosen
