"""SPARQL 1.1/1.2 text to tokens (the terminals of SPARQL 1.1, section 19.8), without a grammar.

Only what the guard must tell apart: strings in all four quote forms, IRIs, comments (dropped), prefixed names,
blank node labels, variables, language tags, bare words and single punctuation marks. Every quantifier is possessive
or stops at the next token's first character, so the time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from scrgraph.errors import QueryError

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_NAME = r"(?:[\w:·\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]|\.++(?=[\w:%\\·\-]))*+"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]++)",
            r"(?P<comment>\#[^\r\n]*+)",
            rf'(?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_ESCAPE})*+>)',
            r'(?P<string>"""(?:[^"\\]|\\.|"{1,2}+(?!"))*+"""' + r"|'''(?:[^'\\]|\\.|'{1,2}+(?!'))*+'''"
            r'|"(?!"")(?:[^"\\\r\n]|\\.)*+"' + r"|'(?!'')(?:[^'\\\r\n]|\\.)*+')",
            r"""(?P<unclosed>["'])""",
            r"(?P<blank>_:" + _NAME + ")",
            r"(?P<run>[^\W\d](?:[\w·\-]|\.++(?=[\w·\-]))*+(?::" + _NAME + ")?+)",
            r"(?P<name>:" + _NAME + ")",
            r"(?P<variable>[?$]\w++)",
            r"(?P<tag>@[A-Za-z]++(?:-{1,2}+[A-Za-z0-9]++)*+)",
            r"(?P<other>[\d,;.=!|&*+/^>~%\-\\]++|(?:<(?=<))++)",
            r"(?P<mark>.)",
        )
    ),
    re.DOTALL,
)
_SKIPPED = frozenset({"space", "comment"})


class Token(NamedTuple):
    """A terminal: kind, text and start (code points).

    Kinds: iri, string, blank, name, variable, tag, word (a run of letters, dots and hyphens with no colon), mark
    (one bracket or stray character) and other (digits and operators). A tuple, because a long query has half a
    million of them.
    """

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, white space and comments dropped.

    Raises:
        QueryError: a string that is not closed.
    """
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "unclosed":
            line, column = position(text, match.start())
            raise QueryError(
                f"Line {line}, column {column}: the string that starts here is not closed.", line=line, column=column
            )
        if kind == "run":
            kind = "name" if ":" in match[0] else "word"
        if kind not in _SKIPPED:
            yield Token(kind, match[0], match.start())


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column (from 1) of an offset, lines ending at U+000A."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def wrong(text: str, token: Token, why: str) -> NoReturn:
    """Raise a QueryError that says where a token stands and what is wrong with it."""
    line, column = position(text, token.start)
    raise QueryError(f"Line {line}, column {column}: {why}.", line=line, column=column)
