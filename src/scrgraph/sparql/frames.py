"""What parent and worker say to each other over pipes: a length-prefixed JSON header and a body of bytes.

Layout: two unsigned 32-bit big-endian lengths (header, body), the header as UTF-8 JSON, the body. Imported by the
worker, so nothing beyond the standard library. A result may be long: it is never held twice.
"""

import io
import json
import struct
from typing import Any

LENGTHS = struct.Struct(">II")
Header = dict[str, Any]


def opening(header: Header, body_bytes: int = 0) -> bytes:
    """Return all of a frame that goes before its body."""
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), body_bytes) + head


class Incoming:
    """A frame as it arrives, piece by piece."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._body = io.BytesIO()  # gives its bytes away without a copy, as bytearray cannot

    @property
    def missing(self) -> int:
        """Bytes that are known to be missing; 0 when the frame is whole."""
        return self._missing_before_body or int(LENGTHS.unpack_from(self._head)[1]) - self._body.tell()

    def add(self, chunk: bytes) -> None:
        """Take the next piece, at most as long as what is missing."""
        if self._missing_before_body:
            self._head += chunk
        else:
            self._body.write(chunk)

    @property
    def _missing_before_body(self) -> int:
        if len(self._head) < LENGTHS.size:
            return LENGTHS.size - len(self._head)
        return LENGTHS.size + int(LENGTHS.unpack_from(self._head)[0]) - len(self._head)

    def taken(self) -> tuple[Header, bytes]:
        """Return header and body of the whole frame."""
        return json.loads(self._head[LENGTHS.size :]), self._body.getvalue()
