"""Bodies, titles, dates and outlets of real web pages, each page alone, beside trafilatura and htmldate alone."""

from __future__ import annotations

import json
import logging
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from bench.rows import Errors, Row, f1
from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.draft import Place, RawDocument
from indexer.extraction import Options
from indexer.workers import Chunk, in_order
from search.article import Article

SETS = ("scrapinghub", "fundus", "misc", "trafilatura", "htmldate")
OPTIONS = Options(corpus="pages")
WORD = re.compile(r"\w+")


def pages(data: Path, name: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The gold record and the bytes of each page of a set."""
    with tarfile.open(data / f"pages_{name}.tar.gz") as tar:
        bodies = {m.name.rsplit("/", 1)[-1]: m for m in tar.getmembers() if m.isfile()}
        gold_file = tar.extractfile(bodies["gold.jsonl"])
        assert gold_file is not None
        for line in gold_file.read().splitlines():
            gold = json.loads(line)
            if gold["file"] in bodies:
                page = tar.extractfile(bodies[gold["file"]])
                assert page is not None
                yield gold, page.read()


def ours(bodies: list[bytes]) -> list[Article | None]:
    """The main article of each page: the longest that the real pipeline finds in it."""

    def chunks() -> Iterator[Chunk]:
        for number, body in enumerate(bodies):
            place = Place(path=f"{number}.html", sha256="", start=0, end=len(body))
            yield Chunk(number, (RawDocument(place=place, shape="html", body=body),))

    found: list[Article | None] = []
    for result in in_order(chunks(), OPTIONS, NO_BOILERPLATE):
        found.append(max(result.articles, key=lambda a: len(a.text), default=None))
    return found


def baseline(body: bytes) -> dict[str, str]:
    """What trafilatura alone says of a page."""
    from trafilatura import bare_extraction

    document = bare_extraction(body, fast=True, with_metadata=True)
    values = document.as_dict() if document else {}
    return {name: values.get(name) or "" for name in ("text", "title", "date", "sitename", "hostname")}


def grams(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The bag of word 4-grams, as article-extraction-benchmark counts them; a shorter text is one gram."""
    words = WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


class Bodies:
    """4-gram precision and recall where each page weighs the same (the formula of article-extraction-benchmark)."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0.0
        self.pages = 0

    def add(self, text: str, gold: str) -> float:
        """Count a page and return its own F1."""
        a, b = grams(text), grams(gold)
        shared, only_ours, only_gold = (a & b).total(), (a - b).total(), (b - a).total()
        whole = shared + only_ours + only_gold or 1
        self.right += shared / whole
        self.found += (shared + only_ours) / whole
        self.wanted += (shared + only_gold) / whole
        self.pages += 1
        return f1(shared, shared + only_ours, shared + only_gold)

    @property
    def f1(self) -> float:
        """F1 over all pages."""
        return f1(self.right, self.found, self.wanted)


def near(a: str, b: str) -> bool:
    """Whether two titles are equal or near: the same words but for a tenth."""
    one, other = (" ".join(WORD.findall(t.casefold())) for t in (a, b))
    return one == other or (bool(one and other) and SequenceMatcher(None, one, other).ratio() >= 0.9)


def day_of(value: str | float | None) -> str:
    """The day of a gold date: ISO text, or seconds (or milliseconds) since 1970."""
    if not value or isinstance(value, str) or value != value:  # NaN: the set leaves it open
        return value[:10] if isinstance(value, str) else ""
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def names(*values: str | None) -> set[str]:
    """Names and domains in a form that can be compared."""
    return {re.sub(r"^www\.|[\W_]", "", v.casefold()) for v in values if v}


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """The rows of all page sets that the folder holds."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    rows: list[Row] = []
    errors: Errors = {"bodies": [], "titles": [], "dates": [], "outlets": []}
    titles: list[tuple[bool, bool]] = []
    dates: list[tuple[str, str, str]] = []
    for name in SETS:
        if not (data / f"pages_{name}.tar.gz").exists():
            continue
        golds, bodies = zip(*pages(data, name), strict=True)
        found, alone = ours(list(bodies)), [baseline(body) for body in bodies]
        if name in ("scrapinghub", "fundus", "misc"):
            rows.append(_bodies(name, golds, found, alone, errors))
        for gold, article, other in zip(golds, found, alone, strict=True):
            if gold.get("title"):
                good = near(article.title if article else "", gold["title"])
                titles.append((good, near(other["title"], gold["title"])))
                if not good:
                    errors["titles"].append(f"{gold['id']}: {article.title if article else None!r} / {gold['title']!r}")
            day = day_of(gold.get("date") or gold.get("htmldate"))
            if day:
                dates.append((day, (article.date.value or "")[:10] if article else "", other["date"]))
                if dates[-1][0] != dates[-1][1]:
                    errors["dates"].append(
                        f"{gold['id']}: {dates[-1][1] or 'none'} / {day} ({article and article.date})"
                    )
        if name == "fundus":
            rows.append(_outlets(golds, found, alone, errors))
    row = partial(Row, set="pages", baseline_name="trafilatura")
    rows += [
        row(
            measure="titles equal or near",
            ours=_share(t[0] for t in titles),
            baseline=_share(t[1] for t in titles),
            target=0.93,
            n=len(titles),
        ),
        row(
            measure="dates right",
            ours=_share(d[0] == d[1] for d in dates),
            baseline=_share(d[0] == d[2] for d in dates),
            target=0.92,
            n=len(dates),
        ),
        row(
            measure="dates wrong",
            ours=_share(d[1] not in ("", d[0]) for d in dates),
            baseline=_share(d[2] not in ("", d[0]) for d in dates),
            target=0.03,
            lower_is_better=True,
            n=len(dates),
        ),
    ]
    return rows, errors


def _bodies(name: str, golds: Any, found: Any, alone: Any, errors: Errors) -> Row:
    mine, theirs = Bodies(), Bodies()
    worst = []
    for gold, article, other in zip(golds, found, alone, strict=True):
        if gold.get("text"):
            own = mine.add(article.text if article else "", gold["text"])
            worst.append((own - theirs.add(other["text"], gold["text"]), own, gold["id"]))
    errors["bodies"] += [f"{i}: F1 {own:.3f}, {diff:+.3f} against trafilatura" for diff, own, i in sorted(worst)]
    return Row(set=name, measure="bodies, 4-gram F1", ours=mine.f1, baseline=theirs.f1, baseline_name="trafilatura",
               target=theirs.f1, n=mine.pages)  # fmt: skip


def _outlets(golds: Any, found: Any, alone: Any, errors: Errors) -> Row:
    good, base = [], []
    for gold, article, other in zip(golds, found, alone, strict=True):
        wanted = names(gold["outlet"], gold["domain"])
        outlet = article.outlet if article else None
        good.append(bool(outlet and wanted & names(outlet.name, outlet.domain)))
        base.append(bool(wanted & names(other["sitename"], other["hostname"])))
        if not good[-1]:
            errors["outlets"].append(
                f"{gold['id']}: {outlet and (outlet.name, outlet.domain)} / {gold['outlet']} {gold['domain']}"
            )
    return Row(set="fundus", measure="outlet, name or domain", ours=_share(good), baseline=_share(base),
               baseline_name="trafilatura", target=0.97, n=len(good))  # fmt: skip


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0
