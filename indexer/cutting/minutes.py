"""Are the minutes that a line of a page names its age, or how long its text takes to read?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from indexer.cutting.found import Found
from indexer.cutting.items import Item

_MINUTES: Final = re.compile(r"\d{1,3}\s?min", re.IGNORECASE)
_BRIEF: Final = re.compile(r"\d{1,3}\s?(?:h|hrs?|d|w|j|sem|std|godz|ч|д)\.?", re.IGNORECASE)


def drop_reading_times(items: Sequence[Item]) -> None:
    """Minutes are an age only on a page that prints other ages as briefly, "3h", and none beside a day."""
    told = [(item, _told(item)) for item in items if item.found]
    timed = [item for item, ages in told if any(map(_MINUTES.fullmatch, ages))]
    if not timed:
        return
    aged = any(_BRIEF.fullmatch(age) for _, ages in told for age in ages)
    beside = any(len(_told(item)) > 1 for item in timed)
    if aged and not beside:
        return
    for item in timed:
        item.found = _without_minutes(item, item.found)
        if item.header:
            kind = item.header.kind if item.is_date or item.header.kind != "date" else "label"
            item.header = replace(item.header, kind=kind, found=tuple(_without_minutes(item, item.header.found)))


def _told(item: Item) -> list[str]:
    return [item.line.text[f.start : f.end] for f in item.found if f.name == "date"]


def _without_minutes(item: Item, found: Iterable[Found]) -> list[Found]:
    text = item.line.text
    return [f for f in found if f.name != "date" or not _MINUTES.fullmatch(text[f.start : f.end])]
