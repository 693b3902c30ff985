"""How sure we may be that the report answers: a logistic score over what the best passages share with the question.

Symbols: c the best sentence's cosine with the question, d the mean cosine of the three best passages, w the share of
the question's rare words that the three best passages hold, u the share of its words that no document holds.
p = 1 / (1 + exp(-(B0 + B1 c + B2 d + B3 w + B4 u))), fitted on judged questions by `benchmarks/tune_confidence.py`.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from scrgraph.answering.selection import Candidate, rarity, shared
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.retrieval.search import Ranking

BIAS = -3.6
COEFFICIENTS = (4.0, 2.0, 3.2, -3.0)
THRESHOLD = 0.5
"""Below it the report is said not to answer. Example: "warning signs of fabricated illness" scores 0.2."""
BEST = 3


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of (see the module); each 0..1, the cosines -1..1."""

    sentence: float
    passages: float
    words: float
    unknown: float


def features(ranking: Ranking, ordered: Sequence[Candidate], lexical: LexicalIndex, texts: Sequence[str]) -> Features:
    """Measure a ranking; `texts` are those of its best passages."""
    stems = lexical.stems(ranking.query)
    weights = rarity(lexical, stems)
    held = [stem for text in texts[:BEST] for stem in lexical.stems(text)]
    dense = [why.score for hit in ranking.hits[:BEST] for why in hit.why if why.index == "dense"]
    total = sum(weights.values())
    unknown = sum(weight for stem, weight in weights.items() if not lexical.frequency(stem))
    return Features(
        sentence=max((candidate.cosine for candidate in ordered), default=0.0),
        passages=sum(dense) / len(dense) if dense else 0.0,
        words=shared(weights, held),
        unknown=unknown / total if total else 1.0,
    )


def confidence(measured: Features) -> float:
    """Return the probability, 0..1, that the report answers."""
    score = BIAS + sum(b * x for b, x in zip(COEFFICIENTS, astuple(measured), strict=True))
    return 1 / (1 + math.exp(-score))


def reason(measured: Features, ranking: Ranking, lexical: LexicalIndex) -> str:
    """Say in one sentence why the report is taken to be silent."""
    missing = [word for word in ranking.query.split() if _unknown(word, lexical)]
    if missing and measured.unknown > 0:
        named = ", ".join(f"'{word.strip('?.,;:!')}'" for word in missing[:3])
        return f"The report does not say: {named} does not occur in it. The nearest passages follow."
    return "The report does not say: no passage comes near enough to the question. The nearest passages follow."


def _unknown(word: str, lexical: LexicalIndex) -> bool:
    stems = lexical.stems(word)
    return bool(stems) and not any(lexical.frequency(stem) for stem in stems)
