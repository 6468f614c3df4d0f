"""How does a Query stand in a URL? `encode` and `decode` are each other's inverse.

One order of parameters, values sorted, defaults left out: equal queries have one address. Unknown parameters are
ignored; a value that cannot be read is left out and named in a remark.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal, TypeVar, get_args

from search.address import NOT
from search.address import encode as encode
from search.query import FACETS, MAX_PAGE_SIZE, PAGE_SIZE, WINDOW, Query, Sort, Unit
from search.results import Remark

Pairs = Iterable[tuple[str, str]]
Choice = TypeVar("Choice", bound=str)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The query of a URL, and what could not be read of it."""

    query: Query
    remarks: tuple[Remark, ...] = ()


def decode(pairs: Pairs) -> Decoded:
    """The Query of a URL's parameters. Of a parameter that stands for one value, the last one counts."""
    selected: dict[str, set[str]] = {}
    excluded: dict[str, set[str]] = {}
    single: dict[str, str] = {}
    for name, value in pairs:
        facet = name.removeprefix(NOT)
        if not value:
            continue
        if facet in FACETS:
            (excluded if name.startswith(NOT) else selected).setdefault(facet, set()).add(value)
        else:
            single[name] = value
    reading = _Reading(single)
    limit = reading.number("limit", PAGE_SIZE, MAX_PAGE_SIZE)
    query = Query(
        text=single.get("q", ""),
        selected={facet: frozenset(values) for facet, values in selected.items()},
        excluded={facet: frozenset(values) for facet, values in excluded.items()},
        since=reading.day("from", last=False),
        until=reading.day("to", last=True),
        sort=reading.choice("sort", "relevance", get_args(Sort)),
        unit=reading.choice("unit", "articles", get_args(Unit)),
        limit=limit,
        page=reading.number("page", 1, WINDOW // limit),
    )
    return Decoded(query, tuple(reading.remarks))


class _Reading:
    """Reads single values, and remembers what was wrong with them."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.remarks: list[Remark] = []

    def number(self, name: str, default: int, most: int) -> int:
        value = self.values.get(name)
        if value is None:
            return default
        if not (value.isdecimal() and len(value) <= 9 and int(value) >= 1):
            self._remark("%(given)s is no number from 1. %(taken)s was taken.", name, taken=default)
            return default
        if int(value) > most:
            self._remark("%(given)s is too high. %(taken)s was taken.", name, taken=most)
        return min(int(value), most)

    def choice(self, name: str, default: Choice, choices: tuple[Choice, ...]) -> Choice:
        value = self.values.get(name, default)
        for choice in choices:
            if choice == value:
                return choice
        self._remark("%(given)s is not known. Use one of: %(choices)s.", name, choices=", ".join(choices))
        return default

    def day(self, name: Literal["from", "to"], *, last: bool) -> Day | None:
        """The day of "2025-06-14", or the first or last one of "2025-06" or "2025"."""
        value = self.values.get(name)
        if value is None:
            return None
        day = bound(value, last=last)
        if day is None:
            self._remark("%(given)s is no date. Write it as 2025-06-14, 2025-06 or 2025.", name)
        return day

    def _remark(self, text: str, name: str, **values: object) -> None:
        given = f'{name}="{self.values[name][:40]}"'
        self.remarks.append(Remark(text=text, values={"given": given, **values}))


def bound(value: str, *, last: bool) -> Day | None:
    """The first or last day of a year, a month or a day in ISO 8601; None if the value is none of these."""
    found = _DAY.fullmatch(value.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or not (month is None or 1 <= month <= 12):
        return None
    month = month or (12 if last else 1)
    longest = calendar.monthrange(year, month)[1]
    day = day if day is not None else (longest if last else 1)
    return Day(year, month, day) if 1 <= day <= longest else None
