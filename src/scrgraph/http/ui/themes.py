"""The pages of themes: all of them crossed with the reviews, and one by one."""

from typing import Any

from fastapi import Request, Response
from markupsafe import Markup

from scrgraph import wire
from scrgraph.http.service import TheLibrary
from scrgraph.http.ui import links, results
from scrgraph.http.ui.atlas import Atlas
from scrgraph.http.ui.rendering import last_name
from scrgraph.http.ui.shared import atlas_of, show

_WORKS = 12


def themes(request: Request, library: TheLibrary) -> Response:
    """The themes crossed with the reviews, then one by one."""
    atlas = atlas_of(request, library)
    rows = atlas.matrix()
    most = max((count for row in rows for count in row.counts), default=0)
    labels = {theme.iri: theme.label for theme in atlas.themes}
    return show(
        request, "themes.html", themes=atlas.themes, labels=labels, rows=rows, reviews=atlas.reviews, most=max(most, 1)
    )


def theme(request: Request, library: TheLibrary, name: str, review: str = "") -> Response:
    """One theme: what it means, where it is spoken of, by which reviews; `review` narrows it to one cell."""
    atlas = atlas_of(request, library)
    found = atlas.theme(name)
    chosen = atlas.review(review) if review else None
    about = atlas.cell(found, chosen) if chosen else atlas.about(found)
    setter = results.Typesetter(library, names=(found.label, *found.alternative))
    known = {one.iri: one for one in atlas.themes}
    return show(
        request,
        "theme.html",
        theme=found,
        slug=name,
        chosen=chosen,
        shown=[setter.show(passage) for passage in about],
        by_review=[(one, len(atlas.cell(found, one))) for one in atlas.reviews],
        told=_told(atlas, found, setter),
        quoted=atlas.quoted(about),
        works=atlas.works_of(about)[:_WORKS],
        broader=known.get(found.broader or ""),
        narrower=[one for one in atlas.themes if one.broader == found.iri],
        related=atlas.related(found),
        policies=atlas.entities(about, "policy"),
    )


def _told(
    atlas: Atlas, theme: wire.ThemeView, setter: results.Typesetter
) -> list[tuple[wire.ReviewView, list[tuple[Markup, str]]]]:
    """Return each review with the sentences (words, address) that tell what it found on a theme."""
    by_review: dict[str, list[tuple[Markup, str]]] = {}
    for one in theme.findings:
        words = setter.words(one.document, one.spans, one.text)
        by_review.setdefault(one.review, []).append((words, links.place(one.document, one.spans)))
    return [(view, by_review[name]) for view in atlas.reviews if (name := last_name(view.iri)) in by_review]


ROUTES: tuple[tuple[str, Any], ...] = (
    ("/themes", themes),
    ("/themes/{name}", theme),
)
