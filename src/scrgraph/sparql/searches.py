"""Search inside SPARQL, as it is written:

    SERVICE scr:search {
      ?passage scr:query "losing sight of the child" ;            the words, a constant string
        scr:mode "hybrid" ; scr:limit 10 ; scr:threshold 0.2 ;    constants, each may be left out
        scr:score ?score ; scr:rank ?rank .                       variables, each may be left out
    }

Such a pattern may stand wherever SERVICE may, several times, in subqueries and in OPTIONAL. It is found in the tokens
of the query; what looks like one and is not is an error with its place, and every other SERVICE is left to the guard.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph.sparql.lexer import Token, wrong
from scrgraph.sparql.prologue import named_iri, prefixes

MODES = ("hybrid", "dense", "lexical", "graph")
_DEFAULT_LIMIT = 10
_CONSTANTS, _VARIABLES = ("query", "mode", "limit", "threshold"), ("score", "rank")
_KNOWN = ", ".join(f"scr:{name}" for name in (*_CONSTANTS, *_VARIABLES))
_PIECE = re.compile(r"\d++\.\d++|\.\d++|\d++|.", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:\d++\.\d++|\.\d++|\d++)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Search:
    """One search: its arguments, the variables that it binds (with their mark) and its place in the query."""

    query: str
    mode: str
    limit: int
    threshold: float | None
    passage: str
    score: str | None
    rank: str | None
    start: int
    end: int


def find_searches(text: str, found: Sequence[Token], terms: str, *, most: int, max_hits: int) -> tuple[Search, ...]:
    """Return the searches of a query in order. `terms`: namespace of the ontology.

    Raises:
        QueryError: a wrong, missing or doubled argument, or more than `most` searches (line and column).
    """
    declared = prefixes(found)
    searches: list[Search] = []
    for number, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            at = number + 1
            at += at < len(found) and found[at].text.upper() == "SILENT"
            if at < len(found) and named_iri(found[at], declared) == f"{terms}search":
                if len(searches) == most:
                    wrong(text, token, f"a query may hold {most} searches (limit sparql_searches): take some out")
                searches.append(_Reader(text, found, at + 1, declared, terms).search(token.start, max_hits))
    return tuple(searches)


class _Reader:
    """Reads one pattern token by token, the runs of marks split."""

    def __init__(self, text: str, found: Sequence[Token], at: int, prefixes: dict[str, str], terms: str) -> None:
        self._text, self._prefixes, self._terms = text, prefixes, terms
        self._rest = _split(found, at)
        self._token = self._next()

    def search(self, start: int, max_hits: int) -> Search:
        self._expect("{", 'a search is written SERVICE scr:search { ?passage scr:query "words" }')
        passage = self._variable("the passage that is found must be a variable, for example ?passage")
        said = self._properties(passage)
        end = self._token.start + 1
        query = said.get("query") or wrong(self._text, self._token, 'the search has no words: add scr:query "words"')
        return Search(
            query=self._words(query),
            mode=self._mode(said.get("mode")),
            limit=self._limit(said.get("limit"), max_hits),
            threshold=self._number(said["threshold"], "0.2") if "threshold" in said else None,
            passage=passage.text,
            score=said["score"].text if "score" in said else None,
            rank=said["rank"].text if "rank" in said else None,
            start=start,
            end=end,
        )

    def _properties(self, passage: Token) -> dict[str, Token]:
        """Return the objects by property, up to the closing bracket, which stays the current token."""
        said: dict[str, Token] = {}
        bound = {passage.text[1:]}
        while True:
            name = self._property(said)
            said[name] = value = self._value()
            if name in _VARIABLES:
                if value.kind != "variable" or value.text[1:] in bound:
                    wrong(self._text, value, f"scr:{name} takes a variable of its own, for example ?{name}")
                bound.add(value.text[1:])
            if self._ended(passage):
                return said

    def _property(self, said: dict[str, Token]) -> str:
        token = self._take()
        name = (named_iri(token, self._prefixes) or "").removeprefix(self._terms)
        if name not in _CONSTANTS + _VARIABLES:
            wrong(self._text, token, f"a search takes {_KNOWN}, and {token.text[:40]} is none of them")
        if name in said:
            wrong(self._text, token, f"scr:{name} is given twice: give it once")
        return name

    def _value(self) -> Token:
        """Return the token of an object, a number with its sign; a language tag is read and dropped."""
        token = self._take()
        if token.text in ("+", "-"):
            number = self._take()
            token = Token(number.kind, token.text + number.text, token.start)
        if token.kind == "string" and self._token.kind == "tag":
            self._take()
        return token

    def _ended(self, passage: Token) -> bool:
        """Read `;` or `.` as far as another property follows; whether the pattern has ended."""
        while self._token.text == ";":
            self._take()
            if self._token.text not in (";", ".", "}"):
                return False
        if self._token.text == ".":
            self._take()
            if self._token.kind == "variable" and self._token.text[1:] == passage.text[1:]:
                self._take()
                return False
        if self._token.text != "}":
            wrong(self._text, self._token, f"a search holds nothing but {_KNOWN} of {passage.text}, and then }}")
        return True

    def _words(self, token: Token) -> str:
        if token.kind != "string":
            wrong(self._text, token, f"scr:query takes a constant string in quotes, not {token.text[:40]}")
        return self._unquoted(token)

    def _mode(self, token: Token | None) -> str:
        if token is None:
            return MODES[0]
        mode = self._unquoted(token) if token.kind == "string" else ""
        if mode not in MODES:
            wrong(self._text, token, f"scr:mode takes one of {', '.join(MODES)} in quotes, not {token.text[:40]}")
        return mode

    def _limit(self, token: Token | None, max_hits: int) -> int:
        if token is None:
            return min(_DEFAULT_LIMIT, max_hits)
        if not (token.text.isascii() and token.text.isdigit() and len(token.text) < 9):
            wrong(self._text, token, f"scr:limit takes a whole number, for example 10, not {token.text[:40]}")
        limit = int(token.text)
        if not 1 <= limit <= max_hits:
            wrong(self._text, token, f"scr:limit is {limit}: give 1 to {max_hits} (limit max_hits)")
        return limit

    def _number(self, token: Token, example: str) -> float:
        if not _NUMBER.fullmatch(token.text):
            wrong(self._text, token, f"scr:threshold takes a number, for example {example}, not {token.text[:40]}")
        return float(token.text)

    def _variable(self, wanted: str) -> Token:
        token = self._take()
        return token if token.kind == "variable" else wrong(self._text, token, wanted)

    def _expect(self, mark: str, wanted: str) -> None:
        token = self._take()
        if token.text != mark:
            wrong(self._text, token, wanted)

    def _take(self) -> Token:
        token, self._token = self._token, self._next()
        return token

    def _next(self) -> Token:
        return next(self._rest, Token("end", "the end of the text", len(self._text)))

    def _unquoted(self, token: Token) -> str:
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1

        def plain(escape: re.Match[str]) -> str:
            code = escape[1] or escape[2]
            if code is None and escape[3] in _ESCAPED:
                return _ESCAPED[escape[3]]
            if code is None or int(code, 16) > 0x10FFFF or 0xD800 <= int(code, 16) <= 0xDFFF:
                wrong(self._text, token, f"{escape[0][:12]} in this string is no escape of SPARQL")
            return chr(int(code, 16))

        return _ESCAPE.sub(plain, token.text[quotes:-quotes])


def _split(found: Sequence[Token], at: int) -> Iterator[Token]:
    for number in range(at, len(found)):
        token = found[number]
        if token.kind == "other":
            for piece in _PIECE.finditer(token.text):
                yield Token("other", piece[0], token.start + piece.start())
        else:
            yield token
