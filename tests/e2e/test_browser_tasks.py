"""What a new user comes for, each within three actions: an action is a search, or a link that is followed."""

from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM, DESK, PHONE, in_view, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ACTIONS = 3

pytestmark = [
    pytest.mark.browser,
    pytest.mark.index,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: Chromium"),
    pytest.mark.xdist_group("browser"),
]


class Visitor:
    """Somebody at a page, who counts what they do."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.actions = 0

    def ask(self, question: str) -> None:
        """Type a question and press Enter."""
        self.actions += 1
        self.page.locator("#q").fill(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/?q=*")

    def follow(self, link: "Locator") -> None:
        """Choose a link."""
        self.actions += 1
        before = self.page.url
        link.click()
        self.page.wait_for_url(lambda url: url != before)
        assert self.actions <= ACTIONS


@pytest.mark.parametrize(("size", "scripts"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_what_does_the_report_say_about_fathers(
    browser: "Browser", base: str, size: tuple[int, int], scripts: bool
) -> None:
    with opened(browser, base, size=size, scripts=scripts) as page:
        visitor = Visitor(page)
        visitor.ask("What does the report say about fathers?")
        shown = page.locator(".statement blockquote").all_inner_texts()[:2]  # what leads in, and the quotation
        assert "father" in " ".join(shown).lower()
        visitor.follow(page.locator(".statement a.where").first)
        assert in_view(page, "#at")
        assert page.locator("mark.at").count() > 0


def test_who_is_quoted_on_professional_curiosity_and_where(browser: "Browser", base: str) -> None:
    with opened(browser, base) as page:
        visitor = Visitor(page)
        visitor.ask("who is quoted on professional curiosity?")
        visitor.follow(page.locator(".onward a").first)
        quoted = page.locator("section[aria-labelledby=quoted] li")
        assert quoted.count() > 0
        key = quoted.first.locator("a").inner_text().split(",")[0]
        assert quoted.first.locator(".count").inner_text()
        visitor.follow(quoted.first.locator("a"))
        assert in_view(page, "#at")
        assert key in page.locator(".walk").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_how_did_the_share_of_under_ones_change(browser: "Browser", base: str, scripts: bool) -> None:
    with opened(browser, base, scripts=scripts) as page:
        visitor = Visitor(page)
        visitor.ask("how did the share of under-ones change")
        chart = page.locator(".fact svg[role=img]").first
        drawn = [bar.strip() for bar in (chart.get_attribute("aria-label") or "").split(":", 1)[1].split(",")]
        assert len(drawn) >= 3
        assert all("%" in bar for bar in drawn)
        visitor.follow(page.locator(".fact a.where").first)
        assert page.locator("table mark.at").count() > 0


def test_what_is_cited_for_poverty(browser: "Browser", base: str) -> None:
    with opened(browser, base) as page:
        visitor = Visitor(page)
        visitor.ask("what is cited for poverty")
        visitor.follow(page.locator(".onward a").first)
        cited = page.locator("section[aria-labelledby=cited] li a")
        assert cited.count() >= 5
        key = cited.first.inner_text()
        visitor.follow(cited.first)
        assert key in page.locator(".byline").first.inner_text()
        assert page.locator(".places li").count() > 0


@pytest.mark.parametrize("scripts", [True, False])
def test_where_does_the_report_contradict_itself(browser: "Browser", base: str, scripts: bool) -> None:
    with opened(browser, base, scripts=scripts) as page:
        visitor = Visitor(page)
        visitor.follow(page.get_by_role("link", name="Where does the report contradict itself?"))
        first = page.locator(".finding").first
        assert first.locator("blockquote").count() >= 2
        visitor.follow(first.locator("a.where").first)
        assert in_view(page, "#at")
    with opened(browser, base, scripts=scripts) as page:
        asking = Visitor(page)
        asking.ask("Where does the report contradict itself?")
        asking.follow(page.locator(".onward a").first)
        assert page.locator(".finding blockquote").count() >= 2


def test_why_do_dads_get_missed_on_a_phone(browser: "Browser", base: str) -> None:
    with opened(browser, base, size=PHONE) as page:
        visitor = Visitor(page)
        visitor.ask("why do dads get missed")
        told = " ".join(page.locator(".statement blockquote").all_inner_texts()).lower()
        assert "father" in told or "men" in told.split()
        assert in_view(page, ".statement")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        visitor.follow(page.locator(".statement a.where").first)
        assert in_view(page, "#at")
