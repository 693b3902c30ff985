"""Printing: one JSON document, plain lines in a pipe, nothing that steers a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scrgraph import wire
from scrgraph.cli.output import Printer, clean, print_json, print_json_lines
from scrgraph.cli.writing import deliver, write_whole
from scrgraph.errors import InputError


def test_json_is_one_document_of_wire_models(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json([wire.Labelled(iri="urn:a", label="Poverty – “need”")])
    sys.stdout.flush()
    printed = capfdbinary.readouterr().out
    assert json.loads(printed) == [{"iri": "urn:a", "label": "Poverty – “need”"}]
    assert "Poverty – “need”".encode() in printed


def test_json_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        print_json({"score": float("nan")})


def test_json_lines_are_one_document_a_line(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json_lines([{"text": "a\nb"}, {"text": "c"}])
    sys.stdout.flush()
    assert [json.loads(line)["text"] for line in capfdbinary.readouterr().out.splitlines()] == ["a\nb", "c"]


def test_control_characters_are_dropped() -> None:
    assert clean("a\x1b]0;title\x07b\x9bc\td\ne") == "a]0;titlebc\td\ne"


def test_a_pipe_gets_tab_separated_rows(capsys: pytest.CaptureFixture[str]) -> None:
    Printer().table(["key", "title"], [["A 2010", "Long  [bold]title[/bold]\nin two"], ["B 2011", None]])
    assert capsys.readouterr().out == "key\ttitle\nA 2010\tLong [bold]title[/bold] in two\nB 2011\t\n"


def test_a_pipe_gets_unwrapped_unstyled_lines(capsys: pytest.CaptureFixture[str]) -> None:
    Printer().line(("word " * 60, "bold"), indent=3)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert printed.startswith("   word word")
    assert "\x1b" not in printed


def test_json_is_utf8_in_any_locale() -> None:
    program = "from scrgraph.cli.output import print_json; print_json('ä–')"
    printed = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONIOENCODING": "latin-1"}, capture_output=True, check=True
    )
    assert printed.stdout == '"ä–"\n'.encode()


def test_a_file_is_whole_or_untouched(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    deliver(b"first", path, binary=False)

    def fail(_file: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        write_whole(path, fail)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent/out.md cannot be written: No such file"):
        deliver(b"x", tmp_path / "absent" / "out.md", binary=False)


def test_binary_never_goes_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(InputError, match="binary: name a file with -o FILE"):
        deliver(b"PK", None, binary=True)


def test_a_measure_that_is_not_a_number_is_null(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json(wire.Contribution(index="dense", rank=1, score=float("nan")))
    sys.stdout.flush()
    assert json.loads(capfdbinary.readouterr().out)["score"] is None
