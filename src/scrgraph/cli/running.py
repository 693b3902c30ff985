"""`build` and `serve`."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from scrgraph.cli.edge import INTERRUPTED
from scrgraph.cli.options import CorpusOption, IndexOption, ModelOption, make_settings
from scrgraph.cli.output import Printer
from scrgraph.errors import IndexUnusableError
from scrgraph.settings import Settings


def build(
    corpus: CorpusOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Only if the index is missing or stale.")] = False,
) -> None:
    """Read the corpus and build the index, atomically."""
    settings = make_settings(corpus=corpus, index=index, model=model)
    if if_stale and _why_build(settings) is None:
        return
    from scrgraph.build import build as run_build  # imports torch
    from scrgraph.cli.progress import TerminalProgress

    began = time.monotonic()
    with TerminalProgress() as progress:
        run_build(settings, progress)
    Printer().line(f"Built {settings.index} from {settings.corpus} in {time.monotonic() - began:.0f} s.")


def serve(
    host: Annotated[str | None, typer.Option(metavar="H", help="Address.  [SCRGRAPH_HOST, else 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(metavar="N", help="Port.  [SCRGRAPH_PORT, else 8000]")] = None,
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Serve over HTTP, after building the index if it is missing or stale."""
    settings = make_settings(host=host, port=port, corpus=corpus, index=index)
    reason = _why_build(settings)
    if reason:
        from scrgraph.http.server import bind  # imports the web framework and the search engines

        bind(settings.host, settings.port).close()  # a port in use is told before a build, not after it
        print(f"{reason.partition(';')[0].rstrip('.')}: building it now.", file=sys.stderr)
        _build_apart(settings)
    from scrgraph.http.server import serve as run_server

    run_server(settings)


def _why_build(settings: Settings) -> str | None:
    """Return why the index must be built, or None where it is usable and fresh."""
    from scrgraph.indexes.opening import open_index, stale_reason  # imports the index formats

    try:
        _, manifest = open_index(settings)
    except IndexUnusableError as error:
        return str(error)
    reason = stale_reason(manifest, settings)
    return f"The index in {settings.index} is stale ({reason})" if reason else None


def _build_apart(settings: Settings) -> None:
    """Build in a child process, so that torch's memory is given back before serving.

    A build that fails has said why; its exit code becomes ours.
    """
    command = [sys.executable, "-m", "scrgraph.cli.main", "build", "--index", str(settings.index)]
    command += ["--corpus", str(_corpus_of(settings))]
    child = subprocess.run(command, stdout=sys.stderr, check=False)
    if child.returncode:
        raise typer.Exit(child.returncode if child.returncode > 0 else INTERRUPTED)


def _corpus_of(settings: Settings) -> Path:
    """Return the corpus that was given, else the one that the index was built from, else the default."""
    from scrgraph.indexes.manifest import Manifest
    from scrgraph.indexes.opening import current_folder

    if "corpus" in settings.model_fields_set:
        return settings.corpus
    try:
        built_from = settings.index / Manifest.read(current_folder(settings.index)).corpus_folder
    except IndexUnusableError:
        return settings.corpus
    return built_from if built_from.is_dir() else settings.corpus
