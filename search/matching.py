"""Which words of an article made it a hit?

A tree is compiled once and run over many texts. A word is reported only if it satisfied the query: a phrase as a whole,
proximity in pairs that are near enough, nothing under NOT, nothing of a branch that the article does not satisfy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search import tree
from search.analysis import chunks_of, starts, word_counts
from search.compiled import Leaf
from search.slots import Filled, Fills, Seen, first_letters, stemmed, words_by_slot

_POSITIONAL = (tree.Phrase, tree.Near, tree.Within)


class Mark(NamedTuple):
    """`text[start:end]` matched the leaf of this number."""

    start: int
    end: int
    leaf: int


class Place(NamedTuple):
    """A word of a text: its position among the words, and its span."""

    position: int
    start: int
    end: int


Places = dict[int, list[Place]]


class Table:
    """The leaves of one zone, title or text, ready to be run over texts."""

    def __init__(self, leaves: Sequence[tuple[int, Leaf]]) -> None:
        self._leaves = leaves
        self._slots: dict[int, range] = {}
        self._fills = Fills()
        self._seen: dict[str, Seen] = {}
        self._beginnings = first_letters([leaf for _, leaf in leaves])
        slot = 0
        for number, leaf in leaves:
            places = words_by_slot(leaf)
            self._slots[number] = range(slot, slot + max(1, len(places)))
            for alternatives in places:
                for word in dict.fromkeys(alternatives):
                    (self._fills.stems if stemmed(leaf) else self._fills.words)[word].append(slot)
                slot += 1
            if not places:
                self._fills.patterns.append((leaf, slot))
                slot += 1
        self._positional = [self._slots[number] for number, leaf in leaves if isinstance(leaf, _POSITIONAL)]

    def run(self, text: str, language: str) -> dict[int, list[Mark]]:
        """The marks of each leaf that matches in the text."""
        if not self._leaves or not text:
            return {}
        seen = self._seen.get(language)
        if seen is None:
            seen = self._seen[language] = Seen(self._fills, self._beginnings, language)
        hits = seen.hits(text)
        if not hits:
            return {}
        found = self._found(text, hits, language)
        marks = {number: self._marks(number, leaf, found, text, language) for number, leaf in self._leaves}
        return {number: some for number, some in marks.items() if some}

    def _found(self, text: str, hits: list[tuple[int, Filled]], language: str) -> Places:
        """The places of the words that fill a slot. Their positions are counted only where some leaf needs them."""
        filled = {slot for _, words in hits for _, _, slots in words for slot in slots}
        counts = word_counts(language) if any(filled.issuperset(slots) for slots in self._positional) else None
        found: Places = defaultdict(list)
        before = last = 0
        for begin, words in hits:
            if counts is not None:
                before += sum(map(counts.__getitem__, text[last:begin].split(" ")))
                last = begin
            for within, (start, end), slots in words:
                place = Place(before + within, begin + start, begin + end)
                for slot in slots:
                    found[slot].append(place)
        return found

    def _marks(self, number: int, leaf: Leaf, found: Places, text: str, language: str) -> list[Mark]:
        slots = [found.get(slot, []) for slot in self._slots[number]]
        if not all(slots):
            return []
        match leaf:
            case tree.Phrase():
                return [Mark(start, end, number) for start, end in _runs(slots)]
            case tree.Near(_, _, _, distance, ordered):
                chosen: Iterable[Place] = _near(slots[0], slots[1], distance + 1, ordered)
            case tree.Within(unit, _):
                parts, chunks = text.split(" "), chunks_of(language)
                sentences, paragraphs = starts(parts, {at: chunks[part] for at, part in enumerate(parts)})
                chosen = _together(slots, sentences if unit == "sentence" else paragraphs)
            case tree.AtLeast(_, _, times):
                chosen = slots[0] if len(slots[0]) >= times else []
            case _:
                chosen = slots[0]
        return [Mark(place.start, place.end, number) for place in chosen]


def _runs(slots: list[list[Place]]) -> list[tuple[int, int]]:
    """Where the words stand one after another."""
    later = [{place.position: place.end for place in places} for places in slots[1:]]
    return [
        (first.start, later[-1][first.position + len(later)] if later else first.end)
        for first in slots[0]
        if all(first.position + at in places for at, places in enumerate(later, 1))
    ]


def _near(left: list[Place], right: list[Place], reach: int, ordered: bool) -> list[Place]:
    """The words of all pairs whose positions are at most `reach` apart."""
    chosen: set[Place] = set()
    first = 0
    for place in left:
        while first < len(right) and right[first].position < place.position - (0 if ordered else reach):
            first += 1
        for other in right[first:]:
            if other.position > place.position + reach:
                break
            if other.position != place.position:
                chosen |= {place, other}
    return sorted(chosen)


def _together(slots: list[list[Place]], begins: Sequence[int]) -> list[Place]:
    """The words of all units in which each slot is filled."""
    units = [{bisect_right(begins, place.position) for place in places} for places in slots]
    shared = set.intersection(*units)
    return sorted({place for places in slots for place in places if bisect_right(begins, place.position) in shared})
