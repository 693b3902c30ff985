"""What stands between the clients and the workers: what each client may use, and what is held for all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from fastapi import Request

from scrgraph.http.budgets import Budgets
from scrgraph.http.outbox import Outbox
from scrgraph.settings import Settings


@dataclass(frozen=True, slots=True)
class Gate:
    """The bounds that every door to SPARQL shares."""

    budgets: Budgets
    outbox: Outbox

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return a gate with the bounds of the settings."""
        return cls(Budgets(settings), Outbox(settings.sparql_held_bytes, settings.sparql_sending_seconds))

    @contextmanager
    def charged(self, request: Request) -> Iterator[None]:
        """Charge the time until the end of the block to the client; raises as `Budgets.charged`."""
        with self.budgets.charged(request.client.host if request.client else None):
            yield


def open_gate() -> Gate:
    """Return a gate without budgets, for a door that is served alone."""
    return Gate.of(Settings(sparql_client_seconds=0))
