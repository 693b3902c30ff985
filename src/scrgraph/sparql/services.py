"""SERVICE clauses that call an endpoint of the allow-list, found in the tokens of a query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.sparql.guard import FORMS, judge
from scrgraph.sparql.lexer import Token, wrong
from scrgraph.sparql.prologue import named_iri, prefixes

_STEPS = {"{": 1, "}": -1}


@dataclass(frozen=True, slots=True)
class Service:
    """One call: the endpoint, the query that asks it, whether a failure is passed over, and its place in the text."""

    endpoint: str
    query: str
    silent: bool
    start: int
    end: int


def find_services(
    text: str, found: Sequence[Token], endpoints: Sequence[str], *, most: int, max_depth: int
) -> tuple[Service, ...]:
    """Return the clauses of a query that name a listed endpoint, in order; every other SERVICE is left to the guard.

    Raises:
        QueryError: more than `most` of them, or a pattern that is not closed (line and column).
        RefusedError: a SERVICE inside the pattern of another.
    """
    declared, services = prefixes(found), list[Service]()
    for number, silent, endpoint in _named(found, declared):
        start, opened = found[number].start, number + 2 + silent
        if endpoint not in endpoints or (services and start < services[-1].end):
            continue
        if len(services) == most:
            wrong(text, found[number], f"a query may call {most} endpoints (limit sparql_services): take some out")
        closed = _closing(found, opened)
        if closed is None:
            wrong(text, found[number], "the pattern of this SERVICE is not closed")
        end = found[closed].start + 1
        asked = f"{_head(text, found)}SELECT * WHERE {text[found[opened].start : end]}"
        inside = (Token("word", "SELECT", 0), *found[opened : closed + 1])
        judge(text, inside, max_depth=max_depth)
        services.append(Service(endpoint, asked, silent, start, end))
    return tuple(services)


def _named(found: Sequence[Token], declared: dict[str, str]) -> Iterator[tuple[int, bool, str]]:
    """Yield the number of each SERVICE token that an IRI and a bracket follow, whether it is SILENT, and the IRI."""
    for number, token in enumerate(found[:-2]):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            silent = found[number + 1].text.upper() == "SILENT"
            iri = named_iri(found[number + 1 + silent], declared)
            if iri is not None and number + 2 + silent < len(found) and found[number + 2 + silent].text == "{":
                yield number, silent, iri


def _closing(found: Sequence[Token], opened: int) -> int | None:
    depth = 0
    for number in range(opened, len(found)):
        depth += _STEPS.get(found[number].text, 0) if found[number].kind == "mark" else 0
        if depth == 0:
            return number
    return None


def _head(text: str, found: Sequence[Token]) -> str:
    """Return the prologue: the prefixes that the pattern uses are the query's."""
    form = next((token for token in found if token.kind == "word" and token.text.upper() in FORMS), None)
    return text[: form.start] if form else ""
