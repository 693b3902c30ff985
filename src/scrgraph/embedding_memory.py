"""Vectors and the exported model kept from the build before: a text that has not changed is not encoded again.

What is kept holds for one model, one version of each library that shapes a vector, and one state of the encoders'
code; anything else is made anew. A rebuild that finds everything kept never loads torch.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import BuildEncoder, Encoded, Vectors
from scrgraph.embedding_tokens import Tokens

DIGEST_BYTES = 16
"""Of a text's SHA-256: 128 bits, so that two texts of a corpus never meet."""
_MAKER, _DIGESTS, _VECTORS = "maker", "digests.npy", "vectors.npy"
_READ, _SIZES, _IDS, _PLACES, _TOKENS = "read.npy", "sizes.npy", "ids.npy", "places.npy", "tokens.npy"
_LIBRARIES = ("numpy", "onnx", "onnxruntime", "sentence-transformers", "tokenizers", "torch", "transformers")


class RememberingEncoder:
    """An encoder that asks another one only for texts that the build before did not encode."""

    def __init__(self, encoder: BuildEncoder, memory: Path | None = None, exported: Path | None = None) -> None:
        """Put what `write` and `export` left in two folders, if they are given and of use, before an encoder."""
        self._encoder = encoder
        useful = memory is not None and _made_by(memory, encoder)
        self._exported = exported if useful else None
        self._kept = _read(memory) if memory is not None and useful else {}
        self._used: dict[bytes, Vectors] = {}
        self._kept_tokens = _read_tokens(memory) if memory is not None and useful else {}
        self._tokens: dict[bytes, Tokens] = {}

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        kept = next(iter(self._kept.values()), None)
        return self._encoder.dimension if kept is None else len(kept)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the model."""
        return self._encoder.fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors of shape (len(texts), dimension) and length 1."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        digests = [_digest(text) for text in texts]
        for digest in digests:
            if digest in self._kept:
                self._used[digest] = self._kept[digest]
        new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in self._used}
        if new:
            self._used.update(zip(new, self._encoder.encode(list(new.values())), strict=True))
        return np.stack([self._used[digest] for digest in digests])

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Return the vector of each text and its tokens."""
        digests = [_digest(text) for text in texts]
        for digest in digests:
            if digest in self._kept_tokens:
                self._tokens[digest], self._used[digest] = self._kept_tokens[digest], self._kept[digest]
        new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in self._tokens}
        for digest, one in zip(new, self._encoder.read(list(new.values())), strict=True):
            self._tokens[digest], self._used[digest] = one.tokens, one.vector
        return [Encoded(self._used[digest], self._tokens[digest]) for digest in digests]

    def export(self, folder: Path) -> None:
        """Write what `OnnxEncoder.open` opens: a copy of the last export where it is still right."""
        if self._exported is not None:
            shutil.copytree(self._exported, folder)
        else:
            self._encoder.export(folder)

    def write(self, folder: Path) -> None:
        """Keep, in a new folder, the vectors that this build used; those of texts that are gone are forgotten."""
        folder.mkdir()
        np.save(folder / _DIGESTS, _table(self._used))
        np.save(folder / _VECTORS, np.stack(list(self._used.values())))
        _write_tokens(folder, self._tokens)
        (folder / _MAKER).write_text(_maker(self._encoder), encoding="utf-8")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:DIGEST_BYTES]


def _maker(encoder: BuildEncoder) -> str:
    """Return one checksum of all that decides a vector beside its text."""
    digest = hashlib.sha256(encoder.fingerprint.encode())
    for library in _LIBRARIES:
        digest.update(f"\x1f{library} {version(library)}".encode())
    for path in sorted(Path(__file__).parent.glob("embedding*.py")):
        digest.update(b"\x1f" + path.read_bytes())
    return digest.hexdigest()


def _made_by(folder: Path, encoder: BuildEncoder) -> bool:
    try:
        return (folder / _MAKER).read_text(encoding="utf-8") == _maker(encoder)
    except OSError:
        return False


def _read(folder: Path) -> dict[bytes, Vectors]:
    digests = np.load(folder / _DIGESTS, allow_pickle=False)
    vectors = np.load(folder / _VECTORS, mmap_mode="r", allow_pickle=False)
    return {digest.tobytes(): vector for digest, vector in zip(digests, vectors, strict=True)}


def _table(digests: Iterable[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, DIGEST_BYTES)


def _write_tokens(folder: Path, tokens: Mapping[bytes, Tokens]) -> None:
    np.save(folder / _READ, _table(tokens))
    np.save(folder / _SIZES, np.array([len(one) for one in tokens.values()], dtype=np.int64))
    for name, field in ((_IDS, "ids"), (_PLACES, "places"), (_TOKENS, "vectors")):
        np.save(folder / name, np.concatenate([getattr(one, field) for one in tokens.values()] or [np.zeros(0)]))


def _read_tokens(folder: Path) -> dict[bytes, Tokens]:
    digests, ends = np.load(folder / _READ), np.cumsum(np.load(folder / _SIZES))
    parts = [np.split(np.load(folder / name), ends[:-1]) for name in (_IDS, _PLACES, _TOKENS)]
    return {digest.tobytes(): Tokens(*one) for digest, *one in zip(digests, *parts, strict=False)}
