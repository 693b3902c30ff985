"""Names as they are compared: folded case, accents and punctuation, and the forms one author may take."""

import re
import unicodedata
from functools import lru_cache

from scrgraph.reading.findings import Author, Organisation, Person

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "ı": "i",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile(r"['‘’ʼ`]")
_NOT_WORD = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """Return the name as it is compared: lower case, no accents, single spaces, no punctuation."""
    plain = name.replace("&", " and ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.casefold()
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def without_possessive(word: str) -> str:
    """Return a word without the ending of a possessive ("Laming's" -> "Laming")."""
    return _POSSESSIVE.sub("", word)


def forms(author: Author) -> tuple[str, ...]:
    """Return the compared forms of one author: a family name, or an organisation's name and acronym."""
    if isinstance(author, Person):
        return (normal(author.family),)
    names = [author.name, *([author.acronym] if author.acronym else [])]
    return tuple(dict.fromkeys(form for name in names if (form := normal(name).removeprefix("the "))))


def short_name(author: Author) -> str:
    """Return the name by which a text cites an author: family name, acronym or full name."""
    if isinstance(author, Organisation):
        return author.acronym or author.name
    return author.family


def label(authors: tuple[Author, ...], year: str | None, *, cut: bool = False) -> str:
    """Return the key of a work: first author, `and` for two, `et al` from three or where the list is cut, year."""
    names = [short_name(author) for author in authors]
    if not names:
        return f"Anon {year or 'n.d.'}"
    who = f"{names[0]} et al" if cut or len(names) > 2 else " and ".join(names)
    return f"{who} {year or 'n.d.'}"
