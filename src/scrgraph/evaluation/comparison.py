"""Two runs on the same questions: what differs, and whether it is more than chance (see `resampling`)."""

from collections.abc import Iterable, Sequence

import numpy as np

from scrgraph.errors import InputError
from scrgraph.evaluation.report import ANSWERS, Comparison, Difference, Line, Report, by_type
from scrgraph.evaluation.resampling import Floats, draws, interval, mean_interval, p_value
from scrgraph.evaluation.silence import silence

Pair = tuple[Line, Line]
_NAMED = 5
_NO_MEAN = ("precision", "auc")


def compare(this: Report, other: Report) -> Comparison:
    """Return what this run has more than another, question by question.

    Raises:
        InputError: they were not judged on the same questions; the message names which.
    """
    pairs = _paired(this.lines, other.lines)
    scored = _scores(pairs)
    return Comparison(
        other=other.system,
        search={name: one for name, one in scored.items() if name not in ANSWERS},
        answers={name: one for name, one in scored.items() if name in ANSWERS},
        silence=_silence(pairs),
        by_type=_by_type(pairs),
    )


def _paired(lines: Sequence[Line], others: Sequence[Line]) -> list[Pair]:
    """Return the lines of the same questions together, in order of the first."""
    ours, theirs = {line.id: line for line in lines}, {line.id: line for line in others}
    _refuse("only this run has", ours.keys() - theirs.keys())
    _refuse("only the other run has", theirs.keys() - ours.keys())
    _refuse("the two runs judge differently", (one for one in ours if ours[one].judged != theirs[one].judged))
    return [(line, theirs[line.id]) for line in lines]


def _refuse(how: str, ids: Iterable[str]) -> None:
    found = sorted(ids)
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise InputError(
            f"the runs cannot be compared: {how} {', '.join(found[:_NAMED])}{more}; "
            "evaluate both on the same file of questions"
        )


def _scores(pairs: Sequence[Pair]) -> dict[str, Difference]:
    found = {}
    for name in dict.fromkeys(name for this, _ in pairs for name in this.scores):
        both = [(a.scores[name], b.scores[name]) for a, b in pairs if name in a.scores and name in b.scores]
        values = [a - b for a, b in both]
        if values:
            found[name] = _difference(values, sum(values) / len(values), mean_interval(values), p_value(values))
    return found


def _silence(pairs: Sequence[Pair]) -> dict[str, Difference]:
    """Return the differences of the measures of silence; precision and AUC are no means over questions: no p."""
    changes = [(a.answerable, float(b.answered) - float(a.answered), a.confidence - b.confidence) for a, b in pairs]
    values = {
        "precision": [silent for _, silent, _ in changes],
        "recall": [silent for answerable, silent, _ in changes if not answerable],
        "wrongly_silent": [silent for answerable, silent, _ in changes if answerable],
        "auc": [sure for _, _, sure in changes],
    }
    once, sampled = _gained(pairs, np.ones((1, len(pairs)))), _gained(pairs, draws(len(pairs)))
    return {
        name: _difference(
            values[name], float(mean), interval(sampled[name]), None if name in _NO_MEAN else p_value(values[name])
        )
        for name, (mean,) in once.items()
        if not np.isnan(mean)
    }


def _gained(pairs: Sequence[Pair], weights: Floats) -> dict[str, Floats]:
    ours, theirs = silence([this for this, _ in pairs], weights), silence([other for _, other in pairs], weights)
    return {name: ours[name] - theirs[name] for name in ours}


def _difference(values: Sequence[float], mean: float, bounds: tuple[float, float], p: float | None) -> Difference:
    return Difference(
        mean=round(mean, 4),
        low=round(bounds[0], 4),
        high=round(bounds[1], 4),
        p=None if p is None else round(p, 5),
        higher=sum(value > 0 for value in values),
        lower=sum(value < 0 for value in values),
        questions=len(values),
    )


def _by_type(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Return the number of questions and the mean difference of each score for each type of question."""
    ours, theirs = by_type([this for this, _ in pairs]), by_type([other for _, other in pairs])
    return {
        kind: {
            name: value if name == "questions" else round(value - theirs[kind][name], 4)
            for name, value in row.items()
            if name in theirs[kind]
        }
        for kind, row in ours.items()
    }
