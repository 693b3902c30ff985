"""Opening the library for one command."""

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from scrgraph.cli.options import make_settings

if TYPE_CHECKING:
    from scrgraph.library import Library


def opened(index: Path | None, **given: object) -> "AbstractContextManager[Library]":
    """Return the library over an index folder (None: the setting's), closed when the command is done.

    `given` are further settings that go before those of the environment.

    Raises:
        IndexUnusableError: no usable index.
    """
    from scrgraph.library import (
        Library,  # loads the search engines: only commands that search should wait for them
    )

    return closing(Library.open(make_settings(index=index, **given)))
