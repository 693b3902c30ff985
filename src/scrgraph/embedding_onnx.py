"""The query side's encoder: onnxruntime and tokenizers on what the build exported. Never imports torch."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from scrgraph.embedding import Encoded, Vectors, unit
from scrgraph.embedding_tokens import Floats, make_tokens
from scrgraph.errors import IndexUnusableError

MODEL = "model.onnx"
WEIGHTS = "weights.bin"
TOKENIZER = "tokenizer.json"
CARD = "encoder.json"
AXES = "axes.npy"
_BATCH = 8
_THREADS = 2
_SPIN = "100"
"""Microseconds that the second thread waits awake for its next part. To sleep and wake takes a tenth of a question's
time; to wait much longer burns a core while nothing is asked."""


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What an exported encoder is. The graph itself pools and normalises; the card says how, for readers.

    `inputs` are the graph's inputs in order; `query_prompt` stands before every question.
    """

    name: str
    dimension: int
    max_tokens: int
    pooling: str
    normalise: bool
    inputs: tuple[str, ...]
    query_prompt: str = ""

    def write(self, folder: Path) -> None:
        """Write `encoder.json`."""
        (folder / CARD).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read `encoder.json`."""
        fields = json.loads((folder / CARD).read_text(encoding="utf-8"))
        return cls(**{**fields, "inputs": tuple(fields["inputs"])})


class OnnxEncoder:
    """A sentence encoder on one thread of the CPU; safe to share between threads."""

    def __init__(self, card: EncoderCard, session: Any, tokenizer: Tokenizer, axes: Floats) -> None:
        self.card = card
        self._axes = axes
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an exported encoder.

        Raises:
            IndexUnusableError: a file of it is missing or broken.
        """
        try:
            card = EncoderCard.read(folder)
            axes = np.load(folder / AXES, allow_pickle=False)
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            session = onnxruntime.InferenceSession(
                str(folder / MODEL), sess_options=_options(), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # tokenizers and onnxruntime raise bare Exceptions
            raise IndexUnusableError(
                f"The query encoder in {folder} cannot be opened; run `scrgraph build` to make it again."
            ) from error
        return cls(card, session, tokenizer, axes)

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.card.name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.card.dimension

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary holds a word whole: an ordinary word, not a misspelt one."""
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids) == 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1, for questions."""
        return self.encode_with(self.card.query_prompt, texts)

    def encode_with(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the texts with a prompt before each."""
        whole = [prompt + text for text in texts]
        batches = [self._run(whole[at : at + _BATCH])[1] for at in range(0, len(whole), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimension), dtype=np.float32)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vector of each question, as `encode` does, and its tokens."""
        prompt = self.card.query_prompt
        whole = [prompt + text for text in texts]
        return [one for at in range(0, len(whole), _BATCH) for one in self._read(whole[at : at + _BATCH], len(prompt))]

    def _read(self, texts: list[str], skip: int) -> list[Encoded]:
        encodings, vectors, tokens = self._run(texts)
        own = [np.array(encoding.attention_mask, dtype=bool) for encoding in encodings]
        return [
            Encoded(vectors[at], make_tokens(*_marks(encodings[at], kept), tokens[at][kept], self._axes, skip))
            for at, kept in enumerate(own)
        ]

    def _run(self, texts: list[str]) -> tuple[list[Encoding], Vectors, Floats]:
        encodings = self._tokenizer.encode_batch(texts)
        columns = {
            "input_ids": [encoding.ids for encoding in encodings],
            "attention_mask": [encoding.attention_mask for encoding in encodings],
            "token_type_ids": [encoding.type_ids for encoding in encodings],
        }
        feed = {name: np.asarray(columns[name], dtype=np.int64) for name in self.card.inputs}
        vectors, tokens = self._session.run(None, feed)
        return encodings, unit(vectors), tokens


def _marks(encoding: Encoding, kept: NDArray[np.bool_]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the ids and places of the tokens of an encoding that are no padding."""
    at = np.flatnonzero(kept)
    return [encoding.ids[one] for one in at], [encoding.offsets[one] for one in at]


def _options() -> Any:
    """Few threads, and no arena: a service of many small queries must not keep the largest one's memory."""
    options = onnxruntime.SessionOptions()
    # A question is bound by reading the weights: a second thread takes a third off.
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.add_session_config_entry("session.intra_op.spin_duration_us", _SPIN)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return options
