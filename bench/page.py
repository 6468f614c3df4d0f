"""How heavy and how quick is the page? Its budgets, measured in a real Chromium: `python -m bench.page ARCHIVE`.

Prints the table that stands in PAGE.md. The processor is slowed four times for everything but the typing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.serving import serving
from search.archive import Archive
from search.engine import open_engine
from web import create_app

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WATCH = """
window.seen = {lcp: 0, cls: 0, inp: 0};
new PerformanceObserver(l => { for (const e of l.getEntries()) seen.lcp = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(l => {
  for (const e of l.getEntries()) if (e.interactionId) seen.inp = Math.max(seen.inp, e.duration);
}).observe({type: 'event', buffered: true, durationThreshold: 16});
document.addEventListener('input', () => { window.typed = performance.now(); window.answered = 0; }, true);
const painted = () => requestAnimationFrame(() => { window.answered = performance.now(); });
document.addEventListener('htmx:after:swap', painted);
"""
ASKED = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A budget and what was measured."""

    name: str
    budget: str
    found: str


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the archive's page on a free port, and how many articles it has."""
    with (
        Archive.open(folder) as archive,
        closing(open_engine(archive.engine_name, archive.index_folder)) as engine,
        serving(create_app(archive, engine), threads=8) as address,
    ):
        yield address, archive.count()


def opened(browser: Browser, slowed: int = 4) -> tuple[Page, CDPSession]:
    """An empty page of a fresh visitor, on a processor that is slowed so many times."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    return page, session


def weight(browser: Browser, site: str, path: str) -> list[Row]:
    """Bytes on the wire, requests and hosts of the first view."""
    page, session = opened(browser, 1)
    sizes: list[float] = []
    asked: list[str] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: None if request.url.startswith("data:") else asked.append(request.url))
    page.goto(site + path, wait_until="networkidle")
    elsewhere = [url for url in asked if not url.startswith(site)]
    return [
        Row(f"first view of {path}, compressed", "50 kB", f"{sum(sizes) / 1000:.1f} kB"),
        Row("requests", "5", str(len(asked))),
        Row("requests to elsewhere", "0", str(len(elsewhere))),
    ]


def painting(browser: Browser, site: str, path: str, times: int) -> list[Row]:
    """The largest paint and the shifts of the layout, slowed four times, for fresh visitors."""
    paints, shifts = [], []
    for _ in range(times):
        page, _ = opened(browser)
        page.goto(site + path, wait_until="networkidle")
        page.wait_for_timeout(300)
        seen = page.evaluate("window.seen")
        paints.append(seen["lcp"])
        shifts.append(seen["cls"])
        page.context.close()
    return [
        Row(
            f"largest paint of {path}, slowed 4x, median of {times}", "1,000 ms", f"{statistics.median(paints):.0f} ms"
        ),
        Row("shift of the layout, worst", "0.02", f"{max(shifts):.3f}"),
    ]


def frequent(site: str) -> list[str]:
    """Words that the archive has: of the headlines of its newest articles, one of each."""
    with urlopen(f"{site}/api/v1/search?sort=newest&limit=40") as answer:
        titles = [hit["title"] for hit in json.load(answer)["hits"]]
    words = [next((w for w in re.findall(r"[^\W\d_]{5,}", title)), "") for title in titles]
    return list(dict.fromkeys(word.lower() for word in words if word))[:ASKED]


def typing(browser: Browser, site: str) -> list[Row]:
    """From the last key to the new results on the screen, its pause of 150 ms included."""
    page, _ = opened(browser, 1)
    waits = []
    for word in frequent(site):
        page.goto(f"{site}/search")
        page.locator("#q").press_sequentially(word, delay=60)
        page.wait_for_function("() => window.answered > window.typed")
        waits.append(page.evaluate("window.answered - window.typed"))
    return [
        Row("last key to results, median", "300 ms", f"{statistics.median(waits):.0f} ms"),
        Row("last key to results, worst", "", f"{max(waits):.0f} ms"),
    ]


def thread(browser: Browser, site: str) -> list[Row]:
    """The processor time of the page's own thread, not slowed: what a loaded machine cannot spoil."""
    page, session = opened(browser, 1)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")) * 1000

    page.goto(f"{site}/search", wait_until="networkidle")
    first = spent()
    page.locator("#q").fill(frequent(site)[0])
    page.wait_for_function("() => window.answered > window.typed")
    page.wait_for_timeout(300)
    return [
        Row("processor time of the page for its first view, not slowed", "", f"{first:.0f} ms"),
        Row("and for one search while typing, suggestions included", "", f"{spent() - first:.0f} ms"),
    ]


def clicking(browser: Browser, site: str) -> list[Row]:
    """The slowest interaction while a reader types, ticks, unticks and turns the page, slowed four times."""
    page, _ = opened(browser)
    page.goto(f"{site}/search")
    page.locator("#q").press_sequentially(frequent(site)[0], delay=90)
    page.wait_for_function("() => window.answered > window.typed")
    for _ in range(3):
        page.locator(".facet input[type=checkbox]").first.click()
        page.wait_for_timeout(800)
    return [Row("slowest interaction (INP), slowed 4x", "100 ms", f"{page.evaluate('window.seen.inp'):.0f} ms")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    with served(given.archive) as (site, count), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        rows = [
            *weight(browser, site, "/search"),
            *painting(browser, site, "/", given.times),
            *painting(browser, site, "/search", given.times),
            *typing(browser, site),
            *clicking(browser, site),
            *thread(browser, site),
        ]
        browser.close()
    print(f"{count:,} articles\n\n| what | budget | measured |\n|---|---|---|")
    for row in rows:
        print(f"| {row.name} | {row.budget} | {row.found} |")


if __name__ == "__main__":
    main()
