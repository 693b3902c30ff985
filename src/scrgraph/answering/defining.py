"""Questions after the meaning of a term, and the sentences that say it by their form.

Forms of definition as in Westerhout and Monachesi (2007), "Extraction of Dutch definitory contexts for eLearning
purposes", CLIN: apposition ("X (that is, ...)"), verbs of meaning ("X refers to"), the naming of a term ("the term X").
"X is a ..." is no such form: most sentences that begin so tell something else. An acronym is defined where its words
stand beside it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from scrgraph import wire
from scrgraph.answering.constraints import spelled_out
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex

MOST_WORDS = 5
"""Words of a term; more are a question about something else."""
MOST_LOOKED = 40
"""Passages with the term that are looked through."""
_MARKS = " '\"‘’“”?.,!"
_ASKS = (
    re.compile(
        r"^\W*(?:so )?what(?:['’]?s| is| are| was| were| does| do)(?: (?:the report|it|they|the authors?))? "
        r"(?:(?:meant|mean|understand|understood) by |the (?:meaning|definition) of )?"
        r"(?:the (?:term|phrase|concept) )?(?P<term>.+?)(?: (?:mean|means|stand for))?\W*$",
        re.IGNORECASE,
    ),
    re.compile(r"^\W*(?:define|(?:the )?(?:meaning|definition) of) (?P<term>.+?)\W*$", re.IGNORECASE),
    re.compile(r"^\W*(?P<term>.+?),? (?:meaning|definition|defined)\W*$", re.IGNORECASE),
)
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_QUOTE = "['‘’\"“”]?"


def term_of(question: str) -> str | None:
    """Return the term whose meaning a question is after, None where it is after something else.

    "What is neglect" may be: only a sentence that says what the term means tells whether it was.
    """
    for pattern in _ASKS:
        if match := pattern.match(question):
            term = _ARTICLE.sub("", match["term"].strip(_MARKS)).strip(_MARKS)
            return term if 0 < len(term.split()) <= MOST_WORDS else None
    return None


def definitions(
    question: str,
    lexical: LexicalIndex,
    sentences: SentenceIndex,
    read: Callable[[Sequence[int]], Sequence[wire.PassageView]],
) -> dict[int, list[tuple[int, int]]]:
    """Return the [start, end) of the sentences, by passage row, that say what the term means that a question is after.

    `read` gives the passages of some rows.
    """
    term = term_of(question)
    if term is None:
        return {}
    rows = sorted({*lexical.holding(term), *lexical.holding(f"{term}s")})[:MOST_LOOKED]
    found = {}
    for row, passage in zip(rows, read(rows), strict=True):
        places = sentences.places[list(sentences.of(row)), 1:].tolist()
        said = [(start, end) for start, end in places if defines(passage.text[start:end], term)]
        if said and passage.kind != "reference":
            found[row] = said
    return found


def defines(text: str, term: str) -> bool:
    """Whether a sentence says by its form what a term means."""
    return _pattern(term).search(text) is not None or (
        re.search(rf"\b{re.escape(term)}s?\b", text) is not None and spelled_out(term, text)
    )


@lru_cache(64)
def _pattern(term: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(word) for word in term.split())
    named = rf"{_QUOTE}\b{words}s?\b{_QUOTE}"
    forms = (
        rf"{named}\s*[(,–-]\s*(?:that is|i\.?e\.?|meaning|namely|in other words)\b",
        rf"{named},? (?:is|are|was|were) (?:defined|understood|described) (?:as|to)\b",
        rf"{named},? (?:is|are|was|were) (?:a|the) (?:term|phrase|name)\b",
        rf"{named} (?:means|meant|refers to|referred to|denotes|stands for)\b",
        rf"\b(?:terms?|phrases?|concepts?|notions?)(?: of| that [^.,;]{{0,90}}\bis)? {named}",
        rf"\b(?:known|described|referred to|called|coined|termed|labelled)(?: as)? {named}",
    )
    return re.compile("|".join(forms), re.IGNORECASE)
