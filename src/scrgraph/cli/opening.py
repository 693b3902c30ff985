"""Opening the library for one command."""

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from scrgraph.cli.options import make_settings
from scrgraph.errors import IndexUnusableError
from scrgraph.settings import Settings

if TYPE_CHECKING:
    from scrgraph.library import Library


def opened(index: Path | None) -> "AbstractContextManager[Library]":
    """Return the library over an index folder (None: the setting's), closed when the command is done.

    Raises:
        IndexUnusableError: no usable index.
    """
    from scrgraph.library import (
        Library,  # loads the search engines: only commands that search should wait for them
    )

    return closing(Library.open(make_settings(index=index)))


def generation_file(settings: Settings, name: str) -> Path:
    """Return a file or folder of the generation that serves.

    Raises:
        IndexUnusableError: it is not there.
    """
    path = settings.index / "current" / name
    if not path.exists():
        raise IndexUnusableError(f"the index at '{settings.index}' has no {name}: run scrgraph build")
    return path
