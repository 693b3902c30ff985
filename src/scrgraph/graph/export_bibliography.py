"""BibTeX, RIS and CSL-JSON of the reference list."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from scrgraph.graph.names import Namer
from scrgraph.graph.pages import pages_of
from scrgraph.iri import slug
from scrgraph.wire import AuthorView, ReferenceView

KINDS: Mapping[str, tuple[str, str, str]] = {
    "article": ("article", "JOUR", "article-journal"),
    "book": ("book", "BOOK", "book"),
    "chapter": ("incollection", "CHAP", "chapter"),
    "report": ("techreport", "RPRT", "report"),
    "thesis": ("phdthesis", "THES", "thesis"),
    "web page": ("misc", "ELEC", "webpage"),
    "inquiry": ("techreport", "RPRT", "report"),
    "guidance": ("techreport", "RPRT", "report"),
    "statistics": ("techreport", "RPRT", "report"),
    "speech": ("misc", "GEN", "speech"),
    "legislation": ("misc", "STAT", "legislation"),
    "conference": ("inproceedings", "CPAPER", "paper-conference"),
}
"""Type of a reference -> its name in BibTeX, RIS and CSL 1.0.2."""

_OTHER = ("misc", "GEN", "document")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def write_bibtex(references: Sequence[ReferenceView], out: BinaryIO) -> None:
    """Write BibTeX in UTF-8, one entry for every entry of the list."""
    namer = Namer()
    for reference in references:
        kind = KINDS.get(reference.type, _OTHER)[0]
        fields = _bibtex_fields(reference, kind)
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
        out.write(f"@{kind}{{{namer.unique(slug(reference.key))},\n{body}}}\n\n".encode())


def _bibtex_fields(reference: ReferenceView, kind: str) -> Iterator[tuple[str, str]]:
    names = " and ".join(_bibtex_name(author) for author in reference.authors)
    container = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
    publisher = {"techreport": "institution", "phdthesis": "school"}
    yield "author", names
    plain = {
        "title": reference.title,
        container.get(kind, "howpublished"): reference.container,
        publisher.get(kind, "publisher"): reference.publisher,
        "year": _year(reference),
        "volume": reference.volume,
        "number": reference.issue,
        "pages": re.sub(r"[-–]+", "--", reference.pages or ""),
        "doi": reference.doi,
    }
    for name, value in plain.items():
        yield name, (value or "").translate(_ESCAPES)
    yield "url", (reference.url or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _bibtex_name(author: AuthorView) -> str:
    if author.organisation:
        return "{" + author.organisation.translate(_ESCAPES) + "}"
    family, given = (author.family or "").translate(_ESCAPES), (author.given or "").translate(_ESCAPES)
    return f"{family}, {given}" if given else f"{{{family}}}"


def write_ris(references: Sequence[ReferenceView], out: BinaryIO) -> None:
    """Write RIS (tags TY, AU, TI ... ER; lines end in CR LF)."""
    for reference in references:
        lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in _ris_fields(reference) if value]
        out.write("".join([*lines, "ER  - \r\n\r\n"]).encode())


def _ris_fields(reference: ReferenceView) -> Iterator[tuple[str, str | None]]:
    pages = pages_of(reference.pages or "")
    first, last = (str(page) for page in pages) if pages else (reference.pages, None)
    yield "TY", KINDS.get(reference.type, _OTHER)[1]
    for author in reference.authors:
        person = f"{author.family}, {author.given}" if author.given else author.family
        yield "AU", author.organisation or person
    yield "TI", reference.title
    yield "T2", reference.container
    yield "PB", reference.publisher
    yield "PY", _year(reference)
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first
    yield "EP", last
    yield "DO", reference.doi
    yield "UR", reference.url
    yield "ID", reference.key


def write_csl_json(references: Sequence[ReferenceView], out: BinaryIO) -> None:
    """Write CSL-JSON (schema 1.0.2), one item for every entry of the list."""
    namer = Namer()
    items = [_csl_item(reference, namer.unique(reference.key)) for reference in references]
    out.write(json.dumps(items, ensure_ascii=False, indent=2).encode() + b"\n")


def _csl_item(reference: ReferenceView, identifier: str) -> dict[str, Any]:
    year = _year(reference)
    item: dict[str, Any] = {
        "id": identifier,
        "type": KINDS.get(reference.type, _OTHER)[2],
        "author": [_csl_name(author) for author in reference.authors],
        "issued": {"date-parts": [[int(year)]]} if year else None,
        "title": reference.title,
        "container-title": reference.container,
        "publisher": reference.publisher,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "DOI": reference.doi,
        "URL": reference.url,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(author: AuthorView) -> dict[str, str]:
    if author.organisation:
        return {"literal": author.organisation}
    parts = {"family": author.family, "given": author.given}
    return {name: part for name, part in parts.items() if part}


def _year(reference: ReferenceView) -> str | None:
    found = re.match(r"\d{4}", reference.year or "")
    return found[0] if found else None


def _line(value: str) -> str:
    return " ".join(value.split())
