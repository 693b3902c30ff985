"""What people write into a search box beside words: "an exact phrase" and -word."""

import re
import unicodedata
from dataclasses import dataclass

from scrgraph.errors import QueryError

_PHRASE = re.compile(r'["“”]([^"“”]{1,200})["“”]')
_EXCLUDED = re.compile(r"(?<!\S)-([^\W\d_][\w'’-]*)")
_CONTROLS = {"Cc", "Cs"}
"""Control characters, and halves of characters that are no text by themselves."""
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Query:
    """A query: the words that rank, phrases that a passage must hold, words that it must not."""

    words: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.excluded)


def parse_query(text: str) -> Query:
    """Read phrases and exclusions; a query of exclusions alone, or with an unpaired quote, is plain words."""
    phrases = tuple(dict.fromkeys(fold(found) for found in _PHRASE.findall(text) if found.strip()))
    rest = _PHRASE.sub(r" \1 ", text)
    excluded = tuple(dict.fromkeys(_EXCLUDED.findall(rest)))
    words = " ".join(_EXCLUDED.sub(" ", rest).split())
    return Query(words, phrases, excluded) if words else Query(text)


def fold(text: str) -> str:
    """Fold a text for exact comparison: case, white space, straight and curly quotes, dashes do not count."""
    return " ".join(text.translate(_SAME).casefold().split())


def checked(query: str, limit: int) -> str:
    """Return a question with its white space folded.

    Raises:
        QueryError: it is empty, has more than `limit` characters, or holds control characters.
    """
    if len(query) > limit:
        raise QueryError(
            f"the question has {len(query):,} characters; at most {limit:,} are read (SCRGRAPH_MAX_QUESTION_CHARACTERS)"
        )
    if any(unicodedata.category(character) in _CONTROLS and not character.isspace() for character in query):
        raise QueryError("the question holds control characters; type it as plain text")
    text = " ".join(query.split())
    if not text:
        raise QueryError("the question is empty; type some words")
    return text
