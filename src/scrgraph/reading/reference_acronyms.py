"""Acronyms that the body defines ("the National Audit Office (NAO)") for organisations that the list prints in full."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrgraph.reading.findings import Author, Organisation, Reference
from scrgraph.reading.reference_names import label, normal
from scrgraph.source.document import BlockKind, Document

_DEFINED = re.compile(r"\((?:the )?['‘“\"]?(?P<acronym>[A-Z][A-Za-z&]{1,9})['’”\"]?\)")
_CITED = re.compile(r"\b(?P<acronym>[A-Z][A-Za-z&]{1,9})(?:['’]s)?,? \(?(?P<year>(?:1[5-9]|20)\d\d)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "to", "s"})
# Letters of an acronym are initials of the words before it, at most two words a letter.
_WINDOW = 160


def with_acronyms(document: Document, references: Sequence[Reference]) -> list[Reference]:
    """Return the entries with the acronyms by which the text cites them; an acronym of two names is of neither."""
    if not any(_plain(author) for reference in references for author in reference.authors):
        return list(references)
    names = _defined(document)
    cited = {(found["acronym"], found["year"]) for found in _CITED.finditer(document.text)} if names else set()
    return [_with_acronym(reference, names, cited) for reference in references]


def _plain(author: Author) -> bool:
    return isinstance(author, Organisation) and author.acronym is None


def _with_acronym(reference: Reference, names: dict[str, str], cited: set[tuple[str, str]]) -> Reference:
    first = reference.authors[0] if reference.authors else None
    if not isinstance(first, Organisation) or first.acronym is not None:
        return reference
    acronym = names.get(normal(first.name).removeprefix("the "))
    if acronym is None or (acronym, (reference.year or "")[:4]) not in cited:
        return reference
    authors = (Organisation(first.name, acronym), *reference.authors[1:])
    return replace(reference, authors=authors, key=label(authors, reference.year, cut=reference.cut))


def _defined(document: Document) -> dict[str, str]:
    """Return the acronyms by the compared names that the body gives them."""
    found: dict[str, set[str]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.REFERENCE:
            continue
        for span in block.spans:
            for match in _DEFINED.finditer(document.text, span.start, span.end):
                before = document.text[max(span.start, match.start() - _WINDOW) : match.start()]
                if name := _spelt_out(before, match["acronym"]):
                    found.setdefault(match["acronym"], set()).add(normal(name).removeprefix("the "))
    return {names.pop(): acronym for acronym, names in found.items() if len(names) == 1}


def _spelt_out(before: str, acronym: str) -> str | None:
    """Return the words at the end of `before` whose initials make the acronym, small words aside."""
    words = list(_WORD.finditer(before))
    letters = [letter.casefold() for letter in acronym if letter.isalpha()]
    for word in reversed(words):
        if letters and word[0][0].casefold() == letters[-1]:
            letters.pop()
            if not letters:
                return before[word.start() :].strip()
        elif word[0].casefold() not in _SMALL:
            return None
    return None
