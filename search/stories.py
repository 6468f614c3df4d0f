"""Which articles tell the same story? Near-copies, found by the five-word shingles that two texts share.

Resemblance cannot see a short copy inside a long page, so it is containment that counts: the share of the smaller
text's shingles that stand in the larger one too. Everything here is a pure function of texts: what the database adds
(`search.neighbours`) is only which pairs are worth looking at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
import regex
import xxhash

SHINGLE = 5
CONTAINED = 0.5
"""The share of the smaller text's shingles from which two texts are near-copies."""
SHORT, LONG = 40, 100
"""Texts of fewer words than SHORT must be nearly equal instead; from LONG words on, CONTAINED is enough."""
EQUAL = 0.8
"""The share of the longer text's shingles that two short texts must have in common."""
SAME_NUMBERS = 0.75
"""The share of the smaller text's numbers that must stand in the larger one, unless nearly all of it does."""
EMBEDDED = 3
"""A text that stands in one this many times as long is a part of it, which may tell other stories too."""

KEPT_WORDS = 200_000
LETTERS = re.compile(r"[^\W_]+")
RICH = re.compile("[\u0300-\u1fff\u2070-\U0010ffff]")
"""Characters beyond Latin and its punctuation."""

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sample of a text's shingles by hash, and the number of its words. `rate`: one in so many is kept."""

    words: int
    rate: int
    hashes: tuple[int, ...]


class Fingerprint(NamedTuple):
    """All shingles of a text, its distinct numbers and how many words it has."""

    words: int
    shingles: Hashes
    numbers: frozenset[str]


def words(text: str) -> list[str]:
    """The case-folded words of a text; scripts that set no spaces give their characters.

    Letters, marks and digits of any script (NFC); punctuation and white space do not count.
    """
    return list(_words(text))


def sketch(text: str) -> Sketch:
    """The sketch of a text; equal for texts with equal `words`. Short texts keep more of their shingles."""
    tokens = _words(text)
    hashes, rate = _hashes(tokens), _rate(len(tokens))
    kept = hashes[hashes & np.uint64(rate - 1) == 0] if rate > 1 else hashes
    return Sketch(words=len(tokens), rate=rate, hashes=tuple(sorted(set(kept.tolist()))))


def shingles(tokens: Sequence[str]) -> Hashes:
    """The distinct 48-bit hashes of all runs of five words, sorted; none for a text of fewer words."""
    return np.unique(_hashes(tokens))


def _hashes(tokens: Sequence[str]) -> Hashes:
    """The hash of each run of five words, in their order."""
    if len(tokens) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    codes = np.fromiter(map(_codes().__getitem__, tokens), dtype=np.uint64, count=len(tokens))
    many = len(tokens) - SHINGLE + 1
    mixed = np.zeros(many, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + many]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed >> np.uint64(16)


def fingerprint(text: str) -> Fingerprint:
    """All of a text that tells whether another one is near; equal for texts with equal `words`."""
    tokens = words(text)
    numbers = frozenset(token for token in tokens if token[0].isdecimal())
    return Fingerprint(len(tokens), shingles(tokens), numbers)


def near(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether two texts are near-copies of one another.

    The shorter the text, the more of it must stand in the other. Where a good part is not shared, the numbers must be:
    a market report of next week is set like the one of this week, and tells something else.
    """
    small, large = sorted((left, right), key=lambda text: (text.words, len(text.shingles)))
    if not len(small.shingles):
        return False
    shared = len(np.intersect1d(left.shingles, right.shingles, assume_unique=True))
    if small.words < SHORT and shared < EQUAL * len(large.shingles):
        return False
    share = shared / len(small.shingles)
    if share < _needed(small.words):
        return False
    if share >= EQUAL or len(small.numbers) < 3:
        return True
    return len(small.numbers & large.numbers) > SAME_NUMBERS * len(small.numbers)


def _needed(count: int) -> float:
    """The share of a text's shingles that another must have: falls from SHORT to LONG words."""
    slope = (LONG - min(max(count, SHORT), LONG)) / (LONG - SHORT)
    return CONTAINED + slope * (EQUAL - CONTAINED)


def worth_looking(mine: Sketch, theirs: int, shared: Iterable[int]) -> bool:
    """Whether a text of `theirs` words that shares these hashes may be near; lenient, since they are only a sample."""
    rate = max(mine.rate, _rate(theirs))
    common = sum(1 for value in shared if value & (rate - 1) == 0)
    if mine.words <= theirs:
        expected = sum(1 for value in mine.hashes if value & (rate - 1) == 0)
    else:
        expected = max(1, (theirs - SHINGLE + 1) // rate)
    return common >= max(1, CONTAINED / 2 * expected)


def group(members: Iterable[Key], pairs: Iterable[tuple[Key, Key, bool]]) -> list[list[Key]]:
    """The stories among members, from pairs (small, large, embedded).

    An embedded pair joins only where all the stories that stand in the large text are one anyway: a digest that prints
    six stories must not make one of them. The answer does not depend on any order.
    """
    parent = {member: member for member in members}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    parts: dict[Key, list[Key]] = {}
    for small, large, embedded in pairs:
        if embedded:
            parts.setdefault(large, []).append(small)
        else:
            parent[root(small)] = root(large)
    bridges = [(large, smalls[0]) for large, smalls in parts.items() if len({root(small) for small in smalls}) == 1]
    for large, small in bridges:
        parent[root(large)] = root(small)
    found: dict[Key, list[Key]] = {}
    for member in parent:
        found.setdefault(root(member), []).append(member)
    return list(found.values())


def _rate(count: int) -> int:
    """One in so many shingles of a text of so many words is kept; each rate's sample holds the next one's."""
    return 1 if count < 80 else 4 if count < 200 else 16


class _Codes(dict[str, int]):
    """The hashes of the words that were met so far."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT_WORDS:
            self.clear()
        code = self[word] = xxhash.xxh3_64_intdigest(word.encode())
        return code


@cache
def _codes() -> _Codes:
    return _Codes()


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    """Kept for a while: the id of an article and its sketch are made of the same words."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    folded = text.casefold()
    # Without marks and scripts that set no spaces the two patterns say the same, and this one is three times faster.
    return tuple(_word().findall(folded) if RICH.search(folded) else LETTERS.findall(folded))


@cache
def _word() -> regex.Pattern[str]:
    unspaced = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    return regex.compile(rf"[{unspaced}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{unspaced}]]+", regex.V1)
