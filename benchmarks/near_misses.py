"""How often near misses are taken for answers: usage `near_misses.py QUESTIONS.jsonl [QUESTIONS.jsonl ...]`.

Answerable questions are turned into ones that the documents cannot answer: a year is swapped for one that no document
holds, a nation or a population is added that no document speaks of, or another measure is asked for. The right topic,
the wrong period, nation, population or measure: silence is right. In "same" a population is only named by another word,
and silence is as wrong as for the original. Prints, by kind of change, the share of silence, and how confidence ranks
the originals above the changed (AUC).
"""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from scrgraph.evaluation.judgements import read_questions
from scrgraph.evaluation.measures import auc
from scrgraph.library import Library
from scrgraph.settings import Settings

SEED = 0
YEARS = range(1975, 2045)
NATIONS = ("Northern Ireland", "Norway", "New Zealand", "Canada")
POPULATIONS = ("pensioners", "prisoners", "university students", "asylum-seeking adults")
MEASURES = ("What was the average cost in pounds of this: {}", "How many days did it take on average: {}")
SAME = {
    "children": ("kids", "youngsters", "young people", "boys and girls"),
    "babies": ("infants", "newborns"),
    "mothers": ("mums",),
    "fathers": ("dads",),
    "parents": ("mums and dads", "mothers and fathers"),
    "families": ("households",),
    "councils": ("local authorities",),
    "practitioners": ("professionals", "frontline workers"),
    "teenagers": ("adolescents", "teens"),
    "relatives": ("family members",),
}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?:\s?[-–]\s?\d{1,4})?\b")
_PEOPLE = re.compile(
    r"\b(?:children|kids|babies|young people|teenagers|families|parents|mothers|fathers|staff)\b", re.IGNORECASE
)

Change = Callable[[str], str | None]


def changes(text: str) -> dict[str, Change]:
    """Return the changes by name; each gives None where it does not apply. `text` is that of all documents."""
    rng = random.Random(SEED)
    absent = [str(year) for year in YEARS if str(year) not in text]
    nations = [nation for nation in NATIONS if nation not in text]
    people = [group for group in POPULATIONS if group not in text]

    def year(question: str) -> str | None:
        return _YEAR.sub(lambda _: rng.choice(absent), question) if absent and _YEAR.search(question) else None

    def nation(question: str) -> str | None:
        if not nations:
            return None
        named = question.replace("England", nations[0]) if "England" in question else None
        return named or f"{question.rstrip(' ?.')} in {rng.choice(nations)}?"

    def population(question: str) -> str | None:
        return _PEOPLE.sub(rng.choice(people), question) if people and _PEOPLE.search(question) else None

    def measure(question: str) -> str | None:
        return rng.choice(MEASURES).format(question)

    def same(question: str) -> str | None:
        words = [word for word in SAME if re.search(rf"\b{word}\b(?!['’])", question, re.IGNORECASE)]
        if not words:
            return None
        return re.sub(rf"\b{words[0]}\b(?!['’])", rng.choice(SAME[words[0]]), question, flags=re.IGNORECASE)

    return {"year": year, "nation": nation, "population": population, "measure": measure, "same": same}


def main() -> None:
    """Print silence and ranking by kind of change."""
    library = Library.open(Settings())
    asked = [one.question for path in sys.argv[1:] for one in read_questions(Path(path)) if one.answerable]
    text = "\n".join(library.document_text(document.id) for document in library.documents())
    originals = [library.ask(question).confidence for question in asked]
    print("change\tquestions\tsilent\tauc")
    for name, change in changes(text).items():
        answers = [library.ask(changed) for changed in map(change, asked) if changed is not None]
        if answers:
            silent = sum(not answer.answered for answer in answers) / len(answers)
            ranked = auc(originals, [answer.confidence for answer in answers])
            print(f"{name}\t{len(answers)}\t{silent:.3f}\t{ranked:.3f}")
    library.close()


if __name__ == "__main__":
    main()
