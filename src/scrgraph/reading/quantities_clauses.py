"""Sentences of a folded text, and the clauses of a sentence that hold one statement with a number each."""

import re
from collections.abc import Sequence

Range = tuple[int, int]

_END = re.compile(r"[.?!]['’\"”)\]]{0,3} (?=['‘\"“(\[]{0,2}[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:al|e\.g|i\.e|eg|ie|cf|vs|no|nos|p|pp|dr|mr|mrs|ms|prof|st|vol|fig|para|s|ss|c|ca|etc|viz|approx)\.$",
    re.IGNORECASE,
)
_STRONG = re.compile(r"; |: (?!\d)| [–—] ")
_WEAK = re.compile(r", |(?= (?:while|whereas|but|compared) )")
_LEADING = re.compile(r"(?:and|but|while|whereas|or|also|compared to|compared with) ", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]{0,600}\)")
_IDLE = " ,;:–—"


def sentences(text: str) -> list[Range]:
    """Return the sentences of a folded text as ranges; a full stop of an abbreviation ends none."""
    found: list[Range] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(
            text[max(start, match.start() - 12) : match.start() + 1]
        ):
            continue
        found.append((start, match.end() - 1))
        start = match.end()
    return [*found, (start, len(text))] if start < len(text) else found


def clause_of(text: str, sentence: Range, at: Range, others: Sequence[Range], *, apart: bool) -> Range:
    """Return the clause of a sentence that holds the number `at`.

    A sentence is cut at semicolons, colons and dashes, and at commas and conjunctions where each side holds a number
    of its own (`others`), but never inside brackets. A number in brackets stands apart with the brackets' words where
    these say what it counts (`apart`).
    """
    brackets = [m.span() for m in _BRACKET.finditer(text, *sentence)]
    own = next((bracket for bracket in brackets if bracket[0] < at[0] and at[1] < bracket[1]), None)
    if own and apart:
        return _trimmed(text, own[0] + 1, own[1] - 1)
    start, end = _piece(text, sentence, at, brackets)
    for cut in _cuts(text, (start, end), brackets):
        if cut <= at[0] and any(start <= other[0] < cut for other in others):
            start = cut
        elif cut >= at[1] and any(cut <= other[0] < end for other in others):
            end = cut
            break
    return _trimmed(text, start, end)


def _piece(text: str, sentence: Range, at: Range, brackets: Sequence[Range]) -> Range:
    """Return the piece of a sentence between semicolons, colons and dashes; a colon's lead-in stays with it."""
    start, end = sentence
    for match in _STRONG.finditer(text, *sentence):
        if _inside(match.start(), brackets):
            continue
        if match.end() <= at[0] and not match.group().startswith(":"):
            start = match.end()
        elif match.start() >= at[1]:
            return start, match.start()
    return start, end


def _cuts(text: str, piece: Range, brackets: Sequence[Range]) -> list[int]:
    return [m.end() for m in _WEAK.finditer(text, *piece) if not _inside(m.start(), brackets)]


def _inside(at: int, brackets: Sequence[Range]) -> bool:
    return any(start < at < end for start, end in brackets)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _IDLE:
        start += 1
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    while end > start and text[end - 1] in _IDLE:
        end -= 1
    return start, end
