"""Which headlines of a page lead elsewhere? Rows of headline, outlet and day, one below the other without any text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indexer.cutting.items import Item, overlap
from indexer.cutting.lines import ends

TEASER: Final = "headline without a text"
ROWS: Final = 2
FITS: Final = 0.25
"""The share of its words that the last headline of such rows has at least in common with what stands below, if that is
its text."""
_TITLE_WORDS: Final = 3
_HEADING_WORDS: Final = 6


def mark_teasers(items: Sequence[Item]) -> None:
    """Two and more rows on end below the first text are the page's, the last of them too if what follows is not about
    it."""
    start = next((i for i, item in enumerate(items) if item.kind == "prose"), len(items))
    while start < len(items):
        stop = max(_end(items, start, title) for title in (0, 1))
        rows = (stop - start) // 2
        if rows >= ROWS and _leads_in(items, stop):
            stop -= 2
        if rows >= ROWS:
            top = start - 1 if start and _is_heading(items[start - 1]) else start
            for item in items[top:stop]:
                item.kind, item.side, item.rule, item.header, item.found = "boiler", "tail", TEASER, None, []
        start = max(stop, start + 1)


def _end(items: Sequence[Item], start: int, title: int) -> int:
    """Where the rows end that begin at a line; `title` says which of their two lines is the headline."""
    stop = start
    while _is_row(items[stop : stop + 2], title):
        stop += 2
    return stop


def _is_row(row: Sequence[Item], title: int) -> bool:
    """Whether two glued lines are a headline and one that names outlet and day and nothing else."""
    if len(row) < 2 or row[1].line.blanks or row[title].kind != "short" or row[title].line.words < _TITLE_WORDS:
        return False
    head = row[1 - title]
    return head.kind == "meta" and {"outlet", "date"} <= {f.name for f in head.found}


def _is_heading(item: Item) -> bool:
    """Whether a line may stand over such rows: "You may also like"."""
    return item.kind == "short" and item.line.words <= _HEADING_WORDS and not ends(item.line.text)


def _leads_in(items: Sequence[Item], stop: int) -> bool:
    """Whether the last row is the head of the text below it."""
    text = " ".join(item.line.text for item in items[stop : stop + 3] if item.kind == "prose")
    titles = [item.text for item in items[stop - 2 : stop] if item.kind == "short"]
    return bool(text) and any(overlap(title, text) >= FITS for title in titles)
