"""The rest of a reference after its year: title, container, numbers, publisher, identifiers, type."""

import re
from dataclasses import dataclass

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"*]+")
ADDRESS = re.compile(r"https?://[^\s<>\"*]+")
_ONLINE = re.compile(r"\b(?:Online|Available (?:at|from|online)|Retrieved from|Accessed)\b", re.IGNORECASE)
_CLOSING = re.compile(r"['’”\"](?=[,.;]|\s*$|\s+\*|\s+in\b)")
_CLOSING_LOOSE = re.compile(r"['’”\"](?=\s+[^\W\d_a-z])")
_ITALIC = re.compile(r"\*([^*]+)\*")
_PLAIN_END = re.compile(r"[.?!](?=\s+[^\W\d_a-z])|\.?\s*$")
_NUMBERS = re.compile(
    r"[,. ]{0,3}(?:vol\.? ?)?(?P<volume>\d{1,4})(?: ?\((?P<issue>[^()]{1,20})\))?"
    r"(?:[:, ]{1,3}(?:pp?\.? ?)?(?P<pages>[A-Za-z]{0,2}\d{1,7}(?: ?[-–—] ?[A-Za-z]{0,2}\d{1,7})?))?",
    re.IGNORECASE,
)
# A container that no emphasis marks: a capitalised name between a stop and volume and pages, the last of an entry.
_JOURNAL = re.compile(
    r"(?:^|[,.?!]) *(?P<container>[^\W\d_a-z][^,.:;<\d]{1,100}(?:[,:] [^\W\d_a-z][^,.:;<\d]{1,60})?)"
    r"(?P<rest>[,.]? (?:[Vv]ol\.? ?)?\d{1,4}(?: ?\([^()]{1,20}\))?[:;,] ?"
    r"(?:[Pp]p?\.? ?)?[A-Za-z]{0,2}\d{1,7}(?: ?[-–—] ?[A-Za-z]{0,2}\d{1,7})?)[.,; ]*$"
)
_PAGES = re.compile(r"\bpp?\.? ?(?P<pages>[A-Za-z]?\d{1,6}(?: ?[-–—] ?[A-Za-z]?\d{1,6})?)")
_PLACE = re.compile(
    r"(?P<place>[^\W\d_a-z][\w’'-]{0,40}(?: [^\W\d_a-z][\w’'-]{0,40}){0,3}): ?(?P<publisher>[^\s:][^:<]*)$"
)
_PLACE_COMMA = re.compile(r"(?P<place>[^\W\d_a-z][\w’'-]{0,40}), (?P<publisher>[^\W\d_a-z][^:<,]*)$")
_SERIES = re.compile(r"\b(?:\w+ )?(?:Working|Research|Discussion|Occasional|Technical|Command)? ?(?:Paper|Report) \d+")
_FILE = re.compile(r"\.(?:pdf|docx?|html?|aspx|xlsx?)$", re.IGNORECASE)
_QUOTES = "'‘“\""
_KINDS = (
    ("speech", re.compile(r"\bspeech\b|\blecture\b|\baddress to\b", re.IGNORECASE)),
    ("inquiry", re.compile(r"\b(?:inquiry|enquiry)\b", re.IGNORECASE)),
    (
        "statistics",
        re.compile(
            r"\bstatistics\b|\bcharacteristics of\b|\bhouseholds below\b|\btables\b|\bexpenditure by\b", re.IGNORECASE
        ),
    ),
    (
        "guidance",
        re.compile(
            r"\bguidance\b|\bguidelines?\b|\bguide (?:to|for)\b|\bquality markers\b|\ba guide\b",
            re.IGNORECASE,
        ),
    ),
    (
        "report",
        re.compile(
            r"\breport\b|\breview\b|\banalysis\b|\bevaluations?\b|\bfindings\b|\blessons\b|\binspections?\b|\bevidence\b",
            re.IGNORECASE,
        ),
    ),
)
_BOOKISH = re.compile(
    r"\b(?:Press|Macmillan|Routledge|Kingsley|Sage|Wiley|Springer|Elsevier|Penguin|Blackwell|Books|Palgrave|McGraw)\b"
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What follows the year of a reference; absent parts are None. `type` as in INTERFACES."""

    title: str | None
    container: str | None
    publisher: str | None
    place: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    url: str | None
    type: str


def parse_fields(text: str) -> Fields:
    """Parse the text after the year; emphasis marks (`*`) are still in it, white space is folded."""
    doi, url = _DOI.search(text), ADDRESS.search(text)
    title, quoted, rest = _title(text.lstrip(" .,:)"))
    container, rest = _container(rest)
    rest = _before_address(rest).replace("*", "")
    numbers = _NUMBERS.match(rest) if container else None
    pages = _PAGES.search(rest)
    publisher, place = (None, None) if numbers else _publisher(rest)
    volume = numbers["volume"] if numbers else None
    return Fields(
        title=title,
        container=container,
        publisher=publisher,
        place=place,
        volume=volume,
        issue=numbers["issue"] if numbers else None,
        pages=(numbers["pages"] if numbers else None) or (pages["pages"] if pages else None),
        doi=doi[0].rstrip(".,;)]") if doi else None,
        url=url[0].rstrip(".,;)]") if url else None,
        type=_kind(title or "", container, publisher, quoted and rest, url is not None),
    )


def _title(text: str) -> tuple[str | None, bool, str]:
    """Return the title, whether it was quoted, and the rest."""
    if text[:1] and text[0] in _QUOTES:
        closing = _CLOSING.search(text, 2) or _CLOSING_LOOSE.search(text, 2)
        if closing:
            return _quoted(text, closing.start())
    if text.startswith("*") and (italic := _ITALIC.match(text)):
        return italic[1].strip(" ,."), False, text[italic.end() :]
    journal = _JOURNAL.search(_before_address(text), 1) if "*" not in text else None
    end = journal.start("container") if journal else _plain_end(text)
    return text[:end].strip(" ,.") or None, False, text[end:]


def _quoted(text: str, end: int) -> tuple[str, bool, str]:
    after = text[end + 1 :]
    # A title may open with a quotation and go on: 'You've got to ...' – Children's views on participation, *Journal*
    if after.lstrip()[:1] in ("–", "—", "-", ":") and ", *" in after:
        stop = end + 1 + after.index(", *")
        return text[:stop].strip(), True, text[stop:]
    return text[1:end].strip(" ,."), True, after


def _plain_end(text: str) -> int:
    """Return where an unmarked title ends: before an emphasised container, an address, or at its full stop."""
    stops = [text.find(" *"), text.find("<http"), text.find(" http")]
    online = _ONLINE.search(text)
    stops.append(online.start() if online else -1)
    limit = min((stop for stop in stops if stop > 0), default=len(text))
    if text.find(" *") == limit:
        return limit
    full = _PLAIN_END.search(text, 0, limit)
    return full.end() if full and full.end() else limit


def _container(rest: str) -> tuple[str | None, str]:
    """Return the container that follows a title directly (or after "in Editors (eds)"), and the rest."""
    italic = _ITALIC.search(rest)
    journal = _JOURNAL.match(_before_address(rest)) if italic is None else None
    if journal:
        return journal["container"].strip(), rest[journal.start("rest") :]
    if not italic or (italic.start() > 4 and not re.match(r"[\s,.]*[Ii]n:? ", rest)):
        return None, rest
    return italic[1].strip(" ,."), rest[italic.end() :]


def _before_address(rest: str) -> str:
    """Return the rest up to its web address."""
    cuts = [found.start() for found in (_ONLINE.search(rest), ADDRESS.search(rest), _DOI.search(rest)) if found]
    return rest[: min(cuts, default=len(rest))].rstrip(" <,.(")


def _publisher(rest: str) -> tuple[str | None, str | None]:
    """Return (publisher, place) of what stands between the title and the address."""
    tail = _SERIES.sub("", rest).strip(" .,;")
    for pattern in (_PLACE, _PLACE_COMMA):
        found = pattern.search(tail)
        if found:
            return found["publisher"].strip(" .,"), found["place"]
    if re.fullmatch(r"[^\W\d_a-z][^\d:()]{2,60}", tail) and not _FILE.search(tail):
        return tail, None
    return None, None


def _kind(title: str, container: str | None, publisher: str | None, quoted: object, online: bool) -> str:
    if container:
        return "chapter" if publisher else "article"
    if publisher and _BOOKISH.search(publisher):
        return "book"
    for kind, pattern in _KINDS:
        if pattern.search(title):
            return kind
    if quoted:
        return "article"
    return "web page" if online and not publisher else "report" if publisher else "book"
