"""Which rows does a tree match, and how well? Set arithmetic on the postings of one snapshot.

A word is an array of places (row and position in one number), so a phrase is an intersection of shifted arrays, and
closeness a search for the next place. Scores are BM25; patterns score 1, filters 0.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import reduce
from math import log1p
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from search import tree
from search.engine import Clause
from search.engines.whoosh_fields import unpack
from search.engines.whoosh_table import PLACE_BITS, Documents, Floats, Ints, Mask

K1, B = 1.2, 0.75
_KEPT_PLACES = 4_000_000
_NONE = np.empty(0, np.int64)


class Matching:
    """Evaluates trees on one reader and its documents; keeps the postings that it decoded."""

    def __init__(self, reader: Any, documents: Documents) -> None:
        self._reader = reader
        self._documents = documents
        self._kept: OrderedDict[tuple[str, str], Ints] = OrderedDict()
        self._size = 0
        self._words: dict[str, list[str]] = {}

    def scores(self, node: tree.Node) -> tuple[Mask, Floats]:
        """The rows that match and the score of each row."""
        match node:
            case tree.And(children):
                return self._all(children)
            case tree.Or(children):
                return self._sum([self.scores(child) for child in children])
            case tree.Not(child):
                return self._constant(self._documents.alive & ~self.scores(child)[0], 0.0)
            case tree.Boost(child, factor):
                mask, score = self.scores(child)
                return mask, score * factor
            case tree.Term(field, words):
                return self._sum([self._bm25(field, self.places(field, w), [w]) for w in dict.fromkeys(words)])
            case tree.Phrase() | tree.Near() | tree.Within() | tree.AtLeast():
                return self._positioned(node)
            case tree.Prefix() | tree.Wildcard() | tree.Fuzzy():
                twin = _twin(node.field)
                found = [self.places(twin, word) for word in self._expanded(twin, node)]
                return self._constant(self._rows(np.concatenate([*found, _NONE])), 1.0)
        return self._constant(self._filter(node), 0.0)

    def gained(self, clauses: Iterable[Clause]) -> Floats:
        """What each row gains in the order of relevance."""
        total = np.zeros(len(self._documents.alive))
        for clause in clauses:
            mask, score = self.scores(clause.node)
            total += clause.weight * (mask if clause.constant else score)
        return total

    def places(self, field: str, word: str) -> Ints:
        """Where the word stands in the field, ascending."""
        key = (field, word)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        found = self._kept[key] = self._read(field, word)
        self._size += len(found)
        while self._size > _KEPT_PLACES and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])
        return found

    def vocabulary(self, field: str, prefix: str) -> list[str]:
        """The words of the field that begin with the prefix, in order."""
        if field not in self._words:
            self._words[field] = sorted(word.decode() for word in self._reader.lexicon(field))
        words = self._words[field]
        start = bisect_left(words, prefix)
        found = []
        for word in words[start:]:
            if not word.startswith(prefix):
                break
            found.append(word)
        return found

    def frequency(self, field: str, word: str) -> int:
        """How many articles have the word in the field."""
        return int(self._rows(self.places(field, word)).sum())

    def _all(self, children: Sequence[tree.Node]) -> tuple[Mask, Floats]:
        mask, score = self._constant(self._documents.alive.copy(), 0.0)
        for child in children:
            if isinstance(child, tree.Not):
                mask &= ~self.scores(child.child)[0]
            else:
                part = self.scores(child)
                mask &= part[0]
                score = score + part[1]
        return mask, score * mask

    def _filter(self, node: tree.Node) -> Mask:
        documents = self._documents
        match node:
            case tree.Everything():
                return documents.alive.copy()
            case tree.Nothing():
                return np.zeros(len(documents.alive), bool)
            case tree.Value("id", value):
                return np.asarray(documents.table.ids == value.encode())
            case tree.Value(facet, value):
                return documents.having(facet, [value])
            case tree.Dates(since, until):
                return documents.between(since, until)
            case tree.Flag(name):
                return documents.copies.copy() if name == "copy" else documents.alive & (documents.day == 0)
        raise TypeError(f"not a node: {node!r}")

    def _positioned(self, node: tree.Phrase | tree.Near | tree.Within | tree.AtLeast) -> tuple[Mask, Floats]:
        match node:
            case tree.Phrase(field, words):
                found = [self._any(field, w) for w in words]
                return self._bm25(field, _in_a_row(found), [word for w in words for word in w])
            case tree.Near(field, left, right, distance, ordered):
                close = _close(self._any(field, left), self._any(field, right), distance + 1, ordered)
                return self._bm25(field, close, [*left, *right])
            case tree.AtLeast(field, words, times):
                mask, score = self.scores(tree.Term(field, words))
                count = np.bincount(self._any(field, words) >> PLACE_BITS, minlength=len(mask))
                return mask & (count >= times), score * (count >= times).astype(np.float64)
            case tree.Within(unit, parts):
                starts = self._documents.starts[unit]
                places = [self._any("text", words) for words in parts]
                units = [np.unique(np.searchsorted(starts, found, "right") - 1) for found in places]
                shared = reduce(np.intersect1d, units) if units else _NONE
                return self._bm25("text", starts[shared], [word for words in parts for word in words])

    def _expanded(self, field: str, node: tree.Prefix | tree.Wildcard | tree.Fuzzy) -> Iterable[str]:
        match node:
            case tree.Prefix(_, text):
                return self.vocabulary(field, text)
            case tree.Wildcard(_, pattern):
                fits = re.compile("".join({"*": ".*", "?": "."}.get(c) or re.escape(c) for c in pattern), re.DOTALL)
                literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
                return [word for word in self.vocabulary(field, literal) if fits.fullmatch(word)]
            case tree.Fuzzy(_, word, distance):
                every = self.vocabulary(field, "")
                near = process.extract(word, every, scorer=Levenshtein.distance, score_cutoff=distance, limit=None)
                return [found for found, _, _ in near]

    def _any(self, field: str, words: Iterable[str]) -> Ints:
        found = [self.places(field, word) for word in dict.fromkeys(words)]
        return found[0] if len(found) == 1 else np.unique(np.concatenate([*found, _NONE]))

    def _read(self, field: str, word: str) -> Ints:
        parts = [_NONE]
        for leaf, offset in self._reader.leaf_readers():
            if (field, word.encode()) not in leaf:
                continue
            rows, values = [], []
            postings = leaf.postings(field, word.encode())
            while postings.is_active():
                rows.append(postings.id() + offset)
                values.append(postings.value())
                postings.next()
            lengths = [len(value) // 4 for value in values]
            parts.append(np.repeat(np.asarray(rows, np.int64), lengths) << PLACE_BITS | unpack(b"".join(values)))
        return np.concatenate(parts)

    def _rows(self, places: Ints) -> Mask:
        mask = np.zeros(len(self._documents.alive), bool)
        mask[places >> PLACE_BITS] = True
        return mask

    def _bm25(self, field: str, places: Ints, words: Iterable[str]) -> tuple[Mask, Floats]:
        """BM25 of what stands at these places, as frequent in the collection as its words are rare."""
        lengths, alive = self._documents.lengths[field], self._documents.alive
        frequency = np.bincount(places >> PLACE_BITS, minlength=len(alive)).astype(float)
        total = int(alive.sum())
        mean = lengths[alive].mean() if total else 1.0
        weight = 0.0
        for word in dict.fromkeys(words):
            having = self.frequency(field, word)
            weight += log1p((total - having + 0.5) / (having + 0.5))
        norm = K1 * (1 - B + B * lengths / max(mean, 1.0))
        score = (weight * frequency * (K1 + 1) / (frequency + norm)).astype(np.float64)
        return frequency > 0, score

    def _sum(self, parts: list[tuple[Mask, Floats]]) -> tuple[Mask, Floats]:
        nothing = self._constant(np.zeros(len(self._documents.alive), bool), 0.0)
        return reduce(lambda a, b: (a[0] | b[0], a[1] + b[1]), parts, nothing)

    def _constant(self, mask: Mask, score: float) -> tuple[Mask, Floats]:
        return mask, mask.astype(np.float64) * score


def _in_a_row(found: list[Ints]) -> Ints:
    if not found:
        return _NONE
    shifted = (places[(places & ((1 << PLACE_BITS) - 1)) >= by] - by for by, places in enumerate(found))
    return reduce(np.intersect1d, shifted)


def _close(left: Ints, right: Ints, reach: int, ordered: bool) -> Ints:
    """The places of `left` that have one of `right` within reach after them, or, in free order, before them."""
    if not len(right):
        return _NONE
    after = np.searchsorted(right, left, "right")
    near = _within(left, right, after, reach)
    if not ordered:
        near |= _within(left, right, np.searchsorted(right, left, "left") - 1, reach)
    return left[near]


def _within(left: Ints, right: Ints, at: Ints, reach: int) -> Mask:
    there = (at >= 0) & (at < len(right))
    other = right[np.clip(at, 0, len(right) - 1)]
    near: Mask = there & (np.abs(other - left) <= reach) & (other >> PLACE_BITS == left >> PLACE_BITS)
    return near


def _twin(field: str) -> str:
    return field if field.endswith("_x") else field + "_x"
