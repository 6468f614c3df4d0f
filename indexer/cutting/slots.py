"""Where around their headlines have the articles of a page their outlets, and what backs a bare name there?

A bare name beside a day may be a place or a section. It is taken for an outlet where other articles of the page have
theirs in its place, and else if it has more words than one, and none of its article's own: places stand in texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.cutting.boilerplate import is_section
from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.cutting.pieces import is_name
from indexer.cutting.unnamed import is_no_name

_SHARE: Final = 0.5
"""The share of a page's articles that must have their outlets in one place."""
Place = tuple[bool, int]
"""Above a headline or not, and so many lines from it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be an outlet's: its line, where in it, and whether it is surely one."""

    item: Item
    piece: Found
    sure: bool

    @property
    def name(self) -> str:
        return self.item.line.text[self.piece.start : self.piece.end]


def take(item: Item, piece: Found, number: int) -> Named:
    """A name that is now said of an article, by a line that becomes its own."""
    item.found = [*item.found, piece]
    if item.article != number:
        item.put("meta", number)
    return Named(item, piece, sure=True)


@dataclass(frozen=True, slots=True)
class Slots:
    """The places around a headline where most articles of a page have their outlets, and those where they have none."""

    usual: frozenset[Place]
    others: frozenset[Place]
    sections: frozenset[Place]

    @classmethod
    def of(cls, regions: Mapping[int, Sequence[Item]], named: Mapping[int, Sequence[Named]]) -> Slots:
        """What the surely named outlets of a page say of its places, and its sections."""
        sure, named_in = Counter[Place](), Counter[Place]()
        bare, sections = set[Place](), set[Place]()
        for number, names in named.items():
            lines = list(places(regions[number], number))
            sections |= {place for place, item in lines if not item.found and is_section(item.text)}
            placed = {id(item): place for place, item in lines}
            at = [(placed[id(name.item)], name.sure) for name in names if id(name.item) in placed]
            sure.update({place for place, surely in at if surely})
            likely = [
                name for name in names if name.sure or (" " in name.name and not _is_spoken_of(regions[number], name))
            ]
            named_in.update({placed[id(name.item)] for name in likely if id(name.item) in placed})
            if any(name.sure for name in names):
                bare |= {place for place, surely in at if not surely}
        least = max(2, _SHARE * len(regions))
        usual = frozenset(place for place in sure if named_in[place] >= least)
        return cls(usual, frozenset((bare - sure.keys()) | (sections - usual)), frozenset(sections - usual))

    def named(self, region: Sequence[Item], number: int) -> list[Named]:
        """The bare name of an article where the others have their outlets."""
        for place, item in places(region, number):
            named = place in self.usual and item.kind == "short" and not item.found and is_name(item.text)
            if named and not is_no_name(item.text) and not is_section(item.text):
                text = item.line.text
                return [take(item, Found("outlet", len(text) - len(item.text), len(text)), number)]
        return []

    def backs(self, region: Sequence[Item], name: Named) -> bool:
        """Whether a bare name may be an outlet's, by its place, its words and the text of its article."""
        place = next((place for place, item in places(region, name.item.article) if item is name.item), None)
        if place in self.others or _is_spoken_of(region, name):
            return False
        return place in self.usual or len(name.name.split()) > 1

    def is_sections(self, region: Sequence[Item], name: Named) -> bool:
        """Whether a single word stands where other articles of the page have their sections: "Nature"."""
        if " " in name.name.strip() or not self.sections:
            return False
        return any(item is name.item and place in self.sections for place, item in places(region, name.item.article))


def _is_spoken_of(region: Sequence[Item], name: Named) -> bool:
    """Whether an article holds a name in its headline or text, as it does the places of which it tells."""
    word = re.compile(rf"(?<!\w){re.escape(name.name)}(?!\w)", re.IGNORECASE)
    own = (item.line.text for item in region if item.role in ("text", "title") and item is not name.item)
    return any(word.search(text) for text in own)


def places(region: Sequence[Item], number: int) -> Iterator[tuple[Place, Item]]:
    """The header lines of an article, each with its place: whether above the headline, so many lines from it."""
    mine = [item for item in region if item.article == number and item.role in ("meta", "title", "echo", "text")]
    title = next((i for i, item in enumerate(mine) if item.role == "title"), len(mine))
    for i, item in enumerate(mine if title < len(mine) else ()):
        if item.role == "text":
            return
        if item.role == "meta":
            yield (i < title, abs(i - title)), item
