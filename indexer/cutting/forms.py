"""Which lines of a page are a form filled in? Labels on lines of their own, and what they are the labels of below.

"Source:" stands above "The Veldon Post"; of a numbered form every label is one, known or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer import dates
from indexer.cutting.found import Found, Header
from indexer.cutting.headers import is_body_mark
from indexer.cutting.items import Item
from indexer.cutting.labels import label_name

FORM: Final = "field of a form"
LEAST: Final = 2
"""So many different fields, among them its outlet, its day, its headline or its text, make a form."""
_LABEL: Final = re.compile(
    r"(?:(?P<number>\d{1,2})\s?[.、)．]\s?)?(?P<name>[^\W\d_][^:：()（]{0,30}?)\s*(?:[(（].{0,60})?[:：]"
)
_DENSE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_VALUE: Final = 160


def mark_forms(items: Sequence[Item]) -> None:
    """Give the lines below known labels as what these say; of numbered labels that nobody knows they are the page's."""
    labels = {i: match for i, item in enumerate(items) if (match := _matched(item))}
    names = {i: name for i, match in labels.items() if (name := _name(match["name"])) is not None}
    if len({name for name in names.values() if name}) < LEAST:
        return
    counted, below = any(labels[i]["number"] for i in names), False
    for i, match in labels.items():
        name = names.get(i)
        if name == "text":
            _set(items[i], "body mark", Header("body mark"))
        elif name is not None or (counted and match["number"]):
            _set(items[i], "meta", Header("label"))
            if name is not None or below:  # above the text what nobody knows may be its headline
                _fill(items, i + 1, name or "")
        below = name == "text" or (below and name not in ("title", "outlet", "date"))


def _matched(item: Item) -> re.Match[str] | None:
    return _LABEL.fullmatch(item.line.text) if item.line.text[-1] in ":：" and len(item.line.text) < 100 else None


def _name(label: str) -> str | None:
    """What a label says: "" where that is nothing we keep, None where nobody knows it. What it begins with may say it,
    "Titular completo", in scripts that write words together what it ends with, "完整新聞標題"."""
    dense = _DENSE.fullmatch(label)
    forms = [label[start:] for start in range(len(label) - 1)] if dense else [label, label.split()[0]]
    for form in forms:
        if is_body_mark(form):
            return "text"
        if (name := label_name(form)) is not None:
            return name
    return None


def _set(item: Item, kind: str, header: Header) -> None:
    item.kind, item.side, item.rule, item.header, item.found = kind, None, "", header, list(header.found)  # type: ignore[assignment]


def _fill(items: Sequence[Item], at: int, name: str) -> None:
    """Say what the line right below a label holds."""
    if at >= len(items) or _matched(items[at]) or len(text := items[at].line.text) > _VALUE:
        return
    item = items[at]
    if item.line.blanks > items[at - 1].line.blanks:
        return
    if name == "title":
        item.kind, item.found = "short", [Found("title", 0, len(text))]
    elif name in ("date", "modified"):
        if reading := dates.find(text):
            _set(item, "meta", Header("label", (Found(name, reading.start, reading.end),)))
    else:
        _set(item, "meta", Header("label", (Found(name, 0, len(text)),) if name else ()))
