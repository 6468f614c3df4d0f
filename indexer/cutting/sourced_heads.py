"""Which headlines of a page name their source or their day in their own line? All of a page do it alike.

"Bakers end strike (Capital Dispatch)", "[Norpress] Bakers end strike", "[2025-06-24 07:30] Bakers end strike".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from indexer import dates
from indexer.cutting.dated_lines import titled
from indexer.cutting.found import Found, Header
from indexer.cutting.items import Item
from indexer.cutting.papers import is_outlet

SOURCE_WORDS: Final = 6
TITLE_WORDS: Final = 4
LEAST: Final = 2
_SOURCED: Final = re.compile(
    r"(?:[-•*·▪●–—]\s*|\d{1,2}[.)]\s+)?(?P<title>.+?)"
    r"(?:\s*[(\[](?P<outlet>[^\W\d_a-z][^()\[\]\d]{2,40})[)\]]"
    r"|\s+[-–—|]\s+(?P<behind>[^\W\d_a-z][^-–—|()\d.!?:]{2,40}))"
)
_SOURCE_FIRST: Final = re.compile(r"\[(?P<outlet>[^\W\d_a-z][^\[\]\d]{2,40})\]\s+(?P<title>.{15,})")
_DAY_FIRST: Final = re.compile(r"(?:[-•*·▪●>–—#]+\s*)?[\[(]?")
_BEHIND_DAY: Final = re.compile(r"[\])]?\s*[:|–—-]*\s*")


def mark_sourced_heads(items: list[Item]) -> None:
    """Give the headlines of a page the outlets and days that stand in their lines."""
    _sources_behind(items)
    _days_behind(items)
    _days_before(items)


def _sources_behind(items: list[Item]) -> None:
    found = []
    for item, after in itertools.pairwise(items):
        if item.kind == "short" and after.kind in ("prose", "meta", "short"):
            first = _SOURCE_FIRST.fullmatch(item.line.text)
            boxed = item.line.text[-1] == "]"
            match = first or ((boxed or after.kind != "short") and _SOURCED.fullmatch(item.line.text)) or None
            if match and len(match["title"].split()) >= TITLE_WORDS:
                outlet = "outlet" if first or match["outlet"] else "behind"
                if len(match[outlet].split()) <= SOURCE_WORDS:
                    found.append((item, [Found("title", *match.span("title")), Found("outlet", *match.span(outlet))]))
    for item, told in found:
        alone = item.line.text[-1] == "]" and is_outlet(item.line.text[told[1].start : told[1].end])
        if len(found) >= LEAST or alone:  # in round brackets stands who took a picture
            item.found = told


def _days_behind(items: list[Item]) -> None:
    """A headline with a name and a day in brackets is one where others of its page have a known paper there."""
    sure = [item for item in items if {"title", "outlet", "date"} <= {f.name for f in item.found}]
    for item, after in itertools.pairwise(items) if len(sure) >= LEAST else ():
        if item.kind == "short" and item.header is None and after.kind in ("prose", "meta"):
            item.header = titled(item.line.text)
            item.kind = "meta" if item.header else "short"
            item.found = list(item.header.found) if item.header else item.found


def _days_before(items: list[Item]) -> None:
    """Headlines that begin with their day in brackets, or with a day and end with an outlet."""
    told = [
        (item, found)
        for item, after in itertools.pairwise(items)
        if item.kind in ("short", "bullet") and item.header is None and after.kind in ("prose", "meta")
        if (found := _dated(item.line.text))
    ]
    for item, found in told if len(told) >= LEAST else []:
        item.kind, item.header, item.found, item.bulleted = "meta", Header("date", tuple(found)), list(found), False


def _dated(text: str) -> Sequence[Found]:
    if not any(c.isdigit() for c in text[:16]):
        return ()
    lead = _DAY_FIRST.match(text)
    start = lead.end() if lead else 0
    reading = next((r for r in dates.find_all(text) if r.value and r.start == start), None)
    if reading is None:
        return ()
    behind = _BEHIND_DAY.match(text, reading.end)
    at = behind.end() if behind else reading.end
    sourced = _SOURCED.fullmatch(text, at)
    span = sourced.span("title") if sourced else (at, len(text))
    if len(text[slice(*span)].split()) < TITLE_WORDS or not (sourced or text[start - 1 : start] in ("[", "(")):
        return ()
    found = [Found("date", reading.start, reading.end), Found("title", *span)]
    if sourced:
        found.append(Found("outlet", *sourced.span("outlet" if sourced["outlet"] else "behind")))
    return found
