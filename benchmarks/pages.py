"""What the pages cost: bytes, largest contentful paint on a slowed processor, server time, other hosts, complaints.

    python benchmarks/pages.py [--index DIR] [--axe] [--json]

Bytes are what Chromium received (compressed) for a first visit of a page with an empty cache. The paint is timed by the
browser itself (PerformanceObserver, "largest-contentful-paint") with its processor slowed four times (DevTools
protocol, Emulation.setCPUThrottlingRate); the median of the rounds. Server time is what one client waits for a whole
search page, after the first. `--axe` runs axe-core over every page at both widths and in both colour schemes.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlsplit

import httpx
from search_speed import service

from scrgraph.http.ui.rendering import FOLDER
from scrgraph.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOWED = 4
ROUNDS = 5
PHONE, DESK = (390, 844), (1280, 900)
QUESTIONS = (
    "What does the report say about fathers?",
    "How did the share of under-ones change?",
    "Who is quoted on professional curiosity?",
    "What is cited for poverty?",
    "Why do dads get missed?",
)
PAGES = (
    "/",
    *(f"/?q={quote_plus(question)}" for question in QUESTIONS[:2]),
    "/read",
    "/themes",
    "/themes/poverty",
    "/themes/poverty/briefing",
    "/reviews",
    "/reviews/2014-2017",
    "/reviews/2014-2017/briefing",
    "/briefing?q=fathers",
    "/timeline",
    "/works",
    "/works/Brandon%20et%20al%202010",
    "/network",
    "/numbers",
    "/audit",
    "/changes",
    "/care",
    "/cite?document=scr-1998-2019&at=36242-36776",
    "/page/policy/children-act-1989",
    "/sparql-editor",
    "/nothing-here",
)
PAINTED = (*PAGES[:3], "/read", "/themes")
LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => done(null), 5000);
})"""
AXE = """() => axe.run({ resultTypes: ["violations"] })
  .then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))"""


@contextmanager
def opened(browser: "Browser", size: tuple[int, int], scheme: str) -> Iterator["Page"]:
    """A page of a fresh visit, with an empty cache."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    with closing(context):
        yield context.new_page()


def visited(browser: "Browser", base: str, path: str) -> dict[str, Any]:
    """Bytes received, hosts asked and complaints of a first visit."""
    with opened(browser, DESK, "light") as page:
        hosts, complaints, received = set[str](), list[str](), list[float]()
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(base + path, wait_until="networkidle")
        status = answer.status if answer else 0
        if status >= 400:  # the browser itself notes the status of a page that is not there
            complaints = [one for one in complaints if "the server responded with a status" not in one]
        others = sorted(hosts - {urlsplit(base).netloc})
        return {"path": path, "bytes": int(sum(received)), "other_hosts": others, "complaints": complaints}


def painted(browser: "Browser", base: str, path: str) -> float:
    """Median time of the largest contentful paint, milliseconds, on a phone's screen with a slowed processor."""
    times = []
    for _ in range(ROUNDS):
        with opened(browser, PHONE, "light") as page:
            client = page.context.new_cdp_session(page)
            client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.goto(base + path, wait_until="load")
            found = page.evaluate(LARGEST)
            times.append(float("inf") if found is None else float(found))
    return statistics.median(times)


def waited(base: str) -> dict[str, float]:
    """Milliseconds that one client waits for a search page: median and the slowest of the rounds."""
    times = []
    with httpx.Client(base_url=base, headers={"accept": "text/html"}) as client:
        client.get("/", params={"q": QUESTIONS[0]})
        for question in QUESTIONS * ROUNDS:
            started = time.perf_counter()
            client.get("/", params={"q": question}).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return {"median_ms": round(statistics.median(times), 1), "slowest_ms": round(max(times), 1)}


def violations(browser: "Browser", base: str) -> list[str]:
    """What axe-core finds on every page, at both widths and in both colour schemes."""
    axe = (FOLDER / "static/bundle/axe.js").read_text("utf-8")
    found = []
    for size in (DESK, PHONE):
        for scheme in ("light", "dark"):
            for path in PAGES:
                with opened(browser, size, scheme) as page:
                    page.goto(base + path, wait_until="networkidle")
                    page.evaluate(axe)
                    found += [f"{path} {size[0]} {scheme}: {one}" for one in page.evaluate(AXE)]
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    found += [f"{path} {size[0]} {scheme}: {wide} px wide"] if wide > size[0] else []
    return found


def measured(base: str, *, axe: bool) -> dict[str, Any]:
    """Every figure of the pages of a running service."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        figures: dict[str, Any] = {
            "pages": [visited(browser, base, path) for path in PAGES],
            "largest_paint_ms": {
                path: round(painted(browser, base, path)) for path in (*PAGES[:3], "/read", "/themes")
            },
            "search_page": waited(base),
        }
        if axe:
            figures["violations"] = violations(browser, base)
        browser.close()
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=Settings().index)
    parser.add_argument("--axe", action="store_true", help="run axe-core on every page, widths and schemes (minutes)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with service(options.index) as (base, _, _):
        figures = measured(base, axe=options.axe)
    if options.json:
        json.dump(figures, sys.stdout, indent=1)
        return
    for page in figures["pages"]:
        print(f"{page['bytes'] / 1000:8.1f} kB  {page['path']}")
    strange = [one for page in figures["pages"] for one in (*page["other_hosts"], *page["complaints"])]
    print(f"other hosts and console errors: {strange or 'none'}")
    for path, milliseconds in figures["largest_paint_ms"].items():
        print(f"{milliseconds:6} ms largest contentful paint, processor slowed {SLOWED} times  {path}")
    print(
        f"search page: {figures['search_page']['median_ms']} ms median, {figures['search_page']['slowest_ms']} slowest"
    )
    if "violations" in figures:
        print(f"axe-core: {figures['violations'] or 'no violation'}")


if __name__ == "__main__":
    main()
