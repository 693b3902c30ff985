"""Questions with gold evidence: the format of `QUESTIONS.jsonl`."""

import hashlib
from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from scrgraph.errors import InputError
from scrgraph.source.text import Span

_DIGITS = 16


class Evidence(BaseModel):
    """A gold span: grade 2 answers directly, 1 is relevant context."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    start: int
    end: int
    grade: int = 2
    quote: str = ""

    @property
    def span(self) -> Span:
        """The span as a half-open range."""
        return Span(self.start, self.end)


class Question(BaseModel):
    """A judged question. A negative has no evidence: the right response is silence."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    type: str = "fact"
    answer: str | None = None
    value: str | None = None
    evidence: tuple[Evidence, ...] = ()
    must_cite: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the report answers it."""
        return bool(self.evidence)

    @property
    def digest(self) -> str:
        """What tells the question and its judgement from any other: the begin of a SHA-256."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:_DIGITS]


def read_questions(path: Path) -> list[Question]:
    """Read judged questions, one JSON object a line.

    Raises:
        InputError: no such file, no questions, a line that is not a question (its number is named), an id used twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read questions from '{path}': {error}") from error
    questions: list[Question] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise InputError(f"'{path}' line {number}: {where} {first['msg']}") from error
    if not questions:
        raise InputError(f"'{path}' holds no questions: give one JSON object a line")
    ids = Counter(question.id for question in questions)
    if len(ids) < len(questions):
        raise InputError(f"'{path}' holds several questions of the id '{ids.most_common(1)[0][0]}'; give each its own")
    return questions
