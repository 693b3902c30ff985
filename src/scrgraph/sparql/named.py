"""Queries kept as `.rq` files: their titles, their parameters, and the query for given values.

In the manner of RAMOSE (Daquino et al 2022, "Creating RESTful APIs over SPARQL endpoints using RAMOSE", Semantic Web
13(2)), but the file stays a query that runs as it stands: a parameter is a `VALUES ?name { constant }` of a single
variable and a single constant, which is its default, or what a search looks for (`scr:query "words"`, called `words`).
The comments before the query are `# title: ...`, `# name: what the parameter means` for each parameter, and lines of
description.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from scrgraph.errors import InputError, ScrgraphError
from scrgraph.iri import Iris
from scrgraph.sparql.guard import admit
from scrgraph.sparql.lexer import Token, tokens
from scrgraph.sparql.searches import find_searches

Kind = Literal["text", "number", "iri"]

SEARCHED = "words"
"""Name of the parameter that a search inside a query looks for."""
_MAX_BYTES = 100_000
_MAX_DEPTH = 200
_MAX_SEARCHES, _MAX_HITS = 10, 100
_LABELLED = re.compile(r"(\w+):\s+(.*)")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_IN_IRI = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef])"
# Of the IRIs of RFC 3987 those that things on the web have, which is what the graph holds.
IRI = (
    rf"^https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{{1,5}})?(?:/{_IN_IRI}*)*(?:\?(?:{_IN_IRI}|[/?])*)?"
    rf"(?:#(?:{_IN_IRI}|[/?])*)?$"
)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a caller may choose; `start` and `end` are where its default stands in the query."""

    name: str
    kind: Kind
    default: str
    description: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SELECT query with a name (path of its file below the folder, without its ending), title and parameters.

    `columns` are the variables that it names after SELECT; none where it says `SELECT *`.
    """

    name: str
    title: str
    description: str
    text: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...] = ()

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the query for some values, the others at their defaults; an IRI may be several, parted by blanks.

        Raises:
            InputError: a parameter that there is not, or a value of the wrong kind.
        """
        if unknown := sorted(values.keys() - {parameter.name for parameter in self.parameters}):
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise InputError(f"The query {self.name} has no parameter {unknown[0][:50]!r}; it has: {known}.")
        text = self.text
        for parameter in sorted(self.parameters, key=lambda one: -one.start):
            if parameter.name in values:
                constant = _constant(parameter, values[parameter.name])
                text = text[: parameter.start] + constant + text[parameter.end :]
        return text


def read_queries(folder: Path) -> tuple[NamedQuery, ...]:
    """Return the SELECT queries of a folder and its folders, by name; none where there is no such folder.

    A file that is no query that the guard admits is left out: the tests of the queries say so.
    """
    found = (_read(path.relative_to(folder).with_suffix("").as_posix(), path) for path in sorted(folder.rglob("*.rq")))
    return tuple(query for query in found if query is not None)


def _read(name: str, path: Path) -> NamedQuery | None:
    try:
        text = path.read_text("utf-8")
        found = list(tokens(text))
        if admit(_without_searches(text, found), max_bytes=_MAX_BYTES, max_depth=_MAX_DEPTH).form != "SELECT":
            return None
    except (ScrgraphError, UnicodeDecodeError):
        return None
    labelled, description = _comments(text)
    parameters = tuple(_parameter(token, value, labelled) for token, value in _defaults(found))
    return NamedQuery(name, labelled.get("title", name), description, text, parameters, _columns(found))


def _without_searches(text: str, found: Sequence[Token]) -> str:
    """Return a query without its searches, as the guard sees it, which knows no SERVICE."""
    for one in reversed(find_searches(text, found, f"{Iris().base}/ontology#", most=_MAX_SEARCHES, max_hits=_MAX_HITS)):
        text = text[: one.start] + text[one.end :]
    return text


def _comments(text: str) -> tuple[dict[str, str], str]:
    """Return the labelled comments at the head of a query, and the others as one description."""
    labelled: dict[str, str] = {}
    description: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment = line.lstrip("#").strip()
        found = _LABELLED.fullmatch(comment)
        if found:
            labelled[found[1]] = found[2]
        else:
            description.append(comment)
    return labelled, " ".join(description)


def _defaults(found: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Return variable and constant of each `VALUES ?name { constant }`, and what each search looks for."""
    pairs = []
    for at in range(len(found) - 4):
        word, variable, opened, value, closed = found[at : at + 5]
        shaped = word.text.upper() == "VALUES" and variable.kind == "variable" and opened.text == "{"
        if shaped and closed.text == "}" and (value.kind in ("string", "iri") or _NUMBER.fullmatch(value.text)):
            pairs.append((variable, value))
    searched = ((word, value) for word, value in pairwise(found) if word.text == "scr:query" and value.kind == "string")
    return [*pairs, *searched]


def _columns(found: Sequence[Token]) -> tuple[str, ...]:
    """Return the names of the variables that the outermost SELECT lists; of an expression, the one after AS."""
    start = next(at for at, token in enumerate(found) if token.text.upper() == "SELECT")
    names, depth = [], 0
    for before, token in pairwise(found[start:]):
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "{":
            break
        if token.kind == "variable" and (depth == 0 or (depth == 1 and before.text.upper() == "AS")):
            names.append(token.text[1:])
    return tuple(names)


def _parameter(variable: Token, value: Token, labelled: Mapping[str, str]) -> Parameter:
    name = variable.text[1:] if variable.kind == "variable" else SEARCHED
    kinds: dict[str, Kind] = {"string": "text", "iri": "iri"}
    kind = kinds.get(value.kind, "number")
    default = value.text if kind == "number" else value.text[1:-1]
    end = value.start + len(value.text)
    return Parameter(name, kind, default, labelled.get(name, ""), value.start, end)


def _constant(parameter: Parameter, value: str) -> str:
    if parameter.kind == "number":
        if not _NUMBER.fullmatch(value):
            raise InputError(f"The parameter {parameter.name} takes a number, for example {parameter.default}.")
        return value
    if parameter.kind == "iri":
        iris = value.split() or [""]
        if not all(re.fullmatch(IRI, iri) for iri in iris):
            raise InputError(f"The parameter {parameter.name} takes an IRI of the web, such as {parameter.default}.")
        return " ".join(f"<{iri}>" for iri in iris)
    if any(ord(character) < 32 and character not in "\t\r\n" for character in value):
        raise InputError(f"The parameter {parameter.name} holds a control character; take it out.")
    return f'"{value.translate(_ESCAPES)}"'
