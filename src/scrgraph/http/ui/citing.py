"""Cite this: any place of a report, or any work, as text, BibTeX or RIS, with its section and deep link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.errors import NotFoundError, QueryError
from scrgraph.graph.export_bibliography import write_bibtex, write_csl_json, write_ris
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import links, places
from scrgraph.http.ui.shared import atlas_of, show
from scrgraph.source.document import Document
from scrgraph.source.text import Span

Writer = Callable[[Sequence[wire.ReferenceView], BinaryIO], None]
FORMATS: dict[str, tuple[Writer, str]] = {
    "bib": (write_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (write_ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (write_csl_json, "application/vnd.citationstyles.csl+json"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference ready to copy."""

    text: str
    bibtex: str
    ris: str


def reference(view: wire.ReferenceView, text: str) -> Reference:
    """Return a reference in every form; `text` is how it reads in a sentence."""
    return Reference(text, written(write_bibtex, [view]), written(write_ris, [view]))


def written(writer: Writer, views: Sequence[wire.ReferenceView]) -> str:
    """Return what a writer of bibliographies writes."""
    out = BytesIO()
    writer(views, out)
    return out.getvalue().decode().strip()


def place_reference(document: Document, view: wire.DocumentView, spans: Sequence[Span], address: str) -> Reference:
    """Return the reference of a place: the report, the section, the characters and the link that opens it."""
    section = section_at(document, spans)
    where = f"characters {', '.join(f'{span.start}–{span.end}' for span in spans)}" if spans else ""
    located = ", ".join(part for part in (section, where) if part)
    year = (view.date or "")[:4]
    authors = ", ".join(view.authors) or (view.publisher or "")
    parts = [f"{authors} ({year or 'n.d.'}) {view.title}", view.publisher, located, f"<{address}>"]
    entry = wire.ReferenceView(
        document=view.id,
        index=1,
        key=f"{view.id} {spans[0].start}" if spans else view.id,
        iri=view.iri,
        authors=tuple(wire.AuthorView(family=name) for name in view.authors),
        year=year or None,
        title=view.title,
        container=section or None,
        publisher=view.publisher,
        volume=None,
        issue=None,
        pages=None,
        doi=None,
        url=address,
        type="report",
        start=0,
        end=0,
        text=view.title,
    )
    return reference(entry, ". ".join(part.rstrip(".") for part in parts if part) + ".")


def section_at(document: Document, spans: Sequence[Span]) -> str:
    """Return the number and title of the section a place stands in."""
    blocks = [block for block in document.blocks if spans and block.start < spans[0].end and spans[0].start < block.end]
    if not blocks:
        return ""
    section = document.sections[blocks[0].section]
    return f"{section.number} {section.title}" if section.number[:1].isdigit() else section.title


def place(request: Request, library: TheLibrary, document: str, at: str = "") -> Response:
    """A place of a report as a reference to copy."""
    tree, spans = library.document(document), places.parse(at)
    found = _place(request, library, tree, spans)
    words = tree.read(spans) if spans else ""
    here = links.place(tree.id, spans_of(spans))
    return show(request, "cite.html", found=found, words=words, place=here, document=tree.id, at=at)


def place_file(request: Request, library: TheLibrary, ending: str, document: str, at: str = "") -> Response:
    """A place of a report as a BibTeX or RIS file."""
    found = _place(request, library, library.document(document), places.parse(at))
    body = {"bib": found.bibtex, "ris": found.ris}.get(ending)
    if body is None:
        raise NotFoundError(f"A place is not given as {ending[:20]!r}; ask for bib or ris.")
    return _file(body.encode(), ending, document)


def _place(request: Request, library: TheLibrary, tree: Document, spans: Sequence[Span]) -> Reference:
    view = atlas_of(request, library).documents[tree.id]
    path = links.place(tree.id, spans_of(spans))
    return place_reference(tree, view, spans, f"{str(request.base_url).rstrip('/')}{path}")


def spans_of(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return spans as pairs."""
    return [(span.start, span.end) for span in spans]


def works_file(request: Request, library: TheLibrary, ending: str, q: str = "", key: str = "") -> Response:
    """Works of the reference lists as BibTeX, RIS or CSL-JSON: one by its key, those that hold `q`, or all."""
    if ending not in FORMATS:
        raise QueryError(f"Works are not given as {ending[:20]!r}; ask for {', '.join(FORMATS)}.")
    wanted = q.strip().casefold()
    views = [library.cite(key)] if key else matching(atlas_of(request, library).references, wanted)
    out = BytesIO()
    FORMATS[ending][0](views, out)
    return _file(out.getvalue(), ending, key or "works")


def matching(works: Sequence[wire.ReferenceView], wanted: str) -> list[wire.ReferenceView]:
    """Return the works whose key or entry holds the (case-folded) words."""
    return [work for work in works if wanted in f"{work.key} {work.text}".casefold()]


def _file(body: bytes, ending: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}.{ending}"
    return Response(body, media_type=FORMATS[ending][1], headers={"content-disposition": disposition})
