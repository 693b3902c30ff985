"""What a citation prints: its own key, the words that lead up to it, and the section that it stands in."""

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.reading.findings import Citation
from scrgraph.source.document import Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Span, fold

AUTHOR_YEAR = frozenset({"parenthetical", "narrative", "continuation"})
"""Styles of a citation that prints an author and a year, its own or those of the one it continues."""
_EDGES = " ,;:.()[]–—-"
_JOINING = ("and ", "or ", "also ", "see ", "e.g. ")


def add_printed(out: DocumentStatements, pointer: str, citation: Citation, before: Citation | None) -> None:
    """State what a citation prints; `before` is the citation before it in the order of the text."""
    document = out.document
    section = document.sections[document.blocks[citation.block].section]
    out.link(pointer, "scr:inSection", names.section_iri(out.iris, document, section))
    out.say(pointer, "scr:printedKey", printed_key(citation))
    out.say(pointer, "scr:leadingWords", leading_words(document, citation, before))


def printed_key(citation: Citation) -> str | None:
    """Return the author and year as printed ("Brandon 2009"), None for a work named in another way.

    It equals the key of an entry only where text and list agree, whatever a repair made of the citation.
    """
    if citation.style not in AUTHOR_YEAR or not citation.year:
        return None
    return f"{citation.authors.strip(' ,')} {citation.year}"


def leading_words(document: Document, citation: Citation, before: Citation | None) -> str:
    """Return the words of the sentence that stand before a citation and after the one before it."""
    block = document.blocks[citation.block]
    start = before.span.end if before and before.block == citation.block else block.start
    spans = [Span(max(one.start, start), min(one.end, citation.span.start)) for one in block.spans]
    text = fold(document.text, [one for one in spans if one.start < one.end]).text
    last = text[sentences(text)[-1][0] :] if text else ""
    words = last.strip(_EDGES)
    for joining in _JOINING:
        words = words.removeprefix(joining)
    return words.strip(_EDGES)
