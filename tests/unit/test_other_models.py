"""Another sentence-transformers model by path: a whole build with it, its questions encoded alike, runs compared.

The models are small BERTs with weights of chance, made here: one with cls pooling, a dense layer and prompts for
questions and passages, one with mean pooling, longer vectors and none.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from build_samples import REPORT, make_settings

from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.evaluation.comparison import compare
from scrgraph.evaluation.report import Report
from scrgraph.evaluation.run import evaluate
from scrgraph.indexes import layout
from scrgraph.library import Library
from scrgraph.settings import Settings

# One worker loads torch, not each of them.
pytestmark = pytest.mark.xdist_group("torch")

ASKED = ["Who noticed neglect?", "children", ""]
_FIRST = "This small review is about neglect"

BUILD = """
import json, sys
from pathlib import Path
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Dense
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import BertWordPieceTokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast
from scrgraph.build import build
from scrgraph.embedding_export import ExportableEncoder
from scrgraph.errors import BuildError
from scrgraph.settings import Settings

class Quiet:
    def stage(self, name, total=None): pass
    def advance(self, steps=1): pass
    def done(self): pass

folder, given = Path(sys.argv[1]), json.loads(sys.argv[2])
torch.manual_seed(3)
words = BertWordPieceTokenizer()
words.train_from_iterator([(folder / "corpus/small/report.txt").read_text()], vocab_size=400)
(folder / "bert").mkdir()
words.save_model(str(folder / "bert"))

def bert(name, width):
    BertModel(BertConfig(vocab_size=words.get_vocab_size(), hidden_size=width, num_hidden_layers=2,
        num_attention_heads=4, intermediate_size=64, max_position_embeddings=128)).save_pretrained(folder / name)
    BertTokenizerFast(vocab_file=str(folder / "bert/vocab.txt")).save_pretrained(folder / name)
    return Transformer(str(folder / name), max_seq_length=64)

first = [bert("bert-a", 32), Pooling(32, pooling_mode="cls"), Dense(32, 24), Normalize()]
models = {
    "first": SentenceTransformer(modules=first, device="cpu", prompts={"query": "query: ", "passage": "passage: "}),
    "second": SentenceTransformer(modules=[bert("bert-b", 48), Pooling(48, pooling_mode="mean")], device="cpu"),
}
for name, model in models.items():
    model.save(str(folder / name))
    manifest = build(Settings(model=str(folder / name), **given), Quiet())
    (folder / "index").rename(folder / f"index-{name}")
    np.save(folder / f"{name}.npy", model.encode_query(sys.argv[3:], normalize_embeddings=True))
    print(name, manifest.model.name, manifest.model.dimension)
encoder = ExportableEncoder(str(folder / "first"))
texts = ["one text", "and another"]
told = encoder.model.encode(texts, prompt_name="passage")
print(float(np.abs(encoder.encode(texts) - told).max()) < 1e-5)
apart = SentenceTransformer(
    modules=[bert("bert-c", 32), Pooling(32, pooling_mode="mean", include_prompt=False)], prompts={"query": "q: "}
)
apart.save(str(folder / "apart"))
try:
    ExportableEncoder(str(folder / "apart")).export(folder / "out")
except BuildError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index for each model; built in a process of its own so that torch stays out of this one."""
    found = tmp_path_factory.mktemp("models")
    settings = make_settings(found)
    given = settings.model_dump_json(include={"corpus", "index", "ontology"})
    ran = subprocess.run(
        [sys.executable, "-c", BUILD, str(found), given, *ASKED],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    said = [line for line in ran.stdout.splitlines() if line.strip()]
    assert said[:3] == ["first first 24", "second second 48", "True"], ran.stderr
    assert said[3].startswith("The model apart cannot be exported for search (its vectors differ by")
    return found


def opened(folder: Path, name: str) -> Library:
    return Library.open(
        Settings(corpus=folder / "corpus", index=folder / f"index-{name}", ontology=folder / "ontology")
    )


@pytest.mark.parametrize(("name", "dimension"), [("first", 24), ("second", 48)])
def test_questions_are_encoded_as_sentence_transformers_does(folder: Path, name: str, dimension: int) -> None:
    library = opened(folder, name)
    encoder = OnnxEncoder.open(library.folder / layout.ENCODER)
    found = encoder.encode(ASKED)
    assert found.shape == (len(ASKED), dimension)
    assert np.abs(found - np.load(folder / f"{name}.npy")).max() < 1e-4
    library.close()


def test_an_index_answers_by_its_own_model_and_the_runs_compare(folder: Path) -> None:
    start = REPORT.index(_FIRST)
    questions = folder / "questions.jsonl"
    questions.write_text(
        '{"id": "1", "question": "What is the review about?", "evidence": '
        f'[{{"start": {start}, "end": {start + len(_FIRST)}}}]}}\n{{"id": "2", "question": "What of whales?"}}\n'
    )
    runs: list[Report] = []
    for name in ("first", "second"):
        library = opened(folder, name)
        assert library.search("neglect", mode="dense").hits
        runs.append(evaluate(library, questions, {"model": library.manifest.model.name}))
        library.close()
    found = compare(runs[1], runs[0])
    assert found.other == {"model": "first"}
    assert found.search["ndcg@10"].questions == 1
    assert runs[0].lines[0].confidence != runs[1].lines[0].confidence
