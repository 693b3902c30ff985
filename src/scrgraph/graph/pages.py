"""Page ranges as printed: "241-2", "pp 24–31"."""

import re


def pages_of(locator: str) -> tuple[int, int] | None:
    """Return first and last page of a locator of pages: "241-2" is (241, 242), "Table 3.1" is None."""
    found = re.fullmatch(r"(?:pp?\.? ?)?(\d{1,5})(?: ?[-–] ?(\d{1,5}))?", locator.strip())
    if found is None:
        return None
    first, last = found[1], found[2] or found[1]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return (int(first), int(last)) if int(first) <= int(last) else None
