"""Token vectors: made small, kept with their places, and matched word by word."""

import math
from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.embedding_tokens import SCALE, Tokens, make_tokens, principal_axes, probes, reduced
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.retrieval.search import telling


def made(*rows: tuple[int, tuple[int, int], tuple[float, float]]) -> Tokens:
    """Tokens by (id, place, unit vector of two dimensions)."""
    ids = np.array([row[0] for row in rows], dtype=np.int32)
    places = np.array([row[1] for row in rows], dtype=np.int32).reshape(-1, 2)
    vectors = np.array([row[2] for row in rows], dtype=np.float32).reshape(-1, 2)
    return Tokens(ids, places, np.rint(vectors * SCALE).astype(np.int8))


EAST, NORTH, WEST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)
PASSAGES = [
    made((1, (0, 3), EAST), (2, (4, 8), NORTH)),
    made((1, (0, 3), EAST), (1, (4, 7), WEST)),
    made(),
]


@pytest.fixture
def index(tmp_path: Path) -> TokenIndex:
    TokenIndex.build(PASSAGES, tmp_path / "tokens")
    return TokenIndex.open(tmp_path / "tokens")


def test_weights_are_inverse_document_frequencies(index: TokenIndex) -> None:
    question = made((1, (0, 1), EAST), (2, (2, 3), NORTH), (9, (4, 5), NORTH), (2, (6, 7), NORTH))
    weights = index.weights(question, [True, True, True, False])
    # Of 3 passages 2 hold token 1, 1 holds token 2, none holds token 9.
    assert weights == pytest.approx([math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5), math.log(1 + 3.5 / 0.5), 0])


def test_each_word_of_a_question_looks_for_its_nearest_of_a_passage(index: TokenIndex) -> None:
    question = made((1, (0, 1), EAST), (2, (2, 3), NORTH))
    weights = np.array([1.0, 3.0], dtype=np.float32)
    # Both words in the first; in the second the best for NORTH is at right angles; the third has no words.
    assert index.scores(question, weights, [0, 1, 2]) == pytest.approx([1.0, 0.25, 0.0], abs=1e-6)
    assert index.scores(question, weights, [2, 1]) == pytest.approx([0.0, 0.25], abs=1e-6)
    assert index.scores(question, np.zeros(2, dtype=np.float32), [0]) == [0.0]


def test_a_part_of_a_passage_is_matched_alone(index: TokenIndex) -> None:
    question = made((2, (0, 1), NORTH))
    found = index.within(question, np.ones(1, dtype=np.float32), 0, [(0, 4), (4, 8), (0, 8), (8, 9)])
    assert found == pytest.approx([0.0, 1.0, 1.0, 0.0], abs=1e-6)


@pytest.mark.parametrize("name", ["vectors.npy", "ids.npy", "places.npy", "starts.npy"])
def test_a_missing_broken_or_foreign_file_is_refused(tmp_path: Path, name: str) -> None:
    for ruin in (lambda path: path.unlink(), lambda path: path.write_bytes(b"?"), lambda path: np.save(path, [7])):
        TokenIndex.build(PASSAGES, tmp_path / "tokens")
        ruin(tmp_path / "tokens" / name)
        with pytest.raises(IndexUnusableError, match="scrgraph build"):
            TokenIndex.open(tmp_path / "tokens")


def test_tokens_of_the_model_and_of_the_prompt_are_left_out() -> None:
    vectors = np.eye(5, 4, dtype=np.float32)
    places = [(0, 0), (0, 5), (7, 9), (10, 12), (0, 0)]
    tokens = make_tokens([101, 1, 2, 3, 102], places, vectors, np.eye(4, dtype=np.float32), 7)
    assert tokens.ids.tolist() == [2, 3]
    assert tokens.places.tolist() == [[0, 2], [3, 5]]
    assert tokens.vectors.tolist() == [[0, 0, SCALE, 0], [0, 0, 0, SCALE]]


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=6, max_size=6), min_size=1, max_size=9))
def test_on_all_axes_cosines_stay_what_they_were(rows: list[list[float]]) -> None:
    vectors = np.array(rows, dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors[lengths[:, 0] > 0.1] / lengths[lengths > 0.1].reshape(-1, 1)
    if len(vectors):
        axes = principal_axes(np.concatenate([vectors, np.eye(6, dtype=np.float32)]))
        small = reduced(vectors, axes).astype(np.float32) / SCALE
        assert np.abs(small @ small.T - vectors @ vectors.T).max() < 0.05


def test_probes_are_words_of_the_vocabulary_in_order_of_their_ids() -> None:
    words = {f"{chr(97 + at // 26)}{chr(97 + at % 26)}x": 500 - at for at in range(100)}
    found = probes({**words, "##ing": 1, "ab": 2, "[CLS]": 3})
    assert found[0].split() == sorted(words, key=words.__getitem__)[:12]
    assert len(found) == 2


def test_words_that_serve_grammar_tell_nothing() -> None:
    text = "Why don't dads count?"
    [encoded] = WordEncoder().read([text])
    words = [text[start:end] for start, end in encoded.tokens.places]
    told = [word for word, tells in zip(words, telling(text, encoded.tokens), strict=True) if tells]
    assert told == ["dads", "count"]
