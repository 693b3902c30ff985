"""Running the service for real: a taken port, a strange host, a question far too long, and a clean end."""

import errno
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from scrgraph.errors import InputError
from scrgraph.http.server import address, bind

PROGRAM = """
import json
import sys
sys.path.insert(0, sys.argv[1])
from http_fakes import FakeLibrary
from scrgraph.http.server import serve
from scrgraph.library import Library
from scrgraph.settings import Settings
library = FakeLibrary()
Library.open = lambda settings: library
serve(Settings(port=0, **json.loads(sys.argv[2])))
print("closed" if library.closed else "left open")
"""


@contextmanager
def running(**settings: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service in a process of its own, with its address."""
    command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), json.dumps(settings)]
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


def connected(base: str) -> socket.socket:
    host, _, port = base.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


@pytest.fixture(scope="module")
def impatient() -> Iterator[str]:
    """The address of a service that waits half a second for a request."""
    with running(request_seconds=0.5) as (process, base):
        yield base
        assert process.poll() is None


def test_who_sends_a_request_slowly_is_cut_off_and_others_are_served(impatient: str) -> None:
    head = b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    slow = [connected(impatient) for _ in range(150)]
    for one in slow:
        one.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
    with connected(impatient) as half_a_body, connected(impatient) as silent:
        half_a_body.sendall(head)
        assert httpx.get(f"{impatient}/healthz").status_code == 200
        answer = b"".join(iter(lambda: half_a_body.recv(4_000), b"")).decode()
        assert answer.startswith("HTTP/1.1 408")
        assert "request_seconds" in answer
        assert gone(silent)
    assert all(gone(one) for one in slow)
    assert httpx.get(f"{impatient}/healthz").status_code == 200


def gone(connection: socket.socket) -> bool:
    """Whether the other side ends a connection, after at most ten seconds."""
    with connection:
        try:
            return connection.recv(4_000) == b""
        except ConnectionResetError:
            return True


def test_a_client_that_pauses_between_requests_is_no_slow_one(impatient: str) -> None:
    ports = set()
    with httpx.Client(base_url=impatient) as client:
        for _ in range(3):
            stream = client.get("/healthz").extensions["network_stream"]
            ports.add(stream.get_extra_info("client_addr"))
            time.sleep(0.7)
    assert len(ports) == 1


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.1\r\n" + b"X-Long: " + b"x" * 2_000_000 + b"\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n" + b"X-Many: y\r\n" * 200_000 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nquery",
    ],
    ids=["a header", "many headers", "not HTTP", "a huge chunk", "an aborted body"],
)
def test_what_is_no_sane_request_harms_nobody(impatient: str, sent: bytes) -> None:
    with connected(impatient) as connection, suppress(OSError):
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(100)
    assert httpx.get(f"{impatient}/healthz").status_code == 200
