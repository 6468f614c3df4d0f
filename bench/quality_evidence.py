"""Do the words of every value stand where they are said to? All evidence of the articles of every set in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.rows import Errors, Row
from indexer import readers, workers
from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.extraction import Options
from search.article import Article

MOST = 500
"""Documents of a set that are read; of a larger one every second, third, ..."""


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """A row for each file of the folder that holds articles: the share of its evidence that is valid."""
    rows: list[Row] = []
    errors: Errors = {"evidence": []}
    for path in sorted(p for p in data.iterdir() if p.is_file() and ".gz" in p.suffixes):
        valid = total = 0
        for article in articles(path):
            for said in article.evidence:
                total += 1
                zone = article.zone(said.zone)
                if 0 <= said.start < said.end <= len(zone) and zone[said.start : said.end] == said.text:
                    valid += 1
                else:
                    errors["evidence"].append(f"{path.name} {article.external_id or article.source.line} {said}")
        if total:
            rows.append(
                Row(set=path.name.split(".")[0], measure="evidence valid", ours=valid / total, target=1.0, n=total)
            )
    return rows, errors


def articles(path: Path) -> Iterator[Article]:
    """The articles of a dump, or of a part of it that is spread over the whole."""
    options = Options(corpus="bench", captured="2026-01-01T00:00:00Z")
    members = [member for member in readers.members([path]) if isinstance(member, readers.Member)]
    items = [item for member in members for item in readers.documents(member)]
    step = -(-len(items) // MOST) or 1
    for item in items[::step]:
        yield from workers.work(options, NO_BOILERPLATE, workers.Chunk(0, (item,))).articles
