"""`build` and `serve`."""

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from scrgraph.cli.options import CorpusOption, IndexOption, ModelOption, make_settings
from scrgraph.cli.output import Printer
from scrgraph.errors import BuildError, IndexUnusableError

if TYPE_CHECKING:
    from scrgraph.settings import Settings


def build(corpus: CorpusOption = None, index: IndexOption = None, model: ModelOption = None) -> None:
    """Read the corpus and build the index, atomically."""
    from scrgraph.build import build as run_build  # imports torch
    from scrgraph.cli.progress import TerminalProgress

    settings = make_settings(corpus=corpus, index=index, model=model)
    began = time.monotonic()
    with TerminalProgress() as progress:
        run_build(settings, progress)
    Printer().line(f"Built {settings.index} from {settings.corpus} in {time.monotonic() - began:.0f} s.")


def serve(
    host: Annotated[
        str | None, typer.Option(metavar="H", help="Address.  [SCRGRAPH_HOST, else 127.0.0.1]")
    ] = None,
    port: Annotated[int | None, typer.Option(metavar="N", help="Port.  [SCRGRAPH_PORT, else 8000]")] = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Serve over HTTP, after building the index if it is missing or stale."""
    settings = make_settings(host=host, port=port, corpus=corpus, index=index)
    reason = _why_build(settings)
    if reason:
        print(f"{reason.rstrip('.')}: building.", file=sys.stderr)
        _build_apart(settings)
    from scrgraph.http.server import serve as run_server  # imports the web framework and the search engines

    run_server(settings)


def _why_build(settings: "Settings") -> str | None:
    """Return why the index must be built, or None where it is usable and fresh."""
    from scrgraph.indexes.opening import open_manifest, stale_reason

    try:
        return stale_reason(open_manifest(settings), settings)
    except IndexUnusableError as error:
        return str(error)


def _build_apart(settings: "Settings") -> None:
    """Build in a child process, so that torch's memory is given back before serving.

    Raises:
        BuildError: the child failed; it has said why on stderr.
    """
    options = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    child = subprocess.run(
        [sys.executable, "-m", "scrgraph.cli.main", "build", *options], stdout=sys.stderr, check=False
    )
    if child.returncode == -2 or child.returncode == 130:
        raise KeyboardInterrupt
    if child.returncode:
        raise BuildError("the index could not be built (see the line above), so there is nothing to serve")
