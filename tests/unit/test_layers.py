"""The floors: imports go down only, and the query side never loads what only a build needs."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_every_contract_of_pyproject_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        (
            "scrgraph.cli.main",
            {"torch", "faiss", "tantivy", "fastapi", "rdflib", "pyoxigraph"},
        ),
        (
            "scrgraph.library",
            {"torch", "sentence_transformers", "transformers", "fastapi", "pyshacl"},
        ),
        ("scrgraph.http.server", {"torch", "sentence_transformers", "transformers", "onnx", "pyshacl"}),
    ],
)
def test_what_serves_loads_nothing_it_does_not_need(module: str, absent: set[str]) -> None:
    program = f"import sys, {module}; print(*sorted(set(sys.modules) & {absent!r}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
