"""The manifest of an index: what it was built from and every file of it, checked before it is trusted."""

import hashlib
import json
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.inputs import Entry, ModelEntry, SourceEntry, file_sha256

FORMAT = 1
MANIFEST = "manifest.json"
REMEDY = "run `scrgraph build`"
# Engines write these while they read; they hold nothing of the index.
_PASSING = ("LOCK", "LOG", ".tantivy-meta.lock", ".tantivy-writer.lock")


class FileEntry(Entry):
    """One file of the index."""

    path: str
    bytes: int
    sha256: str


class Manifest(Entry):
    """What an index is. `corpus_folder` is seen from the index folder; `seconds` are those of each stage."""

    format: int
    scrgraph: str
    generation: str
    built: str
    base: str
    corpus_folder: str
    corpus: tuple[SourceEntry, ...]
    model: ModelEntry
    ontology: str
    code: str
    libraries: dict[str, str]
    counts: dict[str, int]
    warnings: tuple[str, ...]
    seconds: dict[str, float]
    files: tuple[FileEntry, ...] = ()
    seal: str = ""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read `manifest.json` of a generation.

        Raises:
            IndexUnusableError: missing, broken, or of another format.
        """
        try:
            content = json.loads((folder / MANIFEST).read_bytes())
            found = content["format"]
        except OSError as error:
            raise IndexUnusableError(f"There is no index in {folder}; {REMEDY}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise _broken_manifest(folder) from error
        if found != FORMAT:
            raise IndexUnusableError(f"The index in {folder} has format {found}, not {FORMAT}; {REMEDY}.")
        try:
            manifest = cls.model_validate_json(json.dumps(content))
        except ValidationError as error:
            raise _broken_manifest(folder) from error
        if manifest.seal != manifest.computed_seal():
            raise _broken_manifest(folder)
        return manifest

    def write(self, folder: Path) -> None:
        """Write `manifest.json`, sealed with the checksum of its own content."""
        sealed = self.model_copy(update={"seal": self.computed_seal()})
        (folder / MANIFEST).write_text(sealed.model_dump_json(indent=1), encoding="utf-8")

    def computed_seal(self) -> str:
        """Return the SHA-256 of the manifest's content without its seal."""
        return hashlib.sha256(self.model_copy(update={"seal": ""}).model_dump_json().encode()).hexdigest()


def list_files(folder: Path) -> tuple[FileEntry, ...]:
    """Return every file of a generation that holds part of the index, in order of the paths."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(
        FileEntry(path=path, bytes=(folder / path).stat().st_size, sha256=file_sha256(folder / path))
        for path in paths
        if path != MANIFEST and not _passing(path)
    )


def verify(folder: Path, *, deep: bool = True) -> Manifest:
    """Return the manifest of a generation whose files are all there, whole and its own.

    `deep` compares checksums too, about 0.1 s for 100 MB; without it only sizes.

    Raises:
        IndexUnusableError: naming the first file that is missing, truncated or different.
    """
    manifest = Manifest.read(folder)
    for entry in manifest.files:
        path = folder / entry.path
        if not path.is_file():
            raise IndexUnusableError(f"The index lacks {path}; {REMEDY}.")
        if path.stat().st_size != entry.bytes:
            raise IndexUnusableError(f"{path} has {path.stat().st_size:,} bytes, not {entry.bytes:,}; {REMEDY}.")
        if deep and file_sha256(path) != entry.sha256:
            raise IndexUnusableError(f"{path} is not the file that the build wrote; {REMEDY}.")
    return manifest


def _passing(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _PASSING or name.startswith("LOG.old.")


def _broken_manifest(folder: Path) -> IndexUnusableError:
    return IndexUnusableError(f"The manifest of the index in {folder} is broken; {REMEDY}.")
