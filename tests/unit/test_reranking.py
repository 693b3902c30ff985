"""A cross-encoder that reads the best passages again: what it does to order, scores and reasons, and the real thing.

The model of the end-to-end test is a small BERT with weights of chance, made in a process of its own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pydantic import ValidationError

from scrgraph.retrieval.collection import CollectionDocument, collection_searcher
from scrgraph.retrieval.fusion import Scores
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.reranking import Reranker, as_chance, open_reranker
from scrgraph.retrieval.search import Searcher
from scrgraph.settings import Settings
from scrgraph.source.text import Span, fold_text

DOCUMENTS = [
    CollectionDocument(id="a", text="A horse stood in the field all day."),
    CollectionDocument(id="b", text="The horse ran."),
    CollectionDocument(id="c", text="A horse and a cart on the road to the town."),
    CollectionDocument(id="d", text="The horse, the horse and the other horse."),
]


class Told:
    """Stands for a model: scores what it is told, by the text; notes what it was asked."""

    def __init__(self, scores: dict[str, float]) -> None:
        self._scores = scores
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.asked.append((question, list(texts)))
        return np.array([self._scores.get(text, 0.0) for text in texts], dtype=np.float32)


def texts(rows: Sequence[int]) -> list[str]:
    return [DOCUMENTS[row].text for row in rows]


def with_reranker(searcher: Searcher, model: Told, *, passages: int = 50, share: float = 1.0) -> Searcher:
    return replace(searcher, reranker=Reranker(model, texts, passages=passages, share=share))


def order(ranking: Ranking) -> list[int]:
    return [hit.row for hit in ranking.hits]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return collection_searcher(DOCUMENTS, WordEncoder(), tmp_path_factory.mktemp("horses"))


def test_the_whole_share_orders_by_the_model_alone(searcher: Searcher) -> None:
    model = Told({DOCUMENTS[0].text: -3.0, DOCUMENTS[1].text: 9.0, DOCUMENTS[2].text: 4.0, DOCUMENTS[3].text: -8.0})
    found = with_reranker(searcher, model).rank("horse")
    assert order(found) == [1, 2, 0, 3]
    assert [why.rank for row in order(found) for why in found.why(row) if why.index == "reranker"] == [1, 2, 3, 4]


def test_no_share_leaves_order_and_scores_alone(searcher: Searcher) -> None:
    plain = searcher.rank("horse")
    found = with_reranker(searcher, Told({DOCUMENTS[1].text: 9.0}), share=0.0).rank("horse")
    assert order(found) == order(plain)
    assert [hit.score for hit in found.hits] == pytest.approx([hit.score for hit in plain.hits], abs=1e-6)


def test_a_model_that_finds_all_alike_changes_nothing_but_the_reasons(searcher: Searcher) -> None:
    plain, found = searcher.rank("horse"), with_reranker(searcher, Told({}), share=0.5).rank("horse")
    assert order(found) == order(plain)
    assert all(why.index != "reranker" for row in order(plain) for why in plain.why(row))
    assert [why.score for why in found.why(order(found)[0]) if why.index == "reranker"] == [0.5]


def test_ties_stand_in_the_order_of_the_rows(searcher: Searcher) -> None:
    found = with_reranker(searcher, Told({DOCUMENTS[2].text: 1.0})).rank("horse")
    assert order(found) == [2, 0, 1, 3]


def test_only_the_best_are_read_and_the_rest_stay_below_them_as_they_are(searcher: Searcher) -> None:
    plain = searcher.rank("horse")
    best, second, *rest = order(plain)
    model = Told({DOCUMENTS[second].text: 5.0, **{DOCUMENTS[row].text: 100.0 for row in rest}})
    found = with_reranker(searcher, model, passages=2).rank("horse")
    assert model.asked == [("horse", texts([best, second]))]
    assert order(found) == [second, best, *rest]
    assert found.hits[2:] == plain.hits[2:]
    assert [row for row in order(found) if "reranker" in {why.index for why in found.why(row)}] == [second, best]


def test_a_filter_takes_passages_away_and_moves_none(searcher: Searcher) -> None:
    reader = with_reranker(searcher, Told({DOCUMENTS[1].text: 9.0}), share=0.5)
    scores = {hit.row: hit.score for hit in reader.rank("horse").hits}
    kept = reader.rank("horse", allowed=np.array([True, True, False, False])).hits
    assert {hit.row: hit.score for hit in kept} == {row: scores[row] for row in (0, 1)}


def test_a_single_index_is_asked_without_it_and_a_question_is_read_once(searcher: Searcher) -> None:
    model = Told({})
    reader = with_reranker(searcher, model)
    for mode in ("dense", "lexical", "graph"):
        assert "reranker" not in reader.rank("horse", mode=mode).parts
    assert reader.similar(0, "horse").hits
    assert model.asked == []
    reader.rank("horse")
    reader.rank("horse")
    assert len(model.asked) == 1


def test_the_mixture_is_that_of_the_formula() -> None:
    reranker = Reranker(Told({}), texts, passages=3, share=0.25)
    # scaled: 1, .5, 0 and 0, 1, .5; mixed: .75, .625, .125; in the range .4 to .8
    found = reranker.mixed(np.array([0.8, 0.6, 0.4], np.float32), np.array([-2, 6, 2], np.float32))
    assert found.tolist() == pytest.approx([0.7, 0.65, 0.45])
    assert as_chance(np.array([0, np.log(3), -200], np.float32)).tolist() == pytest.approx([0.5, 0.75, 0.0])
    assert as_chance(np.array([-200], np.float32))[0] > 0


numbers = st.integers(-1000, 1000).map(float)


@given(arrays(np.float32, (7,), elements=numbers), arrays(np.float32, (7,), elements=numbers), st.floats(0, 1))
def test_a_mixture_stays_in_the_range_and_follows_where_both_agree(so_far: Scores, again: Scores, share: float) -> None:
    found = Reranker(Told({}), texts, passages=7, share=share).mixed(so_far, again)
    assert found.min() >= so_far.min() - 1e-3
    assert found.max() <= so_far.max() + 1e-3
    above = (so_far[:, None] >= so_far) & (again[:, None] >= again)
    assert (found[:, None] >= found - 1e-3)[above].all()


def test_it_is_off_by_default_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCRGRAPH_RERANKER", raising=False)
    assert open_reranker(Settings(), texts) is None
    assert open_reranker(Settings(reranker=""), texts) is None
    for wrong in ({"reranker_passages": 201}, {"reranker_passages": 0}, {"reranker_share": 1.5}):
        with pytest.raises(ValidationError, match="reranker"):
            Settings(**wrong)


PROGRAM = """
import json, sys
from pathlib import Path
import torch
from sentence_transformers import CrossEncoder
from tokenizers import BertWordPieceTokenizer
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast
from scrgraph.errors import InputError
from scrgraph.evaluation.comparison import compare
from scrgraph.evaluation.run import evaluate
from scrgraph.library import Library
from scrgraph.cli.measuring import _described
from scrgraph.settings import Settings

folder, index, corpus, questions = map(Path, sys.argv[1:])
torch.manual_seed(5)
words = BertWordPieceTokenizer()
words.train_from_iterator([(corpus / "scr-1998-2019/report.txt").read_text()], vocab_size=500)
words.save_model(str(folder))

def bert(name, labels):
    BertForSequenceClassification(BertConfig(vocab_size=words.get_vocab_size(), hidden_size=32, num_hidden_layers=2,
        num_attention_heads=4, intermediate_size=64, max_position_embeddings=64, initializer_range=0.5,
        num_labels=labels)).save_pretrained(folder / name)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder / name)
    return str(folder / name)

def opened(**given):
    return Library.open(Settings(index=index, corpus=corpus, **given))

chance, three = bert("chance", 1), bert("three", 3)
reader = opened(reranker=chance, reranker_passages=5, reranker_share=1)
plain = opened()
found, before = reader.search("losing sight of the child", k=8), plain.search("losing sight of the child", k=8)
told = CrossEncoder(chance, device="cpu").predict(
    [("losing sight of the child", f"{': '.join(one.title for one in hit.passage.path)}. {hit.passage.text}")
     for hit in found.hits[:5]], activation_fn=torch.nn.Sigmoid())
runs = [evaluate(one, questions, _described(one)) for one in (plain, reader)]
errors = []
for wrong in (three, str(folder / "nothing-here"), "no-such/model-of-anybody"):
    try:
        opened(reranker=wrong).ready()
    except InputError as error:
        errors.append(str(error))
print(json.dumps({
    "before": before.model_dump(mode="json"),
    "found": found.model_dump(mode="json"),
    "told": [float(one) for one in told],
    "compared": compare(runs[1], runs[0]).model_dump(mode="json"),
    "described": runs[1].system,
    "answer": reader.ask("What does losing sight of the child mean?").model_dump(mode="json"),
    "errors": errors,
}))
"""


@pytest.mark.xdist_group("torch")
def test_a_real_cross_encoder_by_path_from_end_to_end(
    index: Path, root: Path, report_text: str, tmp_path: Path
) -> None:
    start = report_text.index("Another common criticism")
    questions = tmp_path / "questions.jsonl"
    evidence = [{"start": start, "end": start + 60}]
    questions.write_text(
        json.dumps({"id": "1", "question": "losing sight of the child", "evidence": evidence})
        + '\n{"id": "2", "question": "What of whales?"}\n'
    )
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(index), str(root / "corpus"), str(questions)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    found, before = said["found"]["hits"], said["before"]["hits"]

    def ids(hits: list[dict[str, dict[str, str]]]) -> list[str]:
        return [hit["passage"]["id"] for hit in hits]

    # The five that were best are read again and stand in the model's own order; the rest follow as they were.
    scores = [one["score"] for hit in found for one in hit["why"] if one["index"] == "reranker"]
    assert sorted(ids(found[:5])) == sorted(ids(before[:5]))
    assert ids(found[:5]) != ids(before[:5])
    assert ids(found[5:]) == ids(before[5:])
    assert scores == sorted(scores, reverse=True)
    assert scores == pytest.approx(said["told"], abs=2e-4)
    for hit in found:
        spans = [Span(*pair) for pair in hit["passage"]["spans"]]
        assert hit["passage"]["text"] == fold_text(report_text, spans)
    for statement in said["answer"]["statements"]:
        assert statement["text"] == fold_text(report_text, [Span(*pair) for pair in statement["spans"]])
    assert said["described"]["reranker"] == "chance"
    assert "reranker" not in said["compared"]["other"]
    assert said["compared"]["search"]["ndcg@10"]["questions"] == 1
    three, path, name = said["errors"]
    assert three.startswith("The reranker three gives a pair 3 scores where one is needed; set SCRGRAPH_RERANKER")
    assert path.startswith("The reranker ")
    assert "nothing-here cannot be loaded as a sentence-transformers cross-encoder (" in path
    assert name.startswith("The reranker no-such/model-of-anybody cannot be loaded")
