from collections.abc import Sequence
from threading import Thread

import numpy as np
from build_samples import WordEncoder
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.embedding import Vectors
from scrgraph.retrieval.holding import HoldingEncoder


class Counting(WordEncoder):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return super().encode(texts)


def test_a_text_is_encoded_once_while_it_is_held() -> None:
    counting = Counting()
    encoder = HoldingEncoder(counting, held=2)
    for texts in (["a"], ["a", "b", "a"], ["c"], ["b"], ["a"]):
        assert np.array_equal(encoder.encode(texts), WordEncoder().encode(texts))
    assert counting.seen == ["a", "b", "c", "a"]
    assert encoder.encode([]).shape == (0, encoder.dimension)


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=4), max_size=8))
def test_held_or_not_the_vectors_are_the_same(calls: list[list[str]]) -> None:
    encoder = HoldingEncoder(WordEncoder(), held=2)
    for texts in calls:
        assert np.array_equal(encoder.encode(texts), WordEncoder().encode(texts)) or not texts


def test_many_threads_share_it() -> None:
    encoder, wrong = HoldingEncoder(WordEncoder(), held=3), []

    def ask(start: int) -> None:
        for at in range(200):
            text = str((start + at) % 7)
            if not np.array_equal(encoder.encode([text]), WordEncoder().encode([text])):
                wrong.append(text)

    threads = [Thread(target=ask, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
