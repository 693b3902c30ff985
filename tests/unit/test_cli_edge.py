"""Errors leave the command line as one line and an exit code."""

import errno
import sys

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.cli.edge import guard, one_line
from scrgraph.errors import (
    BuildError,
    IndexUnusableError,
    LimitError,
    NotFoundError,
    QueryError,
    RefusedError,
    SourceError,
    VerificationError,
)


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QueryError("empty question"), 2),
        (SourceError("not text"), 2),
        (NotFoundError("no such work"), 2),
        (RefusedError("SERVICE is refused"), 2),
        (LimitError("too slow", limit="sparql_seconds"), 1),
        (IndexUnusableError("run scrgraph build"), 3),
        (BuildError("disk full"), 1),
        (VerificationError("differs"), 1),
    ],
)
def test_our_errors_are_one_line_with_their_exit_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guard(lambda: _raise(error)) == code
    assert capsys.readouterr() == ("", f"scrgraph: {error}\n")


def test_what_a_command_returns_is_its_exit_code() -> None:
    assert guard(lambda: None) == 0
    assert guard(lambda: 1) == 1


def test_interruption_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard(lambda: _raise(KeyboardInterrupt())) == 130
    assert guard(lambda: _raise(typer.Abort())) == 130
    assert capsys.readouterr() == ("", "")


def test_usage_errors_say_where_help_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard(lambda: _raise(typer.BadParameter("no such mode."))) == 2
    assert capsys.readouterr().err == "scrgraph: Invalid value: no such mode; see scrgraph --help\n"


def test_system_errors_name_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard(lambda: _raise(OSError(errno.ENOSPC, "No space left on device", "out.nq"))) == 1
    assert capsys.readouterr().err == "scrgraph: out.nq: No space left on device\n"


def test_unexpected_errors_are_one_line_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "flags", type("Flags", (), {"dev_mode": False}))
    assert guard(lambda: _raise(ValueError("one\ntwo"))) == 1
    told = capsys.readouterr().err
    assert told.startswith("scrgraph: unexpected ValueError: one two;")
    assert told.count("\n") == 1


def test_unexpected_errors_keep_their_traceback_in_development(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "flags", type("Flags", (), {"dev_mode": True}))
    with pytest.raises(ValueError, match="one"):
        guard(lambda: _raise(ValueError("one")))


@given(st.text(max_size=2000))
def test_one_line_is_one_line_whatever_it_is_given(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 600
    assert len(line.splitlines()) <= 1
    assert line.isprintable() or all(c.isprintable() or not c.isascii() for c in line)
    line.encode()


def test_a_terminal_cannot_be_steered() -> None:
    assert one_line("a\x1b[31mred\x07\nb") == "a [31mred b"
