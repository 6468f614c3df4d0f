"""Does the text of a record hold several articles: a digest mail, a page of clippings in one field?

A record is one article unless its text says otherwise, loudly: nearly every piece that the page cutter finds in it
has a headline, a day and an outlet of its own. Live blogs, diaries, roundups and letters have some of these, not all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from indexer import dates
from indexer.draft import Hint
from indexer.headers import header
from indexer.items import Item
from indexer.lines import Line, folded
from indexer.outlet_names import is_outlet
from indexer.years import PAGE_DAY

SHORT: Final = 170  # characters of a line of a header
SENTENCE: Final = 60  # characters of a line that ends like a sentence and is one
STOPS: Final = (".", "。", "۔", "।", "?", "؟", '."', ".”", ".»")
LEAST: Final = 100  # weight of the prose of an article
MOST: Final = 0.7  # of the pieces must have a header of their own
NAMED: Final = 0.5  # of the outlets must be known, or named like one: a venue or a signature stands beside a day too
PIECEWISE: Final = frozenset({"language", "captured", "corpus"})
WHERE: Final = frozenset({"outlet", "domain", "url"})
_DIGIT: Final = re.compile(r"\d")


def may_be_digest(page: Sequence[Line]) -> bool:
    """Whether a text has the lines that two headers need: cheap, nearly every record is sent away here."""
    if len(page) < 2 * 3 or sum(len(line.text) >= LEAST for line in page) < 2:
        return False
    short = [line for line in page if len(line.text) <= SHORT and _DIGIT.search(line.text) and not _is_told(line.text)]
    return len(short) >= 2 and sum(map(_is_dated, short)) >= 2


def _is_told(text: str) -> bool:
    return len(text) > SENTENCE and text.endswith(STOPS)


def _is_dated(line: Line) -> bool:
    """Whether a line is there for a day; to look for the day first is much faster, since few lines have one."""
    said = header(line) if dates.find_all(line.text) else None
    return said is not None and any(found.name == "date" for found in said.found)


def is_digest(found: Sequence[Item]) -> bool:
    """Whether the articles that a page was cut into are articles beyond doubt."""
    heads = [_Piece([item for item in found if item.article == n]) for n in range(1 + max(i.article for i in found))]
    whole = [piece for piece in heads if piece.is_whole]
    titles = Counter(piece.title for piece in whole)
    rest = [piece for piece in heads[1:] if not piece.is_whole]
    if len(whole) < 2 or max(titles.values()) > 1 or len(rest) > (1 - MOST) * len(heads):
        return False
    return sum(is_outlet(piece.outlet) for piece in whole) >= max(2, NAMED * len(whole))


def largest(found: Sequence[Item]) -> float:
    """The share of the prose of a page in the longest of its articles: the others of a page of one are slight."""
    sizes = Counter[int]()
    for item in found:
        sizes[item.article] += int(item.line.weight) if item.role == "text" else 0
    return max(sizes.values()) / max(sizes.total(), 1)


class _Piece:
    """What speaks for a piece as an article."""

    def __init__(self, items: Sequence[Item]) -> None:
        said = {f.name: i.line.text[f.start : f.end] for i in items if i.role == "meta" for f in reversed(i.found)}
        self.title = next((folded(item.text) for item in items if item.role == "title"), "")
        self.outlet = said.get("outlet", "")
        self.prose = sum(item.line.weight for item in items if item.role == "text")
        self.is_whole = bool(self.title and self.outlet) and "date" in said and self.prose >= LEAST


def of_pieces(fields: Iterable[Hint], named: bool) -> list[Hint]:
    """What the fields of a record say that is true of each article in it, though the record says it of itself.

    `named`: some of the articles name an outlet, so that the record's own is who carried them, and its address too.
    Never the author or the number. The record's day is none of theirs either, but it tells the year that days lack.
    """
    true = PIECEWISE if named else PIECEWISE | WHERE
    return [replace(f, name=PAGE_DAY) if f.name == "date" else f for f in fields if f.name in true | {"date"}]
