"""Which articles tell the same story? Near-copies, found by the five-word shingles that two texts share.

Resemblance cannot see a short copy inside a long page, so it is containment that counts: the share of the smaller
text's shingles that stand in the larger one too. Everything here is a pure function of texts: what the database adds
(`search.neighbours`) is only which pairs are worth looking at.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from search.settled import folded

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

PIECE = 100_000
"""Bytes of a text that are hashed at once."""
_NUMBERS = re.compile(r"(?<!\S)\d\S*")

_SPACE = 32
_FACTOR, _MIXER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_WEIGHTS = np.array([pow(int(_FACTOR), SHINGLE - 1 - n, 1 << 64) for n in range(SHINGLE)], np.uint64)
_INVERSE = np.uint64(pow(int(_FACTOR), -1, 1 << 64))

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


def sketch(text: str) -> Sketch:
    """The sketch of a text; equal for texts with equal words. Short texts keep more of their shingles."""
    codes = _codes(text)
    rate = _rate(len(codes))
    hashes = _shingles(codes)
    kept = hashes[hashes & np.uint64(rate - 1) == 0] if rate > 1 else hashes
    return Sketch(words=len(codes), rate=rate, hashes=tuple(sorted(set(kept.tolist()))))


def fingerprint(text: str) -> Fingerprint:
    """All of a text that tells whether another one is near; equal for texts with equal words."""
    codes = _codes(text)
    numbers = frozenset(_NUMBERS.findall(folded(text).decode()))
    return Fingerprint(len(codes), np.unique(_shingles(codes)), numbers)


def _shingles(codes: Hashes) -> Hashes:
    """The 48-bit hashes of all runs of five words; none for a text of fewer words."""
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    mixed: Hashes = np.correlate(codes, _WEIGHTS)  # a sum of five products, modulo 2 ** 64
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIXER
    return mixed >> np.uint64(16)


def _codes(text: str) -> Hashes:
    """The hashes of the words of a text, one by one.

    A word's bytes are the coefficients of a polynomial modulo 2 ** 64, and a difference of running sums gives that of
    each word: all of them at once, and no word is made into a string.
    """
    found = [_polynomials(np.frombuffer(piece, np.uint8)) for piece in _pieces(folded(text))]
    codes = np.concatenate(found) if len(found) > 1 else found[0]
    codes ^= codes >> np.uint64(32)
    codes *= _MIXER
    return codes ^ codes >> np.uint64(29)


def _polynomials(data: np.ndarray[Any, np.dtype[np.uint8]]) -> Hashes:
    """The value of each run of bytes that are no space."""
    inside = np.zeros(len(data) + 2, bool)
    np.not_equal(data, _SPACE, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    upward, downward = _powers(len(data).bit_length())
    sums = np.zeros(len(data) + 1, np.uint64)
    np.cumsum(data * upward[: len(data)], dtype=np.uint64, out=sums[1:])
    values: Hashes = (sums[ends] - sums[starts]) * downward[starts]
    return values


def _pieces(data: bytes) -> Iterator[bytes]:
    """The words in pieces of a size that numbers can be held for."""
    at = 0
    while len(data) - at > PIECE:
        end = data.find(b" ", at + PIECE)
        if end < 0:
            break
        yield data[at:end]
        at = end
    yield data[at:]


@lru_cache(maxsize=32)
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse modulo 2 ** 64, as many as so many bits count."""
    size = 1 << bits
    upward, downward = (np.full(size, factor, np.uint64) for factor in (_FACTOR, _INVERSE))
    upward[0] = downward[0] = 1
    return np.multiply.accumulate(upward), np.multiply.accumulate(downward)


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


def worth_looking(mine: Sketch, theirs: int, shared: Sequence[int]) -> bool:
    """Whether a text of `theirs` words that shares these hashes may be near; lenient, since they are only a sample."""
    rate = max(mine.rate, _rate(theirs))
    if rate == mine.rate and mine.words <= theirs:  # as for most pairs, which share a hash or two
        return len(shared) >= max(1, CONTAINED / 2 * len(mine.hashes))
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
