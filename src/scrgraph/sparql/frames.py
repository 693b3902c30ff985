"""What parent and worker say to each other over pipes: a length-prefixed JSON header and a body of bytes.

Layout: two unsigned 32-bit big-endian lengths (header, body), the header as UTF-8 JSON, the body. Imported by the
worker, so nothing beyond the standard library.
"""

import json
import struct
from typing import Any

LENGTHS = struct.Struct(">II")
Header = dict[str, Any]


def encode(header: Header, body: bytes = b"") -> bytes:
    """Return one frame."""
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def size(prefix: bytes) -> int:
    """Return the length of a whole frame from its first `LENGTHS.size` bytes."""
    head, body = LENGTHS.unpack_from(prefix)
    return LENGTHS.size + int(head) + int(body)


def decode(frame: bytes) -> tuple[Header, bytes]:
    """Return header and body of a whole frame."""
    head, _ = LENGTHS.unpack_from(frame)
    start = LENGTHS.size
    return json.loads(frame[start : start + head]), frame[start + head :]
