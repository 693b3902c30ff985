"""What every request can reach: the settings and the library, once it is open."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from scrgraph.errors import IndexUnusableError, ScrgraphError
from scrgraph.library import Library
from scrgraph.settings import Settings

OPENING = "The index is still being opened; try again in a moment."


@dataclass(slots=True)
class Service:
    """The library behind the requests. `reason` says why nothing is served while `opened` is None."""

    settings: Settings
    opened: Library | None = None
    reason: str = field(default=OPENING)

    def open(self) -> None:
        """Open the index of the settings; a failure is kept as the reason, for `/readyz` to say."""
        try:
            library = Library.open(self.settings)
            library.ready()
            self.opened = library
        except ScrgraphError as error:
            self.reason = str(error)

    def library(self) -> Library:
        """Return the open library.

        Raises:
            IndexUnusableError: nothing is served yet, or nothing can be.
        """
        if self.opened is None:
            raise IndexUnusableError(self.reason)
        return self.opened

    def close(self) -> None:
        """Close the library, if it is open."""
        if self.opened is not None:
            self.opened.close()
            self.opened = None


async def service_of(request: Request) -> Service:
    """Return the service that answers this request."""
    service: Service = request.app.state.service
    return service


async def library_of(request: Request) -> Library:
    """Return the open library, or raise IndexUnusableError."""
    return (await service_of(request)).library()


TheService = Annotated[Service, Depends(service_of)]
TheLibrary = Annotated[Library, Depends(library_of)]
