"""What a reader can do with the page, in a real Chromium: with JavaScript, and the same without it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from bench.serving import serving

pytestmark = pytest.mark.browser
Browse = Callable[..., Page]


def arrive(page: Page, address: str | re.Pattern[str]) -> None:
    """Wait until the page has this address and no request is under way."""
    expect(page).to_have_url(address)
    expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")


def count(page: Page) -> str:
    return page.locator("#count strong").inner_text()


def box(page: Page, facet: str, value: str):  # type: ignore[no-untyped-def]
    return page.locator(f'input[name="{facet}"][value="{value}"]')


def tick(page: Page, facet: str, value: str, *, on: bool = True) -> None:
    """Click a box and wait until it stands as it should: the answer before may still be coming in."""
    box(page, facet, value).click()
    expect(box(page, facet, value)).to_be_checked(checked=on)


def test_results_come_while_one_types(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#q").press_sequentially("orchestra", delay=30)
    expect(page.locator("#count")).to_contain_text("1 article")
    arrive(page, f"{site}/search?q=orchestra")
    expect(page.locator(".hit mark").first).to_have_text(re.compile("orchestra", re.I))
    expect(page.locator("#q")).to_be_focused()
    assert page.title().startswith("orchestra · 1 article")


def test_typing_leaves_one_step_in_the_history(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/")
    page.goto(f"{site}/search")
    steps = page.evaluate("history.length")
    page.locator("#q").press_sequentially("council", delay=250)
    arrive(page, f"{site}/search?q=council")
    assert page.evaluate("history.length") == steps


def test_the_number_at_a_value_is_the_number_of_results_after_the_click(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    row = page.locator("li", has=box(page, "outlet", "al-midan"))
    number = row.locator(".count").inner_text()
    tick(page, "outlet", "al-midan")
    expect(page.locator("#count")).to_contain_text(f"{number} articles")
    arrive(page, f"{site}/search?outlet=al-midan")


def test_two_values_of_a_facet_add_up_and_unticking_takes_one_away(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=council")
    tick(page, "outlet", "al-midan")
    arrive(page, re.compile("outlet=al-midan"))
    one = int(count(page).split()[0])
    tick(page, "outlet", "phare-du-midi")
    arrive(page, re.compile("outlet=phare-du-midi"))
    assert int(count(page).split()[0]) > one
    tick(page, "outlet", "phare-du-midi", on=False)
    arrive(page, f"{site}/search?q=council&outlet=al-midan")
    assert int(count(page).split()[0]) == one


def test_a_chip_takes_its_filter_away_and_the_box_follows(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    tick(page, "outlet", "al-midan")
    page.locator(".chips a", has_text="Al Midan").click()
    arrive(page, f"{site}/search")
    expect(box(page, "outlet", "al-midan")).not_to_be_checked()


def test_a_minus_leaves_a_value_out(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.get_by_label("Leave out council", exact=True).click()
    arrive(page, f"{site}/search?not.corpus=council")
    expect(page.locator("#count")).to_contain_text("12 articles")


def test_back_reload_and_a_new_tab_show_the_same_page(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=council")
    first = count(page)
    tick(page, "outlet", "al-midan")
    arrive(page, re.compile("outlet=al-midan"))
    second = count(page)
    page.locator(".sort a", has_text="oldest").click()
    arrive(page, re.compile("sort=oldest"))
    page.go_back()
    expect(page.locator(".orders [aria-current]")).to_have_text("best match")
    expect(box(page, "outlet", "al-midan")).to_be_checked()
    assert count(page) == second
    page.go_back()
    expect(box(page, "outlet", "al-midan")).not_to_be_checked()
    assert (count(page), page.locator("#q").input_value()) == (first, "council")
    tick(page, "outlet", "al-midan")  # the form is alive after going back
    expect(page.locator("#count")).to_contain_text(second)
    page.reload()
    expect(box(page, "outlet", "al-midan")).to_be_checked()
    assert count(page) == second
    other = page.context.new_page()
    other.goto(page.url)
    assert count(other) == second
    expect(other.locator(".masthead")).to_be_visible()


def test_a_bar_of_the_chart_narrows_the_dates(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    bar = page.locator(".time svg a").last
    number = bar.locator("title").inner_html().split(": ")[-1]
    bar.dispatch_event("click")
    arrive(page, re.compile(r"from=\d{4}-\d\d-\d\d&to="))
    expect(page.locator("#count strong")).to_have_text(re.compile(f"^{number} article"))
    assert page.locator("#from").input_value()


def test_an_article_opens_with_its_matches_and_leads_back(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=pump")
    page.locator(".hit h3 a", has_text="Pump repairs").click()
    expect(page.locator("h1")).to_contain_text("Pump repairs")
    assert page.locator("article mark").count() == 3
    page.keyboard.press("n")
    expect(page.locator("#walk-place")).to_have_text("1 / 3")
    page.keyboard.press("p")
    expect(page.locator("#walk-place")).to_have_text("3 / 3")
    expect(page.locator("mark.here")).to_have_count(1)
    page.locator("#back").click()
    arrive(page, re.compile(r"/search\?q=pump#r-"))


def test_the_words_of_a_value_light_up(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=pump")
    page.locator(".hit h3 a", has_text="Pump repairs").click()
    page.locator(".why summary", has_text="Iraq").hover()
    expect(page.locator(".lit")).to_have_text(["Iraq", "Iraq"])
    page.mouse.move(0, 0)
    expect(page.locator(".lit")).to_have_count(0)
    page.locator(".why summary", has_text="Iraq").focus()
    expect(page.locator(".lit")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator(".why details[open] ol li").first).to_contain_text("name")


def test_keys_lead_through_the_results(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=council")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".hit h3 a").nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_the_next_page_begins_at_its_top(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search?q=council")
    page.get_by_role("link", name="Next").click()
    arrive(page, f"{site}/search?q=council&page=2")
    expect(page.locator(".pager [aria-current]")).to_have_text("2")
    expect(page.locator("#main")).to_be_focused()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("delay", [0.0, 0.3])
def test_of_fifty_clicks_right_after_typing_none_is_lost(browse: Browse, app: Flask, delay: float) -> None:
    def slowed(environ: dict[str, object], start_response: object) -> object:
        time.sleep(delay if "HTTP_HX_REQUEST" in environ else 0)
        return app(environ, start_response)  # type: ignore[arg-type]

    with serving(slowed) as address:
        page = browse()
        page.goto(f"{address}/search")
        for trial in range(50):
            word = ("council", "notice", "sitting")[trial % 3]
            page.locator("#q").select_text()
            page.locator("#q").press_sequentially(word)
            page.wait_for_timeout(trial * 37 % 500)  # before, while and after the typed words are answered
            if trial % 4 < 2:
                box(page, "outlet", "al-midan").focus()
                page.keyboard.press("Space")
            else:
                page.locator("label", has=box(page, "outlet", "al-midan")).click()
            ticked = trial % 2 == 0
            arrive(page, f"{address}/search?q={word}{'&outlet=al-midan' * ticked}")
            expect(box(page, "outlet", "al-midan")).to_be_checked(checked=ticked)
            expect(box(page, "outlet", "al-midan")).to_be_focused()


def test_typed_words_are_not_lost_to_a_click_on_a_link(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#q").press_sequentially("council")
    page.locator(".sort a", has_text="oldest").click()
    arrive(page, f"{site}/search?q=council&sort=oldest")


def test_on_a_phone_the_filters_are_a_sheet_of_their_own(browse: Browse, site: str) -> None:
    page = browse(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/search?q=council")
    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".to-filters").click()
    tick(page, "outlet", "al-midan")
    arrive(page, re.compile("outlet=al-midan"))
    page.locator("#filters .close").click()
    expect(page.locator("#filters")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_site_works_without_javascript(browse: Browse, site: str) -> None:
    page = browse(java_script_enabled=False)
    page.goto(f"{site}/")
    page.locator("#q").fill("council")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("30 articles")
    tick(page, "outlet", "al-midan")
    tick(page, "outlet", "phare-du-midi")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".chips li")).to_have_count(3)
    tick(page, "outlet", "phare-du-midi", on=False)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".chips li")).to_have_count(2)
    page.locator(".sort a", has_text="newest").click()
    expect(page.locator(".orders [aria-current]")).to_have_text("newest")
    page.get_by_role("link", name="Clear all").click()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pager [aria-current]")).to_have_text("2")
    page.go_back()
    page.locator("#q").fill("marshes")
    page.keyboard.press("Enter")
    page.locator(".hit h3 a").first.click()
    page.locator("#walk-next").click()
    expect(page).to_have_url(re.compile("#m1$"))
    page.locator(".why summary", has_text="Iraq").click()
    page.locator(".why details[open] ol a").first.click()
    expect(page.locator("[data-why]:target")).to_have_text("Iraq")
    page.locator("#back").click()
    expect(page.locator("#count")).to_be_visible()


def test_suggestions_are_chosen_with_the_arrows(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#q").press_sequentially("ken", delay=30)
    first = page.locator("#suggestions [role=option]").first
    expect(first).to_contain_text(re.compile("kenya", re.I))
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    first.wait_for()
    options = page.locator("#suggestions [role=option]")
    for _ in range(1 + options.all_inner_texts().index(options.filter(has_text="Country named").inner_text())):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search?country=KE")


def test_what_was_asked_before_is_offered_and_can_be_forgotten(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#q").fill("orchestra")
    page.keyboard.press("Enter")
    arrive(page, f"{site}/search?q=orchestra")
    page.locator("#q").fill("")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions [role=option]")).to_have_count(2)
    page.locator("#suggestions [role=option]").last.click()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_facet_that_was_shut_stays_shut(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#facet-country > summary").click()
    tick(page, "outlet", "al-midan")
    arrive(page, f"{site}/search?outlet=al-midan")
    assert page.locator("#facet-country").get_attribute("open") is None


def test_searching_while_typing_can_be_switched_off(browse: Browse, site: str) -> None:
    page = browse()
    page.goto(f"{site}/search")
    page.locator("#help summary").click()
    page.get_by_label("Search while typing").uncheck()
    page.locator("#q").press_sequentially("orchestra", delay=10)
    page.wait_for_timeout(500)
    expect(page).to_have_url(f"{site}/search")
    page.keyboard.press("Enter")
    arrive(page, f"{site}/search?q=orchestra")
    page.reload()
    page.locator("#help summary").click()
    expect(page.get_by_label("Search while typing")).not_to_be_checked()
