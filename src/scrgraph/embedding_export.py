"""One export at build: the torch model as an ONNX graph that pools and normalises, checked against torch."""

import copy
import logging
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from scrgraph.embedding import SentenceEncoder
from scrgraph.embedding_onnx import AXES, MODEL, TOKENIZER, WEIGHTS, EncoderCard, OnnxEncoder
from scrgraph.errors import BuildError, IndexUnusableError

TOLERANCE = 1e-4
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OUTPUTS = ("sentence_vector", "token_vectors")
_SMALLEST_WEIGHT_BYTES = 1024
_PROBES = (
    "a",
    "Neglect was the most common feature of the cases.",
    "What do the reviews say about children's voices, 1998-2019?",
    "The same sentence again and again until it is cut. " * 60,
    "",
)


class ExportableEncoder(SentenceEncoder):
    """The encoder of a build: it can be written for the query side."""

    def export(self, folder: Path) -> None:
        """Write what `OnnxEncoder.open` opens (see `export_onnx`)."""
        export_onnx(self, folder)


def export_onnx(encoder: SentenceEncoder, folder: Path) -> None:
    """Write `model.onnx` (fp32), `weights.bin`, `axes.npy`, `tokenizer.json`, `encoder.json`; check them by torch.

    Raises:
        BuildError: the model cannot be represented, or differs by more than TOLERANCE on any dimension.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokens = _write_tokenizer(encoder, folder)
    inputs = tuple(name for name in _INPUTS if name in encoder.model.tokenizer.model_input_names)
    np.save(folder / AXES, encoder.axes)
    _card(encoder, inputs, tokens).write(folder)
    _write_graph(encoder, inputs, folder / MODEL)
    if _fuse(encoder, folder / MODEL):
        try:
            return _check(encoder, folder)
        except BuildError:
            _write_graph(encoder, inputs, folder / MODEL)
    return _check(encoder, folder)


def _write_tokenizer(encoder: SentenceEncoder, folder: Path) -> int:
    backend = getattr(getattr(encoder.model, "tokenizer", None), "backend_tokenizer", None)
    tokens = encoder.model.max_seq_length
    if backend is None or not tokens:
        raise _unfit(encoder, "it has no fast tokenizer with a longest input")
    tokenizer = copy.deepcopy(backend)
    tokenizer.enable_truncation(max_length=tokens)
    own = encoder.model.tokenizer
    tokenizer.enable_padding(
        direction=own.padding_side,
        pad_id=own.pad_token_id,
        pad_type_id=own.pad_token_type_id,
        pad_token=own.pad_token,
    )
    tokenizer.save(str(folder / TOKENIZER))
    return int(tokens)


def _write_graph(encoder: SentenceEncoder, inputs: tuple[str, ...], path: Path) -> None:
    import onnx
    import torch

    class Graph(torch.nn.Module):
        def __init__(self, modules: Any) -> None:
            super().__init__()
            self.chain = modules

        def forward(self, *tensors: Any) -> Any:
            features = dict(zip(inputs, tensors, strict=True))
            for module in self.chain:
                features = module(features)
            return features["sentence_embedding"], features["token_embeddings"]

    sample = encoder.model.tokenizer(["a first text", "one"], padding=True, return_tensors="pt")
    try:
        with torch.no_grad(), warnings.catch_warnings(), _plain_attention(encoder.model):
            warnings.simplefilter("ignore")
            logging.getLogger("torch.onnx").setLevel(logging.ERROR)
            # The tracing exporter takes 2 s where the newer one takes 12; `_check` proves its result.
            torch.onnx.export(
                Graph(encoder.model).eval(),
                tuple(sample[name] for name in inputs),
                str(path),
                input_names=list(inputs),
                output_names=list(_OUTPUTS),
                dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*inputs, _OUTPUTS[1])},
                opset_version=17,
                dynamo=False,
            )
    except (RuntimeError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise _unfit(encoder, "torch cannot write it as an ONNX graph") from error
    _write_weights(onnx.load(path), path)


@contextmanager
def _plain_attention(model: Any) -> Iterator[None]:
    """Write attention as the plain products that `_fuse` knows, where a model can; afterwards it is as it was."""
    inner: Any = getattr(model[0], "auto_model", None)
    before = getattr(getattr(inner, "config", None), "_attn_implementation", None)
    if before is None:
        yield
        return
    inner.set_attn_implementation("eager")
    try:
        yield
    finally:
        inner.set_attn_implementation(before)


def _fuse(encoder: SentenceEncoder, path: Path) -> bool:
    """Join attention, norms and activations into one operator each, where the graph is a transformer's.

    The same sums in 63 calls where torch wrote 500, for the packaged model: a sixth of a question's time.
    """
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    config = getattr(getattr(encoder.model[0], "auto_model", None), "config", None)
    heads, width = getattr(config, "num_attention_heads", 0), getattr(config, "hidden_size", 0)
    if not (heads and width):
        return False
    logging.getLogger("onnxruntime.transformers").setLevel(logging.ERROR)
    made = optimize_model(str(path), "bert", heads, width, optimization_options=FusionOptions("bert"), opt_level=0)
    _write_weights(made.model, path)
    return True


def _write_weights(graph: Any, path: Path) -> None:
    """Write a graph, its weights in a file of their own: mapped, they open 3 times faster and hold 40 MB less."""
    import onnx

    weights = path.parent / WEIGHTS
    weights.unlink(missing_ok=True)
    onnx.save_model(graph, path, save_as_external_data=True, location=WEIGHTS, size_threshold=_SMALLEST_WEIGHT_BYTES)
    weights.chmod(stat.S_IMODE(path.stat().st_mode))


def _card(encoder: SentenceEncoder, inputs: tuple[str, ...], tokens: int) -> EncoderCard:
    kinds = {type(module).__name__: module for module in encoder.model}
    return EncoderCard(
        name=encoder.name,
        dimension=encoder.dimension,
        max_tokens=tokens,
        pooling=str(getattr(kinds.get("Pooling"), "pooling_mode", "none")),
        normalise="Normalize" in kinds,
        inputs=inputs,
        query_prompt=encoder.prompt("query"),
    )


def _check(encoder: SentenceEncoder, folder: Path) -> None:
    prompts = tuple(dict.fromkeys(("", encoder.prompt("query"))))  # some models pool without the prompt: ONNX would not
    try:
        opened = OnnxEncoder.open(folder)
        exported = [opened.encode_with(prompt, _PROBES) for prompt in prompts]
    except IndexUnusableError as error:
        raise _unfit(encoder, "onnxruntime cannot open what torch wrote") from error
    expected = [encoder.encode_with(prompt, _PROBES) for prompt in prompts]
    worst = float(np.abs(np.stack(exported) - np.stack(expected)).max())
    if not worst <= TOLERANCE:
        raise _unfit(encoder, f"its vectors differ by {worst:.1e} where {TOLERANCE:.0e} is allowed")


def _unfit(encoder: SentenceEncoder, reason: str) -> BuildError:
    return BuildError(f"The model {encoder.name} cannot be exported for search ({reason}); choose another --model.")
