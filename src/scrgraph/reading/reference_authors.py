"""The author part of a reference: persons and organisations, in the order and form the list prints them."""

import re
from collections.abc import Sequence

from scrgraph.reading.findings import Author, Organisation, Person
from scrgraph.source.reference_list import PARTICLES

_TITLE = r"(?:Lord|Lady|Baroness|Baron|Sir|Dame|Professor|Prof\.?|Dr\.?|Rt Hon)"
_INITIAL = r"[^\W\d_a-z](?:[^\W\d_A-Z]?\.)?"
_INITIALS = rf"{_INITIAL}(?:[ -]?{_INITIAL})*"
_GIVEN = re.compile(rf"(?:{_TITLE} )?{_INITIALS}(?:,? ?(?:Jr|Sr|II|III|IV)\.?)?")
_FORENAME_FIRST = re.compile(rf"(?P<given>(?:{_TITLE} )?(?:[^\W\d_a-z]\.[ -]?)+|[^\W\d_a-z]) (?P<family>\S[^,]*)")
_FAMILY_FIRST = re.compile(
    rf"(?P<family>(?:[^\W\d_]\S+ )?(?:(?:{PARTICLES}) ){{0,3}}[^\W\d_]\S+(?: [^\W\d_]\S+)?) "
    rf"(?P<given>(?:{_TITLE} )?[^\W\d_a-z]\.?(?:[ -]?[^\W\d_a-z]\.?){{0,3}})"
)
_ALSO = re.compile(r"\s(?:and|&|with)\s")
_LEADING = re.compile(r"^(?:and|&|with)\s+")
_ROLE = re.compile(r",?\s*\(?\b(?:eds?|editors?|ed\.s)\.?\)?\s*$", re.IGNORECASE)
_ET_AL = re.compile(r",?\s*(?:\bet\.? al(?:ii|\.)?|(?:and|&) (?:others|colleagues))\s*$", re.IGNORECASE)
_FULL_NAME = re.compile(r"[^\W\d_A-Z]?[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BODY = re.compile(
    r"\b(?:Agency|Assembly|Association|Board|Centre|Center|College|Commission|Committee|Consortium|Council|Department|"
    r"Directorate|Foundation|Government|Group|Inspectorate|Institute|Ministry|Network|Office|Panel|Parliament|"
    r"Partnership|Society|Team|Trust|University)\b"
)
_LONGEST = 20_000
_WORD_LETTERS = 2


def parse_authors(text: str) -> tuple[Author, ...]:
    """Return the authors in the part of a reference that stands before its year (at most 20,000 characters of it)."""
    text = _ET_AL.sub("", _bare(text))
    pieces = [piece for part in _split_commas(text) for piece in _split_and(part)]
    return tuple(_authors(pieces))


def is_cut(text: str) -> bool:
    """Whether the author part of a reference breaks off with "et al"."""
    return _ET_AL.search(_bare(text)) is not None


def _bare(text: str) -> str:
    return _ROLE.sub("", text[:_LONGEST].lstrip(" .,:;").rstrip(" ,:;"))


def _split_commas(text: str) -> list[str]:
    """Split at commas and semicolons that stand outside brackets (a bracket left open closes at the end)."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")" and depth > 0)
        if character in ",;،؛" and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [_LEADING.sub("", part.strip()) for part in parts if part.strip()]


def _split_and(part: str) -> list[str]:
    """Split "E. and Turnell" or "DHSS and Welsh Office", but not "Education and Employment"."""
    for found in _ALSO.finditer(part):
        left, right = part[: found.start()].strip(), part[found.end() :].strip()
        if left.count("(") == left.count(")") and (_is_person(left) or (_is_body(left) and _is_body(right))):
            return [left, *_split_and(right)]
    return [part]


def _is_person(text: str) -> bool:
    return bool(_GIVEN.fullmatch(text) or _FORENAME_FIRST.fullmatch(text) or _FAMILY_FIRST.fullmatch(text))


def _is_body(text: str) -> bool:
    return bool(_BODY.search(text)) or (text.isupper() and " " not in text)


def _authors(pieces: Sequence[str]) -> list[Author]:
    authors: list[Author] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
        # "LI, X.": where initials have full stops, two capitals without one are a family name.
        initials = _is_given(following) and (not _is_given(piece) or ("." in following and "." not in piece))
        if initials or (len(pieces) == 2 and at == 0 and _is_full_name(piece) and _is_full_name(following)):
            authors.append(Person(piece, following))
            at += 1
        else:
            authors.append(_single(piece))
        at += 1
    return authors


def _is_given(text: str) -> bool:
    """Whether a piece is initials; in a script without capitals only a full stop tells them from a name."""
    if not _GIVEN.fullmatch(text) or ("." not in text and text.upper() == text.lower()):
        return False
    # The pattern knows the small letters of ASCII alone: several others make a word ("Иванов"), not initials.
    return sum(character.islower() and not character.isascii() for character in text) < _WORD_LETTERS


def _is_full_name(text: str) -> bool:
    return bool(_FULL_NAME.fullmatch(text)) and not text.isupper() and not _BODY.search(text)


def _single(piece: str) -> Author:
    """Return the author in one piece: "M. Brandon", "Reder P." or an organisation."""
    named = _FORENAME_FIRST.fullmatch(piece) or _FAMILY_FIRST.fullmatch(piece)
    if named and not _BODY.search(piece):
        return Person(named["family"].strip(), named["given"].strip())
    return _organisation(piece)


def _organisation(piece: str) -> Organisation:
    """Return "CSPRP (Child ... Panel)" with its acronym, whichever of the two stands in the bracket."""
    outside, opened, inside = piece.partition("(")
    outside, inside = outside.strip(), inside.rstrip(") ").strip()
    if not opened or not outside or not inside:
        return Organisation(piece.strip(" ()"))
    shorter, longer = sorted((outside, inside), key=len)
    return Organisation(longer, shorter)
