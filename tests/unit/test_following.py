"""A passage that goes on from one of the best gains a share of its score: which do, and how much."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder

from scrgraph.retrieval.collection import CollectionDocument, collection_searcher
from scrgraph.retrieval.following import LEADS, following, led_in

TEXTS = (
    "The pump board was set up in 1854.",
    "It closed six wells, and the board met weekly.",
    "Bread is flour and salt.",
)


def test_prose_of_one_section_goes_on() -> None:
    kinds = ["paragraph", "quotation", "paragraph", "table", "paragraph", "reference", "reference"]
    sections = ["1", "1", "2", "2", "2", "9", "9"]
    assert following(kinds, sections).tolist() == [False, True, False, False, False, False, False]
    assert following([], []).tolist() == []
    assert following(["paragraph"], ["1"]).tolist() == [False]


def test_what_goes_on_gains_the_score_of_the_row_before_and_nothing_else() -> None:
    goes_on = np.array([False, True, True, False, True])
    scores = np.array([0.9, 0.1, 0.5, 0.8, 0.2], dtype=np.float32)
    led = led_in(scores, goes_on, np.array([0, 3]))
    assert led == pytest.approx([0, 0.9, 0, 0, 0.8])


def test_only_the_best_lead_in_and_the_last_row_leads_to_none() -> None:
    many = LEADS + 3
    scores = np.linspace(2, 1, many, dtype=np.float32)
    led = led_in(scores, np.ones(many, dtype=bool), np.arange(many))
    assert np.flatnonzero(led).tolist() == list(range(1, LEADS + 1))
    alone = led_in(np.array([0.0, 1.0], dtype=np.float32), np.array([False, True]), np.array([1]))
    assert alone.tolist() == [0.0, 0.0]


def test_a_search_puts_what_goes_on_from_the_best_higher(tmp_path: Path) -> None:
    documents = [CollectionDocument(id=str(at), title="", text=text) for at, text in enumerate(TEXTS)]
    plain = collection_searcher(documents, WordEncoder(), tmp_path)
    led = replace(plain, goes_on=np.array([False, True, True]))
    for mode in ("hybrid", "dense", "lexical"):
        before = {hit.row: hit.score for hit in plain.rank("pump board", mode=mode).hits}
        after = {hit.row: hit.score for hit in led.rank("pump board", mode=mode).hits}
        gain = {row: round(score - before[row], 5) for row, score in after.items()}
        share = plain.weights.next if mode == "hybrid" else 0.0
        assert gain[0] == 0
        assert gain[1] == pytest.approx(share * before[0], abs=1e-4)
    assert led.similar(0, "pump board").hits == plain.similar(0, "pump board").hits
