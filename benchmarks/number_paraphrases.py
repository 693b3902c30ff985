"""How often questions of number are answered rightly however they are put: usage `number_paraphrases.py [-v]`.

`numbers/paraphrases.jsonl` holds questions over the tables of the report in many voices, each with the numbers that
answer it (all must stand in the first three facts, within 0.5 %, whatever their sign) and, for an extreme, the words
that its first facts must say; those without numbers are near misses (a period, group, measure or place that no table
has), where silence is right. Prints by kind the questions, the right ones, and those that a table or calculation
answers wrongly. With `-v` every question that is not right.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrgraph import wire
from scrgraph.evaluation.measures import numbers
from scrgraph.library import Library
from scrgraph.settings import Settings

QUESTIONS = Path(__file__).parent / "numbers" / "paraphrases.jsonl"
FACTS = 3
TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A question with the numbers that answer it, none for a near miss, and words that its facts must say."""

    id: str
    kind: str
    question: str
    values: Sequence[float]
    says: str = ""


def given(answer: wire.AnswerView) -> str:
    """Return the first facts in one text."""
    return "; ".join(f"{fact.value} {fact.label}" for fact in answer.facts[:FACTS])


def right(asked: Paraphrase, answer: wire.AnswerView) -> bool:
    """Say whether an answer gives every number that is wanted, or is silent where none is."""
    if not asked.values:
        return not answer.answered
    said = [abs(number) for number in numbers(given(answer))]
    hit = all(any(abs(abs(value) - one) <= TOLERANCE * abs(value) for one in said) for value in asked.values)
    return answer.answered and hit and asked.says in given(answer)


def main() -> None:
    """Print how many are right and how many wrongly answered, by kind."""
    asked = [Paraphrase(**json.loads(line)) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    library = Library.open(Settings())
    total, good, bad = Counter[str](), Counter[str](), Counter[str]()
    for one in asked:
        answer = library.ask(one.question)
        kind = one.kind if one.values else f"near miss: {one.kind}"
        fine = right(one, answer)
        for key in (kind, "answerable" if one.values else "near misses"):
            total[key], good[key] = total[key] + 1, good[key] + fine
            bad[key] += not fine and bool(answer.facts) and answer.answered
        if not fine and "-v" in sys.argv[1:]:
            print(f"{one.id} {one.question}\n     {answer.answered} {answer.confidence} {given(answer)[:200]}")
    library.close()
    print("kind\tquestions\tright\twrong number")
    for key in sorted(total, key=lambda key: (key in {"answerable", "near misses"}, key)):
        print(f"{key}\t{total[key]}\t{good[key]}\t{bad[key]}")


if __name__ == "__main__":
    main()
