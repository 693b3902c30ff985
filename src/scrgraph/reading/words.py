"""The words of a text as names are compared by: folded, the letters of acronyms kept; comma and colon are words."""

import re
from typing import NamedTuple

_WORD = re.compile(r"(?:https?://|www\.)\S+|[^\W_]+(?:['’][^\W_]+)*|[&,:]")
_GAP = re.compile(r"[\s'\"‘’“”*()./\-‐‑‒–]*")
_GAP_CHARACTERS = 4


class Word(NamedTuple):
    """A word at [start, end). `keys` are the forms under which a name may hold it, `acronym` its letters as written."""

    folded: str
    acronym: str | None
    capital: bool
    keys: tuple[str, ...]
    start: int
    end: int


def split_words(text: str, *, any_case: bool = False) -> list[Word]:
    """Return the words of a text in order. With `any_case` every word is also tried as an acronym."""
    known: dict[str, tuple[str, str | None, bool, tuple[str, ...]]] = {}
    words: list[Word] = []
    for match in _WORD.finditer(text):
        word = match.group()
        facts = known.get(word)
        if facts is None:
            facts = known[word] = _facts(word, any_case)
        words.append(Word(*facts, match.start(), match.end()))
    return words


def name_words(name: str) -> tuple[Word, ...]:
    """Return the words of a name as an authority file writes it."""
    return tuple(split_words(name))


def fold_key(name: str) -> str:
    """Return a name as it is compared: "Children's Services" gives "children service", "SCRs" gives "=SCR"."""
    return " ".join(f"={word.acronym}" if word.acronym else word.folded for word in split_words(name))


def joined(text: str, left: Word, right: Word) -> bool:
    """Return whether a name may run over two words: only blanks, hyphens, quotes, brackets, slashes between them."""
    size = right.start - left.end
    if size == 1 and text[left.end] == " ":
        return True
    if size > _GAP_CHARACTERS:
        return False
    gap = text[left.end : right.start]
    if _GAP.fullmatch(gap) is None:
        return False
    return not _ends_sentence(gap, left) and not (")" in gap and left.folded.isdecimal())


def _facts(word: str, any_case: bool) -> tuple[str, str | None, bool, tuple[str, ...]]:
    if "." in word:
        return "", None, False, ()
    folded, bare = _fold(word), _bare(word)
    acronym = bare if sum(character.isupper() for character in bare) > 1 else None
    if any_case:
        keys = tuple(dict.fromkeys((folded, "=" + bare, "=" + bare.casefold(), "=" + folded)))
    else:
        keys = (folded,) if acronym is None else (folded, "=" + acronym)
    return folded, acronym, word[0].isupper(), keys


def _bare(word: str) -> str:
    """Return a word without a possessive ending or the plural of an acronym: "SCR's", "LSCBs"."""
    if len(word) < 3:
        return word
    if word[-2:] in ("'s", "’s"):
        return word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2].isupper() else word


def _fold(word: str) -> str:
    """Return a word without case, apostrophe, plural or possessive s."""
    if word == "&":
        return "and"
    folded = word.casefold().replace("'", "").replace("’", "")
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 4 and folded.endswith(("sses", "ches", "shes", "xes")):
        return folded[:-2]
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded


def _ends_sentence(gap: str, left: Word) -> bool:
    """Return whether a full stop between two words ends a sentence: not after one letter ("s. 47"), not in "et al."."""
    return "." in gap and left.end - left.start > 1 and left.folded != "al"
