"""Progress of a build: one line a stage where nobody watches, bars where somebody does."""

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scrgraph.cli.progress import TerminalProgress

if TYPE_CHECKING:
    from scrgraph.build import Progress

SHOW = """
from scrgraph.cli.progress import TerminalProgress
with TerminalProgress() as progress:
    progress.stage("Read", 2)
    progress.advance()
    progress.advance()
    progress.stage("Check")
    progress.done()
"""


def test_it_is_what_a_build_tells() -> None:
    progress: Progress = TerminalProgress()
    progress.done()


def test_a_pipe_gets_one_line_a_stage(capsys: pytest.CaptureFixture[str]) -> None:
    with TerminalProgress() as progress:
        progress.stage("Read", 2)
        progress.advance()
        progress.stage("Check")
        progress.done()
    assert capsys.readouterr() == ("", "Read ...\nCheck ...\n")


def test_steps_without_a_stage_are_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    with TerminalProgress() as progress:
        progress.advance()
        progress.done()
    assert capsys.readouterr().err == ""


def _break() -> None:
    with TerminalProgress() as progress:
        progress.stage("Read", 2)
        raise ValueError("broken")


def test_an_error_passes_through() -> None:
    with pytest.raises(ValueError, match="broken"):
        _break()


def test_a_terminal_gets_bars() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    subprocess.run([sys.executable, "-c", SHOW], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux says so at the end of a terminal's output
        pass
    os.close(ours)
    assert b"Read" in shown
    assert b"2/2" in shown
    assert b"Check" in shown
