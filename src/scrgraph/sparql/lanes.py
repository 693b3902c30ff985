"""A lane: so many may be in it at once, and so many may wait for their turn."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LaneFullError(Exception):
    """No turn came: too many wait, or the wait was too long."""


class LaneClosedError(Exception):
    """The lane is closed for good."""


class Lane:
    """Counted turns, first come first served as far as the interpreter's locks are. Thread-safe."""

    def __init__(self, width: int, queue: int) -> None:
        """At most `width` inside, at most `queue` waiting."""
        self._changed = threading.Condition()
        self._free = width
        self._queue = queue
        self._waiting = 0
        self._closed = False

    @contextmanager
    def turn(self, patience: float) -> Iterator["Place"]:
        """Hold a place, after waiting for it at most `patience` seconds; it may be left before the end.

        Raises:
            LaneFullError, LaneClosedError.
        """
        self._enter(patience)
        place = Place(self)
        try:
            yield place
        finally:
            place.leave()

    def enter_at_once(self) -> bool:
        """Take a place if one is free and nobody waits for it; whoever gets one must `leave`."""
        with self._changed:
            if self._closed or self._waiting or not self._free:
                return False
            self._free -= 1
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self._changed:
            self._free += 1
            self._changed.notify()

    def close(self) -> None:
        """Turn everybody away, those who wait too."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _enter(self, patience: float) -> None:
        with self._changed:
            if not self._free and not self._closed:
                self._wait(patience)
            if self._closed:
                raise LaneClosedError
            self._free -= 1

    def _wait(self, patience: float) -> None:
        if self._waiting >= self._queue:
            raise LaneFullError
        self._waiting += 1
        try:
            if not self._changed.wait_for(lambda: self._free > 0 or self._closed, timeout=patience):
                raise LaneFullError
        finally:
            self._waiting -= 1


class Place:
    """A place in a lane, given back once however often it is left. For one thread."""

    def __init__(self, lane: Lane) -> None:
        self._lane: Lane | None = lane

    def leave(self) -> None:
        """Give the place back, if it has not been."""
        lane, self._lane = self._lane, None
        if lane is not None:
            lane.leave()
