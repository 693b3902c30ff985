"""Generations: one builder at a time, an atomic switch, and only so many kept."""

import fcntl
from pathlib import Path

import pytest

from scrgraph.errors import BuildError
from scrgraph.indexes.generation import staging


def make(index: Path, content: str, keep: int = 2) -> str:
    with staging(index) as new:
        (new.folder / "sub").mkdir()
        (new.folder / "sub" / "file").write_text(content)
        new.publish(keep=keep)
    return new.id


def kept(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "generations").iterdir())


def test_a_published_generation_is_current(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    assert (tmp_path / "current").resolve().name == made
    assert (tmp_path / "current" / "sub" / "file").read_text() == "one"
    assert not (tmp_path / "current").readlink().is_absolute()


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_so_many_generations_are_kept(tmp_path: Path, keep: int) -> None:
    made = [make(tmp_path, str(number), keep) for number in range(4)]
    assert (tmp_path / "current" / "sub" / "file").read_text() == "3"
    assert made[-1] in kept(tmp_path)
    assert len(kept(tmp_path)) == keep


def test_what_is_not_published_goes(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    with pytest.raises(KeyboardInterrupt), staging(tmp_path):
        raise KeyboardInterrupt
    assert kept(tmp_path) == [made]


def test_leftovers_of_a_killed_build_go_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / "generations" / ".building-20200101T000000Z-deadbeef"
    left.mkdir(parents=True)
    (left / "file").write_text("half")
    (tmp_path / ".building-current").symlink_to("nowhere")
    made = make(tmp_path, "one")
    assert kept(tmp_path) == [made]
    assert not (tmp_path / ".building-current").is_symlink()


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with staging(tmp_path) as first:
        with pytest.raises(BuildError, match="Another build"), staging(tmp_path):
            pass
        assert first.folder.is_dir()
    make(tmp_path, "after")


def test_a_lock_of_another_process_is_seen(tmp_path: Path) -> None:
    make(tmp_path, "one")
    with (tmp_path / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BuildError, match="Another build"), staging(tmp_path):
            pass


def test_stopped_before_the_switch_the_old_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(tmp_path, "one")

    def stopped(self: Path, target: object, target_is_directory: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path, "two")
    assert (tmp_path / "current").resolve().name == made
    assert make(tmp_path, "three") == (tmp_path / "current").resolve().name


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(BuildError, match="index") as caught, staging(tmp_path / "index"):
        pass
    assert "cannot be written" in str(caught.value)
