"""The walls around a worker, tried from inside a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ATTEMPTS = """
import json, os, socket, subprocess, sys
from pathlib import Path
from scrgraph.sparql.sandbox import confine, limit_memory
inside, outside = Path(sys.argv[1]) / "data", Path(sys.argv[2]) / "canary"
limit_memory(200_000_000)
walls = confine(sys.argv[1])

def outcome(attempt):
    try:
        attempt()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"

print(json.dumps({
    "walls": walls,
    "read inside": outcome(inside.read_bytes),
    "read outside": outcome(outside.read_bytes),
    "write inside": outcome(lambda: inside.write_text("x")),
    "socket": outcome(socket.socket),
    "program": outcome(lambda: os.execv("/bin/true", ["true"])),
    "memory": outcome(lambda: bytearray(400_000_000)),
}))
"""


def test_a_confined_process_reads_its_store_and_nothing_more(tmp_path: Path) -> None:
    store, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    store.mkdir()
    elsewhere.mkdir()
    (store / "data").write_text("data")
    (elsewhere / "canary").write_text("secret")
    command = [sys.executable, "-c", ATTEMPTS, str(store), str(elsewhere)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert found["read inside"] == "done"
    assert found["memory"] == "MemoryError"
    if set(found["walls"]) != {"landlock", "seccomp"}:
        pytest.skip(f"this kernel offers only {found['walls']}")
    denied = {"read outside", "write inside", "socket", "program"}
    assert {found[name] for name in denied} == {"PermissionError"}
