"""What a number in prose counts: the words right after it, and the words that bound it right before it."""

import re
from dataclasses import dataclass

_STOP = re.compile(
    r"(?:was|were|is|are|be|been|being|had|has|have|did|do|does|can|could|may|might|must|will|would|should|that|which|"
    r"who|whom|where|when|while|whereas|and|but|or|nor|in|on|at|by|from|for|with|within|without|as|to|than|of|out|"
    r"after|before|during|over|under|between|across|about|into|since|until|among|amongst|if|because|so|not|only|per|"
    r"reported|featured|rated|completed|published|made|came|went|took|became|led|up|down|lower|higher|more|less|fewer|"
    r"each|every|a|an|it|they|them|us|these|those|him|her|we|there|this|these|those|also|then|now|(?:19|20)\d\d\S{0,6})$",
    re.IGNORECASE,
)
_NOUN_WORD = re.compile(r"[ -]?['‘’\"“”]?([^\W\d_][\w'’/-]{0,30})(['‘’\"“”]?)([,.;:)\]?!]?)")
_OF = re.compile(r" ?(?:out )?of (?:all the |all of the |all |the |those |these |our |their |its )?", re.IGNORECASE)
_ARTICLE = re.compile(r" (?:all |the |those |these )?", re.IGNORECASE)
_AGE = re.compile(r" (?:aged|under|over)(?: |-)\d{1,2}(?:[-–]\d{1,2})?(?: and (?:over|under|above))?", re.IGNORECASE)
_PER = re.compile(
    r" ?(?:(?:a|each|every) "
    r"(?=(?:year|week|month|day|hour|quarter)\b(?! (?:earlier|later|before|ago|after|previously)))|per )"
    r"(\d{1,3}(?:,\d{3}){0,3}|(?:social |full-time |key |family )?[a-z]{3,20})\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"[ -](?:(?:calendar|full|working) )?(year|yr|month|week|day|hour|minute|decade)s?\b(?! ?[’'-]?olds?\b)"
)
_MEASURE = re.compile(
    r"[ -](percentage point|page|mile|kilometre|metre|tonne|hectare|degree|litre|kilogram|word)s?\b", re.IGNORECASE
)
_SYMBOL = re.compile(
    r" ?(°C|[nµμmkcM]?[gmlLsMVAW]|mmHg|min|hr|hrs|h|secs?|[kMG]?Hz|[kM]?Da|[kM]?bp|kb|Mb|[kM]Wh?|ha|Å|mm²|km²|m²|mph)"
    r"(?![\w/-])(?! ?[&’'])"
)
_TIMES_AS = re.compile(
    r"[ -]times (?=(?:as|the|that|those|what|more|less|higher|lower|greater|larger|bigger|likelier|over)\b)|-?fold\b"
)
_DISCOURSE = re.compile(
    r"(?:sense|type|level|aspect|message|way|span|point|implication|part|area|theme|element|reason|thing|kind|form|stage|"
    r"section|question|categor|option|issue|principle|step|problem|factor|dimension|side|objective|aim|criteri|strand|"
    r"heading|chapter|approach|feature|component|perspective|characteristic|purpose|goal|challenge|lesson|conclusion|"
    r"topic|idea|sub-categor|subcategor|set|role|function|domain|pillar|other|example|key|main|broad|agenc)(?:y|ies|s|a|on|es)?$",
    re.IGNORECASE,
)
_LOW = (
    r"more than|over|above|at least|no (?:fewer|less) than|in excess of|upwards of|greater than|exceeding|"
    r"exceeded|just over|well over|a minimum of"
)
_HIGH = r"fewer than|less than|under|below|up to|at most|nearly|almost|just under|no more than|not quite|a maximum of"
_ABOUT = r"around|about|approximately|roughly|some|circa|an estimated|estimated|close to|approaching"
_QUALIFIER = re.compile(
    rf"(?:^|[\s(‘'\"“–—])(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<about>{_ABOUT}))(?P<article> (?:a|an|the|just))?\s?$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(r"\+(?!\w)| or (?:(?:more|over|above|longer)|(?P<high>fewer|less|under|below))\b(?! than)")
_ANAPHORA = re.compile(
    r"\b(?:the|these|those|first|last|previous|past|next|other|both|all|final|latter|latest|further|same|early|earlier|"
    r"its|their|our|his|her|any|every|one or|party|part|take|takes|another)\s['‘\"“]?$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|of|after|than|spanning|lasted|lasting|took|takes|taking|spent|was|were|is|are|been|identified) $"
)
_TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "decades"})
_PLACED = re.compile(r"[ -]\w{3,8} (?:ago|before|later|earlier|previously)\b")
_LAST = re.compile(r"\b(?:last|past|next|previous|coming|following|first|recent|preceding)(?: the)?\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """What follows a number: the noun phrase, where it ends, and the unit ("years", "pages", "per year", or "")."""

    words: str
    end: int
    unit: str
    discourse: bool


def noun_after(text: str, at: int) -> Noun:
    """Return the noun phrase that starts at an offset, at most seven words, empty where a verb or a stop follows."""
    begin = _ARTICLE.match(text, at)
    start = position = begin.end() - 1 if begin else at
    for _ in range(7):
        match = _NOUN_WORD.match(text, position)
        if match is None or _STOP.match(match[1]) or not (position > start or match.start() == start):
            break
        if position > start and match[1].endswith("ed"):
            break
        position = match.end(2)
        if match[3]:
            break
    words = text[start:position].strip(" -'‘’\"“”")
    age = _AGE.match(text, position)
    end = age.end() if age and words else position
    head = re.findall(r"[^\W\d_][\w-]*", words)
    unit = _unit(text, at, end)
    counted = text[start:end].strip(" -'‘’\"“”") if words else ""
    if head and unit in _TIMES:
        counted = head[0]
    elif unit and head and _SYMBOL.match(text, at):
        counted = ""
    return Noun(counted, end, unit, _discourse(head))


def _discourse(words: list[str]) -> bool:
    return bool(words) and bool(_DISCOURSE.match(words[-1]))


def _unit(text: str, at: int, end: int) -> str:
    for pattern in (_DURATION, _MEASURE):
        match = pattern.match(text, at)
        if match:
            return {"yr": "year"}.get(match[1].lower(), match[1].lower()) + "s"
    if _TIMES_AS.match(text, at):
        return "times"
    if symbol := _SYMBOL.match(text, at):
        return symbol[1].replace("μ", "µ")
    match = _PER.match(text, end)
    return f"per {match[1].lower()}" if match else ""


def whole_of(text: str, at: int) -> int | None:
    """Return where the whole begins that a share is taken of ("of the ", "out of "), None where none is named."""
    match = _OF.match(text, at)
    return match.end() if match else None


def bound_before(text: str, at: int, end: int, *, fraction: bool) -> tuple[str, int]:
    """Return how the words before a number bound it ("low", "high", "about" or ""), and where they start.

    "It cost £3m over five years" says when and bounds nothing.
    """
    offset = max(0, at - 28)
    match = _QUALIFIER.search(text[offset:at])
    if match is None or ((match["article"] or "").strip() == "the" and not fraction):
        return "", at
    kind = next(name for name in ("low", "high", "about") if match[name])
    start = offset + match.start(kind)
    during = (
        match[kind].lower() == "over"
        and _DURATION.match(text, end)
        and not _LASTING.search(text[max(0, start - 14) : start])
    )
    return ("", at) if during else (kind, start)


def bound_after(text: str, at: int) -> tuple[str, int]:
    """Return how the words after a number bound it ("low", "high" or ""), and where they end: "4 or more", "300+"."""
    match = _BOUND_AFTER.match(text, at)
    if match is None:
        return "", at
    return ("high" if match["high"] else "low"), match.end()


def refers_back(text: str, at: int) -> bool:
    """Say whether a number refers to things already named ("the two reports", "these seven")."""
    return bool(_ANAPHORA.search(text[max(0, at - 14) : at]))


def frames_time(text: str, start: int, end: int) -> bool:
    """Say whether a duration only places something in time ("in the last ten years", "two years before")."""
    return bool(_LAST.search(text[max(0, start - 16) : start]) or _PLACED.match(text, end))
