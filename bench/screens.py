"""What does the page look like? Ten states of it as pictures for the README: `python -m bench.screens ARCHIVE docs`.

The archive is that of the sample corpus; the pictures are made anew whenever the page changes its looks.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.page import CHROMIUMS, served

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}


def stand(page: Page) -> None:
    """Nothing more: the page as it came."""


def typing(page: Page) -> None:
    """A word half typed, with its suggestions."""
    page.locator("#q").press_sequentially("suda", delay=30)
    page.locator("#suggestions li").first.wait_for()
    page.keyboard.press("ArrowDown")


def evidence(page: Page) -> None:
    """An article with the words of a value lit up."""
    page.locator(".hit h3 a").first.click()
    page.wait_for_url(re.compile("/a/"))
    page.locator(".why summary", has_text="Sudan").first.click()


STATES: tuple[tuple[str, str, dict[str, Any], Callable[[Page], None]], ...] = (
    ("front", "/", DESK, stand),
    ("filtered", "/search?q=water+OR+port+OR+minister+OR+ferry&not.language=fr&from=2025-05", DESK, stand),
    ("typing", "/search", DESK, typing),
    ("evidence", "/search?q=ferry&sort=oldest&language=en", DESK, evidence),
    ("facet", "/facet/actor", DESK, stand),
    ("nothing", "/search?q=ferry&outlet=the-meridian-post&country=CL", DESK, stand),
    ("dark", "/search?q=minister+OR+ministry", {**DESK, "color_scheme": "dark"}, stand),
    ("phone", "/search?q=ferry", PHONE, stand),
    ("arabic", "/search?lang=ar&language=ar&language=en", DESK, stand),
    ("corpora", "/corpora/sample", DESK, stand),
)
"""The name of each picture, the address it shows, the window, and what is done before it is taken."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    with served(given.archive) as (site, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path, window, make_ready in STATES:
            page = browser.new_context(**window).new_page()
            page.goto(site + path, wait_until="load")
            make_ready(page)
            page.wait_for_timeout(500)
            page.screenshot(path=given.folder / f"{name}.png")
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
