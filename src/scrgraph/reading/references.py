"""The reference list: one `Reference` per entry, in the order of the list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrgraph.reading.findings import Reference
from scrgraph.reading.reference_acronyms import with_acronyms
from scrgraph.reading.reference_authors import parse_authors
from scrgraph.reading.reference_fields import parse_fields
from scrgraph.reading.reference_names import label, normal
from scrgraph.source.document import Block, BlockKind, Document

_YEAR = r"(?:(?:1[5-9]|20)\d\d(?:[/–-]\d{2,4})?[a-k]?|n\.? ?d\.?|in press|forthcoming)"
_BRACKETED = re.compile(rf"\((?:c\.? ?|\d{{4}}/)?({_YEAR})(?:,[^()]{{1,30}})?\)", re.IGNORECASE)
_BARE = re.compile(r"[,.:] ?((?:1[5-9]|20)\d\d[a-k]?)[.,:;](?=\s)")
_SPACE = re.compile(r"\s+")


def parse_references(document: Document) -> tuple[Reference, ...]:
    """Return the entries of the reference list; `index` counts from 1, exact duplicates are flagged."""
    blocks = document.blocks_of(BlockKind.REFERENCE)
    entries = [_entry(document, block, number) for number, block in enumerate(blocks, start=1)]
    return tuple(_flag_duplicates(with_acronyms(document, entries)))


def _entry(document: Document, block: Block, number: int) -> Reference:
    printed = " ".join(document.text[span.start : span.end] for span in block.spans)
    printed = _SPACE.sub(" ", printed.replace("<i>", "*").replace("</i>", "*")).strip()
    who, year, rest = _divide(printed)
    authors = parse_authors(who.replace("*", ""))
    fields = parse_fields(rest)
    return Reference(
        document=document.id,
        index=number,
        key=label(authors, year),
        authors=authors,
        year=year,
        title=_plain(fields.title),
        container=_plain(fields.container),
        publisher=_plain(fields.publisher),
        place=_plain(fields.place),
        volume=fields.volume,
        issue=fields.issue,
        pages=fields.pages,
        doi=fields.doi,
        url=fields.url,
        type=fields.type,
        spans=block.spans,
        text=document.read(block.spans),
    )


def _divide(printed: str) -> tuple[str, str | None, str]:
    """Return the author part, the year and what follows it; without a year, the part up to the first full stop."""
    found = _BRACKETED.search(printed) or _BARE.search(printed)
    if found:
        return printed[: found.start()], _year(found[1]), printed[found.end() :]
    who, _, rest = printed.partition(". ")
    return (who, None, rest) if rest else ("", None, printed)


def _year(printed: str) -> str:
    """Return a year as citations print it: "2010a", "n.d.", "in press", "forthcoming"."""
    if printed[:1].isdecimal():
        return printed.replace(" ", "")
    return "n.d." if printed[0] in "nN" else " ".join(printed.casefold().split())


def _plain(text: str | None) -> str | None:
    return text.replace("*", "").strip() or None if text else None


def _flag_duplicates(entries: Sequence[Reference]) -> list[Reference]:
    """Point each entry with the authors, year and title of an earlier one at that one (titles compared folded)."""
    first: dict[tuple[str, str], int] = {}
    flagged = []
    for entry in entries:
        identity = (entry.key.casefold(), normal(entry.title or entry.text))
        earlier = first.setdefault(identity, entry.index)
        flagged.append(entry if earlier == entry.index else replace(entry, duplicate_of=earlier))
    return flagged
