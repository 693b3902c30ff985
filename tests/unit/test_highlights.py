import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.retrieval.highlights import Highlighter, phrase_pattern


def stems(text: str) -> list[str]:
    return [word.strip(".,").rstrip("s") for word in text.lower().split() if word.lower() != "the"]


def marked(text: str, words: str, *phrases: str) -> list[str]:
    return [text[start:end] for start, end in Highlighter(stems).ranges(text, words, phrases)]


def test_words_in_any_form_and_phrases_to_the_letter() -> None:
    text = "The Fathers met a father's son; the fathering went on."
    assert marked(text, "the father") == ["Fathers"]
    assert marked("One child and two child.", "child", "two child") == ["child", "two child"]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("children's lives", "The Children’s   lives matter.", True),
        ("children's lives", "Children and lives.", False),
        ("well-being", "their well–being", True),
        ("art", "a part of it", False),
        ("c++ (x)", "in C++ (x) now", True),
    ],
)
def test_what_counts_as_the_same_phrase(phrase: str, text: str, found: bool) -> None:
    assert bool(phrase_pattern(phrase).search(text)) is found


@given(st.text(max_size=60), st.text(max_size=20), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_ranges_stand_in_order_in_the_text(text: str, words: str, phrases: list[str]) -> None:
    ranges = Highlighter(stems).ranges(text, words, phrases)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(ranges))
