"""Where the numbers of a report contradict each other: table, list of reviews and prose, both sides anchored."""

from collections.abc import Sequence

from scrgraph.reading.consistency_discussion import check_discussion
from scrgraph.reading.consistency_grid import claims, grids
from scrgraph.reading.consistency_prose import check_prose
from scrgraph.reading.consistency_reviews import check_reviews
from scrgraph.reading.consistency_tables import check_tables
from scrgraph.reading.consistency_totals import check_totals
from scrgraph.reading.findings import AuditFinding, Observation, PeriodicReview
from scrgraph.source.document import Document


def check_consistency(
    document: Document, observations: Sequence[Observation], reviews: Sequence[PeriodicReview]
) -> tuple[AuditFinding, ...]:
    """Return the numeric contradictions of a document, the arithmetic in each message.

    `kind` is "numeric-contradiction"; `rule` is one of "percentage-of-base", "counts-total", "shares-total",
    "printed-total" (within a table), "review-size", "claimed-total" (between places), "two-shares", "ratio",
    "implied-whole", "parallel-shares", "change", "words-against-figures", "part-of-whole", "places-differ" (in prose),
    "text-against-table", "period-not-in-table", "rank" (prose that names the table it discusses).
    """
    tables = grids(observations)
    prose = claims(document, observations)
    return (
        *check_tables(document, tables),
        *check_totals(document, observations),
        *check_reviews(document, reviews, prose),
        *check_prose(document, prose, tables),
        *check_discussion(document, prose, tables),
    )
