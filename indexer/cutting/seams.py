"""What comes again between the articles of a page? A page repeats its own marks there: buttons, end signs, slugs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from indexer.cutting.items import Item, begins_with_dateline
from indexer.cutting.lines import folded

SHARE: Final = 0.6
"""The marks must stand in so many of the gaps that are cut anyway, to speak for or against the others."""
LEAST: Final = 2
EVERYWHERE: Final = 3
FOR: Final = 3.0
AGAINST: Final = -1.5
LONGEST: Final = 80
_ADVERT: Final = re.compile(
    r"ad\b|ads\b|advert|sponsored|anzeige|werbung|publici|reklam|реклам|إعلان|اعلان|广告|photo|foto|image",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"https?://\S+")


def seams(gaps: Sequence[Sequence[Item]], after: Sequence[Item], cut: Sequence[bool]) -> list[float]:
    """For each gap what the marks of the page say about it: FOR, AGAINST or 0.

    `after` is the paragraph behind each gap, `cut` says which gaps are cut by their own evidence.
    """
    marks = [_marks(gap) for gap in gaps]
    counts = Counter(mark for found in marks for mark in found)
    accepted = [found for found, sure in zip(marks, cut, strict=True) if sure]
    common = {mark for mark, n in counts.items() if n >= LEAST and sum(mark in f for f in accepted) >= LEAST}
    with_marks = sum(1 for found in accepted if found & common)
    if with_marks < LEAST or with_marks < SHARE * len(accepted):
        return [0.0] * len(gaps)
    firm = {mark for gap, sure in zip(gaps, cut, strict=True) if sure for mark in _marks(gap, inline=False)} & common
    against = sum(1 for found in accepted if found & firm) >= SHARE * len(accepted)
    said = [_said(gap, below, found, common) for gap, below, found in zip(gaps, after, marks, strict=True)]
    return said if against else [max(0.0, score) for score in said]


def common_marks(gaps: Sequence[Sequence[Item]]) -> frozenset[str]:
    """The lines that stand in so many gaps that they cannot be headlines."""
    counts = Counter(mark for gap in gaps for mark in _marks(gap))
    return frozenset(mark for mark, n in counts.items() if n >= EVERYWHERE)


def _said(gap: Sequence[Item], below: Item, found: set[str], common: set[str]) -> float:
    if not found & common:
        return 0.0 if any(item.is_date for item in gap) else AGAINST
    opens = any(item.kind in ("short", "meta") and not {mark_key(item)} & common for item in gap)
    return FOR if opens or begins_with_dateline(below) else 0.0


def _marks(gap: Sequence[Item], *, inline: bool = True) -> set[str]:
    """The keys of the lines that may be marks; `inline` takes those that may stand inside a text too."""
    return {
        key
        for item in gap
        if item.kind in ("short", "boiler", "end", "rule", "copyright", "meta", "bullet") and not is_advert(item)
        if inline or item.side != "inline"
        if (key := mark_key(item))
    }


def is_advert(item: Item) -> bool:
    """Whether a line says that an advert stands there, as it may in the middle of a text."""
    return item.side in ("inline", "tail") and item.line.words <= 2 and _ADVERT.match(item.line.text) is not None


def mark_key(item: Item) -> str:
    """A line without what differs from article to article: numbers, addresses; rules by their signs."""
    if len(item.line.text) > LONGEST:
        return ""
    if item.kind == "rule":
        return "".join(sorted(set(item.line.text)))[:4] if len(item.line.text) > 2 else ""
    return _DIGITS.sub("0", folded(_ADDRESS.sub("", item.line.text)))
