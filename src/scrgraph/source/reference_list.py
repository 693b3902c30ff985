"""The entries of a reference list: where one begins, and which lines and paragraphs go on with the one before."""

import itertools
import re
from collections.abc import Iterator, Sequence

from scrgraph.source.lines import Line

_YEAR = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|\bno date\b|\bundated\b|\bin press\b|\bforthcoming\b", re.IGNORECASE
)
_LINK = re.compile(r"[<\[(]?(?:https?:|www\.|doi:)", re.IGNORECASE)
_COMPLETE = re.compile(r"[.>)\]/]\s*$|https?:\S+$|\d$")
PARTICLES = "van|von|vom|de|den|der|des|di|da|do|dos|du|del|della|la|le|ter|ten|el|al|bin|ibn|af|zu"
_PARTICLE = re.compile(rf"(?:{PARTICLES})\s")
_MARK = re.compile(r"(?:(?:\[(?P<square>\d{1,4})\]|\(?(?P<number>\d{1,4})(?:[.)]|(?=\t)))|[•●▪◦‣·–*-])\s+(?=\S)")
_CAPITAL = r"[^\W\d_a-z]"
_NAME = rf"{_CAPITAL}[\w’'‐-]{{0,40}}"
_FAMILY = rf"(?:(?:{PARTICLES}) ){{0,3}}{_NAME}(?: (?:(?:{PARTICLES}|van['’]s)(?= )|{_NAME})){{0,4}}"
_TITLE = r"(?:Lord |Lady |Sir |Dame |Dr |Prof\.? )?"
_PERSON = re.compile(
    rf"(?:{_CAPITAL}[^.:,]{{1,80}}, )?{_FAMILY}"
    rf"(?:, ?{_TITLE}(?:{_CAPITAL}{{1,3}}[-.,;(& ]|{_CAPITAL}[\w’'-]{{1,30}}(?:[,;.(]| {_CAPITAL}\.| and | &))"
    rf"| {_CAPITAL}{{1,3}}(?:[,.;]| \(| and | & ))"
)
_BODY = re.compile(rf"{_CAPITAL}[^.:]{{1,200}}?(?:[ ,]|\[)\(?(?:1[5-9]|20)\d\d[a-k]?[).,\]]")
_WINDOW = 600
_ENDED = 0.7
_NEAR = 240
"""An entry names its author and its year within so many characters of its beginning, if it is not to be taken for
the second line of another."""


def without_mark(text: str) -> str:
    """Return an entry without the number or bullet that stands before it."""
    return _MARK.sub("", text, count=1) if _MARK.match(text) else text


def starts_entry(text: str) -> bool:
    """Whether a paragraph opens an entry: it begins with a name and holds a year."""
    text = without_mark(text)
    first = text.lstrip("[(*'\"‘“")[:1]
    named = bool(first) and (not first.islower() or bool(_PARTICLE.match(text)))
    return named and not _LINK.match(text) and bool(_YEAR.search(text[:_WINDOW]))


def opens_with_author(text: str) -> bool:
    """Whether a text begins as entries do: a family name with initials, or a body's name and the year."""
    text = without_mark(text)[:_NEAR]
    return not _LINK.match(text) and bool(_PERSON.match(text) or _BODY.match(text))


def are_entries(texts: Sequence[str]) -> bool:
    """Whether paragraphs are the first entries of a list: they name authors, one of them a person with initials."""
    likely = all(starts_entry(text) or opens_with_author(text) for text in texts)
    return likely and any(_PERSON.match(without_mark(text)) for text in texts)


def goes_on(before: str, after: str) -> bool:
    """Whether a paragraph of the list belongs to the entry before it (its link, or its second half)."""
    if _LINK.match(after):
        return True
    if after[:1].islower() and not _PARTICLE.match(after):
        return True
    return not starts_entry(after) and _COMPLETE.search(before) is None


def split_entries(chunk: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut a chunk that prints entries without blank lines between; an entry that runs over several lines stays whole.

    What tells where an entry begins is, in this order: numbers or bullets, indents, the words at the line's beginning.
    """
    starts = _marked(chunk) or _indented(chunk) or _by_words(chunk)
    for start, end in zip([0, *starts], [*starts, len(chunk)], strict=True):
        yield chunk[start:end]


def _marked(chunk: Sequence[Line]) -> list[int]:
    """Return the lines after the first that carry the next number, or a bullet, as the first one does."""
    first = _MARK.match(chunk[0].text)
    if first is None:
        return []
    starts, number = [], _number(first)
    for at in range(1, len(chunk)):
        mark = _MARK.match(chunk[at].text)
        if mark and _number(mark) == (None if number is None else number + 1):
            starts.append(at)
            number = _number(mark)
    return starts


def _number(mark: re.Match[str]) -> int | None:
    printed = mark["square"] or mark["number"]
    return int(printed) if printed else None


def _indented(chunk: Sequence[Line]) -> list[int]:
    """Return the lines after the first that begin where it does, where the others begin elsewhere."""
    starts = [at for at in range(1, len(chunk)) if chunk[at].indent == chunk[0].indent]
    shown = len(starts) + 1 < len(chunk)
    return starts if shown and all(opens_with_author(_from(chunk, at)) for at in starts) else []


def _by_words(chunk: Sequence[Line]) -> list[int]:
    """Return the lines after the first that can only begin an entry: the one before is dated and complete.

    A line that ends although the first word of the next one would have found room on it ends a paragraph. Where nearly
    every line does, each line is an entry that begins like one.
    """
    lengths = sorted(len(line.text) for line in chunk)
    # A long address may run over the edge: nine lines of ten do not.
    width = lengths[len(chunk) * 9 // 10]
    ended = [
        len(line.text) + len(following.text.partition(" ")[0]) < width for line, following in itertools.pairwise(chunk)
    ]
    one_a_line = sum(ended) >= _ENDED * len(ended)
    starts: list[int] = []
    dated = False
    for at in range(1, len(chunk)):
        before = chunk[at - 1].text
        dated = dated or _YEAR.search(before) is not None
        complete = ended[at - 1] or _COMPLETE.search(before) is not None
        opens = opens_with_author(_from(chunk, at)) or (one_a_line and starts_entry(chunk[at].text))
        if dated and complete and opens:
            starts.append(at)
            dated = False
    return starts


def _from(chunk: Sequence[Line], at: int) -> str:
    """Return the words from a line on, as many as show an author and a year."""
    return " ".join(line.text for line in chunk[at : at + 3])[:_NEAR]
