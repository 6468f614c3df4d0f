"""Parts that several test files share; what one file needs alone stands in that file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import newsroom as invented
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.serving import serving
from search.archive import Archive
from search.article import Article
from search.catchup import sync
from search.engine import Searcher, open_engine
from web import create_app

# The same cases on every machine and no clock: a red test means a fault. FUZZ=1 looks for new cases.
settings.register_profile("steady", derandomize="FUZZ" not in os.environ, deadline=None)
settings.load_profile("steady")

CHROMIUMS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)  # fmt: skip
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WATCH = """
window.faults = [];
const policy = e => faults.push('csp: ' + e.violatedDirective + ' ' + e.blockedURI);
document.addEventListener('securitypolicyviolation', policy);
document.addEventListener('htmx:security:strip', () => faults.push('htmx attributes stripped'));
window.addEventListener('error', e => faults.push('error: ' + e.message));
"""


def fill(folder: Path, articles: Sequence[Article]) -> tuple[Archive, Searcher]:
    """An archive of these articles with its index, open for reading."""
    with Archive.open(folder, create=True, write=True) as archive:
        run = archive.begin_run("add", "desk")
        archive.add(run, articles)
        archive.finish_run(run, {"accepted": len(articles)})
        engine = open_engine("tantivy", archive.index_folder, write=True)
        sync(archive, engine)
        engine.close()
    reading = Archive.open(folder)
    return reading, open_engine("tantivy", reading.index_folder)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Searcher]]:
    """The archive and the index of the invented newsroom."""
    archive, searcher = fill(tmp_path_factory.mktemp("newsroom"), invented.articles())
    yield archive, searcher
    searcher.close()
    archive.close()


@pytest.fixture(scope="session")
def app(newsroom: tuple[Archive, Searcher]) -> Flask:
    """The application over the invented newsroom."""
    return create_app(*newsroom)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that speaks to the application without a server."""
    return app.test_client()


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address of the newsroom's page, served by a real server."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """An installed Chromium or Chrome."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if not found:
        pytest.fail("No Chromium or Chrome was found. Install one (on Debian: apt install chromium), then run again.")
    options = [*QUIET, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; when the test ends, none of them may have had a fault: no error, no breach of the policy."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        context.add_init_script(WATCH)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        pages.append(page)
        return page

    yield open_page
    faults = [fault for page in pages if not page.is_closed() for fault in page.evaluate("window.faults ?? []")]
    for context in contexts:
        context.close()
    assert faults == []
