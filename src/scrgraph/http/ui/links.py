"""Addresses of the pages: every state of a page is a URL that can be shared."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode

Pair = Sequence[int]


def place(document: str, spans: Iterable[Pair], work: str = "") -> str:
    """Return the address that opens a document with these spans highlighted, as a place that cites `work` if given."""
    at = positions(spans)
    along = f"&{urlencode({'work': work})}" if work else ""
    return f"/read/{quote(document, safe='')}?at={at}{along}#at" if at else f"/read/{quote(document, safe='')}"


def positions(spans: Iterable[Pair]) -> str:
    """Return spans as an address names them."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def cite(document: str, spans: Iterable[Pair]) -> str:
    """Return the address of the reference of a place."""
    return f"/cite?{urlencode({'document': document, 'at': positions(spans)}, safe=',')}"


def theme(iri: str, review: str = "") -> str:
    """Return the address of a theme's page, or of its cell with one review, by their IRIs."""
    cell = f"?{urlencode({'review': _last(review)})}" if review else ""
    return f"/themes/{quote(_last(iri), safe='')}{cell}"


def review(iri: str) -> str:
    """Return the address of a review's page by its IRI."""
    return f"/reviews/{quote(_last(iri), safe='')}"


def thing(iri: str) -> str:
    """Return the address of the page of any thing by its IRI."""
    return f"/page/{iri.partition('/id/')[2]}"


def _last(iri: str) -> str:
    return iri.rstrip("/").rsplit("/", 1)[-1]


def section(document: str, number: str) -> str:
    """Return the address of a section of a document."""
    return f"/read/{quote(document, safe='')}#s-{quote(number, safe='')}"


def work(key: str) -> str:
    """Return the address of a work's page."""
    return f"/works/{quote(key, safe='')}"


def search(**state: object) -> str:
    """Return the address of a search; parameters that are None or empty are left out."""
    kept = {name: value for name, value in state.items() if value not in (None, "")}
    return f"/?{urlencode(kept)}" if kept else "/"


def editor(query: str) -> str:
    """Return the address of the SPARQL editor with a query in it."""
    return f"/sparql-editor?{urlencode({'query': query})}"


def outside(url: str | None) -> str | None:
    """Return an address printed in a report if a browser may follow it, else None."""
    if url is None:
        return None
    address = url.strip()
    return address if address.lower().startswith(("https://", "http://")) else None


def doi(value: str | None) -> str | None:
    """Return the resolver's address of a DOI."""
    return f"https://doi.org/{quote(value.strip(), safe='/.()-_;:')}" if value else None
