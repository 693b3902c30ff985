"""The pages of the works: the lists of references, one work, its card, and the network of what is cited together."""

import re
from collections import Counter
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from scrgraph import wire
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import citing, links
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.rendering import last_name
from scrgraph.http.ui.shared import atlas_of, show
from scrgraph.http.ui.walking import Walk
from scrgraph.source.text import Span

_SORTS = {"key": "by name", "cited": "most cited first", "year": "newest first"}
Sort = Annotated[str, Query(pattern="^(key|cited|year)$")]


def works(request: Request, library: TheLibrary, q: str = "", sort: Sort = "key", type: str = "") -> Response:
    """Every work of the reference lists."""
    listed = atlas_of(request, library).references
    found = [work for work in citing.matching(listed, q.strip().casefold()) if not type or work.type == type]
    kinds = sorted({work.type for work in listed})
    return show(
        request,
        "works.html",
        works=sort_works(found, sort),
        filter=q.strip(),
        sort=sort,
        sorts=_SORTS,
        type=type,
        kinds=kinds,
        total=len(listed),
    )


def sort_works(found: list[wire.ReferenceView], sort: str) -> list[wire.ReferenceView]:
    """Return works sorted by key, by how often they are cited, or by year, newest first."""
    by_key = sorted(found, key=lambda work: work.key.casefold())
    if sort == "cited":
        return sorted(by_key, key=lambda work: -work.citations)
    return sorted(by_key, key=lambda work: work.year or "", reverse=True) if sort == "year" else by_key


def work(request: Request, library: TheLibrary, key: str) -> Response:
    """One work: what it is, and every place that cites it."""
    found = library.cite(key)
    reviews = atlas_of(request, library).reviews
    review = next((view for view in reviews if view.key == found.key), None)
    return show(
        request,
        "work.html",
        work=found,
        review=review,
        reference=citing.reference(found, found.text),
        places=_places(found),
        pages=sorted({place.locator for place in found.cited_by if place.locator}, key=by_number),
        sections=_sections(atlas_of(request, library), found),
    )


def by_number(locator: str) -> tuple[str, int]:
    """Return the order of a locator as printed: page 19 before page 100, pages before tables."""
    number = re.search(r"\d+", locator)
    return (locator[: number.start()], int(number[0])) if number else (locator, 0)


def _places(work: wire.ReferenceView) -> list[list[wire.CitedBy]]:
    """Return the places that cite a work, those of one sentence together."""
    grouped: dict[tuple[str, str, str], list[wire.CitedBy]] = {}
    for place in work.cited_by:
        grouped.setdefault((place.document, place.passage, place.text), []).append(place)
    return list(grouped.values())


def _sections(atlas: Atlas, work: wire.ReferenceView) -> list[tuple[str, int, str]]:
    """Return the Parts of the reports that cite a work, in order: title, number of places, address."""
    counts = Counter((place.document, place.section.number.split(".")[0]) for place in work.cited_by)
    titles = {
        (view.id, str(section["number"])): str(section["title"])
        for view in atlas.documents.values()
        for section in view.sections
    }
    return [
        (f"{number} {titles.get((document, number), '')}".strip(), count, links.section(document, number))
        for (document, number), count in sorted(counts.items())
    ]


def card(request: Request, library: TheLibrary, key: str, at: Annotated[int, Query(le=10**9)] = -1) -> Response:
    """The card of a work, to show beside a citation at an offset: what it is and where it is cited before and after."""
    found = library.cite(key)
    document = found.cited_by[0].document if found.cited_by else found.document
    walk = Walk.of(found, document, [Span(at, at + 1)] if at >= 0 else [])
    return show(request, "card.html", walk=walk)


def network(request: Request, library: TheLibrary, focus: str = "") -> Response:
    """What is cited together, as a picture and in words; `focus` is the work one stands at."""
    listed = atlas_of(request, library).references
    cited = sorted((work for work in listed if work.citations), key=lambda work: (-work.citations, work.key))
    found = library.cite(focus) if focus else None
    return show(request, "network.html", focus=found, cited=cited)


def network_data(request: Request, library: TheLibrary) -> Response:
    """Cited works and how often two stand in the same brackets."""
    atlas = atlas_of(request, library)
    reviews = {view.key: last_name(view.iri) for view in atlas.reviews if view.key}
    cited = list(atlas.cited.values())
    nodes = [
        {"key": work.key, "cited": len(work.cited_by), "review": reviews.get(work.key), "address": links.work(work.key)}
        for work in cited
    ]
    known = {work.key for work in cited}
    edges = [
        {"source": work.key, "target": other.key, "count": other.count}
        for work in cited
        for other in work.co_cited
        if work.key < other.key and other.key in known
    ]
    return JSONResponse({"nodes": nodes, "edges": edges})


ROUTES: tuple[tuple[str, Any], ...] = (
    ("/works", works),
    ("/export/works.{ending}", citing.works_file),
    ("/export/place.{ending}", citing.place_file),
    ("/cite", citing.place),
    ("/cards/{key:path}", card),
    ("/network", network),
    ("/charts/network.json", network_data),
    ("/works/{key:path}", work),
)
