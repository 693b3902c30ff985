"""Paragraphs that a page break cut in two: when two chunks are one, and when the second is a displayed quotation."""

import re

_END = re.compile(r"[.!?:;…]['\"’”)\]>*]*(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?$")
_CLOSING_CITATION = re.compile(r"\([^()]{2,160}?\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,80}\)\.?['\"’”*]*$")
_WORDY_CITATION = re.compile(r"\(\s*(?:page|pages|p\.|pp\.?|para\.?)\s*[\d–-]+\s*\)\.?$", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:\b(?:1[5-9]|20)\d\d[a-z]?\s*[:,]|\b(?:pp?\.?|pages?|para\.?))\s*[^()]{0,60}\d[\d–-]*\s*\)\.?['\"’”*]*$",
    re.IGNORECASE,
)
MIN_WORDS = 8
_PARTS = str.maketrans({"[": "(", "]": ")"})


def is_complete(text: str) -> bool:
    """Whether a paragraph ends like one."""
    return _END.search(text) is not None


def ends_in_source(text: str) -> bool:
    """Whether a paragraph ends in a citation in brackets, as a displayed quotation does."""
    return _CLOSING_CITATION.search(text[-260:]) is not None or _WORDY_CITATION.search(text[-60:]) is not None


def ends_in_page(text: str) -> bool:
    """Whether a paragraph ends in a citation that gives a page."""
    return ends_in_source(text) and _PAGE.search(text[-160:]) is not None


def open_brackets(text: str) -> int:
    """Number of round or square brackets that are opened and not closed."""
    depth = 0
    for character in text.translate(_PARTS):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
    return depth


def surely_continues(before: str, after: str) -> bool:
    """Whether `after` plainly goes on with the sentence that a page break cut at the end of `before`.

    A sentence goes on at a lower-case word ("... a fair reflection | of all practice") or inside open brackets
    ("(Sinclair and | Bullock 2002: 15)").
    """
    if open_brackets(before):
        return True
    return not is_complete(before) and after.lstrip("*'\"‘“")[:1].islower()


def probably_continues(before: str, after: str) -> bool:
    """Whether an unfinished paragraph goes on at a capital letter ("then-prime minister | David Cameron").

    It does not where `after` is a displayed quotation ("It commented that | Reports that fail ... (SCRP 2014: 7).").
    """
    if is_complete(before) or after.startswith(("...", "…")) or ends_in_page(after):
        return False
    return after.lstrip("*'\"‘“")[:1].isalnum() and len(before.split()) >= MIN_WORDS


def is_quotation(lead_in: str, text: str) -> bool:
    """Whether a paragraph is a displayed quotation: led in by an unfinished sentence, ending in its source.

    After a colon any source will do; after a sentence that just breaks off it must give the page.
    """
    if lead_in.rstrip("*").endswith(":"):
        return ends_in_source(text)
    return not is_complete(lead_in) and ends_in_page(text)
