"""What a language model wrote, taken apart and checked: a lie is refused, whatever it looks like."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scrgraph.answering.phrasing import judged
from scrgraph.answering.phrasing_checks import Language, Source, refusal
from scrgraph.answering.phrasing_prompt import messages
from scrgraph.answering.phrasing_sentences import Written, written

WELLS = (
    "Village wells ran dry in nine of the twelve districts, and Mercy Corps found that 42% of households walked "
    "further (Okoro 2011: 7). ‘Nobody counted the goats,’ said the chief engineer; costs rose from £1.2 million."
)
PUMPS = "Half of the pumps were repaired by 2014, one in three by volunteers. The fifth survey counted 1,250 pumps."
QUESTION = "What did UNICEF report about the wells?"
_STOPPED = frozenset("a an and by did for from had in is it of on or said that the they was were what".split())


def stems(text: str) -> list[str]:
    """The first letters of words, in place of a stemmer."""
    return [word[:4] for word in re.findall(r"\w+", text.lower()) if word not in _STOPPED]


def held(word: str) -> bool:
    return not stems(word) or stems(word)[0] in {*stems(WELLS), *stems(PUMPS), "hous"}


LANGUAGE = Language(stems, held)


def refused(sentence: str, *sources: str) -> str | None:
    return refusal(sentence, [source(text) for text in sources or (WELLS,)], QUESTION, LANGUAGE)


def source(text: str, name: str = "p", *, fact: bool = False) -> Source:
    return Source(name, text, text.replace(" (Okoro 2011: 7)", ""), fact)


# -- sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wells ran dry [1].", [("Wells ran dry.", (1,))]),
        ("Wells ran dry.[1] Pumps failed. [2] [3]", [("Wells ran dry.", (1,)), ("Pumps failed.", (2, 3))]),
        ("Wells ran dry [1, 2]. Pumps failed.", [("Wells ran dry.", (1, 2)), ("Pumps failed.", ())]),
        ('He said "dry." [2] Then rain [1].', [('He said "dry."', (2,)), ("Then rain.", (1,))]),
        ("Wells ran dry [2][1][2],\nand so on", [("Wells ran dry,", (2, 1)), ("and so on", ())]),
        ("<think>[9] I must. Lie.</think>\nWells ran dry [1].", [("Wells ran dry.", (1,))]),
        ("Wells ran dry [1-3].", [("Wells ran dry [1-3].", ())]),
        ("[1]", []),
        ("", []),
    ],
)
def test_a_text_falls_into_sentences_with_what_they_cite(
    text: str, found: Sequence[tuple[str, tuple[int, ...]]]
) -> None:
    assert written(text) == [Written(*one) for one in found]


@given(st.text(alphabet='ab [1]2,.!?"“”\n<think/>', max_size=60))
def test_no_word_is_lost_and_no_citation_is_made_up(text: str) -> None:
    found = written(text)
    assert {number for one in found for number in one.cites} <= {int(one) for one in re.findall(r"\d+", text)}
    assert all(one.text.strip() == one.text != "" for one in found)


# -- checks -------------------------------------------------------------------------------------------------------

TRUE = [
    "Village wells ran dry in nine of the twelve districts.",
    "Wells ran dry in 9 of 12 districts.",
    "42 per cent of households walked further, as Mercy Corps found.",
    'The chief engineer said that "nobody counted the goats".'.replace("nobody", "Nobody"),
    "The chief engineer’s words were ‘Nobody counted the goats’.",
    "Costs of wells rose from £1,200,000.",
    "UNICEF wells ran dry in the districts.",
    "Households walked further when village wells ran dry (Okoro 2011: 7).",
]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_passage_bears_out_is_shown(sentence: str) -> None:
    assert refused(sentence) is None


def test_shares_are_the_same_in_words_and_in_figures() -> None:
    assert refused("50% of the pumps were repaired by 2014.", PUMPS) is None
    assert refused("A third of the pumps were repaired by volunteers.", PUMPS) is None
    assert refused("The fifth survey counted 1250 pumps.", PUMPS) is None


NUMBER = "gives a number that its passages do not"
TURN = "counts or denies in words that its passages do not use"
QUOTE = "quotes what its passages do not say"
NAME = "names what its passages do not"
LIES = [
    ("Village wells ran dry in ten of the twelve districts.", NUMBER),
    ("Village wells ran dry in 9 of the 13 districts.", NUMBER),
    ("42 households walked further.", NUMBER),
    ("9% of households walked further.", NUMBER),
    ("One village well ran dry.", NUMBER),
    ("Costs of wells rose from £1.2 billion.", NUMBER),
    ("Costs of wells rose from $1.2 million.", NUMBER),
    ("Most village wells ran dry.", TURN),
    ("Half the village wells ran dry.", NUMBER),
    ("Village wells never ran dry in nine districts.", TURN),
    ("Village wells did not run dry in nine districts.", TURN),
    ("Village wells didn’t run dry in nine districts.", TURN),
    ("The fifth of the village wells ran dry.", TURN),
    ("Village wells ran dry in 2011-13.", NUMBER),
    ("Village wells ran dry in ½ of the districts.", NUMBER),
    ("Village wells ran dry in 7 districts.", NUMBER),
    ("Village wells ran dry in 2011.", NUMBER),
    ("Village wells ran dry (Okoro 2011: 9).", NUMBER),
    ("Village wells ran dry, x7 found.", NUMBER),
    ('The chief engineer said that "nobody watched the goats".', QUOTE),
    ('The chief engineer said that "nobody counted the goats".', QUOTE),
    ("The chief engineer said that 'Nobody watched the goats'.", QUOTE),
    ('Wells "ran … districts" found.', QUOTE),
    ('Wells "an dr" in districts.', QUOTE),
    ('Wells "ran dry in districts.', QUOTE),
    ('Wells "" ran dry.', QUOTE),
    ("Village wells ran dry, as Oxfam found.", NAME),
    ("Maria found that village wells ran dry.", NAME),
    ("In Nairobi village wells ran dry.", NAME),
    ("Village wells ran dry; see https://example.org for more.", "holds an address, markup or brackets"),
    ("<b>Village wells ran dry.</b>", "holds an address, markup or brackets"),
    ("**Village wells ran dry.**", "holds an address, markup or brackets"),
    ("Village wells [in the north] ran dry.", "holds an address, markup or brackets"),
    ("Village wells ran\u202e dry.", "holds an address, markup or brackets"),
    ("Village wells ran dry in nine", "is cut off"),
    ("Village families ought rather to blame their elected leaders.", "strays from the words of its passages"),
    ("They had it.", "strays from the words of its passages"),
]


@pytest.mark.parametrize(("sentence", "reason"), LIES)
def test_what_the_passage_does_not_bear_out_is_refused(sentence: str, reason: str) -> None:
    assert refused(sentence) == reason


def test_a_denial_of_the_passage_may_be_said_in_either_form() -> None:
    passage = "Pumps weren't mended; wells cannot be reached."
    assert refused("Pumps were not mended.", passage) is None
    assert refused("Wells can't be reached.", passage) is None
    assert refused("Pumps were never mended.", passage) == TURN


def test_a_sentence_stands_on_the_passages_it_cites_and_no_other() -> None:
    assert refusal(TRUE[0], (), QUESTION, LANGUAGE) == "cites none of the passages given"
    assert refused(TRUE[0], PUMPS) == NUMBER
    assert refused('The chief engineer: "Nobody counted the goats".', PUMPS) == QUOTE


_WORDS = WELLS.split()


@given(st.integers(0, len(_WORDS) - 4), st.integers(3, 8))
def test_any_run_of_words_may_be_quoted_and_none_that_is_changed(start: int, size: int) -> None:
    words = " ".join(_WORDS[start : start + size]).strip(" .,;:!?")
    asked = f"What of {words.translate(str.maketrans('', '', '‘’'))}?"
    # A number cut short is another number, a citation cut short is none.
    assume(not words.endswith("£1.2") and words.count("(") == words.count(")"))
    said = f"wells ran dry and households walked further, costs rose, engineer: “{words}”."
    if "‘" not in words and "’" not in words:
        assert refusal(said, [source(WELLS)], asked, LANGUAGE) is None
    assert refusal(said.replace(words, f"{words} indeed"), [source(WELLS)], asked, LANGUAGE) == QUOTE


@given(st.integers(0, 10**7))
def test_a_number_is_shown_only_where_it_stands_in_the_passage(number: int) -> None:
    sentence = f"Village wells ran dry in {number} districts."
    assert refused(sentence, f"Wells: {number:,} village districts ran dry.") is None
    assert (refused(sentence) == NUMBER) == (number not in (9, 12, 1_200_000))


# -- judging ------------------------------------------------------------------------------------------------------

SOURCES = (source(WELLS, "p-wells"), source(PUMPS, "urn:pumps", fact=True))


def test_each_sentence_is_shown_or_refused_for_itself() -> None:
    text = (
        "Village wells ran dry in nine of the twelve districts [1]. It rained gold [1]. The fifth survey counted 1,250 "
        "pumps [2]. Wells ran dry [3]. Households walked further. Half of the pumps were repaired, 42% of households "
        "walked further [1, 2]."
    )
    found = judged(written(text), SOURCES, QUESTION, LANGUAGE)
    assert [(one.text[:9], one.passages, one.facts) for one in found.kept] == [
        ("Village w", ("p-wells",), ()),
        ("The fifth", (), ("urn:pumps",)),
        ("Half of t", ("p-wells",), ("urn:pumps",)),
    ]
    assert found.refused == (
        "strays from the words of its passages",
        "cites a passage that was not given",
        "cites none of the passages given",
    )


def test_a_sentence_falls_with_the_one_that_it_leans_on() -> None:
    text = "Wells ran dry in six villages [1]. However, households walked further [1]. Costs of wells rose [1]."
    found = judged(written(text), SOURCES, QUESTION, LANGUAGE)
    assert [one.text for one in found.kept] == ["Costs of wells rose."]
    assert found.refused == (NUMBER, "leans on a sentence left out")


def test_the_zeroth_passage_was_never_given() -> None:
    assert judged(written("Village wells ran dry [0]."), SOURCES, QUESTION, LANGUAGE).kept == ()


# -- what is sent -------------------------------------------------------------------------------------------------


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_the_question_and_the_passages_are_data_and_never_rules(question: str, sources: list[str]) -> None:
    rules, asked = messages(question, sources)
    assert (rules["role"], asked["role"]) == ("system", "user")
    assert rules == messages("", [])[0]
    data = json.loads(asked["content"])
    assert data == {
        "question": question,
        "passages": [{"number": at, "text": text} for at, text in enumerate(sources, 1)],
    }
