"""Result formats: what may be asked for by media type or short name, and what a query's form can give."""

from dataclasses import dataclass
from typing import Literal

from scrgraph.errors import NotAcceptableError
from scrgraph.sparql.accept import choose
from scrgraph.sparql.guard import Form

Kind = Literal["solutions", "graph"]


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its short name (CLI `--format`), its media type and other types it answers to."""

    name: str
    kind: Kind
    media_type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A serialised result. `truncated`: a bound cut it short. `cacheable`: equal queries give equal bytes."""

    media_type: str
    body: bytes
    truncated: bool = False
    cacheable: bool = True


SOLUTIONS: tuple[Format, ...] = (
    Format("json", "solutions", "application/sparql-results+json", ("application/json",)),
    Format("xml", "solutions", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "solutions", "text/csv"),
    Format("tsv", "solutions", "text/tab-separated-values"),
)
GRAPHS: tuple[Format, ...] = (
    Format("turtle", "graph", "text/turtle", ("application/x-turtle",)),
    Format("ntriples", "graph", "application/n-triples", ("text/plain",)),
    Format("jsonld", "graph", "application/ld+json", ("application/json",)),
    Format("rdfxml", "graph", "application/rdf+xml", ("application/xml", "text/xml")),
    Format("nquads", "graph", "application/n-quads"),
    Format("trig", "graph", "application/trig"),
)
_BROWSER = "text/html"


def formats(form: Form) -> tuple[Format, ...]:
    """Return the formats that a query form can give, the default first."""
    return SOLUTIONS if form in ("SELECT", "ASK") else GRAPHS


def pick(form: Form, *, accept: str | None, name: str | None) -> tuple[Format, str]:
    """Return the format and the media type to label it with, by short name or else by an Accept header.

    A browser that asks for a page (`text/html`) gets the default format when it accepts anything at all.

    Raises:
        NotAcceptableError: none of the formats of this query form will do; it lists them.
    """
    offered = formats(form)
    if name is not None:
        return _by_name(form, name)
    types = {media: entry for entry in offered for media in (entry.media_type, *entry.aliases)}
    if accept is not None and _BROWSER in accept.lower() and choose(accept, (offered[0].media_type,)):
        return offered[0], offered[0].media_type
    chosen = choose(accept, tuple(_canonical_first(offered)))
    if chosen is None:
        raise _unavailable(form, accept or "")
    return types[chosen], chosen


def _canonical_first(offered: tuple[Format, ...]) -> list[str]:
    canonical = [entry.media_type for entry in offered]
    return list(dict.fromkeys(canonical + [alias for entry in offered for alias in entry.aliases]))


def _by_name(form: Form, name: str) -> tuple[Format, str]:
    for entry in formats(form):
        if entry.name == name.lower():
            return entry, entry.media_type
    raise _unavailable(form, name)


def _unavailable(form: Form, wanted: str) -> NotAcceptableError:
    available = tuple(entry.media_type for entry in formats(form))
    names = ", ".join(entry.name for entry in formats(form))
    message = f"The result of {form} cannot be given as {wanted[:80]}: ask for {names} ({', '.join(available)})."
    return NotAcceptableError(message, available=available)
