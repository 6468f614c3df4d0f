"""Which stretches of time are one click away? The newest days and months, the years, and the next wider one."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from typing import Literal

YEARS = 8
"""Years that are offered, the latest first; the chart leads to all of them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included."""

    kind: Literal["days", "months", "year", "month"]
    since: Day
    until: Day


def presets(last: Day, years: Iterable[int]) -> tuple[Span, ...]:
    """The last thirty days and twelve months up to the newest article, and the years that have articles."""
    newest = sorted(years, reverse=True)[:YEARS]
    return (
        Span("days", last - timedelta(days=29), last),
        Span("months", year_before(last), last),
        *(Span("year", Day(year, 1, 1), Day(year, 12, 31)) for year in newest),
    )


def wider(since: Day | None, until: Day | None) -> Span | None:
    """The month of days that lie in one month, the year of months that lie in one year; None beyond that."""
    if not since or not until or since.year != until.year:
        return None
    longest = calendar.monthrange(until.year, until.month)[1]
    if since.month == until.month and (until - since).days + 1 < longest:
        return Span("month", since.replace(day=1), until.replace(day=longest))
    whole = Span("year", Day(since.year, 1, 1), Day(since.year, 12, 31))
    return whole if (since, until) != (whole.since, whole.until) else None


def year_before(day: Day) -> Day:
    """The day after the same day a year before."""
    before = Day(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))
    return before + timedelta(days=1)
