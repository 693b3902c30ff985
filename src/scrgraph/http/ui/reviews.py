"""The pages of the periodic reviews: all side by side, one by one, and on a line of time with the policies."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from scrgraph import wire
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import counting, links, results
from scrgraph.http.ui.rendering import last_name, spelled
from scrgraph.http.ui.shared import atlas_of, show


def reviews(request: Request, library: TheLibrary) -> Response:
    """The periodic reviews side by side."""
    atlas = atlas_of(request, library)
    return show(request, "reviews.html", cases=counting.cases(atlas.reviews, atlas.place))


def review(request: Request, library: TheLibrary, name: str) -> Response:
    """One review: its period and counts, its themes, and everything that cites it."""
    atlas = atlas_of(request, library)
    found = atlas.review(name)
    at = atlas.reviews.index(found)
    citing = atlas.citing(found)
    setter = results.Typesetter(library)
    numbers = [view for view in atlas.statistics if found.key and view.source == found.key]
    return show(
        request,
        "review.html",
        slug=name,
        review=found,
        cases=counting.cases([found], atlas.place)[0],
        before=atlas.reviews[at - 1] if at else None,
        after=atlas.reviews[at + 1] if at + 1 < len(atlas.reviews) else None,
        themes=atlas.themes_of(citing),
        policies=atlas.entities(citing, "policy"),
        numbers=list({view.text: view for view in numbers}.values()),
        shown=[setter.show(passage) for passage in citing],
    )


def timeline(request: Request, library: TheLibrary) -> Response:
    """The reviews, policies and laws on one line of time."""
    rows = _dated(library.policies())
    return show(request, "timeline.html", reviews=atlas_of(request, library).reviews, policies=rows)


def timeline_data(request: Request, library: TheLibrary) -> Response:
    """The line of time as data for its picture."""
    reviews = atlas_of(request, library).reviews
    periods = [
        {
            "name": last_name(view.iri),
            "number": view.number,
            "from": view.years[0],
            "to": view.years[1],
            "published": view.published,
            "address": links.review(view.iri),
        }
        for view in reviews
    ]
    events = [
        {"label": view.label, "kind": spelled(view.type), "year": view.year, "address": home(view)}
        for view in _dated(library.policies())
    ]
    return JSONResponse({"reviews": periods, "events": events})


def home(view: wire.EntityView) -> str:
    """Return the address of a policy: where the text names it first, else what the graph says of it."""
    return f"/page/{view.iri.partition('/id/')[2]}"


def _dated(policies: list[wire.EntityView]) -> list[wire.EntityView]:
    dated = [view for view in policies if view.year is not None and view.mentions]
    return sorted(dated, key=lambda view: (view.year or 0, view.label))


ROUTES: tuple[tuple[str, Any], ...] = (
    ("/reviews", reviews),
    ("/reviews/{name}", review),
    ("/timeline", timeline),
    ("/charts/timeline.json", timeline_data),
)
