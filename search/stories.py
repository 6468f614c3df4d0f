"""Which articles tell the same story? Near-copies, found by the five-word shingles that two texts share.

Resemblance cannot see a short copy inside a long page, so it is containment that counts: the share of the smaller
text's shingles that stand in the larger one too. Everything here is a pure function of texts: what the database adds
(`search.neighbours`) is only which pairs are worth looking at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import numpy as np
import regex
import xxhash

SHINGLE = 5
CONTAINED = 0.5
"""The share of the smaller text's shingles from which two texts are near-copies."""
SHORT = 40
"""Texts of fewer words must be nearly equal instead."""
EQUAL = 0.8
"""The share of the longer text's shingles that two short texts must have in common."""
EMBEDDED = 3
"""A text that stands in one this many times as long is a part of it, which may tell other stories too."""

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sample of a text's shingles by hash, and the number of its words. `rate`: one in so many is kept."""

    words: int
    rate: int
    hashes: tuple[int, ...]


def words(text: str) -> list[str]:
    """The case-folded words of a text; scripts that set no spaces give their characters.

    Letters, marks and digits of any script (NFC); punctuation and white space do not count.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    found: list[str] = _word().findall(text.casefold())
    return found


def sketch(text: str) -> Sketch:
    """The sketch of a text; equal for texts with equal `words`. Short texts keep more of their shingles."""
    tokens = words(text)
    hashes, rate = shingles(tokens), _rate(len(tokens))
    kept = hashes[hashes & np.uint64(rate - 1) == 0]
    return Sketch(words=len(tokens), rate=rate, hashes=tuple(kept.tolist()))


def shingles(tokens: Sequence[str]) -> Hashes:
    """The distinct 48-bit hashes of all runs of five words, sorted; none for a text of fewer words."""
    if len(tokens) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    digest = xxhash.xxh3_64_intdigest
    codes = np.fromiter((digest(token.encode()) for token in tokens), dtype=np.uint64, count=len(tokens))
    many = len(tokens) - SHINGLE + 1
    mixed = np.zeros(many, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + many]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique(mixed >> np.uint64(16))


def near(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two texts, given as words, are near-copies of one another."""
    return are_near(shingles(left), shingles(right), min(len(left), len(right)))


def are_near(left: Hashes, right: Hashes, shorter: int) -> bool:
    """The same of two texts' shingles; `shorter` is the number of words of the shorter text."""
    smaller, larger = sorted((len(left), len(right)))
    if not smaller:
        return False
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= EQUAL * larger if shorter < SHORT else shared >= CONTAINED * smaller


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


@cache
def _word() -> regex.Pattern[str]:
    unspaced = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    return regex.compile(rf"[{unspaced}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{unspaced}]]+", regex.V1)
