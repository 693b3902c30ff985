"""Questions that suppose somebody was for what they were against; on invented texts."""

import pytest

from scrgraph.answering.stances import reversed_stance, said_of, supposed

TEXT = [
    "Dame Ada Brook's inquiry sat for two years.",
    "She heard forty witnesses.",
    "She was against a national register of carers, because of its cost, and favoured local lists of trained carers.",
    "The Society opposed shorter school holidays.",
    "It did not support longer school days.",
    "The parents called for an inspection of the home.",
]


def turned(question: str, text: list[str] = TEXT) -> list[str]:
    return [one.given for one in reversed_stance(question, lambda name: [text])]


@pytest.mark.parametrize(
    ("question", "who", "against"),
    [
        ("Why did Ada Brook call for a register?", "Brook", False),
        ("why didn't brook support a register", "brook", True),
        ("Why was the Society against it?", "Society", True),
        ("How come Brook never opposed a register?", "Brook", False),
    ],
)
def test_what_a_question_supposes(question: str, who: str, against: bool) -> None:
    one = supposed(question)
    assert one is not None
    assert (one.who, one.against) == (who, against)


@pytest.mark.parametrize("question", ["What did Brook call for?", "Why do children run away?", "why", "Why did Brook?"])
def test_other_questions_suppose_no_stance(question: str) -> None:
    assert supposed(question) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did Ada Brook call for a national register of carers?", TEXT[2].partition(",")[0]),
        ("Why did Brook push for carers to be registered nationally?", TEXT[2].partition(",")[0]),
        ("Why did Brook reject local lists of trained carers?", TEXT[2].rstrip(".")),
        ("Why did the Society support shorter school holidays?", "The Society opposed shorter school holidays"),
        ("Why did the Society want longer school days?", "It did not support longer school days"),
    ],
)
def test_the_reverse_is_found(question: str, said: str) -> None:
    assert turned(question) == [said]


@pytest.mark.parametrize(
    "question",
    [
        "Why was Brook against a national register of carers?",
        "Why did Brook favour local lists of trained carers?",
        "Why did Brook call for more pay for carers?",
        "Why did Smith call for a national register of carers?",
        "Why did the parents oppose the budget of the home?",
        "Why didn't the Society back shorter school holidays?",
    ],
)
def test_nothing_is_reversed_that_is_not_said_to_be(question: str) -> None:
    assert turned(question) == []


def test_who_changed_their_mind_is_not_reversed() -> None:
    changed = [*TEXT, "Brook recommended a national register of carers in the end."]
    assert turned("Why did Brook call for a national register of carers?", changed) == []


def test_a_pronoun_after_somebody_else_is_not_theirs() -> None:
    one = supposed("Why did Brook call for shorter school holidays?")
    assert one is not None
    assert list(said_of(one, ["Brook spoke.", "The Society met.", "It opposed shorter school holidays."])) == []
