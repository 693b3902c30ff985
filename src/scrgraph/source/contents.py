"""The contents of a report: lines of heading and page number, before the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph.source.headings import Heading, normal, parse_heading
from scrgraph.source.lines import Line

_ENTRY = re.compile(r"(?P<title>\S.*?)(?:\s*\t+\s*|\s*[.…]{3,}\s*| {3,})(?P<page>\d{1,4}|[ivxl]{1,6})")
_CONTENTS = {"contents", "table of contents"}
_LISTS = {"list of tables", "list of figures", "list of boxes", "tables", "figures", "tables and figures"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. `listed` is True in a list of tables or figures."""

    line: Line
    text: str
    page: int | None
    heading: Heading | None
    listed: bool


def read_entry(line: Line, *, listed: bool) -> Entry | None:
    """Read a contents line, None where it is not one."""
    match = _ENTRY.fullmatch(line.text.strip())
    if match is None:
        return None
    page = int(match["page"]) if match["page"].isdigit() else None
    title = match["title"].rstrip(". ")
    return Entry(line, title, page, parse_heading(title), listed)


def find_contents(chunks: Sequence[tuple[Line, ...]]) -> tuple[dict[int, tuple[Entry, ...]], set[int]]:
    """Return the chunks (by position) that are contents entries, and those that are headings of such lists.

    A page break may cut the contents in two; a chunk belongs to it when every line is an entry.
    """
    entries: dict[int, tuple[Entry, ...]] = {}
    headings: set[int] = set()
    start = next((i for i, chunk in enumerate(chunks) if _opens(chunk)), None)
    if start is None:
        return entries, headings
    headings.add(start)
    listed = False
    for position in range(start, len(chunks)):
        chunk = chunks[position][1:] if position == start else chunks[position]
        if position > start and len(chunk) == 1 and normal(chunk[0].text) in _LISTS:
            headings.add(position)
            listed = True
            continue
        read = [read_entry(line, listed=listed) for line in chunk]
        if any(entry is None for entry in read):
            break
        entries[position] = tuple(entry for entry in read if entry is not None)
    return (entries, headings) if any(entries.values()) else ({}, set())


def _opens(chunk: tuple[Line, ...]) -> bool:
    """Whether a chunk is the heading of the contents, alone or with entries under it."""
    if len(chunk[0].text) >= 40 or normal(chunk[0].text) not in _CONTENTS:
        return False
    return all(read_entry(line, listed=False) is not None for line in chunk[1:])
