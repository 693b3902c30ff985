"""The pages of the reading room in a real browser: accessible in both schemes, quiet, small, and drawn as they say."""

import gzip
import json
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from browsing import CHROMIUM, DESK, PHONE, in_view, opened

from scrgraph.http.ui.rendering import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Browser


BUNDLE = FOLDER / "static/bundle"
AXE = """
axe.run({ resultTypes: ["violations"], elementRef: false, selectors: false, rules: { "target-size": { enabled: 1 } } })
  .then(found => found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | ")))
"""
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const shown = box.bottom > 0 && box.top < innerHeight;
  const marked = getComputedStyle(at).outlineStyle !== "none" || at.closest(".CodeMirror") !== null;
  return { html: at.outerHTML.slice(0, 200), visible: shown && marked };
}"""
FIRST_PAGE_BYTES = 150_000
PAGES = [
    "/",
    "/?q=What+does+the+report+say+about+fathers",
    "/?q=how+did+the+share+of+under-ones+change",
    "/read",
    "/themes",
    "/themes/poverty",
    "/themes/poverty/briefing",
    "/reviews",
    "/reviews/2014-2017",
    "/timeline",
    "/works",
    "/works/Brandon%20et%20al%202010",
    "/network?focus=Brandon%20et%20al%202010",
    "/numbers",
    "/audit",
    "/care",
    "/changes",
    "/briefing?q=fathers",
    "/reviews/2014-2017/briefing",
    "/page/policy/children-act-1989",
    "/cite?document=scr-1998-2019&at=36242-36776",
    "/sparql-editor",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.index,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: Chromium"),
    pytest.mark.skipif(not BUNDLE.is_dir(), reason="needs the bundle of npm packages: make install"),
    pytest.mark.xdist_group("browser"),
]


@pytest.mark.parametrize(
    ("size", "scheme", "paths"),
    [(DESK, "light", PAGES), (PHONE, "dark", [one for one in PAGES if one != "/read"])],
)
def test_axe_finds_no_violation_on_any_page(
    browser: "Browser", base: str, size: tuple[int, int], scheme: str, paths: list[str]
) -> None:
    axe = (BUNDLE / "axe.js").read_text("utf-8")
    for path in paths:
        with opened(browser, base, path, size=size, scheme=scheme) as page:
            if path in ("/numbers", "/timeline"):
                page.wait_for_selector(".chart.drawn")
            page.evaluate(axe)
            assert page.evaluate(AXE) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


def test_the_first_page_and_an_answer_are_small(base: str) -> None:
    for path in ("/", "/?q=fathers"):
        asked = Request(base + path, headers={"accept": "text/html", "accept-encoding": "gzip"})  # noqa: S310
        with urlopen(asked) as answer:  # noqa: S310
            sent = len(answer.read())
        files = sum(
            len(gzip.compress((FOLDER / "static" / n).read_bytes())) for n in ("style.css", "page.js", "icon.svg")
        )
        assert sent + files < FIRST_PAGE_BYTES


def test_names_are_suggested_while_typing_and_chosen_by_keys(browser: "Browser", base: str) -> None:
    with opened(browser, base) as page:
        page.get_by_role("combobox").press_sequentially("povert")
        page.wait_for_selector("#suggested [role=option]")
        page.keyboard.press("ArrowDown")
        assert page.locator("[role=option][aria-selected=true]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator("#suggested").is_hidden()
        page.keyboard.type("y")
        page.wait_for_selector("#suggested [role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/themes/poverty")


def test_a_citation_has_a_card_that_leads_to_the_next_place(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/read/scr-1998-2019?at=36752-36774#at") as page:
        page.locator("a.cite:has(mark.at)").first.focus()
        page.wait_for_selector("#card:not([hidden]) a[rel=prev]")
        assert "Brandon et al 2010" in page.locator("#card").inner_text()
        page.keyboard.press("Escape")
        assert page.locator("#card").is_hidden()
        page.locator("a.cite:has(mark.at)").first.hover()
        page.locator("#card a[rel=prev]").click()
        page.wait_for_url("**work=Brandon*")
        assert "place" in page.locator(".walk").inner_text()
        assert in_view(page, "#at")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_of_the_matrix_opens_its_evidence(browser: "Browser", base: str, scripts: bool) -> None:
    with opened(browser, base, "/themes", scripts=scripts) as page:
        cell = page.locator(".matrix td[class^=heat] a").first
        count = cell.inner_text()
        cell.click()
        page.wait_for_url("**/themes/*?review=*")
        assert page.locator("article.hit").count() == int(count)
        page.locator("article.hit .where").first.click()
        assert in_view(page, "#at")


def test_charts_are_drawn_and_switch_to_numbers_per_year(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/numbers") as page:
        page.wait_for_selector(".chart.drawn svg[role=img]")
        before = page.locator(".chart svg[role=img]").first.get_attribute("aria-label")
        page.get_by_label("Number per year").first.check()
        after = page.locator(".chart svg[role=img]").first.get_attribute("aria-label")
        assert before != after
        page.goto(f"{base}/timeline")
        page.wait_for_selector(".chart.drawn svg")
        page.goto(f"{base}/network")
        page.wait_for_selector("#network.drawn canvas")
        assert page.locator("#list ~ ul li").count() > 20


def test_a_result_is_a_table_a_chart_or_a_network_and_has_a_short_link(browser: "Browser", base: str) -> None:
    query = (
        "PREFIX cito: <http://purl.org/spar/cito/> SELECT ?passage ?work (STRLEN(STR(?work)) AS ?n) "
        "WHERE { ?passage cito:cites ?work } LIMIT 12"
    )
    with opened(browser, base, f"/sparql-editor?{urlencode({'query': query, 'view': 'chart'})}") as page:
        page.wait_for_selector("#result svg[role=img]")
        page.get_by_label("Table").check()
        assert page.locator("#result tbody tr").count() == 12
        page.get_by_label("Network").check()
        page.wait_for_selector("#result .network.drawn canvas")
        assert "view=network" in page.url
        page.get_by_role("button", name="Short link").click()
        page.wait_for_url("**/q/*")
        assert page.locator("#query").input_value() == query


def test_themes_stand_in_the_margin_when_asked_for(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/read/scr-1998-2019", scripts=False) as page:
        assert page.locator(".beside").count() == 0
        page.get_by_role("link", name="Themes in the margin").click()
        assert page.locator(".beside a").count() > 50
        beside = page.locator(".beside").nth(20).bounding_box()
        text = page.locator(".book p.paragraph").nth(20).bounding_box()
        assert beside is not None
        assert text is not None
        assert beside["x"] >= text["x"] + text["width"]


@pytest.mark.parametrize("path", ["/?q=fathers", "/sparql-editor", "/themes/poverty", "/changes"])
def test_the_keyboard_reaches_everything_and_is_never_caught(browser: "Browser", base: str, path: str) -> None:
    with opened(browser, base, path, size=PHONE) as page:
        if path == "/sparql-editor":
            page.wait_for_selector(".editor.rich .CodeMirror")
        page.emulate_media(reduced_motion="reduce")
        page.evaluate("document.activeElement.blur()")
        seen = set[str]()
        for _ in range(400):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found is None:
                break
            assert found["visible"], found["html"]
            seen.add(found["html"])
        assert found is None
        assert any("help" in html for html in seen)


def test_filters_of_the_audit_and_of_works_are_in_the_address(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/audit", scripts=False) as page:
        page.get_by_role("link", name="numeric contradiction").click()
        assert "kind=numeric-contradiction" in page.url
        shown = page.locator(".finding").count()
        assert f"{shown} of" in page.locator("#findings").inner_text()
        page.goto(f"{base}/works")
        page.get_by_label("Order").select_option("cited")
        page.get_by_role("button", name="Show").click()
        assert "sort=cited" in page.url


@pytest.mark.parametrize(
    ("path", "begins"), [("/export/works.bib", b"@"), ("/export/works.ris", b"TY  - "), ("/export/works.json", b"[")]
)
def test_references_are_taken_away(base: str, path: str, begins: bytes) -> None:
    with urlopen(f"{base}{path}?key=Brandon%20et%20al%202010") as answer:  # noqa: S310
        body = answer.read()
    assert body.startswith(begins)
    assert path.endswith("json") is (begins == b"[" and len(json.loads(body)) == 1)


def test_the_editor_completes_and_runs_and_links(browser: "Browser", base: str) -> None:
    with opened(browser, base, "/sparql-editor") as page:
        page.wait_for_selector(".editor.rich .CodeMirror")
        page.get_by_label("Start from a question").select_option(index=3)
        page.wait_for_selector("#result tbody tr")
        assert "?query=" in page.url
        assert page.get_by_role("link", name="CSV").count() == 1


def test_pages_print_without_what_only_a_screen_needs(browser: "Browser", base: str) -> None:
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{base}/themes/poverty/briefing")
        page.emulate_media(media="print")
        assert page.locator(".masthead nav").is_hidden()
        assert page.locator(".screen:visible").count() == 0
        assert page.locator("h1").is_visible()
