"""What may run: the first wall before a query reaches a worker.

The engine's own parser reads without a tokenizer, so it takes `SERVICE:x {`, `trueSERVICE?x {` or `?a<?b)SERVICE#>`
as a SERVICE clause where a tokenizer sees a name, a word or an IRI. The rules here therefore refuse whatever *either*
reading could take for SERVICE; the second wall (worker sandbox) denies the socket.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal, NoReturn

from scrgraph.errors import LimitError, QueryError, RefusedError
from scrgraph.sparql.lexer import Token, position, tokens, wrong

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_VOLATILE = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_STEPS = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
_SERVICE_REFUSED = (
    "SERVICE is refused because nothing is ever fetched, but from an endpoint that sparql_federation lists: query this "
    "store's own graphs"
)
_IRI_HIDING_SERVICE = re.compile(r"\)[^#]*service[^#]*#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A query that may run. `dataset`: it has FROM or FROM NAMED; `volatile`: equal runs may differ (NOW, RAND)."""

    form: Form
    dataset: bool
    volatile: bool


def admit(text: str, *, max_bytes: int, max_depth: int, max_tokens: int = 100_000) -> Admitted:
    """Return what a query is, or refuse it. Linear in its length.

    Raises:
        QueryError: it is empty, not a query, nested too deeply, or a string is not closed (line and column).
        RefusedError: SERVICE or an update.
        LimitError: it is longer than `max_bytes` of UTF-8 or has more than `max_tokens` words and marks.
    """
    check_size(text, max_bytes)
    return judge(text, tokenised(text, max_tokens), max_depth=max_depth)


def tokenised(text: str, max_tokens: int) -> list[Token]:
    """Return the tokens of a query.

    Raises:
        QueryError: a string that is not closed.
        LimitError: more than `max_tokens`, each of which would cost a microsecond of everybody's time.
    """
    found = list(islice(tokens(text), max_tokens + 1))
    if len(found) > max_tokens:
        message = f"The query has more than {max_tokens} words and marks (limit sparql_tokens): shorten it."
        raise LimitError(message, limit="sparql_tokens", http_status=413)
    return found


def judge(text: str, found: Sequence[Token], *, max_depth: int) -> Admitted:
    """Return what a query is from its tokens; raises as `admit`, except for its length."""
    if not found:
        raise QueryError("The query is empty: write a SELECT, ASK, CONSTRUCT or DESCRIBE query.", line=1, column=1)
    words = {token.text.upper() for token in found if token.kind == "word"}
    if not words.isdisjoint(_UPDATES):
        _refuse_update(text, found)
    if "service" in text.lower():
        _check_service(text, found)
    _check_depth(text, found, max_depth)
    return Admitted(
        form=_form(text, found),
        dataset=any(word.startswith("FROM") for word in words),
        volatile=not words.isdisjoint(_VOLATILE),
    )


def check_size(text: str, max_bytes: int) -> None:
    """Refuse a query that is too long (LimitError) or no text (QueryError)."""
    if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        message = f"The query is longer than {max_bytes} bytes (limit max_query_bytes): shorten it."
        raise LimitError(message, limit="max_query_bytes", http_status=413)
    if _SURROGATE.search(text):
        raise QueryError("The query holds a lone surrogate, which is no character: remove it.")


def _refuse_update(text: str, found: Iterable[Token]) -> None:
    for token in found:
        if token.kind == "word" and token.text.upper() in _UPDATES:
            _refuse(text, token, f"{token.text.upper()} is an update and this service is read-only: send a query")


def _check_service(text: str, found: Sequence[Token]) -> None:
    end = Token("end", "", len(text))
    before = end
    for token, after in pairwise((*found, end)):
        if "service" in token.text.lower() and _may_be_service(before, token, after):
            _refuse(text, token, _SERVICE_REFUSED)
        before = token


def _may_be_service(before: Token, token: Token, after: Token) -> bool:
    """Whether any reading of a token that holds the letters could be a SERVICE clause."""
    lowered = token.text.lower()
    if token.kind == "word":
        return True
    if token.kind == "iri":
        return _IRI_HIDING_SERVICE.search(token.text) is not None
    if token.kind not in ("name", "blank"):
        return False
    prefix, _, local = lowered.partition(":")
    graph_name = before.kind == "word" and before.text.upper() == "GRAPH"
    return ".service" in local or ("service" in prefix and after.text == "{" and not graph_name)


def _check_depth(text: str, found: Iterable[Token], max_depth: int) -> None:
    depth = 0
    for token in found:
        if token.kind != "mark":
            continue
        depth += _STEPS.get(token.text, 0)
        if depth > max_depth:
            wrong(text, token, f"brackets nest deeper than {max_depth} (limit sparql_depth)")


def _form(text: str, found: Iterable[Token]) -> Form:
    for token in found:
        word = token.text.upper()
        if token.kind == "word" and word not in _PROLOGUE:
            return FORMS[word] if word in FORMS else _malformed(text, token)
    return _malformed(text, Token("end", "the end of the text", len(text)))


def _malformed(text: str, token: Token) -> NoReturn:
    wrong(text, token, f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {token.text[:40]}")


def _refuse(text: str, token: Token, why: str) -> NoReturn:
    line, column = position(text, token.start)
    raise RefusedError(f"Line {line}, column {column}: {why}.")
