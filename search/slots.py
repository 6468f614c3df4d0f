"""Where in a text do words stand that a query looks for? Each of its leaves has slots, which words fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from search import tree
from search.analysis import chunks_of, normal_language
from search.compiled import Leaf
from search.patterns import glob_matches
from search.words import Span

_PUNCTUATION = ',.;:!?()"“”’'
_LEFT_ALONE = {
    **dict.fromkeys(("de", "fi", "tr"), 1),
    **dict.fromkeys(("da", "en", "es", "fr", "hu", "it", "no", "pt", "ro", "sv", "und"), 2),
}
"""How many letters at the beginning of a word the stemmers of these languages never touch, if the word is ASCII."""
Filled = tuple[tuple[int, Span, list[int]], ...]
"""The words of a chunk that fill slots: each one's number in the chunk, its span there, and the slots."""


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


class Seen(dict[str, Filled]):
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


def first_letters(leaves: Iterable[Leaf]) -> frozenset[str] | None:
    """How a word must begin to fill any slot, one or two letters each; None if it may begin anyhow."""
    found: set[str] = set()
    for leaf in leaves:
        match leaf:
            case tree.Fuzzy():
                return None
            case tree.Prefix(_, text) | tree.Wildcard(_, text):
                found.add(re.split(r"[*?]", text, maxsplit=1)[0][:2])
            case _:
                found.update(word[:2] for words in words_by_slot(leaf) for word in words)
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


def words_by_slot(leaf: Leaf) -> tuple[tree.Words, ...]:
    """The words that fill each slot of a leaf; none for one that tests words."""
    match leaf:
        case tree.Term(_, words) | tree.AtLeast(_, words, _):
            return (words,)
        case tree.Phrase(_, places) | tree.Within(_, places):
            return places
        case tree.Near(_, left, right, _, _):
            return (left, right)
    return ()


def stemmed(leaf: Leaf) -> bool:
    """Whether the leaf looks for stems, not for words as they stand."""
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
