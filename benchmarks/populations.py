"""Whether the number of one population is given for another: usage `populations.py [--all]`.

`populations.jsonl` holds pairs of questions on the report: a near miss that asks the number of a population which the
report does not give (silence is right), and its twin, the same question with the population whose number it gives.
Every second pair was set aside before any result was seen, and is never read. Prints, by half, the share of near misses
met with silence, of twins answered, of twins with the right number, and how confidence ranks twins above near misses
(AUC); then the pairs looked at that fail; `--all` adds those set aside, which are then set aside no more.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from scrgraph import wire
from scrgraph.evaluation.measures import auc, has_value
from scrgraph.library import Library
from scrgraph.settings import Settings

PAIRS = Path(__file__).with_suffix(".jsonl")


class Pair(TypedDict):
    """A near miss with its twin; `value` is the twin's answer, `population` who the near miss asks about."""

    id: str
    half: str
    population: str
    near: str
    twin: str
    value: str | None


def read_pairs() -> list[Pair]:
    """Return the pairs in order."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def right(pair: Pair, answer: wire.AnswerView) -> bool:
    """Whether an answer to the twin shows its value, in words or in figures; any answer where none is given."""
    if pair["value"] is None or not answer.answered:
        return answer.answered
    shown = " ".join([*(one.text for one in answer.statements), *(f"{one.label} {one.value}" for one in answer.facts)])
    return has_value(pair["value"], shown) or re.search(rf"\b{pair['value']}\b", shown) is not None


def measured(half: Sequence[tuple[Pair, wire.AnswerView, wire.AnswerView]]) -> str:
    """Return one line of figures of pairs with the answers to their near misses and twins."""
    silent = sum(not near.answered for _, near, _ in half) / len(half)
    answered = sum(twin.answered for *_, twin in half) / len(half)
    valued = sum(right(pair, twin) for pair, _, twin in half) / len(half)
    ranked = auc([twin.confidence for *_, twin in half], [near.confidence for _, near, _ in half])
    return f"{len(half)}\t{silent:.3f}\t{answered:.3f}\t{valued:.3f}\t{ranked:.3f}"


def main() -> None:
    """Print figures by half, and what fails in the half that may be looked at."""
    library = Library.open(Settings())
    asked = [(pair, library.ask(pair["near"]), library.ask(pair["twin"])) for pair in read_pairs()]
    library.close()
    print("half\tpairs\tsilent\ttwin answered\ttwin right\tauc")
    for half in dict.fromkeys(pair["half"] for pair, *_ in asked):
        print(half, measured([one for one in asked if one[0]["half"] == half]), sep="\t")
    for pair, near, twin in asked:
        if pair["half"] != "set aside" or "--all" in sys.argv:
            if near.answered:
                print("ANSWERED", pair["id"], f"{near.confidence:.2f}", pair["near"], sep="\t")
            if not right(pair, twin):
                print("MISSED", pair["id"], f"{twin.confidence:.2f}", pair["twin"], pair["value"], sep="\t")


if __name__ == "__main__":
    main()
