"""Rules across tables: what different places say about the size of one review, and totals claimed over several."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.consistency_grid import Claim, anchors, finding, table_name, years_of
from scrgraph.reading.findings import Anchor, AuditFinding, Count, PeriodicReview
from scrgraph.reading.quantities_numbers import numbers
from scrgraph.source.document import Document
from scrgraph.source.text import Span

_OVER = re.compile(
    r"\b(?P<number>\w{1,9}) (?P<kind>later |last |latest |most recent |periodic |subsequent )?"
    r"(?:periodic |biennial )?(?:reports|reviews|overviews|studies|cohorts|periods)\b",
    re.IGNORECASE,
)
_CASES = re.compile(r"\b(?:cases|reviews|scrs|children)\b", re.IGNORECASE)


def check_reviews(
    document: Document, reviews: Sequence[PeriodicReview], claims: Sequence[Claim]
) -> Iterator[AuditFinding]:
    """Yield reviews whose size differs between places, and totals in words that the sizes do not make."""
    for review in reviews:
        found = _sizes(document, review, reviews, claims)
        if found is not None:
            yield found
    for claim in claims:
        yield from _total(document, claim, reviews)


def _sizes(
    document: Document, review: PeriodicReview, reviews: Sequence[PeriodicReview], claims: Sequence[Claim]
) -> AuditFinding | None:
    stated = [count for count in review.counts if count.value is not None]
    values = list(dict.fromkeys(count.value for count in stated))
    if len(values) < 2:
        return None
    prose = [claim for claim in claims if _restates(claim, review, values)]
    parts = [f"{count.text} in {place(document, count.span)}" for count in stated]
    parts += [f"{claim.quantity.value:g} in the text" for claim in prose]
    message = f"The number of cases of {review.start}-{review.end} differs: {', '.join(dict.fromkeys(parts))}."
    anchored = [Anchor(document.id, count.span, document.read((count.span,))) for count in stated]
    return finding(
        "review-size",
        "major",
        message,
        *anchored,
        *(anchor for claim in prose for anchor in claim.anchors),
        repair=_exchanged(review, reviews),
    )


def _restates(claim: Claim, review: PeriodicReview, values: Sequence[int | None]) -> bool:
    observation = claim.observation
    whole = observation.unit == "count" and bool(_CASES.search(observation.population or ""))
    return whole and observation.value in values and (review.start, review.end) in years_of(observation.period or "")


def _exchanged(review: PeriodicReview, reviews: Sequence[PeriodicReview]) -> str | None:
    """Return a note where another review has the same two numbers the other way round."""
    own = [count.value for count in review.counts if count.value is not None]
    for other in reviews:
        theirs = [count.value for count in other.counts if count.value is not None]
        if other is not review and theirs and own[0] != own[-1] and (own[0], own[-1]) == (theirs[-1], theirs[0]):
            return f"The numbers of {review.start}-{review.end} and {other.start}-{other.end} look exchanged."
    return None


def place(document: Document, span: Span) -> str:
    """Return the table that a span stands in, as a reader knows it."""
    for table in document.tables:
        block = document.blocks[table.block]
        if any(s.start <= span.start < s.end for s in block.spans):
            return table_name(table.label)
    return "the text"


def _total(document: Document, claim: Claim, reviews: Sequence[PeriodicReview]) -> Iterator[AuditFinding]:
    """Yield a total claimed over the last so many reviews that the sizes of one source do not make."""
    quantity = claim.quantity
    match = _OVER.search(claim.words)
    if match is None or quantity.unit != "count" or not _CASES.search(quantity.noun) or quantity.base is not None:
        return
    many = next((int(n.value) for n in numbers(match["number"]) if n.shape == "number"), 0)
    if not (match["kind"] or many == len(reviews)) or not 1 < many <= len(reviews):
        return
    chosen = sorted(reviews, key=lambda review: review.number)[-many:]
    sums = list(_sums(document, chosen))
    if not any(_breaks(quantity.value, quantity.low, quantity.high, total) for _, total, _ in sums):
        return
    told = "; ".join(f"{name}: {total:,}" for name, total, _ in sums)
    stated = claim.folded.text[quantity.start : quantity.end]
    message = f'The text says "{stated}" over {many} reviews, but the sums are {told}.'
    counted = [count.span for _, _, counts in sums for count in counts]
    yield finding("claimed-total", "minor", message, *claim.anchors, *anchors(document, tuple(counted)))


def _sums(document: Document, reviews: Sequence[PeriodicReview]) -> Iterator[tuple[str, int, list[Count]]]:
    """Yield each source that sizes all of the reviews, with the sum of the sizes that it states."""
    names = dict.fromkeys(place(document, count.span) for review in reviews for count in review.counts)
    for name in names:
        found = [next((c for c in r.counts if place(document, c.span) == name), None) for r in reviews]
        counts = [count for count in found if count is not None and count.value is not None]
        if len(counts) == len(reviews):
            yield name, sum(count.value or 0 for count in counts), counts


def _breaks(value: float | None, low: float | None, high: float | None, total: int) -> bool:
    if low is not None or high is not None:
        return (low is not None and total < low) or (high is not None and total > high)
    return False if value is None else total != value
