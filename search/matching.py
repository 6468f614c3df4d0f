"""Which words of an article made it a hit?

A tree is compiled once and run over many texts. A word is reported only if it satisfied the query: a phrase as a whole,
proximity in pairs that are near enough, nothing under NOT, nothing of a branch that the article does not satisfy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from search import tree
from search.analysis import chunks_of, normal_language, starts, word_counts
from search.patterns import glob_matches
from search.words import Span

Leaf = tree.Term | tree.Phrase | tree.Near | tree.Within | tree.AtLeast | tree.Prefix | tree.Wildcard | tree.Fuzzy
_PUNCTUATION = ',.;:!?()"“”’'
_LEFT_ALONE = {
    **dict.fromkeys(("de", "fi", "tr"), 1),
    **dict.fromkeys(("da", "en", "es", "fr", "hu", "it", "no", "pt", "ro", "sv", "und"), 2),
}
"""How many letters at the beginning of a word the stemmers of these languages never touch, if the word is ASCII."""
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
Filled = tuple[tuple[int, Span, list[int]], ...]
"""The words of a chunk that fill slots: each one's number in the chunk, its span there, and the slots."""


class Table:
    """The leaves of one zone, title or text, ready to be run over texts."""

    def __init__(self, leaves: Sequence[tuple[int, Leaf]]) -> None:
        self._leaves = leaves
        self._slots: dict[int, range] = {}
        self._fills = Fills()
        self._seen: dict[str, _Seen] = {}
        self._beginnings = _beginnings([leaf for _, leaf in leaves])
        slot = 0
        for number, leaf in leaves:
            places = _places(leaf)
            self._slots[number] = range(slot, slot + max(1, len(places)))
            for alternatives in places:
                for word in dict.fromkeys(alternatives):
                    (self._fills.stems if _stemmed(leaf) else self._fills.words)[word].append(slot)
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
            seen = self._seen[language] = _Seen(self._fills, self._beginnings, language)
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


@dataclass(frozen=True, slots=True)
class Fills:
    """Which slots a word fills: by its stem, by itself, or by a test of it."""

    stems: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    patterns: list[tuple[Leaf, int]] = field(default_factory=list)

    def of(self, stem: str, word: str) -> list[int]:
        """The slots of a word."""
        fitting = [slot for pattern, slot in self.patterns if _fitting(pattern, [word])]
        return [*self.stems.get(stem, ()), *self.words.get(word, ()), *fitting]

    def passing(self, words: list[str]) -> set[str]:
        """Those of these words that fill a slot, whatever their stems."""
        found = {word for word in words if word in self.words} if self.words else set()
        return found.union(*(_fitting(pattern, words) for pattern, _ in self.patterns))


class _Seen(dict[str, Filled]):
    """What the chunks of one language fill, each looked at once."""

    def __init__(self, fills: Fills, beginnings: frozenset[str] | None, language: str) -> None:
        super().__init__()
        self._fills = fills
        self._chunks = chunks_of(language)
        letters = _LEFT_ALONE.get(normal_language(language))
        self._beginnings = beginnings and letters and frozenset(found[:letters] for found in beginnings)

    def hits(self, text: str) -> list[tuple[int, Filled]]:
        """Where a chunk begins that fills a slot, and what it fills."""
        found: list[tuple[int, Filled]] = []
        if not self._beginnings:
            at, parts = 0, text.split(" ")
            if not self._fills.stems:
                self._pass_over({*parts}.difference(self))
            for part in parts:
                if filled := self[part]:
                    found.append((at, filled))
                at += len(part) + 1
            return found
        end = -1
        for match in _finder(self._beginnings, text.isascii()).finditer(text):
            at = match.start()
            if at < end:
                continue
            begin, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
            end = end if end >= 0 else len(text)
            if filled := self[text[begin:end]]:
                found.append((begin, filled))
        return found

    def _pass_over(self, parts: Iterable[str]) -> None:
        """Note which of these chunks are one ASCII word that fills nothing; no stem need be found for that."""
        plain = {
            part: core.lower() for part in parts if (core := part.strip(_PUNCTUATION)).isascii() and core.isalpha()
        }
        passing = self._fills.passing([*plain.values()])
        self.update({part: () for part, word in plain.items() if word not in passing})

    def __missing__(self, part: str) -> Filled:
        stems, words, spans, *_ = self._chunks[part]
        slots = map(self._fills.of, stems, words)
        filled = self[part] = tuple((at, span, s) for at, (span, s) in enumerate(zip(spans, slots, strict=True)) if s)
        return filled


@dataclass(frozen=True, slots=True)
class Compiled:
    """A tree with its leaves by number, in the order of a walk that skips no branch."""

    root: tree.Node
    leaves: tuple[Leaf, ...]

    def live(self, matched: frozenset[int]) -> frozenset[int]:
        """The leaves that made the article a hit, given all that match in it. Filters count as satisfied."""
        numbers = iter(range(len(self.leaves)))
        return _live(self.root, matched, numbers)[1]


def compile_tree(root: tree.Node) -> Compiled:
    """The leaves of a tree, numbered."""
    leaves: list[Leaf] = []
    _collect(root, leaves)
    return Compiled(root, tuple(leaves))


def zone(leaf: Leaf) -> str:
    """Where the leaf looks: "title" or "text"."""
    return "text" if isinstance(leaf, tree.Within) else leaf.field.removesuffix("_x")


def positive(root: tree.Node) -> frozenset[int]:
    """The numbers of the leaves that stand under no NOT."""
    numbers = iter(range(1_000_000))
    return frozenset(_positive(root, numbers, wanted=True))


def _collect(node: tree.Node, leaves: list[Leaf]) -> None:
    match node:
        case tree.And(children) | tree.Or(children):
            for child in children:
                _collect(child, leaves)
        case tree.Boost(child) | tree.Not(child):
            _collect(child, leaves)
        case tree.Everything() | tree.Nothing() | tree.Value() | tree.Dates() | tree.Flag():
            pass
        case _:
            leaves.append(node)


def _positive(node: tree.Node, numbers: Iterable[int], wanted: bool) -> list[int]:
    match node:
        case tree.And(children) | tree.Or(children):
            return [number for child in children for number in _positive(child, numbers, wanted)]
        case tree.Boost(child):
            return _positive(child, numbers, wanted)
        case tree.Not(child):
            return _positive(child, numbers, wanted=False)
        case tree.Everything() | tree.Nothing() | tree.Value() | tree.Dates() | tree.Flag():
            return []
    number = next(iter(numbers))
    return [number] if wanted else []


def _live(node: tree.Node, matched: frozenset[int], numbers: Iterable[int]) -> tuple[bool, frozenset[int]]:
    nobody: frozenset[int] = frozenset()
    match node:
        case tree.And(children) | tree.Or(children):
            found = [_live(child, matched, numbers) for child in children]
            satisfied = (all if isinstance(node, tree.And) else any)(holds for holds, _ in found)
            return satisfied, nobody.union(*(leaves for holds, leaves in found if holds)) if satisfied else nobody
        case tree.Boost(child):
            return _live(child, matched, numbers)
        case tree.Not(child):
            return not _live(child, matched, numbers)[0], nobody
        case tree.Nothing():
            return False, nobody
        case tree.Everything() | tree.Value() | tree.Dates() | tree.Flag():
            return True, nobody
    number = next(iter(numbers))
    return number in matched, frozenset({number}) & matched


def _beginnings(leaves: Iterable[Leaf]) -> frozenset[str] | None:
    """How a word must begin to fill any slot, one or two letters each; None if it may begin anyhow."""
    found: set[str] = set()
    for leaf in leaves:
        match leaf:
            case tree.Fuzzy():
                return None
            case tree.Prefix(_, text) | tree.Wildcard(_, text):
                found.add(re.split(r"[*?]", text, maxsplit=1)[0][:2])
            case _:
                found.update(word[:2] for words in _places(leaf) for word in words)
    found |= {f"{start[0]}y" for start in found if start[1:] == "i"}  # English: dying has the stem die
    return None if "" in found else frozenset(found)


@lru_cache(maxsize=1000)
def _finder(beginnings: frozenset[str], is_ascii: bool) -> re.Pattern[str]:
    """Finds where a word may begin like this: at these letters after no letter, or at anything beyond ASCII."""
    seconds: dict[str, set[str]] = {}
    for found in sorted(beginnings):
        if found.isascii():
            seconds.setdefault(found[0], set()).add(found[1:] if found.isalpha() else "")
    ways = [
        f"(?<={_either([first])})"
        + ("" if "" in after else f"(?:{_either(after)}|(?![A-Za-z]))")  # U.S. begins like us
        for first, after in seconds.items()
    ]
    pattern = f"{_either(seconds)}(?<![A-Za-z].)(?:{'|'.join(ways)})" if ways else "(?!)"
    return re.compile(pattern if is_ascii else rf"{pattern}|[^\x00-\x7f]", re.DOTALL)


def _either(letters: Iterable[str]) -> str:
    """One of these letters, small or capital."""
    return "[" + "".join(re.escape(c) for letter in sorted(letters) for c in (letter, letter.upper())) + "]"


def _places(leaf: Leaf) -> tuple[tree.Words, ...]:
    match leaf:
        case tree.Term(_, words) | tree.AtLeast(_, words, _):
            return (words,)
        case tree.Phrase(_, places) | tree.Within(_, places):
            return places
        case tree.Near(_, left, right, _, _):
            return (left, right)
    return ()


def _stemmed(leaf: Leaf) -> bool:
    return isinstance(leaf, tree.Within) or not leaf.field.endswith("_x")


def _fitting(leaf: Leaf, words: list[str]) -> list[str]:
    """Those of these words that fit the pattern."""
    match leaf:
        case tree.Prefix(_, text):
            return [word for word in words if word.startswith(text)]
        case tree.Wildcard(_, pattern):
            return [word for word in words if glob_matches(pattern, word)]
        case tree.Fuzzy(_, typed, distance):
            near = process.extract(typed, words, scorer=Levenshtein.distance, score_cutoff=distance, limit=None)
            return [word for word, _, _ in near]
    return []


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
