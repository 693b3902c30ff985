"""`serve` builds first where it must, in a process of its own, and never builds for a port it cannot have."""

import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

import scrgraph.http.server
import scrgraph.indexes.opening
from scrgraph.cli import running
from scrgraph.errors import IndexUnusableError, InputError
from scrgraph.settings import Settings


class World:
    """Stands in for the index, the child process and the service, and notes what was asked of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.missing = False
        self.stale: str | None = None
        self.code = 0
        self.commands: list[list[str]] = []
        self.served: list[Settings] = []
        monkeypatch.setattr(scrgraph.indexes.opening, "open_index", self._open)
        monkeypatch.setattr(scrgraph.indexes.opening, "stale_reason", lambda *_: self.stale)
        monkeypatch.setattr(subprocess, "run", self._run)
        monkeypatch.setattr(scrgraph.http.server, "serve", self.served.append)

    def _open(self, settings: Settings) -> tuple[Path, None]:
        if self.missing:
            raise IndexUnusableError(f"There is no index in {settings.index}; run `scrgraph build`.")
        return settings.index, None

    def _run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


def test_a_fresh_index_is_served_as_it_is(world: World, tmp_path: Path) -> None:
    running.serve(port=0, index=tmp_path)
    assert world.commands == []
    assert [settings.index for settings in world.served] == [tmp_path]


def test_a_missing_index_is_built_apart_and_then_served(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.missing = True
    running.serve(port=0, index=tmp_path, corpus=tmp_path / "reports")
    assert [command[2:] for command in world.commands] == [
        ["scrgraph.cli.main", "build", "--index", str(tmp_path), "--corpus", str(tmp_path / "reports")]
    ]
    assert len(world.served) == 1
    assert capsys.readouterr().err == f"There is no index in {tmp_path}: building it now.\n"


def test_a_stale_index_is_built_anew(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world.stale = "the corpus has changed"
    running.serve(port=0, index=tmp_path)
    assert len(world.commands) == len(world.served) == 1
    assert "is stale (the corpus has changed): building it now." in capsys.readouterr().err


@pytest.mark.parametrize(("code", "ours"), [(2, 2), (1, 1), (-2, 130)])
def test_a_failed_build_ends_with_its_code(world: World, tmp_path: Path, code: int, ours: int) -> None:
    world.missing, world.code = True, code
    with pytest.raises(typer.Exit) as left:
        running.serve(port=0, index=tmp_path)
    assert left.value.exit_code == ours
    assert world.served == []


def test_a_port_in_use_is_told_before_a_build(world: World, tmp_path: Path) -> None:
    world.missing = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="in use"):
            running.serve(port=taken.getsockname()[1], index=tmp_path)
    assert world.commands == []
