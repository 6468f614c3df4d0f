"""Where the bars of a histogram stand."""

from __future__ import annotations

import itertools
from datetime import date as Day

from hypothesis import given
from hypothesis import strategies as st

from search.results import Bar, Histogram
from web.charts import HEIGHT, WIDTH, chart

COUNTS = st.lists(st.integers(0, 1_000_000), min_size=1, max_size=60)


def histogram(counts: list[int]) -> Histogram:
    bars = tuple(Bar(start=f"{1950 + i}-01-01", end=f"{1950 + i}-12-31", count=n) for i, n in enumerate(counts))
    return Histogram(interval="year", bars=bars, undated=0)


@given(COUNTS)
def test_columns_stand_inside_the_chart_and_beside_each_other(counts: list[int]) -> None:
    columns = chart(histogram(counts)).columns
    assert [column.count for column in columns] == counts
    assert all(c.x >= 0 and c.x + c.width <= WIDTH + 0.05 and 0 <= c.y <= HEIGHT for c in columns)
    assert all(a.x + a.width <= b.x for a, b in itertools.pairwise(columns))


@given(COUNTS)
def test_a_larger_count_never_has_a_lower_column_and_one_that_is_not_empty_is_seen(counts: list[int]) -> None:
    columns = sorted(chart(histogram(counts)).columns, key=lambda c: c.count)
    assert all(a.height <= b.height for a, b in itertools.pairwise(columns))
    assert all((c.height > 0) == (c.count > 0) for c in columns)


def test_the_axis_names_the_first_and_the_last_column() -> None:
    drawn = chart(histogram([1] * 30))
    assert drawn.ticks[0] == Day(1950, 1, 1)
    assert drawn.ticks[-1] == Day(1979, 1, 1)
    assert len(drawn.ticks) == 5


def test_a_histogram_without_bars_is_an_empty_chart() -> None:
    drawn = chart(Histogram(interval="year", bars=(), undated=7))
    assert drawn.columns == ()
    assert drawn.ticks == ()
