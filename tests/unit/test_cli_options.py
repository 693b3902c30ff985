"""Shared options and the settings they make."""

from pathlib import Path
from typing import get_args

import pytest

from scrgraph.cli.options import Mode, make_settings, read_text, readable
from scrgraph.errors import InputError


def test_options_override_the_environment_and_absent_ones_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRGRAPH_PORT", "9001")
    monkeypatch.setenv("SCRGRAPH_HOST", "::1")
    settings = make_settings(port=9002, host=None, index=Path("elsewhere"))
    assert (settings.port, settings.host, settings.index) == (9002, "::1", Path("elsewhere"))


@pytest.mark.parametrize(("name", "value"), [("PORT", "none"), ("PORT", "70000"), ("SPARQL_SECONDS", "0")])
def test_a_bad_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SCRGRAPH_{name}", value)
    with pytest.raises(InputError, match=f"^SCRGRAPH_{name} cannot be used: "):
        make_settings()


def test_arguments_that_are_not_utf8_are_refused() -> None:
    assert readable("Brandon’s review", "query") == "Brandon’s review"
    with pytest.raises(InputError, match="the query is not valid UTF-8"):
        readable("caf\udce9", "query")


def test_text_files_are_read_within_their_limit(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"\xef\xbb\xbfASK {}")
    assert read_text(path, "query file", limit=9) == "ASK {}"
    with pytest.raises(InputError, match="longer than 8 bytes"):
        read_text(path, "query file", limit=8)


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfe\x00"])
def test_text_files_must_be_utf8(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(data)
    with pytest.raises(InputError, match="is not UTF-8 text"):
        read_text(path, "query file", limit=100)


def test_missing_text_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"query file .*absent\.rq cannot be read: No such file"):
        read_text(tmp_path / "absent.rq", "query file", limit=100)


def test_the_modes_are_those_of_the_library() -> None:
    from scrgraph.retrieval.search import Mode as LibraryMode

    assert get_args(Mode) == get_args(LibraryMode)
