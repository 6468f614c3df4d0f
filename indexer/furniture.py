"""Which lines are furniture of the page: runs of labels, lines that come again below every article, link numbers?

These are seen only by looking at several lines at once; what a line says by itself is `headers` and `boilerplate`.
"""

from __future__ import annotations

import re
from typing import Final

from indexer import dates
from indexer.headers import Found, Header
from indexer.items import Item
from indexer.lines import starts_item

_LABELLED: Final = re.compile(r"(?P<name>[^\W\d_][\w /()-]{0,34}?)\s?[:：](?:\s+(?P<value>\S.*))?", re.DOTALL)
_OUTLET: Final = re.compile(
    r"publication title|(?:news)?paper|journal|media(?: name)?|zeitung|titre de la publication", re.I
)
_DATED: Final = re.compile(r"publication info|published|issue|parution|erschienen", re.I)
RUN: Final = 3
LONGEST: Final = 400


def mark(items: list[Item]) -> None:
    """Say of the lines of a page which are furniture: `kind` becomes "meta" or "boiler"."""
    _label_runs(items)
    _repeated_lines(items)


def _label_runs(items: list[Item]) -> None:
    """A label nobody knows is one all the same among labels that are known."""
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and _is_labelled(items[stop]):
            stop += 1
        known = sum(1 for item in items[start:stop] if item.header and item.header.kind == "label")
        known += stop < len(items) and items[stop].kind == "prose" and items[stop].header is not None
        if stop - start >= RUN and (known >= 2 or (known and stop - start >= RUN + 2)):
            for item in items[start:stop]:
                _as_label(item)
        start = max(stop, start + 1)


def _is_labelled(item: Item) -> bool:
    text = item.line.text
    if item.header and item.header.kind == "label":
        return True
    if ":" not in text[:36] and "：" not in text[:36]:
        return False
    return len(text) < LONGEST and not starts_item(text) and _LABELLED.fullmatch(text) is not None


def _as_label(item: Item) -> None:
    if item.header and item.header.kind == "label":
        item.kind, item.side, item.rule = "meta", None, ""
        return
    match = _LABELLED.fullmatch(item.line.text)
    if match is None or item.kind in ("copyright", "body mark"):
        return
    found: list[Found] = []
    start, value = match.start("value"), match["value"] or ""
    if _OUTLET.fullmatch(match["name"]) and 2 < len(value) < 80:
        found.append(Found("outlet", start, start + len(value)))
    elif _DATED.match(match["name"]) and (reading := dates.find(value)):
        found.append(Found("date", start + reading.start, start + reading.end))
    item.kind, item.side, item.rule, item.found = "meta", None, "", found
    item.header = Header("label", tuple(found))


def _repeated_lines(items: list[Item]) -> None:
    """A short line that stands right below several different bodies belongs to the page."""
    below: dict[str, set[str]] = {}
    for above, item, after in zip(items, items[1:], [*items[2:], None], strict=False):
        if item.kind == "short" and item.key and len(item.line.text) < 80:
            heads = after is not None and (after.is_date or after.kind == "bullet")
            closing = _ends_a_body(above) and not heads
            below.setdefault(item.key, set()).add(above.key or above.line.text if closing else "")
    for key, texts in below.items():
        if len(texts) >= 2 and "" not in texts:
            for item in items:
                if item.key == key and item.kind == "short":
                    item.kind, item.side, item.rule = "boiler", "tail", "line repeated on the page"


def _ends_a_body(item: Item) -> bool:
    return item.kind in ("prose", "boiler") or (item.header is not None and item.header.kind == "credit")
