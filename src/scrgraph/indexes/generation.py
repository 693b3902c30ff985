"""Generations: a build writes beside the index in use and switches at its very end; nothing is half-built.

index/generations/.building-<id>   being written; whatever a killed build left is removed by the next one
index/generations/<id>             complete
index/current -> generations/<id>  the one in use, switched by one atomic rename
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scrgraph.errors import BuildError
from scrgraph.indexes.opening import CURRENT

GENERATIONS = "generations"
_BUILDING = ".building-"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Staging:
    """A generation that is being written in `folder`."""

    index: Path
    id: str
    folder: Path

    def publish(self, *, keep: int) -> Path:
        """Make the generation the one in use, keep the newest `keep` generations and return its folder."""
        _flush(self.folder)
        final = self.index / GENERATIONS / self.id
        self.folder.rename(final)
        _flush_entry(final.parent)
        link = self.index / f"{_BUILDING}{CURRENT}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(GENERATIONS) / self.id, target_is_directory=True)
        link.replace(self.index / CURRENT)
        _flush_entry(self.index)
        _forget(self.index, keep)
        return final


@contextmanager
def staging(index: Path) -> Iterator[Staging]:
    """Open a new generation of an index folder; removed again unless it is published.

    Raises:
        BuildError: another build is running, or the folder cannot be written (the index in use stands).
    """
    try:
        generations = index / GENERATIONS
        generations.mkdir(parents=True, exist_ok=True)
        with _locked(index):
            _sweep(index)
            identifier = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
            folder = generations / f"{_BUILDING}{identifier}"
            folder.mkdir()
            try:
                yield Staging(index, identifier, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(
            f"The index folder {index} cannot be written ({reason}); free space, change its rights, or pass --index."
        ) from error


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    # The kernel drops the lock with the process, so a killed build never leaves one behind.
    with (index / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"Another build is writing to {index}; wait until it ends, or pass --index.") from error
        yield


def _sweep(index: Path) -> None:
    (index / f"{_BUILDING}{CURRENT}").unlink(missing_ok=True)
    for left in (index / GENERATIONS).glob(f"{_BUILDING}*"):
        shutil.rmtree(left)


def _forget(index: Path, keep: int) -> None:
    used = (index / CURRENT).resolve().name
    complete = sorted(path for path in (index / GENERATIONS).iterdir() if not path.name.startswith("."))
    others = [path for path in complete if path.name != used]
    for path in others[: max(0, len(others) - (keep - 1))]:
        shutil.rmtree(path, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Force every file of a folder to the disk: a published generation must survive a power cut."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        elif path.is_dir():
            _flush_entry(path)
    _flush_entry(folder)


def _flush_entry(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
