"""How sure we may be that the report answers: a logistic score over what the best passages share with the question.

Symbols: c the best sentence's cosine with the question, d the mean dense score of the BEST passages, e 1 where a table
or a calculation answers for sure, else 0,
m the share of what the question pins down (years, periods, names) that is not met, a 1 where a number is asked for
that is not sure (it may be another population's or period's), k 1 where the kind of thing asked for is not said,
s where a is 1 how well a sentence with a number of that kind and time answers the question's words, l by how much the
best passage stands out from those behind it, r how rare the question's rarest word is.
p = 1 / (1 + exp(-(BIAS + B1 c + B2 d + ... ))), the terms in the order of `Features`, fitted on judged questions by
`benchmarks/tune_confidence.py`. Where a is 1 the cosine counts for nothing: near misses are as near as answers.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from scrgraph.answering.constraints import Constraint
from scrgraph.retrieval.ranking import Ranking

BIAS = -2.55
COEFFICIENTS = (2.63, 2.3, 1.95, -3.49, -1.62, -2.18, 1.85, 0.88, 1.35)
FROM_GRAPH = 0.95
"""Confidence of an answer read off the graph: what is cited, and where."""
OTHER = 0.2
"""Most confidence in a number for a year or period, or in anything on a nation, where the best passages have others."""
THRESHOLD = 0.5
"""Below it the report is said not to answer. Example: "section 47 enquiries in 2017", which the table lacks."""
BEST = 3
BEHIND = 5
"""The best passage is held against the one of this rank."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of (see the module); each 0..1, the cosines -1..1."""

    sentence: float
    passages: float
    exact: float
    unmet: float
    unsure_number: float
    untyped: float
    said: float
    lead: float
    rarest: float


def features(
    ranking: Ranking,
    best_cosine: float,
    pinned: Sequence[Constraint],
    unmet: Sequence[Constraint],
    *,
    exact: bool,
    number: bool,
    untyped: bool,
    said: float,
    rarest: float,
) -> Features:
    """Measure a ranking: `best_cosine` is that of its best sentence, `unmet` those of `pinned` not met.

    `said` is how well a sentence gives the number that is asked for (see `Amounts`), `rarest` the inverse document
    frequency of the question's rarest word, 0..1.
    """
    unsure = number and not exact
    dense = [why.score for hit in ranking.hits[:BEST] for why in ranking.why(hit.row) if why.index == "dense"]
    return Features(
        sentence=0.0 if unsure else best_cosine,
        passages=sum(dense) / len(dense) if dense else 0.0,
        exact=float(exact),
        unmet=min(1.0, len(unmet) / len(pinned)) if pinned else 0.0,
        unsure_number=float(unsure),
        untyped=float(untyped and not exact),
        said=said if unsure else 0.0,
        lead=_lead([hit.score for hit in ranking.hits[:BEHIND]]),
        rarest=rarest,
    )


def _lead(scores: Sequence[float]) -> float:
    """Return how far the best of some passages stands above the last, 0 where there are fewer than asked."""
    return scores[0] - scores[-1] if len(scores) == BEHIND else 0.0


def confidence(measured: Features) -> float:
    """Return the probability, 0..1, that the report answers."""
    score = BIAS + sum(b * x for b, x in zip(COEFFICIENTS, astuple(measured), strict=True))
    return 1 / (1 + math.exp(-score))
