"""How sure we may be that the report answers: a logistic score over what the best passages share with the question.

Symbols: c the best sentence's cosine with the question, d the mean dense score of the BEST passages, n 1 where the
question names a cited work or a periodic review, else 0, e 1 where a table or a calculation answers for sure, else 0,
m the share of what the question pins down (years, periods, names) that is not met, a 1 where a number is asked for
that is not sure (it may be another population's or period's), k 1 where the kind of thing asked for is not said.
p = 1 / (1 + exp(-(BIAS + B1 c + B2 d + B3 n + B4 e + B5 m + B6 a + B7 k))), fitted on judged questions by
`benchmarks/tune_confidence.py`.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from scrgraph.answering.constraints import Constraint
from scrgraph.retrieval.ranking import Ranking

BIAS = -1.09
COEFFICIENTS = (3.25, 2.02, 0.72, 1.85, -2.29, -1.92, -1.34)
FROM_GRAPH = 0.95
"""Confidence of an answer read off the graph: what is cited, and where."""
OTHER = 0.2
"""Most confidence in a number for a year or period, or in anything on a nation, where the best passages have others."""
THRESHOLD = 0.5
"""Below it the report is said not to answer. Example: "section 47 enquiries in 2017", which the table lacks."""
BEST = 3


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of (see the module); each 0..1, the cosines -1..1."""

    sentence: float
    passages: float
    named: float
    exact: float
    unmet: float
    unsure_number: float
    untyped: float


def features(
    ranking: Ranking,
    best_cosine: float,
    pinned: Sequence[Constraint],
    unmet: Sequence[Constraint],
    *,
    exact: bool,
    number: bool,
    untyped: bool,
) -> Features:
    """Measure a ranking: `best_cosine` is that of its best sentence, `unmet` those of `pinned` not met."""
    dense = [why.score for hit in ranking.hits[:BEST] for why in ranking.why(hit.row) if why.index == "dense"]
    return Features(
        sentence=best_cosine,
        passages=sum(dense) / len(dense) if dense else 0.0,
        named=float(any(one.thing for one in pinned)),
        exact=float(exact),
        unmet=len(unmet) / len(pinned) if pinned else 0.0,
        unsure_number=float(number and not exact),
        untyped=float(untyped and not exact),
    )


def confidence(measured: Features) -> float:
    """Return the probability, 0..1, that the report answers."""
    score = BIAS + sum(b * x for b, x in zip(COEFFICIENTS, astuple(measured), strict=True))
    return 1 / (1 + math.exp(-score))
