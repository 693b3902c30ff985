"""An output that stops when a result grows too long or has too many rows."""

import io
from typing import Any

_BUFFER_BYTES = 1 << 17


class RowsExceededError(Exception):
    """The result has more rows or triples than allowed."""


class BytesExceededError(Exception):
    """The serialised result is longer than allowed."""


class Sink(io.RawIOBase):
    """A binary output that stops at a number of bytes, and at a number of row marks if it is given any.

    `crossed` says which limit stopped it; what comes after is dropped. The engine writes a few bytes at a time, so
    give it `buffered()`.
    """

    def __init__(self, limit: int, mark: bytes = b"", marks: int = 0) -> None:
        super().__init__()
        self._held = io.BytesIO()  # gives its bytes away without a copy
        self._left = limit
        self._mark = mark
        self._marks_left = marks
        self._tail = b""
        self.crossed: type[Exception] | None = None

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, chunk: Any) -> int:
        """Keep a chunk; raises OSError when a limit is crossed."""
        data = bytes(chunk)
        if self.crossed is None:
            self._check(data)
            self._held.write(data)
        return len(data)

    def buffered(self) -> io.BufferedWriter:
        """Return a buffer in front of this sink; flush it when done."""
        return io.BufferedWriter(self, _BUFFER_BYTES)

    def value(self) -> bytes:
        """Everything written."""
        return self._held.getvalue()

    def _check(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self.crossed = BytesExceededError
        elif self._mark:
            seen = self._tail + data
            self._marks_left -= seen.count(self._mark)
            self._tail = seen[len(seen) - len(self._mark) + 1 :]
            if self._marks_left < 0:
                self.crossed = RowsExceededError
        if self.crossed:
            raise OSError(self.crossed.__name__)
