"""Are the actors that an article lists right? Measured on articles of our own invention, each with all of its actors.

The labelled sets judge every name; this judges what the facet shows, in seven languages. An actor is right when its
name, or a transliteration of it, is one of the gold.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bench.rows import Errors, Row
from indexer import actors
from indexer.naming.spelling import key

ARTICLES = Path(__file__).with_name("listed.toml")


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """Precision and recall of the listed actors, over all articles together; `data` is not read."""
    right = listed = found = wanted = 0
    lines: list[str] = []
    for article in tomllib.loads(ARTICLES.read_text(encoding="utf-8"))["article"]:
        gold = [{key(form) for form in names.split("|")} for names in article["right"]]
        ours = {key(name): name for name in names_listed(article)}
        wrong = [name for k, name in ours.items() if not any(k in forms for forms in gold)]
        missed = [forms for forms in gold if forms.isdisjoint(ours)]
        right, listed = right + len(ours) - len(wrong), listed + len(ours)
        found, wanted = found + len(gold) - len(missed), wanted + len(gold)
        lines += [f"wrong, {article['language']}: {name!r} in {article['title']!r}" for name in wrong]
        lines += [f"missed, {article['language']}: {sorted(f)[0]!r} in {article['title']!r}" for f in missed]
    rows = [
        Row(set="own articles", measure="listed actors right", ours=right / listed, target=0.9, n=listed),
        Row(set="own articles", measure="actors found", ours=found / wanted, n=wanted),
    ]
    return rows, {"listed": lines}


def names_listed(article: dict[str, Any]) -> list[str]:
    """The names that the facet of actors shows for an article."""
    found = actors.find(article["title"], article["text"].strip(), article["language"], day="2025-07-01")
    return [actor.name for actor in found]
