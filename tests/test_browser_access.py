"""Can everybody read the page? axe-core in a real Chromium, by day and by night, on a phone and on a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import articles
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PUMP = articles()[0]
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
    "a corpus": "/corpora/desk",
    "actors of a type": "/facet/actor?type=igo",
    "no such page": "/nothing",
    "over the limit": "/search?q=" + "w+" * 80,
    "filters on a phone": "/search?q=council#filters",
    "in Arabic": "/search?q=council&lang=ar",
    "a place in a file": f"/a/{PUMP.id}/source",
    "the numbers of the chart": "/numbers?q=council",
    "a difference": f"/a/{PUMP.id}/against/{articles()[1].id}",
}
LOOKS = ((1280, "light"), (1280, "dark"), (360, "dark"), (360, "light"))


def faults(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, by day and by night, on a phone and on a desk."""
    expect(page.locator("#page[aria-busy]")).to_have_count(0)
    page.evaluate((VENDOR / "axe-4.14.1.min.js").read_text() + ";0")
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        answer = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        found += [f"{width} {scheme} {v['id']}: {v['nodes'][0]['html'][:120]}" for v in answer["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width} {scheme} is wider than the window")
    return found


@pytest.mark.parametrize("state", STATES)
def test_no_rule_of_access_is_broken(browse: Callable[..., Page], site: str, state: str) -> None:
    page = browse()
    page.goto(site + STATES[state])
    assert faults(page) == []


def test_no_rule_of_access_is_broken_by_what_opens(browse: Callable[..., Page], site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=council")
    page.locator("#help summary").click()
    page.get_by_role("link", name="As a table").click()
    page.locator("#numbers").wait_for()
    page.locator("#q").press("End")
    page.locator("#q").press_sequentially(" ken")
    page.locator("#suggestions li").first.wait_for()
    assert faults(page) == []


def test_no_rule_of_access_is_broken_by_an_article_with_its_evidence(browse: Callable[..., Page], site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=pump")
    page.locator(".hit h3 a").first.click()
    for value in page.locator(".why summary").all():
        value.click()
    page.get_by_role("link", name="More like this").click()
    page.locator("#like").wait_for()
    assert faults(page) == []


def test_the_page_can_be_read_at_four_hundred_per_cent(browse: Callable[..., Page], site: str) -> None:
    page = browse(viewport={"width": 320, "height": 256})
    for path in ("/", "/search?q=pump", "/facet/outlet", "/corpora"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_vendored_file_is_what_its_sum_says() -> None:
    for line in (VENDOR / "vendor.sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
