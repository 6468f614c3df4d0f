"""Which days does a typed date mean? 2025, 2025-06, 2025-06-14, 14.06.2025, and ranges of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as Day
from datetime import timedelta

from search.folding import fold
from search.tree import Dates

_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_TURNED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_RANGE = re.compile(r"\[?\s*(\S*?)\s*(?:\.\.|\sTO\s)\s*(\S*?)\s*\]?")
_COMPARED = re.compile(r"([<>]=?)(\S+)")
_OPEN = ("", "*")


def period(text: str) -> Dates | None:
    """The days of "2019", "2019..2021", "[2025-06-01 TO *]", ">=2025-06", both ends included; None if it is no date."""
    text = _ascii(text)
    if found := _RANGE.fullmatch(text):
        first, last = (None if end in _OPEN else days(end) for end in found.groups())
        if (first is None and found[1] not in _OPEN) or (last is None and found[2] not in _OPEN):
            return None
        return Dates(first[0] if first else None, last[1] if last else None) if first or last else None
    if found := _COMPARED.fullmatch(text):
        return _compared(found[1], found[2])
    known = days(text)
    return Dates(*known) if known else None


def since(text: str) -> Dates | None:
    """`after:`, as other search pages have it: from the first day of the date on."""
    return _compared(">=", _ascii(text))


def until(text: str) -> Dates | None:
    """`before:`: up to the day before the date."""
    return _compared("<", _ascii(text))


def days(text: str) -> tuple[Day, Day] | None:
    """The first and the last day of a year, a month or a day; None if there is no such date."""
    if found := _TURNED.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _DATE.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
    else:
        return None
    try:
        last = Day(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Day(year, month or 1, day or 1), last


def _compared(sign: str, text: str) -> Dates | None:
    known = days(text)
    if not known:
        return None
    first, last = known
    one = timedelta(days=1)
    match sign:
        case ">=":
            return Dates(first, None)
        case "<=":
            return Dates(None, last)
        case ">":
            return Dates(last + one, None) if last < Day.max else None
    return Dates(None, first - one) if first > Day.min else None


def _ascii(text: str) -> str:
    """The text with ASCII digits, whatever digits were typed."""
    return "".join(fold(c) if c.isdecimal() else c for c in text).strip()
