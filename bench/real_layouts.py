"""How well are the layouts cut when they print real articles? `python -m bench.real_layouts DATA [SEED] [--all]`.

Each invented article of a layout gives way to one of the data of its language, drawn by the seed: real texts are longer
and rougher, with lists, captions, bylines and headings inside. The layout's days and outlets stay as they are.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any

from bench.layouts import Sums, layout, layouts, measure, stock
from bench.rows import records

SETS = {
    "en": ("news_en_outlets", "news_en_bbc", "reuters21578"),
    "ar": ("news_ar_saudi",),
    "fa": ("news_fa_iran",),
    "es": ("news_es_fakenews",),
}
_PARAGRAPH = {"reuters21578": r"\n\s+"}
"""What parts the paragraphs of a set, where its lines are wrapped."""
WORDS = (60, 900)
Pools = dict[str, list[dict[str, Any]]]
OF_A_SET = 1000


def pools_of(data: Path) -> Pools:
    """Real articles by their language."""
    return {language: _pool(data, language) for language in SETS}


def _pool(data: Path, language: str) -> list[dict[str, Any]]:
    """Title and paragraphs of the articles of a language that have both."""
    found = []
    for name in SETS.get(language, ()):
        rows = itertools.islice(records(data / f"{name}.jsonl.gz"), OF_A_SET)
        for row in rows:
            title = " ".join(row["title"].split())
            text = [" ".join(p.split()) for p in re.split(_PARAGRAPH.get(name, r"\n+"), row["text"]) if p.strip()]
            if text and text[0].startswith(title):
                text[0] = text[0].removeprefix(title).strip()
            text = [p for p in text if p]
            if title and WORDS[0] <= sum(len(p.split()) for p in text) <= WORDS[1]:
                found.append({"title": title, "text": text})
    return found


def real_stock(pools: Pools, dice: random.Random) -> dict[str, Any]:
    """Our articles with the title and text of real ones, where there are any of their language."""
    mine = stock()
    drawn = {language: dice.sample(pool, min(len(pool), len(mine))) for language, pool in pools.items()}
    return {
        name: article | (drawn[language].pop() if drawn.get(language := article.get("language", "en")) else {})
        for name, article in mine.items()
    }


def _wired(paragraphs: list[str]) -> str:
    return "\n".join(textwrap.fill(p, 62, initial_indent="    ", break_long_words=False) for p in paragraphs)


def prints_whole_texts(path: Path) -> bool:
    """Whether a layout prints every article that it expects from the stock, and none of it in its own words."""
    given = tomllib.loads(path.read_text("utf-8"))
    return all(re.search(rf"\{{{row['article']}\.text\b(?!\|lead|\|rest)", given["page"]) for row in given["expect"])


def main() -> None:
    """Print a row for each layout that misses something, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument(
        "--wire", action="store_true", help="set the texts as wires do: 62 columns, first lines indented"
    )
    parser.add_argument("--all", action="store_true", help="print every layout")
    parser.add_argument("--show", metavar="LAYOUT", help="print the page of one layout instead")
    given = parser.parse_args()
    pools = pools_of(given.data)
    if given.wire:
        pools = {
            language: [article | {"text": [_wired(article["text"])]} for article in pools[language]]
            for language in pools
        }
    total = Sums()
    for path in filter(prints_whole_texts, layouts()):
        articles = real_stock(pools, random.Random(f"{given.seed} {path.stem}"))
        page, expected = layout(path, articles)
        if given.show == path.stem:
            print(page)
        if given.show:
            continue
        sums = measure(page, expected)
        total += sums
        if given.all or not sums.expected == sums.drafts == sums.found:
            print(f"{path.stem:28} {sums.expected:2} {sums.drafts:2}  {sums.row}")
    print(f"{'all':28} {total.expected:2} {total.drafts:2}  {total.row}")


if __name__ == "__main__":
    main()
