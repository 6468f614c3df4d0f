"""Can everybody read the page? axe-core in a real Chromium, by day and by night, on a phone and on a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
VENDOR = Path(__file__).parent / "vendor"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = {
    "front page": "/",
    "results": "/search?q=pump",
    "everything": "/search",
    "filtered": "/search?q=council&outlet=al-midan&not.corpus=wire&from=2023-02",
    "nothing found": "/search?q=zzzz&outlet=al-midan",
    "a fault": "/search?q=pump+%22open",
    "the last page": "/search?q=council&page=2",
    "a facet": "/facet/outlet",
    "corpora": "/corpora",
    "no such page": "/nothing",
    "over the limit": "/search?q=" + "w+" * 80,
    "filters on a phone": "/search?q=council#filters",
}


def faults(page: Page) -> list[str]:
    page.evaluate((VENDOR / "axe-4.14.1.min.js").read_text() + ";0")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_rule_of_access_is_broken(browse: Callable[..., Page], site: str, scheme: str, width: int) -> None:
    page = browse(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for state, path in STATES.items():
        page.goto(site + path)
        assert faults(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
    page.goto(f"{site}/search?q=pump")
    page.locator("#help summary").click()
    page.locator("#numbers summary").click()
    assert faults(page) == [], "help and table open"
    page.locator("#q").press("End")
    page.locator("#q").press_sequentially(" ken")
    page.locator("#suggestions li").first.wait_for()
    assert faults(page) == [], "suggestions open"
    page.goto(f"{site}/search?q=pump")
    page.locator(".hit h3 a").first.click()
    for value in page.locator(".why summary").all():
        value.click()
    assert faults(page) == [], "an article with its evidence"


def test_the_page_can_be_read_at_four_hundred_per_cent(browse: Callable[..., Page], site: str) -> None:
    page = browse(viewport={"width": 320, "height": 256})
    for path in ("/", "/search?q=pump", "/facet/outlet", "/corpora"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_vendored_file_is_what_its_sum_says() -> None:
    for line in (VENDOR / "vendor.sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
