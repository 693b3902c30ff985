"""README is executed: its tables are those of the code, and its example is what the program prints.

    python tests/unit/test_readme.py

writes them anew, after a change of a command, a setting or the answer (which needs the index in `index/`).
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scrgraph.cli.main import app
from scrgraph.settings import Settings

README = Path(__file__).parents[2] / "README.md"


def _between(text: str, name: str) -> str:
    """The part of a text between `<!-- name -->` and `<!-- /name -->`."""
    found = re.search(rf"<!-- {name} -->\n\n(.*?)\n\n<!-- /{name} -->", text, re.DOTALL)
    assert found, f"README has no part marked {name}"
    return found[1]


def commands_table() -> str:
    rows = [
        f"| `scrgraph {command.callback.__name__}` | {(command.callback.__doc__ or '').splitlines()[0]} |"
        for command in app.registered_commands
        if command.callback
    ]
    rows += [
        f"| `scrgraph {group.name}` | {group.typer_instance.info.help} |"
        for group in app.registered_groups
        if group.typer_instance
    ]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def settings_table() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        default = (
            "that of the code" if field.default_factory else "" if field.default in (None, "") else f"`{field.default}`"
        )
        rows.append(f"| `SCRGRAPH_{name.upper()}` | {field.description} | {default} |")
    return "\n".join(["| variable | sets | default |", "|---|---|---|", *rows])


TABLES = {"commands": commands_table, "settings": settings_table}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_those_of_the_code(name: str) -> None:
    assert _between(README.read_text(), name) == TABLES[name]()


def test_every_make_target_that_is_named_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README.read_text() + (root / ".ci/run").read_text()))
    assert {"serve", "test", "lint", "install", "benchmark"} <= named
    assert named <= targets


def test_every_path_that_is_named_exists(root: Path) -> None:
    for path in re.findall(r"`((?:corpus|ontology|index|src|tests|benchmarks)/[^`<]*)", README.read_text()):
        assert (root / path).exists(), path


def test_the_floors_are_those_of_the_contract(root: Path) -> None:
    contract = (root / "pyproject.toml").read_text().split("layers = [")[1].split("]")[0]
    floors = [floor for floor in re.findall(r'"scrgraph\.([a-z]+)"', contract) if floor != "errors"]
    listed = re.search(r"The floors, from the top: (.*?)\. ", README.read_text())
    assert listed
    assert re.findall(r"`([a-z]+)`", listed[1]) == floors


def _executed(example: str, index: Path) -> str:
    """The example with what its command prints today."""
    found = re.match(r"```console\n\$ scrgraph (.*)\n", example)
    assert found, "the example begins with a command"
    words = [sys.executable, "-m", "scrgraph.cli.main", *shlex.split(found[1]), "--index", str(index)]
    printed = subprocess.run(words, cwd=README.parent, capture_output=True, text=True, check=True).stdout
    return f"{found[0]}{printed.strip()}\n```"


@pytest.mark.index
def test_the_example_is_what_the_program_prints(index: Path) -> None:
    example = _between(README.read_text(), "example")
    assert example == _executed(example, index)


def _write() -> None:
    text = README.read_text()
    for name, table in TABLES.items():
        text = text.replace(_between(text, name), table())
    example = _between(text, "example")
    README.write_text(text.replace(example, _executed(example, README.parent / "index")))


if __name__ == "__main__":
    _write()
