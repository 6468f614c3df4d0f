"""In which rows of its table does a snapshot match a query?

tantivy gives hits one by one, each a Python object, which is the quickest way to some thousand of them. Many come
packed: a row is one bit of a number that stands for its block, the sum of the bits of a block says which of its rows
match, and a sum of 52 different bits is exact as a float.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import numpy as np
from tantivy import Query, Searcher

from search.engines.table import Array

BITS = 52
"""Rows in a block."""
_MOST_BLOCKS = 60_000
"""tantivy refuses an answer of more than 65,000 buckets."""
_SPARSE = 8
"""With fewer matches than one in so many rows, they are read one by one."""

_KEY, _SUM, _VALUE = itemgetter("key"), itemgetter("bits"), itemgetter("value")


def packed(row: int) -> dict[str, list[int]]:
    """The fields by which a document says in which row it stands."""
    return {"row": [row], "block": [row // BITS], "bit": [1 << row % BITS]}


def rows_of(searcher: Searcher, query: Query, size: int, most: int) -> Array:
    """The rows of a table of this size that match, ascending; they are `most` at most."""
    blocks = size // BITS + 1
    if blocks > _MOST_BLOCKS:
        counted: Any = searcher.search(query, 1)
        return _one_by_one(searcher, query, int(counted.count))
    if most * _SPARSE < size:
        return _one_by_one(searcher, query, most)
    return _packed_rows(searcher, query, blocks)


def bits_of(rows: Array, size: int) -> Array:
    """Rows of a table of this size, as bits where those are smaller."""
    if rows.nbytes * 8 <= size:
        return rows
    mask = np.zeros(size, bool)
    mask[rows] = True
    return np.packbits(mask)


def from_bits(kept: Array, size: int) -> Array:
    """The rows that `bits_of` was given."""
    if kept.dtype != np.uint8:
        return kept
    return np.flatnonzero(np.unpackbits(kept, count=size)).astype(np.int32)


def _packed_rows(searcher: Searcher, query: Query, blocks: int) -> Array:
    field = {"terms": {"field": "block", "size": blocks, "segment_size": blocks}}
    found = searcher.aggregate(query, {"b": {**field, "aggs": {"bits": {"sum": {"field": "bit"}}}}})["b"]["buckets"]
    keys = np.fromiter(map(_KEY, found), np.int64, len(found))
    whole = np.zeros(blocks, "<u8")
    whole[keys] = np.fromiter(map(_VALUE, map(_SUM, found)), np.float64, len(found))
    bits = np.unpackbits(whole.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little", count=BITS)
    return np.flatnonzero(bits.ravel()).astype(np.int32)


def _one_by_one(searcher: Searcher, query: Query, most: int) -> Array:
    hits: Any = searcher.search(query, most, False, "row").hits if most else []
    return np.sort(np.fromiter((row for row, _ in hits), np.int32, len(hits)))
