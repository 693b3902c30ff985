"""The page at `/`: what can be asked, or the answer first and then the passages."""

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.http.parameters import Depth, Filter, Modes, checked_question
from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import links, results, sparks
from scrgraph.http.ui.shared import atlas_of, pages_of, show
from scrgraph.library import Library
from scrgraph.retrieval.filters import Filters

_QUERIED = 3


def home(
    request: Request,
    library: TheLibrary,
    service: TheService,
    k: Depth,
    q: str = "",
    mode: Modes = "hybrid",
    theme: Filter = None,
    review: Filter = None,
    section: Filter = None,
    document: Filter = None,
) -> Response:
    """The search page; without a question, what can be asked."""
    if not q.strip():
        return _front(request, library)
    question = checked_question(q, service.settings)
    filters = Filters(theme=theme, review=review, section=section, document=document)
    found = library.search(question, k=k, mode=mode, **filters)
    answer = library.ask(question)
    atlas = atlas_of(request, library)
    setter = results.Typesetter(library, question)
    state: dict[str, object] = {"q": question, "mode": mode if mode != "hybrid" else None, **filters}
    return show(
        request,
        "results.html",
        q=question,
        name=atlas.place,
        queried=atlas.queried(_places(answer))[:_QUERIED],
        sparks=sparks.sparks(answer.facts, {view.iri: view for view in atlas.statistics}),
        mode=mode,
        state=state,
        answer=answer,
        found=found,
        statements=[setter.show(s) for s in answer.statements],
        names={node.iri: node.label for node in answer.graph.nodes},
        hits=[(hit, setter.show(hit.passage)) for hit in found.hits],
        facets=results.choices(found, state),
        chosen={name: value for name, value in filters.items() if value},
        more=links.search(**(state | {"k": min(k * 2, service.settings.max_hits)})) if found.total > k else None,
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
