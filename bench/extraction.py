"""What does an article cost? `python -m bench.extraction DATA` prints processor time by stage, one core.

Four kinds of input: short records (Reuters), pages that hold several articles (`tests/layouts` and the seeds beside
DATA), long articles (AllSides), web pages ("parse" is their reading). The stages are those of `indexer.workers.work`;
"rest" is what stands between them, "sent" what it takes to hand the articles to the process that writes them. Tables
are read before, and the half of each input too, so that what a dump's own words bring into the caches is there.

A loaded machine takes longer for the same instructions, so a fixed piece of Python, the yardstick, is timed between the
chunks; "at 5 ms" is the rate that a core would have which takes 5 ms for it, and can be compared between runs.

`--start` measures a fresh process until it has its first article, instead; `--add` the whole of `broadsheet add` for
all of Reuters: reading, facets on all cores, archive, copies, index.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from bench.layouts import layout, layouts
from bench.quality_pages import pages as web_pages
from indexer import readers, workers
from indexer.cli import YOUNG
from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.extraction import Options
from indexer.readers import Member

STAGES = {
    "parse": ("indexer.readers", "prepare"),
    "cut": ("indexer.pages", "split"),
    "language": ("indexer.languages", "detect"),
    "dateline": ("indexer.placing.datelines", "find"),
    "outlet": ("indexer.outlets", "find"),
    "date": ("indexer.dates", "resolve"),
    "countries": ("indexer.countries", "find"),
    "actors": ("indexer.actors", "find"),
    "id": ("indexer.extraction", "article_id"),
    "sketch": ("indexer.workers", "sketch"),
}
"""Where the function of each stage stands when it is called."""
RECORDS = {"short": ("reuters21578.jsonl.gz", 4000, 5), "long": ("news_en_outlets.jsonl.gz", 800, 3)}
"""A set, how many of its records are taken at most, one in so many."""
WEB = ("scrapinghub", "fundus")
"""Sets of web pages, of which every second one is taken."""


YARD = 5.0
"""Milliseconds of the yardstick to which rates are brought."""


class Stopwatch:
    """Processor time by stage in seconds; a stage inside another counts for itself alone."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inner = [0.0]

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted."""

        def wrapped(*given: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            began = time.process_time()
            try:
                return call(*given, **named)
            finally:
                took = time.process_time() - began
                self.spent[stage] += took - self._inner.pop()
                self._inner[-1] += took

        return wrapped

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count the stages while the block runs."""
        with ExitStack() as stack:
            for stage, (module, name) in STAGES.items():
                owner = import_module(module)
                stack.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, self.timed(stage, getattr(owner, name)))
            yield


def inputs(data: Path, folder: Path) -> dict[str, list[Member]]:
    """The members of each kind of input; dumps that are made for it are written to the folder."""
    found: dict[str, list[Path]] = {}
    for kind, (name, most, step) in RECORDS.items():
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            (folder / f"{kind}.jsonl").write_text("".join(islice(lines, 0, most * step, step)), "utf-8")
        found[kind] = [folder / f"{kind}.jsonl"]
    pages = folder / "pages"
    pages.mkdir()
    for path in layouts():
        (pages / f"{path.stem}.txt").write_text(layout(path)[0], "utf-8", errors="surrogatepass", newline="")
    found["pages"] = [pages, data.parent / "seeds"]
    web = folder / "web"
    web.mkdir()
    for name in WEB:
        for gold, body in islice(web_pages(data, name), 0, None, 2):
            (web / f"{gold['id']}.html").write_bytes(body)
    found["web"] = [web]
    return {kind: [m for m in readers.members(paths) if isinstance(m, Member)] for kind, paths in found.items()}


def measure(members: Sequence[Member]) -> tuple[Counter[str], int]:
    """Processor time by stage in milliseconds, "all" among them, and the number of articles."""
    options = Options(corpus="bench", captured="2025-06-28T12:00:00Z")
    given = list(workers.chunks((n, readers.documents(member)) for n, member in enumerate(members)))
    warm, watch, count, sent, yard = len(given) // 2, Stopwatch(), 0, 0.0, 0.0
    for chunk in given[:warm]:
        workers.work(options, NO_BOILERPLATE, chunk)
    with watch.watching():
        work = watch.timed("rest", workers.work)
        for chunk in given[warm:]:
            made = work(options, NO_BOILERPLATE, chunk)
            count += len(made.articles)
            began = time.process_time()
            pickle.loads(pickle.dumps(made))  # what concurrent.futures does with it
            sent += time.process_time() - began
            yard += yardstick()
    spent = Counter({stage: 1000 * took for stage, took in watch.spent.items()})
    yard_ms = 1000 * yard / max(1, len(given) - warm)
    return spent + Counter({"all": spent.total(), "sent": 1000 * sent, "yardstick": yard_ms}), count


def yardstick() -> float:
    """Seconds of processor time that one and the same piece of Python takes: what a loaded machine makes of it."""
    began = time.process_time()
    words = {str(number): number for number in range(20_000)}
    " ".join(word.upper() for word in words).split()
    return time.process_time() - began


def table(rows: dict[str, tuple[Counter[str], int]]) -> Iterator[str]:
    """The rows as a Markdown table: milliseconds an article, articles a second."""
    stages = (*STAGES, "rest", "all", "sent")
    yield "| | " + " | ".join(stages) + " | articles/s | yardstick | at 5 ms |"
    yield "|---" + "|---:" * (len(stages) + 3) + "|"
    for kind, (spent, count) in rows.items():
        cells = [f"{spent[stage] / count:.3f}" for stage in stages]
        rate, yard = 1000 * count / spent["all"], spent["yardstick"]
        ends = f"{rate:,.0f} | {yard:.1f} | {rate * yard / YARD:,.0f}"
        yield f"| {kind} ({count}) | " + " | ".join(cells) + f" | {ends} |"


def first_article(page: Path) -> tuple[float, float]:
    """Seconds of processor time and by the clock that `extract` takes for one page, in a process of its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "indexer", "extract", page], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - began


def whole_add(dump: Path, archive: Path) -> str:
    """What `add` takes for a dump, in a process of its own with workers on all cores, as a line to print."""
    command = (sys.executable, "-m", "indexer", "--archive", archive, "add", dump, "--json")
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    count = orjson.loads(done.stdout.splitlines()[-1])["records"]
    rate, yard = count / cpu, 1000 * sum(yardstick() for _ in range(20)) / 20
    return (
        f"add: {count:,} articles, {cpu:.1f} s of processor time, {clock:.1f} s by the clock; {rate:,.0f} a second and "
        f"core, {rate * yard / YARD:,.0f} at a yardstick of {YARD:.0f} ms (it was {yard:.1f})"
    )


def main() -> None:
    """Read the arguments, print the table."""
    gc.set_threshold(YOUNG)  # as the command line does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--start", action="store_true", help="the start of a process, instead")
    parser.add_argument("--add", action="store_true", help="the whole of `broadsheet add`, instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.add:
            dump = Path(name, "reuters.jsonl")
            dump.write_bytes(gzip.decompress((given.data / RECORDS["short"][0]).read_bytes()))
            print(whole_add(dump, Path(name, "archive")))
            return
        members = inputs(given.data, Path(name))
        if given.start:
            page = min(Path(name, "pages").iterdir())
            cpu, clock = min(first_article(page) for _ in range(3))
            print(f"first article: {cpu:.2f} s of processor time, {clock:.2f} s by the clock")
            return
        print("\n".join(table({kind: measure(some) for kind, some in members.items()})))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process, which has read all of it: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
