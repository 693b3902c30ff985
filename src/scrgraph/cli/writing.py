"""Delivering a result: to stdout, or to a file that is either whole or absent."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from scrgraph.cli.output import write_bytes
from scrgraph.errors import InputError


def deliver(data: bytes, path: Path | None, *, binary: bool) -> None:
    """Write bytes to a file, or to stdout where `path` is None.

    Raises:
        InputError: binary data would go to a terminal, or the file cannot be written.
    """
    if path is not None:
        write_whole(path, lambda file: file.write(data))
        return
    refuse_terminal(binary=binary)
    write_bytes(data)


def refuse_terminal(*, binary: bool) -> None:
    """Raise InputError if binary data would go to a terminal."""
    if binary and sys.stdout.isatty():
        raise InputError("this format is binary: name a file with -o FILE, or redirect the output")


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a new file and put it in the place of `path` at once.

    Raises:
        InputError: the file cannot be written; what was there before stands.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                write(file)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
