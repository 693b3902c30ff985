"""One service and one Chromium for each module of browser tests: they would not bear the event loops of others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import launched, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from scrgraph.library import Library


@pytest.fixture(scope="module")
def base(index: "Path", library: "Library") -> Iterator[str]:
    """The address of the service over the real report."""
    yield from served(index, library)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A real Chromium."""
    yield from launched()
