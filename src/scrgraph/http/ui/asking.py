"""The page at `/`: what can be asked, or the answer first and then the passages."""

from fastapi import Request, Response

from scrgraph.http.parameters import Depth, Filter, Modes, checked_question
from scrgraph.http.service import TheLibrary, TheService
from scrgraph.http.ui import links, results
from scrgraph.http.ui.shared import show
from scrgraph.library import Library

_SUGGESTED = 4


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
    filters = {"theme": theme, "review": review, "section": section, "document": document}
    found = library.search(question, k=k, mode=mode, **filters)
    answer = library.ask(question)
    setter = results.Typesetter(library, question)
    state: dict[str, object] = {"q": question, "mode": mode if mode != "hybrid" else None, **filters}
    return show(
        request,
        "results.html",
        q=question,
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


def _front(request: Request, library: Library) -> Response:
    """Show what can be asked: the themes with the most passages are what the corpus has most to say about."""
    found = library.themes()
    common = sorted(found, key=lambda theme: -theme.passages)[:_SUGGESTED]
    ways = (
        ("/works", len(library.references()), "works in the reference lists, and who cites them"),
        ("/reviews", len(library.reviews()), "periodic reviews, side by side"),
        ("/themes", len(found), "themes, and where they occur"),
        ("/audit", len(library.audit()), "places that a careful reader would query"),
    )
    asked = [f"What is said about {theme.label.lower()}?" for theme in common]
    return show(request, "home.html", q="", suggestions=asked, documents=library.documents(), ways=ways)
