"""Which bars show when the results were published? At most sixty, without gaps, in the finest unit that fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from search.engine import Answer, Interval, Request, Searcher
from search.results import Bar, Histogram

MOST_BARS = 60


def histogram(request: Request, answer: Answer, searcher: Searcher) -> Histogram:
    """The histogram of an answer that was asked by months, with further questions where months do not fit."""
    if answer.first is None or answer.last is None:
        return Histogram(interval="month", bars=(), undated=answer.undated)
    interval = fitting(answer.first, answer.last)
    counts = answer.histogram
    if interval != "month":
        counts = searcher.answer(replace(request, histogram=interval, limit=0, facets={})).histogram
    bars = [(start, end, counts.get(_name(start, interval), 0)) for start, end in periods(answer, interval)]
    step = -(-len(bars) // MOST_BARS)
    if step == 1:
        return _made(interval, bars, answer.undated)
    return _made(f"{step} years", _joined(bars, step, request, searcher), answer.undated)


def fitting(first: Day, last: Day) -> Interval:
    """The finest interval that needs no more bars than there may be; years, if none does."""
    if (last - first).days < MOST_BARS:
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return "month" if months <= MOST_BARS else "year"


def periods(answer: Answer, interval: Interval) -> list[tuple[Day, Day]]:
    """The first and last day of each period from the first dated result to the last."""
    assert answer.first is not None
    assert answer.last is not None
    found = []
    start = {
        "day": answer.first,
        "month": answer.first.replace(day=1),
        "year": answer.first.replace(month=1, day=1),
    }[interval]
    while start <= answer.last:
        end = _end(start, interval)
        found.append((start, end))
        if end == Day.max:
            break
        start = end + timedelta(days=1)
    return found


def _end(start: Day, interval: Interval) -> Day:
    if interval == "day":
        return start
    if interval == "year" or start.month == 12:
        return start.replace(month=12, day=31)
    return start.replace(month=start.month + 1) - timedelta(days=1)


def _name(start: Day, interval: Interval) -> str:
    return start.isoformat()[: {"year": 4, "month": 7, "day": 10}[interval]]


def _joined(
    bars: list[tuple[Day, Day, int]], step: int, request: Request, searcher: Searcher
) -> list[tuple[Day, Day, int]]:
    """Several years in one bar. A story can have articles in two of them, so stories are counted anew."""
    groups = [bars[at : at + step] for at in range(0, len(bars), step)]
    joined = []
    for group in groups:
        start, end = group[0][0], group[-1][1]
        number = sum(number for _, _, number in group)
        if request.unit == "stories":
            number = searcher.count(_within(request, start, end))
        joined.append((start, end, number))
    return joined


def _within(request: Request, since: Day, until: Day) -> Request:
    return replace(
        request,
        since=max(since, request.since) if request.since else since,
        until=min(until, request.until) if request.until else until,
    )


def _made(interval: str, bars: list[tuple[Day, Day, int]], undated: int) -> Histogram:
    return Histogram(
        interval=interval,
        bars=tuple(Bar(start=s.isoformat(), end=e.isoformat(), count=n) for s, e, n in bars),
        undated=undated,
    )
