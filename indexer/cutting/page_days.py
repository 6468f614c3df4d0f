"""What do all dates of a page together say about each one? Day or month first, and the year that some lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from indexer import dates
from indexer.cutting.days_above import Above, days_above, lines_of
from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.dating.calendars import gregorian_months
from indexer.dating.readings import ASCII_DIGITS
from indexer.dating.years import DAY_FIRST, LIVE, MONTH_FIRST_HERE, PAGE_DAY
from indexer.draft import Hint

_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_AGE: Final = re.compile(r"\d{1,3}\s?(?:min|h|d|w|j|sem|std|ч|д|س|ي)\b(?!\S)", re.IGNORECASE)
"""How old a comment is, as networks print it: "4 d Like Reply"."""
_TIMED: Final = re.compile(r"^(?!.*\d{4}).*\d[:.hH]\d\d")
"""A day with its time but without its year is printed by a site of the day; a newspaper prints no times."""
_EDITED: Final = re.compile(
    r"\blast (?:edited|modified|updated|changed)|zuletzt (?:bearbeitet|geändert)|dernière modification"
    r"|última (?:edición|modificación)|ultima modifica|последн\w+ (?:правка|изменение)|آخر تعديل",
    re.IGNORECASE,
)
_NOTE: Final = 120
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class PageDays:
    """What a page says of its dates: their order, its own day (a line and where in it), whether it tells ages, and the
    lines above articles that give them their days."""

    day_first: bool | None = None
    line: str = ""
    day: Found | None = None
    live: bool = False
    above: Mapping[int, Above] = field(default_factory=dict)


def page_days(found: Sequence[Item]) -> PageDays:
    """What the header lines of a page, in their roles, say of all its dates."""
    dated = [item for item in found if item.is_date and item.role != "text"]
    printed = [item.line.text[f.start : f.end] for item in dated for f in item.found if f.name in ("date", "modified")]
    own = _own_day(found)
    return PageDays(
        day_first=_order(printed),
        line=own[0] if own else "",
        day=own[1] if own else None,
        live=any(reading.ago or _TIMED.search(text) for text in printed for reading in dates.find_all(text))
        or any(_AGE.match(item.line.text) for item in found if item.role == "boilerplate"),
        above=days_above(found),
    )


def settled(metadata: str, hints: Sequence[Hint], page: PageDays, number: int = -1) -> tuple[str, list[Hint]]:
    """An article's header and hints, with what the page says where one of its dates needs it, or it has none."""
    if number in page.above and not any(hint.name == "date" for hint in hints):
        metadata, hints = _with_day(metadata, hints, page.above[number])
    said = [hint.value for hint in hints if hint.name in ("date", "modified")]
    readings = [reading for text in said for reading in dates.find_all(text)]
    more = list(hints)
    if page.day_first is not None and any(
        r.value is None and _NUMBERS.search(t) for t in said for r in dates.find_all(t)
    ):
        more.append(Hint(name=DAY_FIRST if page.day_first else MONTH_FIRST_HERE, value="", start=0, end=0))
    if not any(r.month_day for r in readings) or any(r.value for r in readings):
        return metadata, more
    if page.live:
        more.append(Hint(name=LIVE, value="", start=0, end=0))
    if page.day:
        base = len(metadata) + bool(metadata)
        start, end = base + page.day.start, base + page.day.end
        metadata = f"{metadata}\n{page.line}" if metadata else page.line
        more.append(Hint(name=PAGE_DAY, value=metadata[start:end], start=start, end=end))
    return metadata, more


def _with_day(metadata: str, hints: Sequence[Hint], above: Above) -> tuple[str, list[Hint]]:
    """The header with the lines above it that give its day, and its outlet where it names none."""
    more = list(hints)
    named = any(hint.name == "outlet" for hint in hints)
    for line in lines_of(above):
        text, base = line.line.text, len(metadata) + bool(metadata)
        metadata = f"{metadata}\n{text}" if metadata else text
        found = line.found or [Found("outlet", 0, len(text))]
        for piece in found:
            if piece.name == "date" or (piece.name == "outlet" and line is above.paper and not named):
                value = text[piece.start : piece.end]
                more.append(Hint(name=piece.name, value=value, start=base + piece.start, end=base + piece.end))
    return metadata, more


def _order(printed: Iterable[str]) -> bool | None:
    """Whether the page writes the day first, by numbers that can be no month; None if it writes both ways, or neither.

    Months that it names in another language than English say so too: English alone is written in both orders.
    """
    orders: set[bool] = set()
    for text in printed:
        if match := _NUMBERS.search(text.translate(ASCII_DIGITS)):
            one, other = int(match[1]), int(match[3])
            if max(one, other) > 12 >= min(one, other):
                orders.add(one > other)
        elif any(gregorian_months(w) and not gregorian_months(w, "en") for w in _WORD.findall(text)):
            orders.add(True)
    return orders.pop() if len(orders) == 1 else None


def _own_day(found: Sequence[Item]) -> tuple[str, Found] | None:
    """The last day that a line above all texts, and of no article, gives in full: that of a letter, of a print-out.

    Else the day on which the page says that it was edited last.
    """
    best: tuple[str, str, Found] | None = None
    for item in found:
        if item.role == "text":
            break
        for piece in item.found if item.article < 0 and item.kind == "meta" else ():
            reading = dates.find(item.line.text[piece.start : piece.end]) if piece.name == "date" else None
            if reading and reading.value and (best is None or reading.value > best[0]):
                best = (reading.value, item.line.text, piece)
    return best[1:] if best else _edited(found)


def _edited(found: Sequence[Item]) -> tuple[str, Found] | None:
    for item in found:
        if item.article < 0 and len(item.line.text) < _NOTE and _EDITED.search(item.line.text):
            reading = dates.find(item.line.text)
            if reading and reading.value:
                return item.line.text, Found("date", reading.start, reading.end)
    return None
