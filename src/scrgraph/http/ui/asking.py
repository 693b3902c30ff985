"""The page at `/`: what can be asked, or the answer first and then the passages; and what is like a passage."""

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.http.parameters import Modes, Narrowed, PageQuery, Paging, checked_question
from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import links, onward, results, sparks
from scrgraph.http.ui.shared import atlas_of, pages_of, show
from scrgraph.library import Library

_QUERIED = 3
_USUAL = 10
"""Passages on a page, where the address does not say."""


def home(
    request: Request,
    library: TheLibrary,
    service: TheService,
    page: Paging,
    narrowed: Narrowed,
    q: str = "",
    mode: Modes = "hybrid",
) -> Response:
    """The search page; without a question, what can be asked."""
    if not q.strip():
        return _front(request, library)
    question = checked_question(q, service.settings)
    found = library.search(question, **page, mode=mode, **narrowed)
    # Later pages are for who reads on in the passages: the answer stands on the first.
    answer = library.ask(question) if found.offset == 0 else None
    atlas = atlas_of(request, library)
    setter = results.Typesetter(library, question)
    k = page["k"] if page["k"] != _USUAL else None
    state: dict[str, object] = {"q": question, "mode": mode if mode != "hybrid" else None, "k": k, **narrowed}
    return show(
        request,
        "results.html",
        q=question,
        mode=mode,
        state=state,
        found=found,
        answer=answer,
        name=atlas.place,
        queried=atlas.queried(_places(answer))[:_QUERIED] if answer else [],
        sparks=sparks.sparks(answer.facts, {view.iri: view for view in atlas.statistics}) if answer else {},
        statements=[setter.show(s) for s in answer.statements] if answer else [],
        names={node.iri: node.label for node in answer.graph.nodes} if answer else {},
        hits=[(hit, setter.hit(hit)) for hit in found.hits],
        facets=results.choices(found, state),
        chosen={name: value for name, value in narrowed.items() if value},
        onward=onward.ways(question, atlas),
        turned=turned(found, page, state),
    )


def turned(found: wire.SearchView, page: PageQuery, state: dict[str, object]) -> dict[str, str]:
    """Return the addresses of the pages of hits before and after this one."""
    size, made = page["k"], {}
    if found.offset > 0:
        made["prev"] = links.search(**(state | {"offset": max(found.offset - size, 0) or None}))
    if found.offset + len(found.hits) < found.total:
        made["next"] = links.search(**(state | {"offset": found.offset + len(found.hits)}))
    return made


def similar(request: Request, library: TheLibrary, identifier: str, page: Paging, narrowed: Narrowed) -> Response:
    """The passages most like one."""
    view = library.passage(identifier)
    found = library.similar(identifier, **page, **narrowed)
    setter = results.Typesetter(library)
    return show(
        request,
        "similar.html",
        passage=setter.show(view),
        hits=[(hit, setter.hit(hit)) for hit in found.hits],
    )


def _places(answer: wire.AnswerView) -> list[tuple[str, int, int]]:
    """Return the places of the statements; a fact's spans may be a whole table, which says too little."""
    return [(one.document, start, end) for one in answer.statements for start, end in one.spans]


def _front(request: Request, library: Library) -> Response:
    """Show what can be asked, and what is worth a look."""
    atlas = atlas_of(request, library)
    ways = (
        ("/themes", len(atlas.themes), "themes, crossed with the reviews"),
        ("/reviews", len(atlas.reviews), "periodic reviews, side by side"),
        ("/works", len(atlas.references), "works, and who cites them"),
        ("/numbers", len(atlas.statistics), "numbers, as charts and to take away"),
        ("/audit", len(atlas.audit), "places that a careful reader would query"),
    )
    return show(
        request,
        "home.html",
        q="",
        documents=library.documents(),
        ways=ways,
        name=atlas.place,
        front=pages_of(request).front(library),
    )
