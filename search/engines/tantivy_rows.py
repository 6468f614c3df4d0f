"""In which rows of its table does a snapshot match a query?

tantivy gives hits one by one, each a Python object, which is the quickest way to some thousand of them. Many come
packed: a row is one bit of a number that stands for its block, the sum of the bits of a block says which of its rows
match, and a sum of 52 different bits is exact as a float.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tantivy import Query, Searcher

from search.engines.table import Array

BITS = 52
"""Rows in a block."""
_MOST_BLOCKS = 60_000
"""tantivy refuses an answer of more than 65,000 buckets."""
_SPARSE = 8
"""With fewer matches than one in so many, they are read one by one."""


def packed(row: int) -> dict[str, list[int]]:
    """The fields by which a document says in which row it stands."""
    return {"row": [row], "block": [row // BITS], "bit": [1 << row % BITS]}


def rows_of(searcher: Searcher, query: Query, size: int, matches: int | None = None) -> Array:
    """The rows of a table of this size that match, ascending; `matches` is their number, where it is known."""
    blocks = size // BITS + 1
    if blocks > _MOST_BLOCKS or (matches is not None and matches * _SPARSE < size):
        return _one_by_one(searcher, query, matches)
    field = {"terms": {"field": "block", "size": blocks, "segment_size": blocks}}
    found = searcher.aggregate(query, {"b": {**field, "aggs": {"bits": {"sum": {"field": "bit"}}}}})["b"]["buckets"]
    keys = np.fromiter((bucket["key"] for bucket in found), np.int64, len(found))
    sums = np.fromiter((bucket["bits"]["value"] for bucket in found), np.float64, len(found)).astype("<u8")
    bits = np.unpackbits(sums.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little", count=BITS)
    places, within = np.nonzero(bits)
    return np.sort((keys[places] * BITS + within).astype(np.int32))


def _one_by_one(searcher: Searcher, query: Query, matches: int | None) -> Array:
    if matches is None:
        counted: Any = searcher.search(query, 1)
        matches = int(counted.count)
    hits: Any = searcher.search(query, matches, False, "row").hits if matches else []
    return np.sort(np.fromiter((row for row, _ in hits), np.int32, len(hits)))
