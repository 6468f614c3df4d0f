"""What is counted, and what orders hits beside their scores? Columns of one state of an index, by row, in NumPy.

Every engine gives the rows that match; the numbers of a page are made here, so they are exact and the same on all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from heapq import nsmallest
from typing import Any, NamedTuple

import numpy as np

from search.engine import Counts, Interval
from search.query import Unit

Array = np.ndarray[Any, np.dtype[Any]]
_PERIODS = {"year": "Y", "month": "M", "day": "D"}
_EPOCH = Day(1970, 1, 1).toordinal()


class Column(NamedTuple):
    """A facet: for each row the codes of its values, `codes[offsets[row]:offsets[row + 1]]`; a code names a value.

    Without offsets each row has one value.
    """

    codes: Array
    offsets: Array | None
    names: list[str]

    def values(self, rows: Array) -> Array:
        """The codes of all values of these rows, row by row."""
        if self.offsets is None:
            return self.codes[rows]
        starts, lengths = self._spans(rows)
        having = np.flatnonzero(lengths)
        if not having.size:
            return self.codes[:0]
        starts, lengths = starts[having], lengths[having]
        ends = np.cumsum(lengths)
        # Steps from each value to the next: one, but for the first of a row. Their sums are the places.
        at = np.ones(int(ends[-1]), self.offsets.dtype)
        at[0] = starts[0]
        at[ends[:-1]] = starts[1:] - starts[:-1] - lengths[:-1] + 1
        return self.codes[np.cumsum(at, out=at)]

    def owners(self, rows: Array) -> Array:
        """For each of `values(rows)` the place among `rows` of the row that has it."""
        places = np.arange(len(rows))
        return places if self.offsets is None else np.repeat(places, self._spans(rows)[1])

    def counted(self, rows: Array) -> Array:
        """How many of these rows have each value, by code."""
        if self.offsets is None and len(self.names) == 1:
            return np.array([len(rows)])
        return np.bincount(self.values(rows), minlength=len(self.names))

    def _spans(self, rows: Array) -> tuple[Array, Array]:
        """Where the values of each row begin, and how many they are."""
        assert self.offsets is not None
        starts = self.offsets[rows]
        return starts, self.offsets[rows + 1] - starts


@dataclass(frozen=True)
class Table:
    """The columns of one snapshot. Rows that hold no article any more stay in place and are among no results.

    `ids` are bytes; `day` is an ordinal, 0 for an undated article; articles of one story have one number in `story`.
    `alive` are the rows of all articles, ascending.
    """

    ids: Array
    day: Array
    story: Array
    columns: Mapping[str, Column]
    alive: Array

    def id(self, row: int) -> str:
        """The id of the article in this row."""
        return bytes(self.ids[row]).decode()

    def first(self, rows: Array, wanted: int, *keys: Array) -> Array:
        """The first rows by these keys, one for each row, ascending; ties by id."""
        if 0 < wanted < len(rows):
            kept = np.flatnonzero(keys[0] <= np.partition(keys[0], wanted - 1)[wanted - 1])
            rows, keys = rows[kept], tuple(key[kept] for key in keys)
        order = np.lexsort((self.ids[rows], *reversed(keys)))
        return rows[order[:wanted]]

    def dated(self, rows: Array, wanted: int, sort: str) -> Array:
        """The newest or the oldest of these rows, in order; undated ones last."""
        day = self.day[rows]
        return self.first(rows, wanted, np.where(day, day, np.int32(1 << 30)) if sort == "oldest" else -day)

    @cached_property
    def first_day(self) -> int:
        """The ordinal of the earliest day, 0 where there is none."""
        return int(self.day[self.day > 0].min(initial=1 << 30)) if self.day.any() else 0

    @cached_property
    def day_codes(self) -> Array:
        """Days counted from the first one, which is 1; 0 is undated."""
        codes = np.where(self.day > 0, self.day - (self.first_day - 1), 0)
        return codes.astype(np.min_scalar_type(codes.max(initial=0)))

    @cached_property
    def totals(self) -> dict[str, Array]:
        """How many articles have each value of each facet, by code."""
        return {facet: column.counted(self.alive) for facet, column in self.columns.items()}


class Results:
    """Some rows of a table, and what was counted among them."""

    def __init__(self, table: Table, rows: Array) -> None:
        self.table = table
        self.rows = rows

    @cached_property
    def stories(self) -> int:
        """The stories with an article among the rows."""
        seen = np.zeros(len(self.table.ids), bool)  # there are no more stories than rows
        seen[self.table.story[self.rows]] = True
        return int(np.count_nonzero(seen))

    @cached_property
    def of_story(self) -> Array:
        """How many of the rows each story has."""
        return np.bincount(self.table.story[self.rows])

    def total(self, unit: Unit) -> int:
        """How many articles or stories the rows are."""
        return self.stories if unit == "stories" else len(self.rows)

    def counts(self, facet: str, limit: int, shown: Iterable[str], unit: Unit) -> Counts:
        """The most frequent values of a facet, ties by value, and after them those of `shown`."""
        counted, names = self._counted(facet, unit), self.table.columns[facet].names
        best = [(names[code], int(counted[code])) for code in _top(counted, limit, names)]
        known = dict(best)
        missing = {value: 0 for value in shown if value not in known}
        if missing:
            missing |= {names[c]: int(counted[c]) for c in np.flatnonzero(counted).tolist() if names[c] in missing}
        rest = sorted(missing.items(), key=lambda item: (-item[1], item[0]))
        return Counts(tuple(best + rest), int(np.count_nonzero(counted)))

    def every_value(self, facet: str, unit: Unit) -> dict[str, int]:
        """All values of a facet among the rows."""
        counted, names = self._counted(facet, unit), self.table.columns[facet].names
        return {names[code]: int(counted[code]) for code in np.flatnonzero(counted).tolist()}

    def _counted(self, facet: str, unit: Unit) -> Array:
        return self._stories_of(facet) if unit == "stories" else self._articles_of(facet)

    def _articles_of(self, facet: str) -> Array:
        """Where most rows are results, those that are not are counted instead."""
        table = self.table
        column, rows = table.columns[facet], self.rows
        if 2 * len(rows) < len(table.alive):
            return column.counted(rows)
        if len(rows) == len(table.alive):
            return table.totals[facet]
        return np.asarray(table.totals[facet] - column.counted(self._others))

    @cached_property
    def _others(self) -> Array:
        """The rows of all other articles."""
        mask = np.zeros(len(self.table.ids), bool)
        mask[self.table.alive] = True
        mask[self.rows] = False
        return np.flatnonzero(mask)

    def _stories_of(self, facet: str) -> Array:
        """A story that has one article here counts as that article; of the others each pair counts once."""
        column, story = self.table.columns[facet], self.table.story
        codes = column.values(self.rows)
        stories = story[self.rows][column.owners(self.rows)]
        several = self.of_story[stories] > 1
        alone = np.bincount(codes[~several], minlength=len(column.names))
        pairs = np.unique(codes[several].astype(np.int64) << 32 | stories[several])
        return np.asarray(alone + np.bincount(pairs >> 32, minlength=len(column.names)))

    def histogram(self, interval: Interval, unit: Unit) -> dict[str, int]:
        """Counts by period, in order, without empty ones and without what is undated."""
        days = self._days
        if not days.size:
            return {}
        if unit == "stories":
            rows = self.rows[self.table.day[self.rows] > 0]
            pairs = np.unique((_periods(self.table.day[rows], interval) + (1 << 24)) << 32 | self.table.story[rows])
            periods, counted = np.unique((pairs >> 32) - (1 << 24), return_counts=True)
        else:
            periods, place = np.unique(_periods(days, interval), return_inverse=True)
            counted = np.bincount(place, self._by_day[days - (self.table.first_day - 1)]).astype(np.int64)
        names = np.datetime_as_string(periods.astype(f"M8[{_PERIODS[interval]}]"))
        return dict(zip(names.tolist(), counted.tolist(), strict=True))

    def undated(self, unit: Unit) -> int:
        """What has no day."""
        if unit == "articles":
            return int(self._by_day[0])
        return int(np.unique(self.table.story[self.rows[self.table.day[self.rows] == 0]]).size)

    @property
    def first(self) -> Day | None:
        """The day of the earliest dated row."""
        return Day.fromordinal(int(self._days[0])) if self._days.size else None

    @property
    def last(self) -> Day | None:
        """The day of the latest dated row."""
        return Day.fromordinal(int(self._days[-1])) if self._days.size else None

    @cached_property
    def _by_day(self) -> Array:
        """How many of the rows each day has, by its code: there are far fewer days than articles."""
        return np.bincount(self.table.day_codes[self.rows], minlength=1)

    @cached_property
    def _days(self) -> Array:
        """The days of the rows as ordinals, ascending."""
        return np.flatnonzero(self._by_day[1:]) + self.table.first_day

    def first_of_each_story(self, rows: Array) -> Array:
        """At which places among these rows a story stands for the first time."""
        return np.sort(np.unique(self.table.story[rows], return_index=True)[1])

    def similar(self, rows: Array) -> tuple[int, ...]:
        """How many more results the story of each of these rows has."""
        return tuple((self.of_story[self.table.story[rows]] - 1).tolist())


def _periods(days: Array, interval: Interval) -> Array:
    """The years, months or days from 1970 on in which these days lie."""
    return (days.astype(np.int64) - _EPOCH).astype("M8[D]").astype(f"M8[{_PERIODS[interval]}]").astype(np.int64)


def _top(counted: Array, limit: int, names: list[str]) -> list[int]:
    """The codes of the highest counts above 0, ties by name."""
    if not limit:
        return []
    least = int(np.partition(counted, -limit)[-limit]) if limit < len(counted) else 0
    above = np.flatnonzero(counted > least).tolist()
    ties = np.flatnonzero(counted == least).tolist() if least else []
    above.sort(key=lambda code: (-int(counted[code]), names[code]))
    return above + nsmallest(limit - len(above), ties, key=names.__getitem__)
