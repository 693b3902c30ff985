"""An engine that is started when it is first asked: most commands never are."""

from collections.abc import Callable
from threading import Lock

from scrgraph.sparql.engine import Engine


class DeferredEngine:
    """One engine, opened once. Thread-safe; after `close` it would be opened anew."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        self._open = open_engine
        self._opened: Engine | None = None
        self._lock = Lock()

    def get(self) -> Engine:
        """Return the engine, after opening it where nobody has; raises as `Engine.open`."""
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def close(self) -> None:
        """End its workers, if it was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
