"""What is filtered, counted and ordered by: NumPy columns beside the postings of one snapshot.

Rows are Whoosh's document numbers, deleted ones included, so a set of results is one mask over all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

import numpy as np
import orjson

from search.engine import MANY, Counts, Interval
from search.engines.whoosh_fields import TEXTS
from search.query import FACETS, NONE, Selections, Unit

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
PLACE_BITS = 24
"""A place is a row and a position in one number: `row << PLACE_BITS | position`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A facet: pairs of row and value, one for each value that an article has."""

    rows: Ints
    codes: Ints
    names: tuple[str, ...]
    code_of: dict[str, int]


class Table:
    """The columns of one snapshot."""

    def __init__(self, size: int, documents: Iterable[tuple[int, str, bytes]]) -> None:
        self.ids = [""] * size
        self.alive = np.zeros(size, bool)
        self.day = np.zeros(size, np.int64)
        self.copies = np.zeros(size, bool)
        self.lengths = {name: np.zeros(size, np.int64) for name in TEXTS}
        stories: list[str] = [""] * size
        starts: dict[str, list[int]] = {"sentence": [], "paragraph": []}
        pairs: dict[str, list[tuple[int, str]]] = {facet: [] for facet in FACETS}
        for number, id, packed in documents:
            row = orjson.loads(packed)
            self.ids[number], self.alive[number], stories[number] = id, True, row["story"]
            self.day[number], self.copies[number] = row["day"], row["copies"]
            for name, length in zip(TEXTS, row["lengths"], strict=True):
                self.lengths[name][number] = length
            for unit, found in starts.items():
                found.extend(number << PLACE_BITS | at for at in sorted({0, *row[unit + "s"]}))
            for facet, column in pairs.items():
                column.extend((number, value) for value in row["facets"].get(facet) or (NONE,))
        self.starts = {unit: np.asarray(found, np.int64) for unit, found in starts.items()}
        for places in self.starts.values():
            places.sort()
        self.story = np.unique(np.asarray(stories), return_inverse=True)[1]
        self.rank = np.argsort(np.argsort(np.asarray(self.ids), kind="stable"), kind="stable")
        self.columns = {facet: _column(pairs[facet]) for facet in FACETS}

    def having(self, facet: str, values: Iterable[str]) -> Mask:
        """The rows with at least one of these values."""
        column = self.columns[facet]
        wanted = [column.code_of[value] for value in values if value in column.code_of]
        mask = np.zeros(len(self.alive), bool)
        mask[column.rows[np.isin(column.codes, wanted)]] = True
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

    def total(self, mask: Mask, unit: Unit) -> int:
        """How many articles or stories the rows are."""
        return int(np.unique(self.story[mask]).size if unit == "stories" else mask.sum())

    def counts(self, mask: Mask, facet: str, unit: Unit) -> dict[str, int]:
        """Every value of a facet among the rows, most frequent first."""
        column = self.columns[facet]
        kept = mask[column.rows]
        codes = column.codes[kept]
        if unit == "stories":
            pairs = codes * (len(self.story) + 1) + self.story[column.rows[kept]]
            codes = np.unique(pairs) // (len(self.story) + 1)
        counted = np.bincount(codes, minlength=len(column.names))
        found = np.flatnonzero(counted)  # names are sorted, so a stable order by count leaves ties by name
        order = found[np.argsort(-counted[found], kind="stable")]
        return {column.names[code]: int(counted[code]) for code in order.tolist()}

    def histogram(self, mask: Mask, interval: Interval, unit: Unit) -> dict[str, int]:
        """Counts by day, month or year; what is undated is left out."""
        dated = mask & (self.day > 0)
        days, back = np.unique(self.day[dated], return_inverse=True)
        length = {"year": 4, "month": 7, "day": 10}[interval]
        names = np.asarray([Day.fromordinal(day).isoformat()[:length] for day in days.tolist()], dtype="U10")[back]
        if unit == "stories":
            names = np.asarray([name for name, _ in {*zip(names.tolist(), self.story[dated].tolist(), strict=True)}])
        bars, counted = np.unique(names, return_counts=True)
        return dict(zip(bars.tolist(), counted.tolist(), strict=True))

    def order(self, mask: Mask, keys: tuple[Ints | Floats, ...]) -> Ints:
        """The rows by these keys, ascending, the first one first; ties by id."""
        rows = np.flatnonzero(mask)
        columns = (self.rank, *reversed(keys))
        return rows[np.lexsort([column[rows] for column in columns])]


def top(counts: dict[str, int], limit: int, shown: Iterable[str]) -> Counts:
    """The most frequent of all values, and those of `shown` after them."""
    best = list(counts.items())[:limit]
    known = dict(best)
    rest = sorted(((v, counts.get(v, 0)) for v in shown if v not in known), key=lambda item: (-item[1], item[0]))
    return Counts(tuple(best + rest), min(len(counts), MANY))


def _column(pairs: list[tuple[int, str]]) -> Column:
    names, codes = np.unique(np.asarray([value for _, value in pairs], dtype=object), return_inverse=True)
    rows = np.asarray([row for row, _ in pairs], np.int64)
    known = tuple(map(str, names.tolist()))
    return Column(rows, codes.astype(np.int64), known, {name: code for code, name in enumerate(known)})
