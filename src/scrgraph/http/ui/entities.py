"""The page of a policy or an organisation: what we know of it, marked so, and every passage that names it."""

from fastapi import Request, Response

from scrgraph import wire
from scrgraph.http.ui import results
from scrgraph.http.ui.shared import atlas_of, show
from scrgraph.library import Library

KINDS = ("policy", "organisation")


def entity(request: Request, library: Library, local: str) -> Response | None:
    """Return the page of a policy or organisation by the local part of its IRI; None where it is neither."""
    named = library.policies() if local.startswith("policy/") else library.organisations()
    known = {one.iri.partition("/id/")[2]: one for one in named}
    found = known.get(local)
    if found is None:
        return None
    atlas = atlas_of(request, library)
    about = atlas.naming(found.iri)
    setter = results.Typesetter(library, names=(found.label, *found.alternative))
    return show(
        request,
        "entity.html",
        entity=found,
        local=local,
        shown=[setter.show(passage) for passage in about],
        themes=atlas.themes_of(about),
        before=_named(library, found.replaces),
        after=_named(library, found.replaced_by),
        issuer=next(iter(_named(library, (found.issuer,) if found.issuer else ())), None),
    )


def _named(library: Library, iris: tuple[str, ...]) -> list[wire.Labelled]:
    """Return things with their labels; what no document names goes by the end of its IRI."""
    labels = {one.iri: one.label for one in (*library.policies(), *library.organisations())}
    return [wire.Labelled(iri=iri, label=labels.get(iri, iri.rsplit("/", 1)[-1].replace("-", " "))) for iri in iris]
