"""Rules for one number said in two ways: words against figures, a part against its whole, one place against another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from scrgraph.reading.consistency_grid import Claim, finding, stems
from scrgraph.reading.findings import AuditFinding

_VAGUE = 100 / 12
"""How far "two-thirds" or "nearly half" may lie from the figure that it words: half the way from a half to a third."""


def check_words(claims: Sequence[Claim]) -> Iterator[AuditFinding]:
    """Yield shares in words that their own figures belie ("nearly half, 57%"), and parts larger than their whole."""
    for claim in claims:
        stated = claim.quantity
        if stated.gloss is not None and stated.value is not None:
            value, low, high = stated.gloss
            least = low - 0.5 if low is not None else (high if high is not None else value) - _VAGUE
            most = high + 0.5 if high is not None else (low if low is not None else value) + _VAGUE
            if not least <= stated.value <= most:
                message = f'The text words {stated.value:g}% as "{_bound(low, high)}{value:g}%".'
                yield finding("words-against-figures", "minor", message, *claim.anchors)
        if stated.base is not None and stated.unit == "count" and (stated.value or 0.0) > stated.base:
            message = f"{stated.value:g} are said to be a part of {stated.base:g}."
            yield finding("part-of-whole", "major", message, *claim.anchors)


def _bound(low: float | None, high: float | None) -> str:
    return "more than " if low is not None else "less than " if high is not None else ""


def check_places(claims: Sequence[Claim]) -> Iterator[AuditFinding]:
    """Yield a share of one topic, population, period and source that two paragraphs state differently."""
    known: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        one, stated = claim.observation, claim.quantity
        exact = stated.unit == "percent" and stated.digits and stated.low is stated.high is None
        if exact and one.topic and one.period and one.population and one.source:
            known[one.topic.casefold(), one.period, one.source, stems(one.population)].append(claim)
    for found in known.values():
        blocks = {claim.block.index: claim for claim in found}
        values = {claim.quantity.value for claim in found}
        if len(blocks) == len(found) > 1 and len(values) > 1:
            told = ", ".join(f"{claim.quantity.value:g}%" for claim in found)
            one = found[0].observation
            message = f'The share of "{one.topic}" in {one.period} is given as {told}.'
            anchored = [anchor for claim in found for anchor in claim.anchors]
            yield finding("places-differ", "major", message, *anchored)
