"""The journeys of a reader in a real browser: search, follow, open the place; by keys, on a phone, without scripts."""

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM, DESK, PHONE, in_view, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


QUESTION = "What does the report say about fathers?"
PATHS = ["/", "/?q=fathers", "/works", "/themes", "/reviews", "/audit", "/sparql-editor", "/read", "/nothing-here"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.index,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: Chromium"),
    pytest.mark.xdist_group("browser"),
]


def plain(text: str) -> str:
    """Text with white space folded, for comparing what two pages show."""
    return " ".join(text.split())


def search(page: "Page", question: str) -> None:
    page.locator("#q").fill(question)
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/?q=*")


@pytest.mark.parametrize(("size", "scripts"), [(DESK, True), (PHONE, True), (DESK, False), (PHONE, False)])
def test_search_and_open_the_place_in_the_text(
    browser: "Browser", base: str, size: tuple[int, int], scripts: bool
) -> None:
    with opened(browser, base, size=size, scripts=scripts) as page:
        search(page, QUESTION)
        assert page.locator("section.answer h2").count() == 1
        hit = page.locator("article.hit").first
        words = plain(hit.locator(".words").inner_text())
        assert hit.locator("mark.word").count() > 0
        hit.locator("h3 a.where").click()
        page.wait_for_url("**/read/**")
        assert in_view(page, "#at")
        marked = plain(" ".join(page.locator("mark.at").all_inner_texts()))
        assert marked.replace(" ", "") == words.replace(" ", "")
        assert page.locator("#at").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 224, 138)"


def test_a_statement_leads_to_its_exact_words(browser: "Browser", base: str) -> None:
    with opened(browser, base) as page:
        search(page, QUESTION)
        statement = page.locator("figure.statement").first
        words = plain(statement.locator("blockquote").inner_text()).strip("“”")
        statement.locator("a.where").click()
        page.wait_for_url("**/read/**")
        marked = "".join(page.locator("mark.at").all_inner_texts())
        assert marked.replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_follow_a_citation_to_its_work_and_back_to_where_it_is_cited(
    browser: "Browser", base: str, scripts: bool
) -> None:
    with opened(browser, base, "/?q=professional+curiosity", scripts=scripts) as page:
        link = page.locator(".hits .words a.cite").first
        key = link.get_attribute("title")
        link.click()
        page.wait_for_url("**/works/**")
        assert (key or "") in page.locator(".byline").first.inner_text()
        page.locator(".places a.where").first.click()
        page.wait_for_url("**/read/**")
        assert in_view(page, "#at")
        assert page.locator("a.cite mark.at").count() > 0


def test_back_and_forward_keep_the_state(browser: "Browser", base: str) -> None:
    with opened(browser, base) as page:
        search(page, QUESTION)
        first = page.url
        page.locator(".facets details[open] li a").first.click()
        assert page.locator(".chips a").count() == 1
        page.go_back()
        assert page.url == first
        assert page.locator("#q").input_value() == QUESTION
        page.go_forward()
        page.locator(".chips a").click()
        assert page.locator(".chips a").count() == 0
        assert page.locator("#q").input_value() == QUESTION


def test_everything_by_keyboard(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/works") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert in_view(page, ".skip")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.goto(f"{base}/?q=poverty")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("fathers")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=fathers*")
        page.keyboard.press("Tab")
        for _ in range(60):
            if page.evaluate("document.activeElement.matches('article.hit h3 a')"):
                break
            width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert width == "3px", page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/read/**")
        assert in_view(page, "#at")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_window(browser: "Browser", base: str, width: int) -> None:
    with closing(browser.new_context(viewport={"width": width, "height": 800})) as context:
        page = context.new_page()
        for path in PATHS:
            page.goto(base + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_reader_shows_where_one_is_and_leads_through_the_contents(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/read") as page:
        links = page.locator(".contents li a")
        assert links.count() > 20
        link = links.nth(10)
        link.click()
        page.wait_for_function("location.hash.length > 1")
        page.wait_for_function("document.querySelectorAll('.contents a[aria-current]').length === 1")
        target = link.get_attribute("href") or ""
        assert in_view(page, f"[id='{target[1:]}']")
        assert page.locator(".book table").count() >= 4
        assert page.locator(".book blockquote").count() >= 19


def write(page: "Page", query: str) -> None:
    """Write a query into the editor, which is a plain field where the npm packages are not bundled."""
    bundled = page.locator("#editor[data-bundled]").count()
    page.locator(".editor.rich .CodeMirror-code" if bundled else "#query").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)


def test_a_query_runs_in_the_page_and_stays_in_the_address(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/sparql-editor") as page:
        write(
            page,
            "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?n)",
        )
        page.get_by_role("button", name="Run").click()
        page.wait_for_selector("#result tbody tr")
        assert page.locator("#result th").all_inner_texts() == ["class", "n"]
        assert re.search(r"\?query=SELECT", page.url)
        page.reload()
        assert page.locator("#query").input_value().startswith("SELECT ?class")


def test_a_query_that_is_wrong_says_so_in_the_page(browser: "Browser", base: str) -> None:
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{base}/sparql-editor")
        write(page, "SELECT * WHERE { ?s ?p")
        page.keyboard.press("Control+Enter")
        assert len(page.locator("#result .error").inner_text()) > 10


def test_a_number_that_is_sure_stands_before_what_is_said_beside_it(browser: "Browser", base: str) -> None:
    page = browser.new_page()
    page.goto(f"{base}/?q=How+many+children+were+looked+after+on+31+March+2010")
    figure, quotation = page.locator(".facts .figure").first, page.locator(".statement blockquote").first
    assert figure.inner_text() == "64,470"
    above, below = figure.bounding_box(), quotation.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    page.close()
