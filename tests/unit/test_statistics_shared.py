"""Numbers that a clause gives to several things."""

from dataclasses import replace

import pytest

from scrgraph.reading.findings import Observation
from scrgraph.reading.statistics_shared import share_values
from scrgraph.source.text import Span


def observation(measure: str, topic: str | None) -> Observation:
    places = (None, None, "percent", None, None, None, (), None, (Span(0, 1),), measure)
    return Observation("d", "observation/d/1", measure, 34.0, *places, topic=topic)


@pytest.mark.parametrize(
    ("measure", "things"),
    [
        ("Rust was found in 34% of bridges, as was rot and loss of paint", ["rot", "loss of paint"]),
        ("Rust was found in 34% of bridges, as were cracks", ["cracks"]),
        ("Rust was found in 34% of bridges, as was the case before", []),
        ("Rust was found in 34% of bridges, and rot in fewer", []),
    ],
)
def test_a_number_holds_for_every_thing_that_shares_its_clause(measure: str, things: list[str]) -> None:
    one = observation(measure, "rust")
    assert list(share_values([one])) == [one, *(replace(one, topic=thing) for thing in things)]


def test_without_a_sure_topic_nothing_is_shared() -> None:
    one = observation("It was found in 34% of bridges, as was rot", None)
    assert list(share_values([one])) == [one]
