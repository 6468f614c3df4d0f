"""Which words of an article made it a hit?

A tree is compiled once and run over many texts. A word is reported only if it satisfied the query: a phrase as a whole,
proximity in pairs that are near enough, nothing under NOT, nothing of a branch that the article does not satisfy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from search import tree
from search.analysis import Chunks, chunks_of, normal_language, starts
from search.patterns import glob_matches
from search.words import Span

Leaf = tree.Term | tree.Phrase | tree.Near | tree.Within | tree.AtLeast | tree.Prefix | tree.Wildcard | tree.Fuzzy
_PUNCTUATION = ',.;:!?()"“”’'
_SUFFIXED = frozenset(["da", "de", "en", "es", "fi", "fr", "hu", "it", "no", "pt", "ro", "sv", "tr", "und"])
"""Languages whose stemmer never touches the beginning of a word."""
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
        self._stems: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._tests: list[tuple[Callable[[str], bool], int]] = []
        self._slots: dict[int, range] = {}
        self._seen: dict[str, _Seen] = {}
        self._positional = any(isinstance(leaf, _POSITIONAL) for _, leaf in leaves)
        slot = 0
        for number, leaf in leaves:
            places = _places(leaf)
            self._slots[number] = range(slot, slot + max(1, len(places)))
            for alternatives in places:
                for word in dict.fromkeys(alternatives):
                    (self._stems if _stemmed(leaf) else self._words)[word].append(slot)
                slot += 1
            if not places:
                self._tests.append((_test(leaf), slot))
                slot += 1
        self._initials = _initials([leaf for _, leaf in leaves])

    def run(self, text: str, language: str) -> dict[int, list[Mark]]:
        """The marks of each leaf that matches in the text."""
        if not self._leaves or not text:
            return {}
        parts = text.split(" ")
        seen = self._seen.get(language) or self._seen.setdefault(language, _Seen(chunks_of(language)))
        self._read(seen, language, set(parts).difference(seen.counts))
        filled = seen.filled
        hits = [at for at, part in enumerate(parts) if part in filled]
        if not hits:
            return {}
        ends = list(accumulate(map(len, parts)))
        words = list(accumulate([seen.counts[part] for part in parts])) if self._positional else ends
        found: Places = defaultdict(list)
        for at in hits:
            begin = ends[at] - len(parts[at]) + at
            last = words[at] - seen.counts[parts[at]]
            for within, (start, end), slots in filled[parts[at]]:
                place = Place(last + within, begin + start, begin + end)
                for slot in slots:
                    found[slot].append(place)
        marks = {number: self._marks(number, leaf, found, parts, language) for number, leaf in self._leaves}
        return {number: some for number, some in marks.items() if some}

    def _read(self, seen: _Seen, language: str, parts: set[str]) -> None:
        """Notes how many words these chunks hold, and which of them fill a slot."""
        stems, words, tests = self._stems, self._words, self._tests
        wanted, wanted_x = frozenset(stems), frozenset(words)
        initials = self._initials if normal_language(language) in _SUFFIXED else None
        for part in parts:
            if initials is not None and part not in seen.chunks and _begins_otherwise(part, initials):
                seen.counts[part] = 1
                continue
            chunk = seen.chunks[part]
            seen.counts[part] = len(chunk[0])
            if not tests and wanted.isdisjoint(chunk[0]) and wanted_x.isdisjoint(chunk[1]):
                continue
            filled = []
            for at, (stem, word, span) in enumerate(zip(*chunk[:3], strict=True)):
                slots = [*stems.get(stem, ()), *words.get(word, ()), *(slot for test, slot in tests if test(word))]
                if slots:
                    filled.append((at, span, slots))
            if filled:
                seen.filled[part] = filled

    def _marks(self, number: int, leaf: Leaf, found: Places, parts: list[str], language: str) -> list[Mark]:
        slots = [found.get(slot, []) for slot in self._slots[number]]
        if not all(slots):
            return []
        match leaf:
            case tree.Phrase():
                return [Mark(start, end, number) for start, end in _runs(slots)]
            case tree.Near(_, _, _, distance, ordered):
                chosen: Iterable[Place] = _near(slots[0], slots[1], distance + 1, ordered)
            case tree.Within(unit, _):
                chunks = chunks_of(language)
                sentences, paragraphs = starts(parts, {at: chunks[part] for at, part in enumerate(parts)})
                chosen = _together(slots, sentences if unit == "sentence" else paragraphs)
            case tree.AtLeast(_, _, times):
                chosen = slots[0] if len(slots[0]) >= times else []
            case _:
                chosen = slots[0]
        return [Mark(place.start, place.end, number) for place in chosen]


@dataclass(slots=True)
class _Seen:
    """The chunks of one language that were read so far, and those that hold a word that fills a slot."""

    chunks: Chunks
    counts: dict[str, int] = field(default_factory=dict)
    filled: dict[str, list[tuple[int, Span, list[int]]]] = field(default_factory=dict)


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


def _initials(leaves: Iterable[Leaf]) -> frozenset[str] | None:
    """The letters that a word must begin with to fill any slot; None if any may."""
    found: set[str] = set()
    for leaf in leaves:
        match leaf:
            case tree.Fuzzy():
                return None
            case tree.Prefix(_, text) | tree.Wildcard(_, text):
                found.add(text[:1])
            case _:
                found.update(word[:1] for words in _places(leaf) for word in words)
    return None if found & {"", "*", "?"} else frozenset(found)


def _begins_otherwise(part: str, initials: frozenset[str]) -> bool:
    """Whether the chunk is one ASCII word with another initial, which fills no slot, so it need not be analysed."""
    core = part.strip(_PUNCTUATION)
    return core.isascii() and core.isalpha() and core[0].lower() not in initials


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


def _test(leaf: Leaf) -> Callable[[str], bool]:
    match leaf:
        case tree.Prefix(_, text):
            return lambda word: word.startswith(text)
        case tree.Wildcard(_, pattern):
            return lambda word: glob_matches(pattern, word)
        case tree.Fuzzy(_, typed, distance):
            length = len(typed)
            return lambda word: (
                abs(len(word) - length) <= distance
                and Levenshtein.distance(typed, word, score_cutoff=distance) <= distance
            )
    return lambda word: False


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
