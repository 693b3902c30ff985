"""Whether a sentence counts the very things that a question asks the number of."""

import pytest

from scrgraph.answering.counted import asked_things, counts

SHARES = {"well": 0.4, "marker": 0.02, "quality": 0.1, "manager": 0.04, "practitioner": 0.09}


def stems(text: str) -> list[str]:
    return [word.casefold().removesuffix("s") for word in text.split()]


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("How many quality markers are there?", {"quality", "marker"}),
        ("quality markers for wells: how many and whose", {"quality", "marker"}),
        ("quality markers - how many", {"quality", "marker"}),
        ("number of different markers", {"marker"}),
        ("how many different markers", {"marker"}),
        ("How many practitioners and managers took part?", {"practitioner", "and"}),
        ("how many wells are there", set()),
        ("why are there markers", set()),
        ("", set()),
    ],
)
def test_things_told_from_others_by_a_rare_word(question: str, things: set[str]) -> None:
    found = asked_things(question, stems, lambda stem: SHARES.get(stem, 0.0 if stem == "and" else 0.5))
    assert found == things


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("It published 18 quality markers in all.", "18", True),
        ("It published 18 ‘quality markers’ in all.", "18", True),
        ("Quality markers came in 18 colours.", "18", False),
        ("18 wells of one two three four five markers of quality", "18", False),
    ],
)
def test_what_is_counted_follows_the_number(text: str, number: str, expected: bool) -> None:
    at = text.index(number)
    assert counts(frozenset({"quality", "marker"}), text, len(text), [(at, at + len(number))], stems) is expected
    assert not counts(frozenset(), text, len(text), [(at, at + len(number))], stems)
