"""How fast is a page? `python -m bench.speed [--sizes 10k,100k] [--folder DIR]` measures ours beside others in one run.

Archives of the invented collection are built in the folder where they are missing, and used again where they are not.
Milliseconds wander with what else the machine does: the ratios of one run hold. "cpu" is processor time, all threads.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import time
from collections.abc import Callable, Container, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench.collection import articles
from bench.questions import KINDS, Question, questions
from bench.rivals import BareTantivy, FullText5
from indexer.cli import YOUNG
from search.address import search_path
from search.archive import Archive
from search.catchup import sync
from search.engine import Engine, open_engine
from search.errors import ArchiveDamaged
from search.find import ask, find, read
from search.highlight import matcher
from search.query import PAGE_SIZE, Query
from search.ranking import ranked
from search.suggestions import suggest
from web import create_app

KEPT = Path(__file__).with_name("SPEED.md")
SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}
WHOOSH_UP_TO, FTS_UP_TO = 10_000, 100_000
FILES = {"fts5": "fts5.db"}
EACH = 20
HEAD = """# Speed

Printed by `make bench` (`python -m bench.speed --help`): the invented collection of `bench/collection.py`, each
question asked once after a warm-up of others, in milliseconds, p50 / p95. "ours" is the whole page through
`search.find`: 20 hits from the archive with marks, total, stories, seven facets, histogram; "as HTML" is all of Flask's
answer, to questions that were not asked before. "bare tantivy" holds the same terms and does the same aggregations,
which may miscount, without titles, texts, marks and names. Ratios compare the sums of processor time: how many times
as much as ours.

"""


@dataclass(frozen=True, slots=True)
class Times:
    """What a run of questions took, in milliseconds."""

    wall: list[float]
    cpu: list[float]

    def shown(self, by: str = "clock") -> str:
        """p50 / p95 by the clock, or by processor time ("cpu")."""
        values = self.cpu if by == "cpu" else self.wall
        return f"{part(values, 0.5):.1f} / {part(values, 0.95):.1f}"


def part(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def timed(ask: Callable[[Question], object], asked: list[Question]) -> Times:
    """Each question once."""
    wall, cpu = [], []
    for question in asked:
        began, spent = time.perf_counter(), time.process_time()
        ask(question)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - spent) * 1000)
    return Times(wall, cpu)


def build(folder: Path, size: int) -> list[str]:
    """The archive with its index, made if it is missing; what the making took."""
    if (folder / "done").exists() and _fits(folder):
        return (folder / "done").read_text().splitlines()
    with Archive.open(folder, create=True, write=True) as archive:
        run = archive.begin_run("add", "bench")
        held = archive.count() // 1000 * 1000
        came = articles(held, size)
        invented, began, spent = 0.0, time.perf_counter(), time.process_time()
        while True:
            at = time.process_time()
            batch = list(islice(came, 500))
            invented += time.process_time() - at
            if not batch:
                break
            archive.add(run, batch)
        archive.finish_run(run, {})
        lines = [_rate("archive", size - held, began, spent + invented)] if held < size else []
        with closing(open_engine("tantivy", archive.index_folder, write=True)) as engine:
            began, spent = time.perf_counter(), time.process_time()
            sync(archive, engine)
            lines.append(_rate("index", size, began, spent))
    for name in ("articles.db", "index"):
        size_of = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and name in f.parts[-2:])
        lines.append(f"{name}: {size_of / size:,.0f} bytes an article")
    (folder / "done").write_text("\n".join(lines))
    return lines


def _fits(folder: Path) -> bool:
    """Whether the index is one that this version reads; one of another is thrown away, the archive kept."""
    try:
        open_engine("tantivy", folder / "index").close()
    except ArchiveDamaged:
        shutil.rmtree(folder / "index", ignore_errors=True)
        return False
    return True


def _rate(what: str, size: int, began: float, spent: float) -> str:
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    return f"{what} writing: {size / wall:,.0f} articles/s by the clock, {size / cpu:,.0f} by processor time"


def measure(folder: Path, size: int, rivals: Container[str]) -> Iterator[str]:
    """The lines of one size."""
    notes = build(folder, size)
    opened = time.perf_counter()
    archive, engine = Archive.open(folder), open_engine("tantivy", folder / "index")
    notes.append(f"open: {(time.perf_counter() - opened) * 1000:.1f} ms")
    with archive, closing(engine):
        texts = [hit.article.text for hit in find(Query(limit=100), archive, engine).hits]
        asked, warm = questions(texts, EACH), questions(texts, 5, seed=99)
        results = {"ours": _ours(archive, engine, asked, warm)}
        results["ours, no facets"] = timed(lambda q: _ids(archive, engine, q), questions(texts, EACH, seed=4))
        results["ours, as HTML"] = _html(archive, engine, questions(texts, EACH, seed=5))
        if "bare" in rivals:
            bare = _bare(folder / "bare", archive)
            results["bare tantivy"] = timed(bare.page, warm) and timed(bare.page, asked)
            results["bare, no facets"] = timed(lambda q: bare.page(q, facets=False), asked)
        again = timed(lambda q: find(q.query(), archive, engine), asked)
        notes += _cache(asked, results["ours"], again)
        notes += [f"snippets of 20 results: {_snippets(archive, engine, asked).shown('cpu')} ms of processor time"]
        notes += [f"suggestions while typing: {_suggestions(archive, engine, asked).shown()} ms"]
        if "fts5" in rivals and size <= FTS_UP_TO:
            results["FTS5"] = _full_text(folder, archive, [q for q in asked if q.kind != "fuzzy"], warm)
        notes.append(f"memory of this process: {_memory()}")
        if "whoosh" in rivals and size <= WHOOSH_UP_TO:
            results["ours on Whoosh"] = _whoosh(folder, archive, asked, warm)
    notes += add_hundred(folder)
    yield from _table(asked, results)
    yield from (f"- {note}" for note in notes)


def _ours(archive: Archive, engine: Engine, asked: list[Question], warm: list[Question]) -> Times:
    def ask(question: Question) -> object:
        return find(question.query(), archive, engine)

    timed(ask, [q for q in warm if q.kind != "match-all"])
    return timed(ask, asked)


def _ids(archive: Archive, engine: Engine, question: Question) -> object:
    """Twenty ids and the total, in our order: what a page would be without texts and counts."""
    request = ranked(ask(question.query(), read(question.query().text, archive, engine).tree), archive, engine)
    return engine.answer(replace(request, facets={}, histogram=None))


def _html(archive: Archive, engine: Engine, asked: list[Question]) -> Times:
    """The page as a browser gets it, but for the network."""
    client = create_app(archive, engine).test_client()
    client.get("/search")
    return timed(lambda q: client.get(search_path(q.query())).get_data(), asked)


def _snippets(archive: Archive, engine: Engine, asked: list[Question]) -> Times:
    """Titles and passages of the results of each question, marked by a fresh matcher; the articles are read before."""
    found = {q: find(q.query(), archive, engine).hits for q in asked}
    trees = {q: read(q.query().text, archive, engine).tree for q in asked}

    def mark(question: Question) -> object:
        marks = matcher(trees[question])
        return [(marks.title(hit.article), marks.snippets(hit.article)) for hit in found[question]]

    return timed(mark, [q for q in asked if len(found[q]) == PAGE_SIZE])


def _suggestions(archive: Archive, engine: Engine, asked: list[Question]) -> Times:
    suggest("be", archive, engine)  # reads the words and the names of the generation
    typed = [replace(q, words=(" ".join(q.words)[:length],)) for q in asked if q.words for length in (2, 4, 7)]
    return timed(lambda q: suggest(q.words[0], archive, engine), typed)


def _cache(asked: list[Question], first: Times, again: Times) -> list[str]:
    at = [question.kind for question in asked].index("match-all")
    return [
        f"match-all with all facets: {first.wall[at]:.1f} ms cold, {again.wall[at]:.1f} ms again (cpu"
        f" {first.cpu[at]:.1f}, {again.cpu[at]:.1f})",
        f"all questions again, from the cache of the generation: {again.shown()} ms",
    ]


def _bare(folder: Path, archive: Archive) -> BareTantivy:
    made = folder.exists()
    bare = BareTantivy(folder)
    if not made:
        bare.fill(article for _, article in archive.changes(0) if article)
    return bare


def _full_text(folder: Path, archive: Archive, asked: list[Question], warm: list[Question]) -> Times:
    file = folder / "fts5.db"
    made = file.exists()
    with closing(FullText5(file)) as rival:
        if not made:
            rival.fill(article for _, article in archive.changes(0) if article)
        timed(rival.page, [q for q in warm if q.kind not in ("fuzzy", "match-all")])
        return timed(rival.page, asked)


def _whoosh(folder: Path, archive: Archive, asked: list[Question], warm: list[Question]) -> Times:
    with closing(open_engine("whoosh", folder / "whoosh", write=True)) as engine:
        sync(archive, engine)
        return _ours(archive, engine, asked, warm)


def add_hundred(folder: Path) -> list[str]:
    """A hundred articles more, until a reader sees them."""
    with (
        Archive.open(folder, write=True) as archive,
        closing(open_engine("tantivy", folder / "index", write=True)) as engine,
    ):
        reader = open_engine("tantivy", folder / "index")
        stamp = f"{time.time_ns():016x}"[-13:]
        newcomers = [replace(a, id=f"{stamp}{i:03}") for i, a in enumerate(islice(articles(0, 1000), 100))]
        before, began = reader.generation, time.perf_counter()
        run = archive.begin_run("add", "bench")
        archive.add(run, newcomers)
        archive.finish_run(run, {})
        sync(archive, engine)
        seen = reader.generation > before
        took = time.perf_counter() - began
        archive.undo(run.id)
        sync(archive, engine)
        reader.close()
    return [f"add 100 until they are seen: {took:.2f} s" if seen else "add 100: NOT SEEN"]


def _memory() -> str:
    """The memory of this process: its own, and with pages of the index, which the system may take back."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    own, whole = (int(status[name].split()[0]) / 1000 for name in ("RssAnon", "VmRSS"))
    return f"{own:,.0f} MB of its own, {whole:,.0f} MB with the pages of the index that are in memory"


def _table(asked: list[Question], results: dict[str, Times]) -> Iterator[str]:
    yield "| | " + " | ".join((*KINDS, "all", "cpu")) + " | ratio |"
    yield "|---" * (len(KINDS) + 4) + "|"
    ours = results["ours"]
    for name, times in results.items():
        kept = [q for q in asked if name != "FTS5" or q.kind != "fuzzy"]
        cells = [_of_kind(times, kept, kind) for kind in KINDS]
        mine = sum(c for q, c in zip(asked, ours.cpu, strict=True) if q in kept)
        ratio = sum(times.cpu) / mine
        yield f"| {name} | " + " | ".join((*cells, times.shown(), times.shown("cpu"))) + f" | {ratio:.2f} |"


def _of_kind(times: Times, asked: list[Question], kind: str) -> str:
    chosen = [wall for wall, question in zip(times.wall, asked, strict=True) if question.kind == kind]
    return f"{part(chosen, 0.5):.1f} / {part(chosen, 0.95):.1f}" if chosen else "-"


def main() -> None:
    """Read the arguments, print the tables, keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10k,100k", help="which of 10k, 100k, 1M")
    parser.add_argument("--folder", type=Path, default=Path("bench-archives"), help="where the archives are kept")
    parser.add_argument("--rivals", default="bare,fts5,whoosh", help="what else is measured where it is small enough")
    parser.add_argument("--made", action="store_true", help="leave out the rivals whose index is not there yet")
    parser.add_argument("--keep", action="store_true", help="write bench/SPEED.md")
    given = parser.parse_args()
    gc.set_threshold(YOUNG)  # as the command line does
    parts = []
    for name in given.sizes.split(","):
        folder = given.folder / name
        rivals = [r for r in given.rivals.split(",") if not given.made or (folder / FILES.get(r, r)).exists()]
        lines = [f"## {name} articles", "", *measure(folder, SIZES[name], rivals), ""]
        print("\n".join(lines), flush=True)
        parts += lines
        print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)
    if given.keep:
        note = f"Load of the machine at the end of the run: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n\n"
        KEPT.write_text(HEAD + note + "\n".join(parts))


if __name__ == "__main__":
    main()
