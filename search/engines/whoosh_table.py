"""What does Whoosh store beside its postings? It is read into NumPy once for each snapshot.

Rows are Whoosh's document numbers, deleted ones included, so a set of results is one mask over all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day
from typing import Any

import numpy as np
import orjson

from search.engines.table import Array, Column, Table
from search.engines.whoosh_fields import TEXTS
from search.query import FACETS, NONE, Selections

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
PLACE_BITS = 24
"""A place is a row and a position in one number: `row << PLACE_BITS | position`."""


class Documents:
    """The stored values of one snapshot: `table` is what is counted by, the rest is what is matched and scored by."""

    def __init__(self, size: int, documents: Iterable[tuple[int, str, bytes]]) -> None:
        ids = [b""] * size
        self.alive = np.zeros(size, bool)
        self.day = np.zeros(size, np.int32)
        self.copies = np.zeros(size, bool)
        self.lengths = {name: np.zeros(size, np.int64) for name in TEXTS}
        stories: list[str] = [""] * size
        starts: dict[str, list[int]] = {"sentence": [], "paragraph": []}
        values: dict[str, list[list[str]]] = {facet: [[] for _ in range(size)] for facet in FACETS}
        for number, id, packed in documents:
            row = orjson.loads(packed)
            ids[number], self.alive[number], stories[number] = id.encode(), True, row["story"]
            self.day[number], self.copies[number] = row["day"], row["copies"]
            for name, length in zip(TEXTS, row["lengths"], strict=True):
                self.lengths[name][number] = length
            for unit, found in starts.items():
                found.extend(number << PLACE_BITS | at for at in sorted({0, *row[unit + "s"]}))
            for facet, column in values.items():
                column[number] = row["facets"].get(facet) or [NONE]
        self.starts = {unit: np.asarray(found, np.int64) for unit, found in starts.items()}
        for places in self.starts.values():
            places.sort()
        self.table = Table(
            ids=np.asarray(ids, "S") if size else np.empty(0, "S1"),
            day=self.day,
            story=np.unique(np.asarray(stories), return_inverse=True)[1].astype(np.int32),
            columns={facet: _column(values[facet]) for facet in FACETS},
            alive=np.flatnonzero(self.alive),
        )

    def having(self, facet: str, values: Iterable[str]) -> Mask:
        """The rows with at least one of these values."""
        column = self.table.columns[facet]
        wanted = np.isin(np.asarray(column.names, object), list(values))
        every = np.arange(len(self.alive))
        mask = np.zeros(len(self.alive), bool)
        mask[column.owners(every)[wanted[column.values(every)]]] = True
        return mask

    def between(self, since: Day | None, until: Day | None) -> Mask:
        """The dated rows between these days."""
        low, high = (since or Day.min).toordinal(), (until or Day.max).toordinal()
        return (self.day >= low) & (self.day <= high)

    def passing(self, selected: Selections, excluded: Selections, since: Day | None, until: Day | None) -> Mask:
        """The live rows that pass the filters."""
        mask = self.alive.copy()
        for facet, values in selected.items():
            mask &= self.having(facet, values)
        for facet, values in excluded.items():
            mask &= ~self.having(facet, values)
        return mask & self.between(since, until) if since or until else mask


def _column(values: list[list[str]]) -> Column:
    names = sorted({value for several in values for value in several})
    code_of = {name: code for code, name in enumerate(names)}
    offsets: Array = np.zeros(len(values) + 1, np.int64)
    np.cumsum([len(several) for several in values], out=offsets[1:])
    codes: Array = np.asarray([code_of[value] for several in values for value in several], np.int64)
    return Column(codes, offsets, names)
