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
from indexer.cutting.headers import header
from indexer.cutting.items import Item
from indexer.cutting.lines import Line, folded
from indexer.cutting.papers import writes
from indexer.dating.years import PAGE_DAY
from indexer.draft import Hint

SHORT: Final = 170  # characters of a line of a header
SENTENCE: Final = 60  # characters of a line that ends like a sentence and is one
STOPS: Final = (".", "。", "۔", "।", "?", "؟", '."', ".”", ".»")
LEAST: Final = 100  # weight of the prose of an article
MOST: Final = 0.7  # of the pieces must have a header of their own
NAMED: Final = 0.5  # of the outlets must be known, or named like one: a venue or a signature stands beside a day too
PIECEWISE: Final = frozenset({"language", "captured", "corpus"})
WHERE: Final = frozenset({"outlet", "domain", "url"})
HEAD: Final = ("title", "meta")
NEAR: Final = 2  # lines between the day and the outlet of a header
_BARS: Final = re.compile(r"\s*[|·•–—:()\[\],]\s*|\s-\s")
_DIGIT: Final = re.compile(r"\d")


def may_be_digest(page: Sequence[Line]) -> bool:
    """Whether a text has the lines that two headers need: cheap, nearly every record is sent away here."""
    if len(page) < 2 * 3 or sum(len(line.text) >= LEAST for line in page) < 2:
        return False
    short = [i for i, line in enumerate(page) if _is_short(line.text) and _DIGIT.search(line.text)]
    if len(short) < 2:
        return False
    dated = [i for i in short if _is_dated(page[i])]
    return len(dated) >= 2 and sum(any(map(_names_outlet, page[max(0, i - NEAR) : i + NEAR + 1])) for i in dated) >= 2


def _is_short(text: str) -> bool:
    return len(text) <= SHORT and not (len(text) > SENTENCE and text.endswith(STOPS))


def _names_outlet(line: Line) -> bool:
    return _is_short(line.text) and any(map(writes, _BARS.split(line.text)))


def _is_dated(line: Line) -> bool:
    """Whether a line is there for a day; to look for the day first is much faster, since few lines have one."""
    said = header(line) if dates.find_all(line.text) else None
    return said is not None and any(found.name == "date" for found in said.found)


def is_digest(found: Sequence[Item], most: float = 1.0) -> bool:
    """Whether the articles that a page was cut into are articles beyond doubt, none with more of the prose than `most`.

    Below an article of the record's own there may be others, but no teasers.
    """
    heads = [_Piece([item for item in found if item.article == n]) for n in range(1 + max(i.article for i in found))]
    whole = [piece for piece in heads if piece.is_whole]
    titles = Counter(piece.title for piece in whole)
    rest = [piece for piece in heads[1:] if not piece.is_whole]
    if len(whole) < 2 or max(titles.values()) > 1 or len(rest) > (1 - MOST) * len(heads):
        return False
    sizes = [piece.prose for piece in heads]
    if max(sizes) > most * sum(sizes) or (not heads[0].is_whole and min(piece.prose for piece in whole) < 2 * LEAST):
        return False
    return sum(writes(piece.outlet) for piece in whole) >= max(2, NAMED * len(whole))


class _Piece:
    """What speaks for a piece as an article."""

    def __init__(self, items: Sequence[Item]) -> None:
        said = {f.name: i.line.text[f.start : f.end] for i in items if i.role in HEAD for f in reversed(i.found)}
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
