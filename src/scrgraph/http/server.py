"""Running the service: bind, open, serve, and stop cleanly."""

import errno
import signal
import socket

import uvicorn

from scrgraph.errors import InputError
from scrgraph.http import allocator, threads
from scrgraph.http.app import create_app
from scrgraph.http.connections import protocol
from scrgraph.library import Library
from scrgraph.settings import Settings

_SECONDS_TO_FINISH = 5
_BACKLOG = 512
# A request line is read whole, so that a question far too long still gets a clear answer.
_LONGEST_HEAD = 1_500_000


class _Server(uvicorn.Server):
    """Says where it serves as soon as it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            print(f"scrgraph serves on {address(listener)} (Ctrl-C stops it)", flush=True)


def serve(settings: Settings) -> None:
    """Serve the index until Ctrl-C or SIGTERM.

    Raises:
        InputError: the address cannot be used, or the port is taken.
        IndexUnusableError: there is no index to serve.
    """
    allocator.give_back()
    threads.one_each()
    with bind(settings.host, settings.port) as listener:
        library = Library.open(settings)
        try:
            library.ready()
            _run(settings, library, listener)
        finally:
            library.close()


def _run(settings: Settings, library: Library, listener: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(settings, library),
        http=protocol(settings.request_seconds),
        log_config=None,
        access_log=False,  # it would write questions down
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
    )
    # uvicorn raises the signal again once it has stopped: as an exception it lets the library close.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _Server(config).run([listener])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket, so that a taken port is known before anything is loaded.

    Raises:
        InputError: the host is unknown or not ours, or the port is taken or not allowed.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (socket.gaierror, UnicodeError) as error:
        raise InputError(f"The host {host!r} is unknown; give an address of this machine with --host.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise InputError(_refusal(error, host, port)) from error
    return listener


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use; stop what uses it, or choose another with --port or PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have; choose one from 1024 with --port or PORT."
    return f"{host} is not an address of this machine; choose another with --host or HOST."


def address(listener: socket.socket) -> str:
    """Return the URL a browser on this machine opens."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
