"""A small server of the OpenAI chat interface on this machine, which answers as it is told to: for tests only."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Question = dict[str, Any]
Reply = Callable[["Chat"], None]


def completion(content: str) -> bytes:
    """The body of a chat completion."""
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode()


class Chat(BaseHTTPRequestHandler):
    """One request. `server.reply` answers it."""

    server: "ChatServer"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append(Seen(self.path, dict(self.headers), body))
        try:
            self.server.reply(self)
        except OSError:
            self.close_connection = True  # the client has gone, as it should from a slow or endless reply

    def send(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        """Send a whole response."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came: path, headers, JSON."""

    path: str
    headers: dict[str, str]
    body: Question

    @property
    def asked(self) -> Question:
        """The question and the passages that the user's message holds."""
        found: Question = json.loads(self.body["messages"][-1]["content"])
        return found


class ChatServer(ThreadingHTTPServer):
    """Keeps what it has seen."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Chat)
        self.reply = reply
        self.seen: list[Seen] = []

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def chatting(reply: Reply | str) -> Iterator[ChatServer]:
    """A server that replies so; a text is the content of every completion."""
    content = reply

    def send(chat: Chat) -> None:
        chat.send(completion(str(content)))

    server = ChatServer(send if isinstance(reply, str) else reply)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def dripping(chat: Chat) -> None:
    """Send headers without end, a few bytes at a time: no single read takes long."""
    chat.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        chat.wfile.write(f"X-{number}: 1\r\n".encode())
        chat.wfile.flush()
        time.sleep(0.02)


def endless(chat: Chat) -> None:
    """Send a body without end."""
    chat.send_response(200)
    chat.end_headers()
    for _ in range(10_000):
        chat.wfile.write(b" " * 65_536)


def quoting(chat: Chat) -> None:
    """Quote the beginning of the first passage given, as an honest model might."""
    words = chat.server.seen[-1].asked["passages"][0]["text"].split()[:6]
    chat.send(completion(f'The report says: "{" ".join(words).rstrip(".,;:")}" [1].'))


@dataclass(slots=True)
class Gate:
    """Holds replies back until it is opened."""

    opened: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def __call__(self, chat: Chat) -> None:
        self.reached.set()
        self.opened.wait(20)
        chat.send(completion("NONE"))
