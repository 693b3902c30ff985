"""Rules for numbers of the prose: against each other in a sentence or paragraph, and against the table they discuss."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from scrgraph.reading.consistency_changes import check_changes
from scrgraph.reading.consistency_grid import Claim, Grid, anchors, finding, stems, tolerance, years_of
from scrgraph.reading.consistency_tables import adds_up, number
from scrgraph.reading.consistency_words import check_places, check_words
from scrgraph.reading.findings import AuditFinding, Observation
from scrgraph.source.document import Document

_DASH = re.compile(r" ?[-–/:] ?")
_BRACKET = re.compile(r"[^()]{0,80} ?\($")
_NEAR_WHOLE = 10.0
_VAGUE = 10.0


def check_prose(document: Document, claims: Sequence[Claim], grids: Sequence[Grid]) -> Iterator[AuditFinding]:
    """Yield what the numbers of the prose contradict."""
    by_sentence: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    by_block: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.block.index, claim.sentence[0]].append(claim)
        by_block[claim.block.index].append(claim)
    for sentence in by_sentence.values():
        for first, second in pairwise(sentence):
            yield from _pair(document, first, second, grids)
        yield from _ratios(sentence)
        yield from check_changes(sentence)
        yield from _implied(document, sentence, grids)
    for block in by_block.values():
        yield from _parallel(block)
    yield from check_words(claims)
    yield from check_places(claims)


def _pair(document: Document, first: Claim, second: Claim, grids: Sequence[Grid]) -> Iterator[AuditFinding]:
    """Yield two complementary shares ("66%-33%") that do not make 100, with the table cell that says otherwise."""
    one, two = first.quantity, second.quantity
    between = first.folded.text[one.end : two.start]
    if one.unit != "percent" or two.unit != "percent" or not _DASH.fullmatch(between):
        return
    values = [one.value or 0.0, two.value or 0.0]
    if abs(sum(values) - 100) > _NEAR_WHOLE or adds_up(values):
        return
    message = f"{values[0]:g}% and {values[1]:g}% are given as the two parts of a whole, but make {sum(values):g}%."
    cells = [cell for grid in grids for cell in _complement(grid, first, values)]
    told = "".join(f" Table {cell.table} prints {number(cell):g}%." for cell in cells[:1])
    found = [anchor for cell in cells[:1] for anchor in anchors(document, cell.spans)]
    yield finding("two-shares", "minor", message + told, *first.anchors, *found)


def _complement(grid: Grid, claim: Claim, values: Sequence[float]) -> Iterator[Observation]:
    for years in years_of(claim.observation.period or ""):
        column = grid.column(years)
        shares = [grid.shares[row, column] for row in grid.rows if column and (row, column) in grid.shares]
        if len(shares) == 2 and sum(number(share) in values for share in shares) == 1:
            yield from (share for share in shares if number(share) not in values)


def _ratios(sentence: Sequence[Claim]) -> Iterator[AuditFinding]:
    """Yield a percentage that does not follow from the count and base beside it ("7 out of the 11 deaths (63%)")."""
    for part, share in combinations(sentence, 2):
        count, percent = (part, share) if part.quantity.base else (share, part)
        base, stated = count.quantity.base, percent.quantity
        if not base or stated.unit != "percent" or not _same_whole(part, share, count, percent):
            continue
        exact = 100 * (count.quantity.value or 0) / base
        if not _agrees(stated.value, stated.low, stated.high, exact, fraction=stated.fraction):
            message = (
                f'"{count.folded.text[stated.start : stated.end]}" is given for {count.quantity.value:g} of {base:g}, '
                f"which is {exact:.1f}%."
            )
            yield finding("ratio", "minor", message, *count.anchors, *percent.anchors, repair=f"{exact:.0f}%")


def _same_whole(first: Claim, second: Claim, count: Claim, percent: Claim) -> bool:
    """Say whether a percentage restates a count: in brackets right after it (or it after), or of the same things."""
    between = first.folded.text[first.quantity.end : second.quantity.start]
    bracketed = bool(_BRACKET.fullmatch(between)) and ";" not in between
    if count is first and bracketed:
        return True
    wholes = stems(count.quantity.whole), stems(percent.quantity.whole)
    return bool(wholes[0]) and wholes[0] == wholes[1]


def _agrees(value: float | None, low: float | None, high: float | None, exact: float, *, fraction: bool) -> bool:
    if low is not None or high is not None:
        return (low is None or exact >= low - 0.5) and (high is None or exact <= high + 0.5)
    allowed = _VAGUE if fraction else tolerance(value or 0.0)
    return value is None or abs(exact - value) <= allowed


def _implied(document: Document, sentence: Sequence[Claim], grids: Sequence[Grid]) -> Iterator[AuditFinding]:
    """Yield a count and its share of a whole ("21 suicides, 30% of all deaths") that a table sizes otherwise."""
    counts = [c for c in sentence if c.quantity.unit == "count" and c.quantity.low is c.quantity.high is None]
    shares = [c for c in sentence if c.quantity.unit == "percent" and c.quantity.whole and c.quantity.digits]
    if not counts or len({c.observation.period for c in (*counts, *shares)}) != 1:
        return
    count = counts[0]
    for share in shares:
        for grid in grids:
            yield from _against(document, count, share, grid)


def _against(document: Document, count: Claim, share: Claim, grid: Grid) -> Iterator[AuditFinding]:
    column = next(filter(None, map(grid.column, years_of(share.observation.period or ""))), None)
    row = next((row for row in grid.rows if stems(row) == stems(share.quantity.whole)), None)
    cell, base = grid.shares.get((row or "", column or "")), grid.bases.get(column or "")
    percent, value = share.quantity.value or 0.0, count.quantity.value or 0.0
    if cell is None or base is None or percent <= 1:
        return
    implied = [100 * value / (percent + sign * tolerance(percent)) for sign in (1, -1)]
    sized = [number(base) * (number(cell) + sign * tolerance(number(cell))) / 100 for sign in (-1, 1)]
    if implied[1] >= sized[0] and sized[1] >= implied[0]:
        return
    message = (
        f"{value:g} as {percent:g}% of {share.quantity.whole} means about {100 * value / percent:.0f} of them, but "
        f"{grid.name} gives {number(cell):g}% of {number(base):g}, about {number(base) * number(cell) / 100:.0f}."
    )
    yield finding(
        "implied-whole", "major", message, *count.anchors, *share.anchors, *anchors(document, cell.spans + base.spans)
    )


def _parallel(block: Sequence[Claim]) -> Iterator[AuditFinding]:
    """Yield shares of one period that do not make 100 where as many of another period, in one paragraph, do."""
    by_period: dict[str, list[Claim]] = defaultdict(list)
    for claim in block:
        quantity = claim.quantity
        plain = quantity.unit == "percent" and quantity.digits and quantity.low is quantity.high is None
        if plain and not quantity.whole and claim.observation.period:
            by_period[claim.observation.period].append(claim)
    sets = [found for found in by_period.values() if len(found) > 2]
    for whole, other in combinations(sets, 2):
        if len(whole) == len(other):
            first, second = ([c.quantity.value or 0.0 for c in found] for found in (whole, other))
            if adds_up(first) != adds_up(second):
                yield _short(other, whole) if adds_up(first) else _short(whole, other)


def _short(wrong: Sequence[Claim], right: Sequence[Claim]) -> AuditFinding:
    told = [" + ".join(f"{c.quantity.value:g}" for c in found) for found in (wrong, right)]
    sums = [sum(c.quantity.value or 0.0 for c in found) for found in (wrong, right)]
    message = (
        f"The shares of {wrong[0].observation.period} make {told[0]} = {sums[0]:g}%, those of "
        f"{right[0].observation.period} in the same paragraph {told[1]} = {sums[1]:g}%."
    )
    return finding("parallel-shares", "minor", message, *(anchor for c in (*wrong, *right) for anchor in c.anchors))
