"""What `doctor` finds, and that it never falls over what it finds."""

import shutil
import socket
from pathlib import Path

import pytest

from scrgraph.cli import checks
from scrgraph.settings import Settings


def test_the_packages_here_suit() -> None:
    assert checks.packages(Settings()).ok


def test_missing_and_old_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["typer>=999", "no-such-package>=1", "rich>=1", "pytest>=999; extra == 'dev'"]
    monkeypatch.setattr(checks, "requires", lambda _: lines)
    found = checks.packages(Settings())
    assert (found.ok, found.detail) == (
        False,
        "missing or unsuitable: typer >=999, no-such-package >=1; run make install",
    )


def test_a_readable_corpus_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Part 1: Introduction\n\nSome words.\n")
    found = checks.corpus(Settings(corpus=tmp_path))
    assert found.ok
    assert "1 documents, 34 characters" in found.detail


@pytest.mark.parametrize("data", [b"", b"caf\xe9", bytes(range(256))])
def test_a_corpus_that_cannot_be_read_is_found(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    found = checks.corpus(Settings(corpus=tmp_path))
    assert not found.ok
    assert "a.txt" in found.detail


def test_a_file_that_is_not_the_one_described_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text("Words.")
    (tmp_path / "a" / "document.toml").write_text(f'title = "A"\nfile = "report.txt"\nsha256 = "{"0" * 64}"\n')
    assert not checks.corpus(Settings(corpus=tmp_path)).ok


def test_a_missing_index_is_found(tmp_path: Path) -> None:
    found = checks.index(Settings(index=tmp_path))
    assert not found.ok
    assert "scrgraph build" in found.detail


def test_an_index_folder_that_does_not_exist_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert checks.index_folder(Settings(index=tmp_path / "not" / "yet")).ok


def test_an_index_folder_that_is_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    found = checks.index_folder(Settings(index=tmp_path / "index"))
    assert (found.ok, "cannot be written" in found.detail) == (False, True)


def test_a_full_disk_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    found = checks.index_folder(Settings(index=tmp_path))
    assert (found.ok, found.detail.endswith("1 MB free; a build wants 500 MB")) == (False, True)


def test_a_port_in_use_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = checks.port(Settings(port=taken.getsockname()[1]))
    assert (found.ok, "Address already in use" in found.detail) == (False, True)


def test_an_unknown_host_is_found() -> None:
    assert not checks.port(Settings(host="no such host.invalid")).ok
