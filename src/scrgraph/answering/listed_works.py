"""Which works of the reference list a question describes: by year of publication, kind or publisher."""

import re
from collections.abc import Callable, Iterator, Sequence

_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = (
    (re.compile(rf"\b(?:before|until|up to|earlier than)(?: the year)? ({_YEAR})\b", re.IGNORECASE), (None, -1)),
    (re.compile(rf"\b(?:after|later than)(?: the year)? ({_YEAR})\b", re.IGNORECASE), (1, None)),
    (re.compile(rf"\bsince ({_YEAR})\b", re.IGNORECASE), (0, None)),
    (re.compile(rf"\b(?:between|from) ({_YEAR}) (?:and|to|until) ({_YEAR})\b", re.IGNORECASE), (0, 0)),
    (re.compile(rf"\b(?:(?:in|of|from|for|during)(?: the year)? )?({_YEAR})\b", re.IGNORECASE), (0, 0)),
)
"""How years are said, with what to add to the first and to the last year; None leaves that end open."""
_KINDS = {
    "article": r"(?:academic |research )?journal (?:articles?|papers?)|articles",
    "book": r"books",
    "chapter": r"(?:book )?chapters",
    "guidance": r"(?:pieces|items) of guidance|guidance documents",
    "inquiry": r"inquiry reports|inquiries",
    "speech": r"speech(?:es)?",
    "statistics": r"statistical (?:releases|publications)|statistics",
    "thesis": r"thes[ie]s",
    "web page": r"web ?pages?|websites?",
}
_KIND = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _KINDS.items()}
_PUBLISHER = re.compile(r"\bpublish(?:e[ds]|ers?)?\b", re.IGNORECASE)
_LISTS = re.compile(
    r"\b(?:how many|count|number|list(?:s|ed)?|which|cite[sd]?|bibliography|references?)\b", re.IGNORECASE
)
"""What asks for the works themselves, and not for what they say."""
_ROLE = re.compile(r"\b(?:as|was|is) (?:the |their |its )?publishers?\b|\b(?:published )?by(?: the)?\b", re.IGNORECASE)

Described = tuple[str, dict[str, str], str]


def listed_works(question: str, publishers: Callable[[], Sequence[str]]) -> Iterator[Described]:
    """Yield what a question says of works: its words, the parameters of the query, and the question without them.

    Nothing where it says neither years nor kind nor publisher.
    """
    if not _LISTS.search(question):
        return
    said: list[str] = []
    values: dict[str, str] = {}
    rest = question
    if (found := _published(rest, publishers)) is not None:
        name, rest = found
        said.append(f"published by {name}")
        values["publisher"] = name
    for kind, pattern in _KIND.items():
        if match := pattern.search(rest):
            said.append(match.group())
            values["kind"] = kind
            rest = f"{rest[: match.start()]} works {rest[match.end() :]}"
            break
    for pattern, (first, last) in _YEARS:
        if match := pattern.search(rest):
            said.append(match.group())
            values |= {} if first is None else {"since": str(int(match[1]) + first)}
            values |= {} if last is None else {"until": str(int(match[match.lastindex or 1]) + last)}
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
            break
    if values:
        yield ", ".join(said), values, rest


def _published(question: str, publishers: Callable[[], Sequence[str]]) -> tuple[str, str] | None:
    """Return the publisher that a question names as one, the longest name first, and the question without it."""
    if not _PUBLISHER.search(question):
        return None
    for name in sorted(publishers(), key=len, reverse=True):
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question):
            rest = f"{question[: match.start()]} {question[match.end() :]}"
            return name, _ROLE.sub(" ", rest)
    return None
