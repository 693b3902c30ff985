"""Running the service for real: a taken port, a strange host, a question far too long, and a clean end."""

import errno
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from scrgraph.errors import InputError
from scrgraph.http.server import address, bind

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from http_fakes import FakeLibrary
from scrgraph.http.server import serve
from scrgraph.library import Library
from scrgraph.settings import Settings
library = FakeLibrary()
Library.open = lambda settings: library
serve(Settings(port=0))
print("closed" if library.closed else "left open")
"""


@contextmanager
def running() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service in a process of its own, with its address."""
    command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_and_closes_the_library(sent: signal.Signals) -> None:
    with running() as (process, base):
        assert httpx.get(f"{base}/readyz").status_code == 200
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert out.strip() == "closed"
        assert "Traceback" not in err


def test_a_question_far_too_long_gets_a_clear_answer() -> None:
    with running() as (_, base), closing(HTTPConnection(base.removeprefix("http://"), timeout=20)) as connection:
        connection.request("GET", "/api/search?q=" + "%C3%A9" * 100_000)
        answer = connection.getresponse()
        assert answer.status == 400
        assert answer.getheader("server") is None
        assert "100,000 characters and may have 2,000 (max_question_characters)" in json.load(answer)["detail"]


def test_a_taken_port_is_one_clear_sentence() -> None:
    with closing(bind("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} on 127.0.0.1 is in use") as caught:
            bind("127.0.0.1", port)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 70, "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_refused(host: str) -> None:
    with pytest.raises(InputError, match="--host"):
        bind(host, 0)


def test_a_port_for_root_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(listener: socket.socket, place: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")  # what the kernel says to whoever is not root

    monkeypatch.setattr(socket.socket, "bind", refused)
    with pytest.raises(InputError, match="Port 1 needs more rights") as caught:
        bind("127.0.0.1", 1)
    assert caught.value.exit_code == 2


def test_the_address_is_one_that_a_browser_opens() -> None:
    with closing(bind("0.0.0.0", 0)) as listener:  # noqa: S104 - what is tested
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
    if socket.has_ipv6:
        with closing(bind("::1", 0)) as listener:
            assert address(listener) == f"http://[::1]:{listener.getsockname()[1]}"
