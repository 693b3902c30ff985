"""What an index is built from, as checksums: corpus, ontology, code, libraries. Cheap to take."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scrgraph.errors import SourceError
from scrgraph.source.corpus import SourceFile

_LIBRARIES = (
    "faiss-cpu", "numpy", "onnxruntime", "pyoxigraph", "pyshacl", "rdflib",
    "sentence-transformers", "tantivy", "tokenizers", "torch",
)  # fmt: skip
_CODE_AFTER_BUILD = ("answering", "briefing", "cli", "evaluation", "http", "sparql", "library.py")


class Entry(BaseModel):
    """Base of the records of a manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceEntry(Entry):
    """One document of the corpus. `notes` is the checksum of the TOML files beside it (metadata, changes)."""

    document: str
    file: str
    bytes: int
    sha256: str
    notes: str


class ModelEntry(Entry):
    """The embedding model and the checksum of its files."""

    name: str
    dimension: int
    sha256: str


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_sha256(paths: Iterable[Path], root: Path) -> str:
    """Return one SHA-256 over files: names relative to `root` and contents, in the order of the names."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        digest.update(f"{name}\x1f{file_sha256(path)}\x1e".encode())
    return digest.hexdigest()


def corpus_entries(sources: Iterable[SourceFile], corpus: Path) -> tuple[SourceEntry, ...]:
    """Return one entry a source file, in order.

    Raises:
        SourceError: a file cannot be read.
    """
    return tuple(_entry(source, corpus) for source in sources)


def _entry(source: SourceFile, corpus: Path) -> SourceEntry:
    folder = source.path.parent
    beside = [] if folder.resolve() == corpus.resolve() else list(folder.glob("*.toml"))
    try:
        return SourceEntry(
            document=source.id,
            file=source.path.relative_to(corpus).as_posix(),
            bytes=source.path.stat().st_size,
            sha256=file_sha256(source.path),
            notes=files_sha256(beside, folder),
        )
    except OSError as error:
        raise SourceError(f"cannot read '{error.filename or source.path}': {error.strerror}") from error


def ontology_sha256(folder: Path) -> str:
    """Return one checksum of the ontology, shapes and authority files."""
    return files_sha256(folder.glob("*.ttl"), folder)


def code_sha256() -> str:
    """Return one checksum of the code that decides what an index holds."""
    package = Path(__file__).parents[1]
    return files_sha256(
        (path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in _CODE_AFTER_BUILD),
        package,
    )


def library_versions() -> dict[str, str]:
    """Return the installed version of each library that shapes an index."""
    return {name: found for name in _LIBRARIES if (found := package_version(name))}


def package_version(name: str) -> str:
    """Return the installed version of a package, empty where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
