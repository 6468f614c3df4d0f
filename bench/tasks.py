"""How long does a new user's work take? Ten tasks on the sample corpus: `python -m bench.tasks ARCHIVE`.

Each task begins at the front page of a real Chromium and ends when its answer stands on the screen or in a file. A
click, a text typed, a key and a stretch of text marked each count as one step. Prints the table of TASKS.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from bench.page import CHROMIUMS, served


class Reader:
    """Someone at the page; counts what they do."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.steps = 0
        page.goto(site)

    def click(self, what: Locator) -> None:
        """Click the first of what is meant, and wait until the page stands again."""
        self.steps += 1
        what.first.click()
        self.wait()

    def search(self, text: str) -> None:
        """Type into the query box and press Enter: two steps."""
        self.steps += 2
        self.page.locator("#q").fill(text)
        self.page.locator("#q").press("Enter")
        self.page.wait_for_url(re.compile(r"/search"))
        self.wait()

    def link(self, name: str) -> Locator:
        """A link by what it says."""
        return self.page.get_by_role("link", name=name)

    def take(self, name: str) -> str:
        """The text of the file behind a link."""
        self.steps += 1
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=name, exact=True).click()
        return Path(started.value.path()).read_text("utf-8-sig")

    def wait(self) -> None:
        """Until no request is under way."""
        expect(self.page.locator("#page[aria-busy]")).to_have_count(0)


def first_report(reader: Reader) -> str:
    """Find the first report of an event."""
    reader.search("ferry")
    reader.click(reader.page.locator(".orders a", has_text="oldest"))
    return reader.page.locator(".hit .kicker").first.inner_text()


def who_covered_it(reader: Reader) -> str:
    """Who covered it, and who did not?"""
    reader.search("ferry")
    did = reader.page.locator("#facet-outlet label").all_inner_texts()
    reader.click(reader.link("who has none"))
    return f"{len(did)} did, {reader.page.locator('.all-values li').count()} did not"


def armed_group_without_country(reader: Reader) -> str:
    """All articles that mention an armed group but not a country."""
    reader.click(reader.link("All articles"))
    reader.click(reader.page.locator("#facet-actor .all a"))
    reader.click(reader.page.locator(".types a", has_text="armed group"))
    reader.click(reader.page.locator(".all a, .all-values a"))
    reader.click(reader.page.locator("#facet-country .minus"))
    return reader.page.locator("#count").inner_text()


def one_story_in_two_outlets(reader: Reader) -> str:
    """The same story in two outlets, and what one changed."""
    reader.search("ferry")
    reader.click(reader.page.locator(".units a", has_text="stories"))
    reader.click(reader.link("similar"))
    reader.click(reader.link("what it changed"))
    return f"{reader.page.locator('#changes ins, #changes del').count()} changes"


def why_a_country(reader: Reader) -> str:
    """Why is an article under a country?"""
    reader.click(reader.page.locator(".starts a", has_text="Sudan"))
    reader.click(reader.page.locator(".hit h3 a"))
    reader.click(reader.page.locator(".why summary", has_text="Sudan"))
    return reader.page.locator(".why details[open] li").first.inner_text()


def cite_three(reader: Reader) -> str:
    """Cite three articles."""
    reader.search("ferry")
    return f"{reader.take('RIS').count('TY  - NEWS')} records"


def to_a_spreadsheet(reader: Reader) -> str:
    """Export a filtered result to a spreadsheet."""
    reader.click(reader.link("All articles"))
    reader.click(reader.page.locator("#facet-outlet label", has_text="The Meridian Post"))
    return f"{len(re.findall('^.[0-9a-f]{16}', reader.take('CSV'), re.M))} rows"


def one_month(reader: Reader) -> str:
    """Everything of one month."""
    reader.click(reader.link("All articles"))
    reader.steps += 1
    reader.page.locator(".time svg a").nth(2).dispatch_event("click")
    reader.page.wait_for_url(re.compile("from="))
    reader.wait()
    return reader.page.locator("#count").inner_text()


def misspelt(reader: Reader) -> str:
    """Two words that were typed wrongly."""
    reader.search("pasenger jeddha")
    reader.click(reader.page.locator(".perhaps a"))
    return reader.page.locator("#count").inner_text()


def quote_with_address(reader: Reader) -> str:
    """Quote a sentence with its address."""
    reader.search("ferry")
    reader.click(reader.page.locator(".hit h3 a"))
    reader.steps += 1
    reader.page.evaluate("getSelection().selectAllChildren(document.querySelectorAll('.text p')[1])")
    reader.click(reader.page.locator("#copy"))
    return str(reader.page.evaluate("navigator.clipboard.readText()"))[-60:]


TASKS: tuple[Callable[[Reader], str], ...] = (
    first_report, who_covered_it, armed_group_without_country, one_story_in_two_outlets, why_a_country, cite_three,
    to_a_spreadsheet, one_month, misspelt, quote_with_address,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    given = parser.parse_args()
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    print("| task | steps | seconds | answer |\n|---|---|---|---|")
    with served(given.archive) as (site, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for task in TASKS:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            reader = Reader(context.new_page(), site)
            started = time.perf_counter()
            answer = " ".join(task(reader).split())
            took = time.perf_counter() - started
            print(f"| {(task.__doc__ or '').rstrip('.')} | {reader.steps} | {took:.1f} | {answer} |", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
