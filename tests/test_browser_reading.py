"""What opens in place, what is dragged, copied and retried, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from conftest import fill
from newsroom import make
from playwright.sync_api import Page, expect

from bench.serving import serving
from web import create_app

pytestmark = pytest.mark.browser
Browse = Callable[..., Page]
LONG = (
    "The dam above the old town held through the night, the water board said on Friday. Two hundred people left the"
    " lower quarter with blankets and birds in cages. The pumps ran without a pause, and the baker sold bread from a"
    " boat. Children counted the frogs on the church steps until the sun came up over the weir."
)


@pytest.fixture(scope="module")
def reprint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a story that two outlets tell, one of them changed."""
    first = make("Dam holds", LONG, outlet="harbour-courier", day="2025-06-13")
    changed = LONG.replace("Two hundred", "Three hundred")
    second = make("The dam held all night", changed, outlet="al-midan", day="2025-06-14")
    third = make("Bees in the post office", "The post office of the valley is full of bees again.", day="2025-06-14")
    archive, searcher = fill(tmp_path_factory.mktemp("reprint"), [replace(a, story="") for a in (first, second, third)])
    with serving(create_app(archive, searcher)) as address:
        yield address
    searcher.close()
    archive.close()


def test_similar_articles_and_what_they_changed_open_in_place(browse: Browse, reprint: str) -> None:
    page = browse()
    page.goto(f"{reprint}/search?q=dam&unit=stories")
    page.get_by_role("link", name="+1 similar").click()
    expect(page.locator(".opened li")).to_have_count(2)
    expect(page).to_have_url(f"{reprint}/search?q=dam&unit=stories")
    page.get_by_role("link", name="+1 similar").click()
    expect(page.locator(".opened li")).to_have_count(0)
    page.locator(".hit h3 a").first.click()
    page.locator("#story").get_by_role("link", name="what it changed").click()
    expect(page.locator(".opened ins, .opened del")).to_have_text([re.compile("Two|Three"), re.compile("Two|Three")])


def test_similar_articles_have_an_address_without_javascript(browse: Browse, reprint: str) -> None:
    page = browse(java_script_enabled=False)
    page.goto(f"{reprint}/search?q=dam&unit=stories")
    page.get_by_role("link", name="+1 similar").click()
    expect(page).to_have_url(re.compile("/story/"))
    expect(page.locator("#same li")).to_have_count(2)
    page.get_by_role("link", name="what it changed").click()
    expect(page.locator("#changes del")).to_have_text(re.compile("Two"))
    expect(page.locator("#changes ins")).to_have_text(re.compile("Three"))


def test_dragging_over_the_bars_chooses_their_days(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    chart = page.locator(".time svg").bounding_box()
    assert chart
    middle = chart["y"] + chart["height"] / 2
    page.mouse.move(chart["x"] + chart["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * 0.7, middle, steps=3)
    assert page.locator(".chosen").count() > 1
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/search\?from=20\d\d-\d\d-01&to=20\d\d-\d\d-\d\d$"))
    expect(page.locator(".chips li")).to_have_count(3)
    page.locator(".time svg a").first.click(position={"x": 3, "y": 40})  # a click is a click again
    expect(page.locator("#from")).not_to_have_value("")


def test_what_is_marked_in_the_text_is_quoted_with_its_place(browse: Browse, site: str) -> None:
    page = browse()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/search?q=pump")
    page.locator(".hit h3 a", has_text="Pump repairs").click()
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    whole = page.evaluate("navigator.clipboard.readText()")
    assert whole.startswith("The Harbour Courier, 14 June 2025, “Pump repairs")
    assert "desk/june.txt:3" in whole
    page.evaluate(
        "const p = document.querySelectorAll('.text p')[1]; getSelection().selectAllChildren(p)"
    )  # the second paragraph
    page.locator("#copy").click()
    page.wait_for_function("async before => await navigator.clipboard.readText() !== before", arg=whole)
    quoted = page.evaluate("navigator.clipboard.readText()")
    assert quoted.startswith("“The United Nations had warned")
    text = page.request.get(f"{site}/api/v1/articles/{page.url.split('/a/')[1][:16]}").json()["text"]
    first, last = map(int, re.search(r"characters (\d+)–(\d+)", quoted).groups())  # type: ignore[union-attr]
    assert text[first:last] == text.split("\n\n")[1]


def test_a_lost_server_is_said_and_can_be_tried_again(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.route("**/search?*", lambda route: route.abort())
    page.locator("#q").press_sequentially("orchestra")
    expect(page.locator("#lost")).to_contain_text("No answer from the server")
    page.unroute("**/search?*")
    page.get_by_role("button", name="Retry").click()
    expect(page).to_have_url(f"{site}/search?q=orchestra")
    expect(page.locator("#lost")).to_be_hidden()


def test_a_slow_search_shows_a_bar_and_keeps_the_old_results(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    held: list[object] = []
    page.route("**/search?*", lambda route: held.append(route))
    page.locator("#q").press_sequentially("orchestra")
    expect(page.locator("#page")).to_have_attribute("aria-busy", "true")
    assert page.locator(".hit").count() == 20
    page.wait_for_function("() => document.querySelector('#main').getAnimations({subtree: true}).length > 0")
    expect(page.locator("#lost")).to_contain_text("This search takes long", timeout=10_000)
    held[-1].continue_()  # type: ignore[attr-defined]
    expect(page.locator("#count")).to_contain_text("1 article")
    expect(page.locator("#lost")).to_be_hidden()


def test_an_unfinished_word_is_never_an_empty_page(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#q").press_sequentially("orches")
    expect(page).to_have_url(f"{site}/search?q=orches")
    expect(page.locator("#count")).to_contain_text("1 article")
    expect(page.locator(".understood")).to_contain_text("orches*")
