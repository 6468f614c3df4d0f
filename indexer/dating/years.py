"""What does a page say about the days of all its articles? Its order of day and month, and the year that days lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from typing import Final

from indexer.dating.calendars import to_day
from indexer.dating.readings import find_all
from indexer.draft import Hint
from search.article import ArticleDate, Evidence

DAY_FIRST: Final = "day first"
MONTH_FIRST_HERE: Final = "month first"
LIVE: Final = "live page"
PAGE_DAY: Final = "page date"
"""Names of hints: in which order the page writes its numbers, that it tells ages, and its own day."""
QUARTER: Final = 92
"""So many days before the day of its page may lie a day without its year."""


def with_year(date: ArticleDate, hints: Sequence[Hint], captured: str | None, language: str) -> ArticleDate:
    """A day without its year in the year of the page's own day, or of the capture of a page that tells ages.

    It lies a quarter of a year before that day at most; else it stays without a value.
    """
    day = next((r.month_day for r in find_all(date.raw or "", language=language) if r.month_day), None)
    said = {r.month_day for hint in hints if hint.name == "date" for r in find_all(hint.value, language=language)}
    if len(said - {None}) > 1:  # a list of days
        return date
    page = next((hint for hint in hints if hint.name == PAGE_DAY), None)
    told = next((r.value for r in find_all(page.value, language=language) if r.value), None) if page else None
    last = told or (captured if any(hint.name == LIVE for hint in hints) else None)
    value = _latest(day, Day.fromisoformat(last[:10])) if day and last else None
    if value is None:
        return date
    words = (
        (Evidence(zone="metadata", start=page.start, end=page.end, text=page.value, rule="header line"),)
        if page
        else ()
    )
    return replace(
        date,
        value=value,
        basis="printed",
        earliest=value,
        latest=value,
        evidence=date.evidence + (words if told else ()),
    )


def _latest(month_day: tuple[int, int], limit: Day) -> str | None:
    """The last such day that is not after the limit, nor long before it; zones differ, so it may be the next day."""
    for year in (limit.year, limit.year - 1):
        day = to_day("gregorian", year, *month_day)
        if day and -1 <= (limit - day).days <= QUARTER:
            return str(day)
    return None
