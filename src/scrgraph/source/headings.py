"""What a heading looks like, with or without a contents to compare it to."""

import re
from dataclasses import dataclass

from scrgraph.iri import slug

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?P<title>\S.*)")
_PART = re.compile(r"(?:Part|Chapter|Section)\s+(?P<number>\d{1,2})\s*[:.\-–]?\s+(?P<title>\S.*)", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:Appendix|Annex)\s+(?P<letter>[A-Z]|\d{1,2})\b\s*[:.\-–]?\s*(?P<title>.*)", re.IGNORECASE)
_LEAD = (
    r"(?:(?:part|chapter|section|appendix|annex)\s+(?:[A-Z]|\d{1,2})\s*[.:)–-]?\s+"
    r"|[A-Z][.)]\s+|\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+)"
)
_LIST = (
    r"references?|bibliography|reference list|works (?:cited|referenced|consulted)|referenced works|literature cited|"
    r"(?:cited|sources?) (?:cited|literature|works|sources|references)|references cited"
)
_REFERENCES = re.compile(
    rf"(?:{_LEAD})?(?:(?:full|selected|select|key|main|end|list of|bibliographical) )?(?:{_LIST})"
    r"(?: and (?:further reading|bibliography|notes|endnotes|sources))?(?: \([^()]{1,60}\))?\s*:?",
    re.IGNORECASE,
)
# Headings that head a list of works only where entries follow.
_PERHAPS = re.compile(
    rf"(?:{_LEAD})?(?:literature|sources|further reading|(?:end|foot)?notes and (?:references|bibliography))\s*:?",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\S(?: \S){5,30}")
_HASHES = re.compile(r"(#{1,6})\s+")
_END = re.compile(r"[.!?,;…]['\"’”)]*$")
MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's section number, title without its number, level (1 the highest) and the text as printed."""

    number: str
    title: str
    level: int
    printed: str


def is_reference_heading(text: str) -> bool:
    """Whether a line is the heading of a reference list."""
    return _REFERENCES.fullmatch(_closed(text.strip("# *"))) is not None


def may_be_reference_heading(text: str) -> bool:
    """Whether a line heads a reference list if entries follow it ("Sources")."""
    return _PERHAPS.fullmatch(_closed(text.strip("# *"))) is not None


def _closed(text: str) -> str:
    """Return a spaced-out heading as a word: "R E F E R E N C E S"."""
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text


def parse_heading(text: str) -> Heading | None:
    """Read a heading that says what it is: numbered, a Part, an appendix, the references, or with # marks."""
    hashes = _HASHES.match(text)
    printed = text[hashes.end() :] if hashes else text
    printed = printed.strip("* ")
    if not printed or len(printed.split()) > MAX_WORDS or _END.search(printed):
        return None
    if is_reference_heading(printed):
        return Heading("references", printed.rstrip(":"), 1, printed)
    if match := _APPENDIX.fullmatch(printed):
        return Heading(f"appendix-{match['letter'].lower()}", match["title"] or printed, 1, printed)
    if (match := _PART.fullmatch(printed)) and match["title"][0].isupper():
        return Heading(match["number"], match["title"], 1, printed)
    if (match := _NUMBERED.fullmatch(printed)) and _titled(match["number"], match["title"]):
        return Heading(match["number"], match["title"], match["number"].count(".") + 1, printed)
    if hashes:
        return Heading(slug(printed), printed, max(1, len(hashes[1]) - 1), printed)
    return None


def _titled(number: str, title: str) -> bool:
    # "12 of the children" and "3 million" are text; "2.1 The changing profile" and "'Losing sight'" are titles.
    first = title.lstrip("'\"‘“(")[:1]
    return first.isupper() or (number.count(".") >= 1 and first.islower() and len(title.split()) <= 8)


def looks_like_heading(text: str) -> bool:
    """Whether a line that stands alone could be an unnumbered heading: short, capitalised, no sentence's end."""
    plain = text.strip("* ")
    words = plain.split()
    return (
        0 < len(words) <= 12
        and len(plain) <= 100
        and plain.lstrip("'\"‘“(")[:1].isupper()
        and _END.search(plain) is None
        and not plain.endswith((":", "-", "–"))
        and "http" not in plain
    )


def normal(text: str) -> str:
    """Fold a heading for comparison: case, apostrophes, dashes and white space do not count."""
    table = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "*": None, "#": None})
    return " ".join(text.translate(table).lower().split()).rstrip(":")
