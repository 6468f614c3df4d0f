"""Pairs of copies and near-copies, through the archive's own story assignment."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from bench.rows import Errors, Row, records
from search.archive import Archive
from search.article import Article, Source
from search.identity import article_id

Pairs = set[tuple[str, str]]


def stories(texts: Mapping[str, str]) -> dict[str, str]:
    """The story of each text, by the name of its record."""
    articles = {
        name: Article(id=article_id(text), title="", text=text, source=Source(
            corpus="bench", path=name, sha256="", start=0, end=len(text.encode()), line=1))
        for name, text in texts.items()
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), create=True, write=True) as archive:
        run = archive.begin_run("bench", "bench")
        items = list(articles.values())
        for at in range(0, len(items), 500):
            archive.add(run, items[at : at + 500])
        archive.finish_run(run, {})
        ids = list({article.id for article in items})
        found = {a.id: a.story for at in range(0, len(ids), 500) for a in archive.articles(ids[at : at + 500]).values()}
    return {name: found[article.id] for name, article in articles.items()}


def pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    """All pairs inside the groups."""
    return {(a, b) for group in groups for a, b in combinations(sorted(set(group)), 2)}


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """Precision and recall of pairs on the planted near-duplicates and on the duplicates of Reuters."""
    rows: list[Row] = []
    errors: Errors = {"copies": []}
    if (data / "neardup_minhash.jsonl.gz").exists():
        planted = list(records(data / "neardup_minhash.jsonl.gz"))
        texts = {r["id"]: r["text"] for r in planted}
        gold = pairs([r["id"], other] for r in planted for other in r["duplicate_of"] if other in texts)
        rows += _rows("planted near-duplicates", _found(texts), gold, errors)
    if (data / "reuters21578_duplicates.jsonl.gz").exists():
        texts = {r["id"]: r["text"] for r in records(data / "reuters21578.jsonl.gz") if r["text"]}
        gold = pairs(
            [i for i in r["ids"] if i in texts]
            for r in records(data / "reuters21578_duplicates.jsonl.gz")
            if len([i for i in r["ids"] if i in texts]) > 1
        )
        ids = {name: article_id(text) for name, text in texts.items()}
        groups: dict[str, list[str]] = {}
        for name, key in ids.items():
            if len(texts[name]) >= 300:  # the gold counts bodies of 300 characters or more
                groups.setdefault(key, []).append(name)
        rows += _rows("Reuters duplicates", pairs(groups.values()), gold, errors)
    return rows, errors


def _found(texts: Mapping[str, str]) -> Pairs:
    groups: dict[str, list[str]] = {}
    for name, story in stories(texts).items():
        groups.setdefault(story, []).append(name)
    return pairs(groups.values())


def _rows(name: str, found: Pairs, gold: Pairs, errors: Errors) -> list[Row]:
    errors["copies"] += [f"{name}: missed {a} {b}" for a, b in sorted(gold - found)]
    errors["copies"] += [f"{name}: false {a} {b}" for a, b in sorted(found - gold)]
    right = len(found & gold)
    return [
        Row(set=name, measure="pair precision", ours=right / max(1, len(found)), target=0.98, n=len(found)),
        Row(set=name, measure="pair recall", ours=right / max(1, len(gold)), target=0.98, n=len(gold)),
    ]
