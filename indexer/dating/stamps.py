"""Which day is a stamp that a machine wrote into a field of its own: seconds since 1970, "20250614", a log's line?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from datetime import date as Day
from typing import Final

from indexer.dating.readings import Reading, compact

_EPOCH: Final = re.compile(r"(?:/Date\()?(1\d{9})(\d{3}|\d{6}|\d{9})?(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
"""Seconds, or thousandths, millionths and so on: "1750760400", "/Date(1750760400000+0200)/"."""
_YEAR_OR_MONTH: Final = re.compile(r"((?:18|19|20)\d{2})(?:-(0[1-9]|1[0-2]))?")
_LOG: Final = re.compile(
    r"(?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) (?P<clock>\d\d:\d\d:\d\d) ?(?P<zone>[+-]\d{4}|[A-Z]{3,4}|)"
    r" (?P<year>\d{4})"
)
"""The time as C and Unix print it, the year last: "Tue Jun 24 08:12:00 UTC 2025"."""
_PLACE: Final = re.compile(r"\s?\[?[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\]?$")
"""The name of a zone behind a time: "[Europe/Paris]"."""


def stamp(text: str) -> Reading | None:
    """The day that a whole string of digits is, or the year or month; the string in ASCII digits, without blanks."""
    if not text[:1].isdigit() and text[:1] != "/":
        return None
    return compact(text) or _epoch(text) or _year_or_month(text)


def written_out(text: str) -> str:
    """A machine's stamp in the order in which people write: the year behind the month, no sign before the clock."""
    if text[-1:] == "]" or "/" in text:
        text = _PLACE.sub("", text)
    if " @ " in text:
        text = text.replace(" @ ", " ")
    if text[-4:].isdigit() and (log := _LOG.search(text)):
        said = log.groupdict()
        return f"{said['day']} {said['month']} {said['year']} {said['clock']} {said['zone']}".strip()
    return text


def _epoch(text: str) -> Reading | None:
    match = _EPOCH.fullmatch(text)
    if not match or (text[0] == "/") != (text[-1] == "/"):
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    day = str(moment.date())
    return Reading(start=0, end=len(text), value=moment.strftime("%Y-%m-%dT%H:%M:%SZ"), earliest=day, latest=day)


def _year_or_month(text: str) -> Reading | None:
    match = _YEAR_OR_MONTH.fullmatch(text)
    if not match:
        return None
    if not match[2]:
        return Reading(start=0, end=4, earliest=f"{text}-01-01", latest=f"{text}-12-31")
    year, month = int(match[1]), int(match[2])
    last = Day(year + month // 12, month % 12 + 1, 1).toordinal() - Day(year, month, 1).toordinal()
    return Reading(start=0, end=7, earliest=f"{text}-01", latest=f"{text}-{last:02d}")
