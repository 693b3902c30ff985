"""Rules for changes that a sentence states twice: "a 20% rise from 34 to 38", "doubled from 40 to 60"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scrgraph.reading.consistency_grid import Claim, finding, tolerance
from scrgraph.reading.findings import AuditFinding

_STEMS = "increas ris ros grow grew growth up fall fell decreas reduc drop declin cut down chang sav gain lower higher"
_CHANGE = rf"(?:{'|'.join(_STEMS.split())})\w*"
_ABOUT = r"(?:(?:just|only|over|almost|nearly|about|around|some) )?"
_BEFORE = re.compile(rf"\b{_CHANGE}(?: \w+)? (?:of|by) {_ABOUT}$", re.IGNORECASE)
_AFTER = re.compile(rf" (?:\w+ )?{_CHANGE}\b", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_ABOUT}$", re.IGNORECASE)
_TO = re.compile(rf"[^.;()]{{0,40}}? to {_ABOUT}$", re.IGNORECASE)
_APART = re.compile(r" and (?!an? )| but | while | whereas |; ")
_DEFLATED = re.compile(r"\b(?:real[- ]terms|inflation|adjust\w+|prices)\b", re.IGNORECASE)
_ROUNDED = 1_000_000.0
_SLACK = 1.0
_TIMES_SLACK = 0.1


def check_changes(sentence: Sequence[Claim]) -> Iterator[AuditFinding]:
    """Yield a change in per cent, or in times, that the two numbers of its own sentence do not make.

    `sentence` holds the claims of one sentence in order. A change between two shares may be meant in points or in per
    cent of the first; only what is neither is a contradiction.
    """
    for first, last in pairwise(sentence):
        if not _from_to(first, last):
            continue
        for change in sentence:
            of_these = change is not first and change is not last and not _apart(change, first, last)
            if of_these and not _makes(change, first, last):
                yield _wrong(change, first, last)


def _from_to(first: Claim, last: Claim) -> bool:
    one, two, text = first.quantity, last.quantity, first.folded.text
    alike = one.unit == two.unit and one.unit not in {"years", "months", "weeks", "days"} and bool(one.value)
    exact = one.low is one.high is two.low is two.high is None and two.value is not None
    worded = _FROM.search(text[max(0, one.start - 20) : one.start]) and _TO.fullmatch(text[one.end : two.start])
    return alike and exact and one.value != two.value and bool(worded)


def _apart(change: Claim, first: Claim, last: Claim) -> bool:
    """Say whether another clause states the change, or one that is adjusted for prices."""
    start = min(change.quantity.end, last.quantity.end)
    end = max(change.quantity.start, first.quantity.start)
    gap = change.folded.text[start:end]
    return _APART.search(gap) is not None or _DEFLATED.search(change.words) is not None


def _makes(change: Claim, first: Claim, last: Claim) -> bool:
    """Say whether a claim of a change agrees with the numbers from which and to which it went, or states no change."""
    stated, before, after = change.quantity, first.quantity.value or 1.0, last.quantity.value or 0.0
    if stated.value is None or stated.low is not None or stated.high is not None:
        return True
    if stated.unit == "times":
        return abs(after / before - stated.value) <= _TIMES_SLACK * stated.value
    if stated.unit != "percent" or stated.fraction or not _is_change(change):
        return True
    rounded = max(before, after) >= _ROUNDED or first.quantity.decimals or last.quantity.decimals
    allowed = tolerance(stated.value) + (_SLACK if rounded else 0.0)
    relative, points = 100 * abs(after - before) / before, abs(after - before)
    return abs(relative - stated.value) <= allowed or (
        first.quantity.unit == "percent" and abs(points - stated.value) <= allowed
    )


def _is_change(claim: Claim) -> bool:
    text, quantity = claim.folded.text, claim.quantity
    before = text[max(0, quantity.start - 40) : quantity.start]
    return bool(_BEFORE.search(before)) or bool(_AFTER.match(text, quantity.end))


def _wrong(change: Claim, first: Claim, last: Claim) -> AuditFinding:
    before, after = first.quantity.value or 1.0, last.quantity.value or 0.0
    words = change.folded.text[change.quantity.start : change.quantity.end]
    told = (
        f"{after / before:.2f} times" if change.quantity.unit == "times" else f"{100 * (after - before) / before:+.1f}%"
    )
    message = f'"{words}" is given for a change from {before:,g} to {after:,g}, which is {told}.'
    return finding("change", "minor", message, *change.anchors, *first.anchors, *last.anchors, repair=told)
