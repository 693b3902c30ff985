"""The reference list: one `Reference` per entry, in the order of the list."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrgraph.reading.findings import Author, Reference
from scrgraph.reading.reference_acronyms import with_acronyms
from scrgraph.reading.reference_authors import is_cut, parse_authors
from scrgraph.reading.reference_fields import ADDRESS, parse_fields
from scrgraph.reading.reference_names import label, normal
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.reference_list import without_mark

_YEAR = r"(?:(?:1[5-9]|20)\d\d(?:[/–-]\d{2,4})?[a-k]?|n\.? ?d\.?|no date|undated|in press|forthcoming)"
_BRACKETED = re.compile(rf"[(\[](?:c\.? ?|\d{{4}}/)?({_YEAR})(?:,[^()\[\]]{{1,30}}| \[\d{{4}}\])?[)\]]", re.IGNORECASE)
# The year after a full stop or a comma, after initials, or after the name of a body.
_BARE = re.compile(
    r"(?:[,.:] ?|(?<=[^\W\d_a-z]) |^[^.:,(“‘\"*]{2,200} )((?:1[5-9]|20)\d\d[a-k]?|n\.d\.|in press|forthcoming)"
    r"[.,:;](?=\s)"
)
# A title that opens before any year: the year stands at the end, as in lists that are cited by number.
_OPENING = re.compile(r"(?<![\w.])[“‘\"'*](?=\w)(?!et\b)")
_LATE = re.compile(r"(?:(?<=[\s(,;])((?:1[5-9]|20)\d\d[a-k]?)(?=[;:),. ]|$)(?!\S*[/–-]\d))")
# A full stop that ends no initial.
_STOP = re.compile(r"(?<=\w\w)\.$")
_SAME = re.compile(r"(?:[—―]+|[-–_]{2,})[.,:]?\s*")
_SPACE = re.compile(r"\s+")


def parse_references(document: Document) -> tuple[Reference, ...]:
    """Return the entries of the reference list; `index` counts from 1, exact duplicates are flagged."""
    blocks = document.blocks_of(BlockKind.REFERENCE)
    entries: list[Reference] = []
    for number, block in enumerate(blocks, start=1):
        entries.append(_entry(document, block, number, entries[-1].authors if entries else ()))
    return tuple(_flag_duplicates(with_acronyms(document, entries)))


def _entry(document: Document, block: Block, number: int, before: Sequence[Author]) -> Reference:
    """Read an entry; `before` are the authors of the entry before it, for whom a dash may stand."""
    printed = " ".join(document.text[span.start : span.end] for span in block.spans)
    printed = without_mark(_SPACE.sub(" ", printed.replace("<i>", "*").replace("</i>", "*")).strip())
    who, year, rest = _divide(printed)
    same = _SAME.match(who)
    who = who[same.end() if same else 0 :].replace("*", "").replace("_", "")
    authors, cut = parse_authors(who), is_cut(who)
    authors = (*before, *authors) if same else authors
    fields = parse_fields(rest)
    return Reference(
        document=document.id,
        index=number,
        key=label(authors, year, cut=cut),
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
        cut=cut,
    )


def _divide(printed: str) -> tuple[str, str | None, str]:
    """Return the author part, the year and what follows the authors (without the year, if it stands between)."""
    found = _BRACKETED.search(printed) or _BARE.search(printed)
    title = _OPENING.search(printed)
    if found and (title is None or found.start() < title.start() or title.start() == 0):
        return _STOP.sub("", printed[: found.start(1)].rstrip(" ([")), _year(found[1]), printed[found.end() :]
    before_address = printed[: found_at.start()] if (found_at := ADDRESS.search(printed)) else printed
    years = _LATE.findall(before_address)
    year = years[-1] if years else None
    if title and title.start():
        return printed[: title.start()], year, printed[title.start() :]
    who, _, rest = printed.partition(". ")
    return (who, year, rest) if rest else ("", year, printed)


def _year(printed: str) -> str:
    """Return a year as citations print it: "2010a", "n.d.", "in press", "forthcoming"."""
    if printed[:1].isdecimal():
        return printed.replace(" ", "")
    return "n.d." if printed[0] in "nNuU" else " ".join(printed.casefold().split())


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
