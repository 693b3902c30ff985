"""What an evaluation found: scores of each question and figures over all, as JSON that later runs compare with."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from scrgraph.errors import InputError
from scrgraph.evaluation.resampling import draws, interval, mean_interval
from scrgraph.evaluation.silence import silence

FORMAT: Literal["scrgraph-evaluation/1"] = "scrgraph-evaluation/1"
ANSWERS = ("evidence@120w", "value", "answered")
"""Scores of the answer; the others are of the search."""


class Frozen(BaseModel):
    """Base of the report's parts."""

    model_config = ConfigDict(frozen=True)


class Figure(Frozen):
    """A value over so many questions with its 95 % interval."""

    mean: float
    low: float
    high: float
    questions: int


class Difference(Frozen):
    """What this run has more than another on the same questions, with its 95 % interval.

    `p` is None for a measure that is no mean over questions. `higher` and `lower` count the questions that differ.
    """

    mean: float
    low: float
    high: float
    p: float | None
    higher: int
    lower: int
    questions: int


class Comparison(Frozen):
    """Differences from another run; `by_type` holds means and the number of questions."""

    other: dict[str, str]
    search: dict[str, Difference]
    answers: dict[str, Difference]
    silence: dict[str, Difference]
    by_type: dict[str, dict[str, float]]


class Line(Frozen):
    """What was measured on one question; a score that does not apply is left out. `judged` is the question's digest."""

    id: str
    type: str
    judged: str
    answerable: bool
    answered: bool
    confidence: float
    unverified: int
    scores: dict[str, float]


class Report(Frozen):
    """All figures of a run of a system; a figure that is not defined is left out. `unverified` must be 0."""

    format: Literal["scrgraph-evaluation/1"] = FORMAT
    system: dict[str, str]
    questions: int
    search: dict[str, Figure]
    answers: dict[str, Figure]
    silence: dict[str, Figure]
    unverified: int
    by_type: dict[str, dict[str, float]]
    lines: tuple[Line, ...]
    comparison: Comparison | None = None


def report(lines: Sequence[Line], system: Mapping[str, str]) -> Report:
    """Sum lines up."""
    figures = {name: figure(values) for name, values in scores(lines).items()}
    return Report(
        system=dict(system),
        questions=len(lines),
        search={name: one for name, one in figures.items() if name not in ANSWERS},
        answers={name: one for name, one in figures.items() if name in ANSWERS},
        silence=_silence(lines),
        unverified=sum(line.unverified for line in lines),
        by_type=by_type(lines),
        lines=tuple(lines),
    )


def read_report(path: Path) -> Report:
    """Read what `scrgraph evaluate --json` printed.

    Raises:
        InputError: no such file, or one that is something else.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read the run '{path}': {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(
            f"'{path}' is not a saved run of the format {FORMAT} ({f'{where}: ' if where else ''}{first['msg']}); "
            "make one with `scrgraph evaluate QUESTIONS.jsonl --json > RUN.json`"
        ) from error


def figure(values: Sequence[float]) -> Figure:
    """Return the mean with its bootstrap interval."""
    low, high = mean_interval(values)
    mean = sum(values) / max(len(values), 1)
    return Figure(mean=round(mean, 4), low=round(low, 4), high=round(high, 4), questions=len(values))


def scores(lines: Sequence[Line]) -> dict[str, list[float]]:
    """Return the values of each score, in the order of the lines that have it."""
    found: dict[str, list[float]] = {}
    for line in lines:
        for name, value in line.scores.items():
            found.setdefault(name, []).append(value)
    return found


def by_type(lines: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Return the number of questions and the mean of each score for each type of question."""
    table: dict[str, dict[str, float]] = {}
    for kind in sorted({line.type for line in lines}):
        own = [line for line in lines if line.type == kind]
        means = {name: round(sum(values) / len(values), 4) for name, values in scores(own).items()}
        table[kind] = {"questions": float(len(own)), **means}
    return table


def _silence(lines: Sequence[Line]) -> dict[str, Figure]:
    values = silence(lines, np.ones((1, len(lines))))
    sampled = silence(lines, draws(len(lines)))
    answerable = sum(line.answerable for line in lines)
    over = {"recall": len(lines) - answerable, "wrongly_silent": answerable, "auc": len(lines)}
    over["precision"] = sum(not line.answered for line in lines)
    found: dict[str, Figure] = {}
    for name, (value,) in values.items():
        if not np.isnan(value):
            low, high = interval(sampled[name])
            found[name] = Figure(
                mean=round(float(value), 4), low=round(low, 4), high=round(high, 4), questions=over[name]
            )
    return found
