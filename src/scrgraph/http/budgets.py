"""What one client may make the workers do: seconds of work a minute, in the manner of the Wikidata Query Service."""

import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from scrgraph.errors import LimitError
from scrgraph.settings import Settings

_NETWORK_BITS = 64  # what one household has of IPv6 addresses


class Budgets:
    """Seconds of work by client address. Thread-safe; addresses that have been quiet for a minute are forgotten."""

    def __init__(self, settings: Settings) -> None:
        """Read `sparql_client_seconds` (0: no limit) and `sparql_client_loopback`."""
        self._seconds = settings.sparql_client_seconds
        self._loopback = settings.sparql_client_loopback
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._item = RateLimitItemPerMinute(max(1, round(self._seconds * 1000)))

    @contextmanager
    def charged(self, address: str | None) -> Iterator[None]:
        """Charge the time until the end of the block to a client.

        Raises:
            LimitError: the client has used up its minute (429, with `retry_after`).
        """
        client = self._client(address)
        if client is None:
            yield
            return
        self._check(client)
        started = time.monotonic()
        try:
            yield
        finally:
            spent = max(1, round((time.monotonic() - started) * 1000))
            self._limiter.hit(self._item, client, cost=spent)

    def _check(self, client: str) -> None:
        window = self._limiter.get_window_stats(self._item, client)
        if window.remaining > 0:
            return
        wait = max(1, round(window.reset_time - time.time()) + 1)
        message = (
            f"Your queries have used more than {self._seconds:g} seconds of work in a minute "
            f"(limit sparql_client_seconds): try again in {wait} seconds."
        )
        raise LimitError(message, limit="sparql_client_seconds", http_status=429, retry_after=wait)

    def _client(self, address: str | None) -> str | None:
        """Return who is charged: an IPv4 address or an IPv6 network; None for whom there is no limit."""
        if not self._seconds or not address:
            return None
        try:
            found = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return address
        if found.is_loopback and not self._loopback:
            return None
        if isinstance(found, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((found, _NETWORK_BITS), strict=False))
        return str(found)
