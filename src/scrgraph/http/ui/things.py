"""The page of a thing of the graph: one of its own where it has one, else what the graph says of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from scrgraph.errors import NotFoundError
from scrgraph.http.queryable import Queryable
from scrgraph.http.ui import links
from scrgraph.library import Library

_MOST = 500
_SAID = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?way ?property ?value ?label WHERE {
  { <IRI> ?property ?value BIND("out" AS ?way) } UNION { ?value ?property <IRI> BIND("in" AS ?way) }
  OPTIONAL { ?value rdfs:label|skos:prefLabel|dcterms:title ?label }
} ORDER BY DESC(?way) ?property ?value LIMIT MOST"""
_NAMES = ("prefLabel", "label", "title", "name")
_UNSAFE = frozenset('<>"{}|^`\\') | {chr(code) for code in range(33)}


@dataclass(frozen=True, slots=True)
class Said:
    """One property of a thing with its values (words, address or None); `inverse` where others say it of the thing."""

    property: str
    inverse: bool
    values: tuple[tuple[str, str | None], ...]


def home(library: Library, local: str) -> str | None:
    """Return the address of the page that shows a thing, by its local id ("theme/poverty"); None where none does.

    Raises:
        NotFoundError: it is of a kind that has pages, but there is none such.
    """
    kind, _, rest = local.partition("/")
    found = _HOMES.get(kind)
    part = "/" in rest and kind in _WHOLE  # an author's place in the list of a document or a review, for example
    return found(library, rest) if found and rest and not part else None


def _document(library: Library, rest: str) -> str:
    return links.place(library.document(rest).id, ())


def _section(_: Library, rest: str) -> str:
    document, number = rest.split("/", 1) if "/" in rest else (rest, "")
    return links.section(document, number)


def _passage(library: Library, rest: str) -> str:
    view = library.passage(rest)
    return links.place(view.document, view.spans)


def _work(library: Library, rest: str) -> str | None:
    found = (entry.key for entry in library.references() if entry.iri.endswith(f"/work/{rest}"))
    key = next(found, None)
    return links.work(key) if key else None


def _observation(library: Library, rest: str) -> str | None:
    found = (view for view in library.statistics() if view.iri.endswith(f"/observation/{rest}"))
    view = next(found, None)
    return links.place(view.document, view.spans) if view else None


def _theme(_: Library, rest: str) -> str:
    return links.theme(rest)


def _review(_: Library, rest: str) -> str:
    return links.review(rest)


_WHOLE = frozenset({"document", "theme", "review"})
_HOMES: dict[str, Callable[[Library, str], str | None]] = {
    "document": _document,
    "section": _section,
    "passage": _passage,
    "work": _work,
    "observation": _observation,
    "theme": _theme,
    "review": _review,
}


def said_of(library: Library, iri: str) -> tuple[str, tuple[Said, ...]]:
    """Return the name of a thing and what the graph says of it, both ways.

    Raises:
        NotFoundError: the graph says nothing of it.
    """
    rows = _rows(library, iri) if _UNSAFE.isdisjoint(iri) else []
    if not rows:
        raise NotFoundError(f"The graph knows nothing of {iri[:200]}; search for it, or ask /sparql-editor.")
    keyed = groupby(rows, key=lambda row: (row["way"]["value"], row["property"]["value"]))
    base = iri.partition("/id/")[0]
    said = tuple(Said(name, way == "in", tuple(_value(row, base) for row in group)) for (way, name), group in keyed)
    return _name(iri, said), said


def _rows(library: Library, iri: str) -> list[dict[str, Any]]:
    query = _SAID.replace("IRI", iri).replace("MOST", str(_MOST))
    result = cast("Queryable", library).sparql(query, format="json")
    rows: list[dict[str, Any]] = json.loads(result.body)["results"]["bindings"]
    return rows


def _value(row: dict[str, Any], base: str) -> tuple[str, str | None]:
    value = row["value"]
    words = row.get("label", value)["value"].removeprefix(f"{base}/id/")
    if value["type"] != "uri":
        return words, None
    address = str(value["value"])
    return words, address.removeprefix(base) if address.startswith(f"{base}/") else links.outside(address)


def _name(iri: str, said: tuple[Said, ...]) -> str:
    for wanted in _NAMES:
        for entry in said:
            if not entry.inverse and entry.property.endswith(wanted):
                return entry.values[0][0]
    return iri.rsplit("/", 1)[-1]
