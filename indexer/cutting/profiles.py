"""Who writes in a forum? The block beside each post says it: name, rank, the day of joining, how many posts.

No word of it has to be known: in block after block the same words stand before other numbers.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from indexer import dates
from indexer.cutting.items import Item
from indexer.cutting.lines import folded

PROFILE: Final = "who writes in a forum"
LEAST: Final = 2
"""So many blocks with the same words, and in each so many lines that count something."""
ABOVE: Final = 4
"""So many lines may stand above what is counted: name, rank, place."""
NAME_WORDS: Final = 4
_COUNT: Final = re.compile(
    r"(?P<before>[^\W\d_][^\d|,.:：]{1,24}?)\s+\d[\d.,]*\s?[kKmM]?|\d[\d.,]*\s?[kKmM]?\s+(?P<behind>[^\W\d_][^\d|,.:：]{1,24})"
)
_LONGEST: Final = 48
_SIGNED: Final = re.compile(r"_{5,}|--")
SIGNATURE_WORDS: Final = 16


def mark_profiles(items: Sequence[Item]) -> None:
    """The blocks that say who wrote each post become the page's."""
    blocks = list(_blocks(items))
    often = Counter(word for block in blocks for word in {word for _, word in block})
    for block in blocks:
        known = [word for _, word in block if often[word] >= LEAST]
        if len(set(known)) >= LEAST:
            first, last = block[0][0], block[-1][0]
            for item in items[_top(items, first) : last + 1]:
                item.kind, item.side, item.rule, item.header, item.found = "boiler", "tail", PROFILE, None, []


def mark_signatures(items: Sequence[Item]) -> None:
    """What stands below a line of underscores or below "--" again and again is the signature of who writes there."""
    below = [item for rule, item in itertools.pairwise(items) if _SIGNED.fullmatch(rule.line.text) and _is_short(item)]
    often = Counter(item.key for item in below)
    for item in below:
        if often[item.key] >= LEAST:
            item.kind, item.side, item.rule, item.header, item.found = "boiler", "tail", PROFILE, None, []


def _is_short(item: Item) -> bool:
    return item.kind in ("short", "prose") and not item.line.blanks and item.line.words <= SIGNATURE_WORDS


def _blocks(items: Sequence[Item]) -> list[list[tuple[int, str]]]:
    """Runs of glued lines that count something or say since when, at least two of them numbers: where, and of what."""
    said = [_said(item) for item in items]
    runs = itertools.groupby(range(len(items)), key=lambda i: bool(said[i]))
    glued: list[list[tuple[int, str]]] = []
    for labelled, run in runs:
        for i in run if labelled else ():
            if glued and glued[-1][-1][0] == i - 1 and items[i].line.blanks == 0:
                glued[-1].append((i, said[i]))
            else:
                glued.append([(i, said[i])])
    return [block for block in glued if len(block) >= LEAST and not any(_names(items[i]) for i, _ in block)]


def _said(item: Item) -> str:
    """What a line counts or dates, "" for any other line: "posts" of "Posts 4,218"."""
    text = item.line.text
    if len(text) > _LONGEST or item.kind in ("prose", "rule", "end", "copyright", "body mark"):
        return ""
    if match := _COUNT.fullmatch(text):
        return folded(match["before"] or match["behind"])
    dated = dates.find(text) if item.header and item.header.kind == "label" else None
    return folded(text[: dated.start]) if dated else ""


def _names(item: Item) -> bool:
    """Whether a line says something of an article: no block of a writer does."""
    return any(f.name != "id" for f in item.found)


def _top(items: Sequence[Item], first: int) -> int:
    """Where a block begins: with the name and the rank that stand glued above what it counts."""
    top = first
    while top > 0 and first - top < ABOVE and items[top].line.blanks == 0 and _may_name(items[top - 1]):
        top -= 1
    return top


def _may_name(item: Item) -> bool:
    return item.kind == "short" and item.line.words <= NAME_WORDS and not item.found
