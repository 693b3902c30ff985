"""The Accept header (RFC 9110, section 12.5.1): media ranges with weights, and the best of what is on offer."""

from dataclasses import dataclass

_MAX_RANGES = 64  # browsers send fewer than ten


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One range of an Accept header. Parameters other than q are ignored; q is in 0..1."""

    type: str
    subtype: str
    q: float

    def precision(self, media_type: str) -> int | None:
        """Return how exactly this range names a media type (2 exact, 1 `type/*`, 0 `*/*`), None if not at all."""
        kind, _, subtype = media_type.partition("/")
        if self.type == "*":
            return 0
        if self.type != kind:
            return None
        if self.subtype == "*":
            return 1
        return 2 if self.subtype == subtype else None


def parse(header: str) -> tuple[MediaRange, ...]:
    """Return the ranges of an Accept header in its order; what is malformed is left out."""
    ranges = (_range(part) for part in header.split(",")[:_MAX_RANGES])
    return tuple(entry for entry in ranges if entry is not None)


def choose(header: str | None, offered: tuple[str, ...]) -> str | None:
    """Return the offered media type with the highest q, the earliest of equals; None if none is acceptable.

    No header, or an empty one, accepts everything. Of the ranges that match a type the most exact gives its q.
    An exactly named type goes before one that only a wildcard of equal q allows.
    """
    if header is None or not header.strip():
        return offered[0]
    ranges = parse(header)
    best: tuple[float, int, int] | None = None
    for position, media_type in enumerate(offered):
        precision, q = _weight(ranges, media_type)
        rank = (q, precision, -position)
        if q > 0 and (best is None or rank > best):
            best = rank
    return None if best is None else offered[-best[2]]


def _weight(ranges: tuple[MediaRange, ...], media_type: str) -> tuple[int, float]:
    matches = [(precision, entry.q) for entry in ranges if (precision := entry.precision(media_type)) is not None]
    return max(matches, default=(-1, 0.0))


def _range(part: str) -> MediaRange | None:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    kind, slash, subtype = name.partition("/")
    if not slash or not kind or not subtype or (kind == "*" and subtype != "*"):
        return None
    q = _q(parameters)
    return None if q is None else MediaRange(kind, subtype, q)


def _q(parameters: list[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return _number(value.strip())
    return 1.0


def _number(value: str) -> float | None:
    plain = value.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(value) <= 5):
        return None
    number = float(value)
    return number if number <= 1 else None
