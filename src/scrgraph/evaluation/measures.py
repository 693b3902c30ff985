"""Measures of ranked spans against graded gold spans.

A gold span counts as found by a hit whose spans cover at least half of its characters. nDCG is Jarvelin and
Kekalainen's (ACM TOIS 2002): a hit gains the grades of the evidence that it newly covers, discounted by
log2(rank + 1), over the same sum for the grades in descending order, one a rank.
"""

import math
import re
from collections.abc import Sequence

from scrgraph.evaluation.judgements import Evidence
from scrgraph.source.text import Span

Ranked = Sequence[Sequence[Span]]
DIRECT = 2


def covered(gold: Span, spans: Sequence[Span]) -> int:
    """Number of characters of a gold span that some of the (possibly overlapping) spans cover."""
    marks: set[int] = set()
    for span in spans:
        marks.update(range(max(gold.start, span.start), min(gold.end, span.end)))
    return len(marks)


def finds(gold: Span, spans: Sequence[Span]) -> bool:
    """Whether spans cover at least half of a gold span."""
    return 2 * covered(gold, spans) >= gold.end - gold.start


def ndcg(evidence: Sequence[Evidence], hits: Ranked, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k hits, 0..1."""
    left = list(evidence)
    gained = 0.0
    for rank, spans in enumerate(hits[:k], 1):
        new = [e for e in left if finds(e.span, spans)]
        left = [e for e in left if e not in new]
        gained += sum(e.grade for e in new) / math.log2(rank + 1)
    grades = sorted((e.grade for e in evidence), reverse=True)[:k]
    ideal = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
    return min(1.0, gained / ideal) if ideal else 0.0


def first_direct(evidence: Sequence[Evidence], hits: Ranked) -> int | None:
    """Rank (1-based) of the first hit with grade-2 evidence."""
    direct = [e.span for e in evidence if e.grade >= DIRECT]
    return next((r for r, spans in enumerate(hits, 1) if any(finds(g, spans) for g in direct)), None)


def reciprocal_rank(evidence: Sequence[Evidence], hits: Ranked, k: int = 10) -> float:
    """1 / rank of the first of k hits with grade-2 evidence, else 0."""
    rank = first_direct(evidence, hits[:k])
    return 1 / rank if rank else 0.0


def evidence_within(evidence: Sequence[Evidence], hits: Ranked, texts: Sequence[str], words: int) -> float:
    """Share of grade-2 evidence found inside the first `words` words of the hits, taken in order.

    The hit at which the budget runs out is cut at the word, its spans in proportion to the characters kept.
    """
    direct = [e.span for e in evidence if e.grade >= DIRECT]
    if not direct:
        return 0.0
    seen = within_budget(hits, texts, words)
    return sum(any(finds(gold, spans) for spans in [seen]) for gold in direct) / len(direct)


def within_budget(hits: Ranked, texts: Sequence[str], words: int) -> list[Span]:
    """Return the spans of the first `words` words of the hits."""
    left = words
    seen: list[Span] = []
    for spans, text in zip(hits, texts, strict=True):
        if left <= 0:
            break
        size = len(text.split())
        seen.extend(spans if size <= left else _head(spans, left / size))
        left -= size
    return seen


def _head(spans: Sequence[Span], share: float) -> list[Span]:
    left = round(share * sum(span.end - span.start for span in spans))
    kept: list[Span] = []
    for span in spans:
        if left <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + left)))
        left -= span.end - span.start
    return kept


_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def numbers(text: str) -> list[float]:
    """Return the numbers printed in a text."""
    return [float(match.replace(",", "")) for match in _NUMBER.findall(text)]


def has_value(gold: str, shown: str, tolerance: float = 0.01) -> bool:
    """Whether at least half of the gold value's numbers stand in the shown text, within the relative tolerance."""
    wanted = numbers(gold)
    found = numbers(shown)
    near = [w for w in wanted if any(abs(w - f) <= tolerance * max(abs(w), 1e-9) for f in found)]
    return bool(wanted) and 2 * len(near) >= len(wanted)


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Area under the ROC curve: the share of (positive, negative) pairs in the right order, ties a half."""
    if not positives or not negatives:
        return float("nan")
    won = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return won / (len(positives) * len(negatives))
