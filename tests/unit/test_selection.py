"""Which sentences answer: relevant ones that together cover the parts of a question."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.answering.aspects import MOST, clauses, pins
from scrgraph.answering.constraints import Constraint
from scrgraph.answering.selection import Candidate, Mix, candidates, choose
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.retrieval.ranking import Ranked, Ranking

TEXTS = ("Wells were dug by hand in winter.", "Pumps came to the village later.", "Wells fell dry in the hot summer.")
VECTORS = np.array([[1, 0, 0], [0, 1, 0], [0.95, 0, 0.3122499]], dtype=np.float32)
PLAIN = Mix(passage=0.0, words=0.0, meaning=1.0, keep=0.0)


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> SentenceIndex:
    folder: Path = tmp_path_factory.mktemp("sentences")
    starts = np.cumsum([0, *(len(text) + 1 for text in TEXTS)])
    places = [(0, int(start), int(start) + len(text)) for start, text in zip(starts, TEXTS, strict=False)]
    return SentenceIndex.build(VECTORS, places, folder)


def ranked(
    sentences: SentenceIndex,
    question: list[float],
    parts: list[list[float]],
    mix: Mix = PLAIN,
    kind: str = "paragraph",
    said: tuple[float, ...] = (0.0, 0.0, 0.0),
    defined: dict[int, list[tuple[int, int]]] | None = None,
    fits: dict[tuple[int, int, int], float] | None = None,
) -> list[Candidate]:
    ranking = Ranking("q", np.array(question, dtype=np.float32), (), (Ranked(0, 1.0),), {})
    clauses = np.array(parts, dtype=np.float32)
    words = np.array(said, dtype=np.float32)
    texts = (kind, " ".join(TEXTS))
    return candidates(ranking, clauses, sentences, lambda row: texts, lambda row, places: words, mix, defined, fits)


def shown(chosen: list[Candidate]) -> list[str]:
    return [one.text for one in chosen]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("why do dads get missed", ["why do dads get missed"]),
        (
            "What was its role, when did it begin and why did it end?",
            ["What was its role", "when did it begin", "why did it end"],
        ),
        ("poverty: 2009-11 v 2017-19", ["poverty", "2009-11", "2017-19"]),
        ("wells and pumps or ladders", ["wells and pumps or ladders"]),
        ("", [""]),
    ],
)
def test_a_question_falls_into_its_clauses(question: str, expected: list[str]) -> None:
    assert clauses(question) == expected


@given(st.text(max_size=300))
def test_any_question_has_a_few_clauses_of_its_own_words(question: str) -> None:
    found = clauses(question)
    assert 1 <= len(found) <= MOST
    assert all(part in question for part in found)


def test_the_nearest_sentence_comes_first(sentences: SentenceIndex) -> None:
    found = ranked(sentences, [0, 1, 0], [[0, 1, 0]])
    assert found[0].text == TEXTS[1]


def test_a_sentence_that_answers_the_words_comes_before_one_as_near(sentences: SentenceIndex) -> None:
    found = ranked(sentences, [0, 1, 0], [[0, 1, 0]], Mix(0, 2.0, 1.0, 0, 0, 0), said=(0.1, 0.2, 0.8))
    assert found[0].text == TEXTS[2]


def test_both_parts_of_a_question_are_covered(sentences: SentenceIndex) -> None:
    half = float(np.sqrt(0.5))
    two = ranked(sentences, [half, half, 0], [[1, 0, 0], [0, 1, 0]])
    room = len(TEXTS[0].split()) + 1
    assert shown(choose(two, sentences, lambda one: (), Mix(0, 0, 1.0, 5.0, 0, 0), room)) == [TEXTS[0], TEXTS[1]]


def test_what_is_pinned_down_is_named_once(sentences: SentenceIndex) -> None:
    one = ranked(sentences, [1, 0, 0], [[1, 0, 0]])
    chosen = choose(one, sentences, lambda c: ("Pumps" in c.text,), Mix(0, 0, 1.0, 0, 5.0, 0), 1)
    assert shown(chosen) == [TEXTS[1]]


def test_what_repeats_a_chosen_sentence_is_left_out(sentences: SentenceIndex) -> None:
    found = ranked(sentences, [1, 0, 0], [[1, 0, 0]])
    assert shown(choose(found, sentences, lambda one: (), PLAIN)) == [TEXTS[0], TEXTS[1]]


def test_a_sentence_far_below_the_best_is_left_out(sentences: SentenceIndex) -> None:
    found = ranked(sentences, [1, 0, 0], [[1, 0, 0]])
    assert shown(choose(found, sentences, lambda one: (), Mix(passage=0, words=0, meaning=1, keep=0.5))) == [TEXTS[0]]


def test_sentences_of_a_passage_stand_in_its_order(sentences: SentenceIndex) -> None:
    found = ranked(sentences, [0.1, 1, 0], [[0.1, 1, 0]])
    assert shown(found)[0] == TEXTS[1]
    assert shown(choose(found, sentences, lambda one: (), PLAIN))[:2] == [TEXTS[0], TEXTS[1]]


def test_a_definition_that_is_asked_for_stands_first(sentences: SentenceIndex) -> None:
    last = (len(TEXTS[0]) + len(TEXTS[1]) + 2, sum(map(len, TEXTS)) + 2)
    found = ranked(sentences, [0, 1, 0], [[0, 1, 0]], defined={0: [last], 1: [(0, len(TEXTS[0]))]})
    assert [one.defines for one in found] == [True, False, False]
    assert shown(choose(found, sentences, lambda one: (), PLAIN))[:2] == [TEXTS[2], TEXTS[1]]


def test_rows_of_a_table_are_no_statements(sentences: SentenceIndex) -> None:
    assert ranked(sentences, [1, 0, 0], [[1, 0, 0]], kind="table") == []


def test_pins_are_held_by_thing_year_or_word(tmp_path: Path) -> None:
    lexical = LexicalIndex.build([("wells of Norland", "")], tmp_path / "index")
    pinned = [Constraint("the 2014-17 review", "review/2014-2017"), Constraint("2015"), Constraint("Norland")]
    stems = frozenset(lexical.stems("Norland in 2015"))
    assert pins(pinned, "Norland in 2015", frozenset(), stems, lexical) == (False, True, True)
    assert pins(pinned, "", frozenset({"review/2014-2017"}), frozenset(), lexical) == (True, False, False)


LIST = (
    "The reasons for this are these:",
    "- wells are still dug by hand",
    "- pumps are old and mostly broken",
    "Nobody minds that very much at all.",
)


def a_list(scores: tuple[float, ...]) -> list[Candidate]:
    found = [
        Candidate(row, 0, 30 * row, 30 * row + len(text), text, score, 0.5, np.array([0.5], dtype=np.float32))
        for row, (text, score) in enumerate(zip(LIST, scores, strict=True))
    ]
    return sorted(found, key=lambda one: -one.score)


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> SentenceIndex:
    places = [(0, 30 * row, 30 * row + len(text)) for row, text in enumerate(LIST)]
    return SentenceIndex.build(np.eye(4, dtype=np.float32), places, tmp_path_factory.mktemp("items"))


def test_an_item_of_a_list_brings_its_lead_in(items: SentenceIndex) -> None:
    chosen = choose(a_list((0.1, 0.2, 1.0, 0.1)), items, lambda one: (), Mix(keep=0.9))
    assert shown(chosen) == [LIST[0], LIST[2]]


def test_a_lead_in_without_its_items_is_left_out(items: SentenceIndex) -> None:
    chosen = choose(a_list((1.0, 0.1, 0.1, 0.95)), items, lambda one: (), Mix(keep=0.9, pins=0, clauses=0))
    assert shown(chosen) == [LIST[0], LIST[3]], "what follows is taken for what it leads in"
    alone = choose(a_list((1.0, 0.1, 0.1, 0.1)), items, lambda one: (), Mix(keep=0.9))
    assert shown(alone) == [LIST[0]], "it is better than nothing"


def test_a_sentence_with_the_number_asked_for_gains_by_how_well_it_fits(sentences: SentenceIndex) -> None:
    _, start, end = (int(value) for value in sentences.places[1])
    question, mix = [1.0, 0.0, 0.0], Mix(passage=0.0, words=0.0, meaning=1.0, keep=0.0, number=2.0)
    plain = ranked(sentences, question, [question], mix)
    gained = ranked(sentences, question, [question], mix, fits={(0, start, end): 0.75})
    assert plain[0].text != TEXTS[1]
    assert gained[0].text == TEXTS[1]
    before, after = ({one.text: one.score for one in found} for found in (plain, gained))
    assert after[TEXTS[1]] - before[TEXTS[1]] == pytest.approx(1.5)
    assert after[TEXTS[0]] == before[TEXTS[0]]
