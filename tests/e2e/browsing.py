"""A real Chromium and a real service, for the tests of the pages."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn

from scrgraph.http.app import create_app
from scrgraph.http.server import address, bind
from scrgraph.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from scrgraph.library import Library

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = (390, 844), (1280, 900)


def served(index: "Path", library: "Library") -> Iterator[str]:
    """Serve a library until the tests are done; yields the address."""
    listener = bind("127.0.0.1", 0)
    app = create_app(Settings(index=index, log_requests=False), library)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield address(listener)
    server.should_exit = True
    thread.join()


def launched() -> "Iterator[Browser]":
    """Run one Chromium until the tests are done."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@contextmanager
def opened(
    browser: "Browser",
    base: str,
    path: str = "/",
    *,
    size: tuple[int, int] = DESK,
    scripts: bool = True,
    scheme: str = "light",
) -> "Iterator[Page]":
    """A page that, when it is left, has complained of nothing and has asked no other host for anything."""
    complaints: list[str] = []
    hosts: set[str] = set()
    made = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    with closing(made) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.goto(base + path)
        yield page
        assert complaints == []
        assert hosts == {urlsplit(base).netloc}


def in_view(page: "Page", selector: str) -> bool:
    """Whether the first such element comes to stand in the window: a page scrolls to its mark after it has loaded."""
    from playwright.sync_api import expect

    try:
        expect(page.locator(selector).first).to_be_in_viewport(timeout=10_000)
    except AssertionError:
        return False
    return True
