"""The prologue of a query: the prefixes it declares, and the IRIs they shorten."""

from collections.abc import Sequence

from scrgraph.sparql.lexer import Token


def prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Return the namespaces that the prologue declares by prefix, the last one of each."""
    declared: dict[str, str] = {}
    at = 0
    while at + 1 < len(found) and found[at].kind == "word" and found[at].text.upper() in ("PREFIX", "BASE", "VERSION"):
        if found[at].text.upper() != "PREFIX":
            at += 2
            continue
        if at + 2 < len(found) and found[at + 2].kind == "iri":
            declared[found[at + 1].text.removesuffix(":")] = found[at + 2].text[1:-1]
        at += 3
    return declared


def named_iri(token: Token, declared: dict[str, str]) -> str | None:
    """Return the IRI of a token that is one, written whole or with a declared prefix."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return declared[prefix] + local if token.kind == "name" and colon and prefix in declared else None
