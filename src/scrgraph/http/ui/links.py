"""Addresses of the pages: every state of a page is a URL that can be shared."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode

Pair = Sequence[int]


def place(document: str, spans: Iterable[Pair]) -> str:
    """Return the address that opens a document with these spans highlighted and in view."""
    at = ",".join(f"{start}-{end}" for start, end in spans)
    return f"/read/{quote(document, safe='')}?at={at}#at" if at else f"/read/{quote(document, safe='')}"


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
