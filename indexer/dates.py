"""When was an article published, as far as it says so? A wrong date is worse than none.

Only what stands in the header or in the record's own fields counts, never a date inside a sentence, a year of a
copyright line, a note of correction. A relative date counts from the capture of the dump, never from today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from indexer.addresses import origin
from indexer.dating import clocks
from indexer.dating.calendars import to_day
from indexer.dating.readings import ASCII_DIGITS, FIRST_YEAR, LAST_YEAR, Reading, find_all
from indexer.dating.stamps import stamp, written_out
from indexer.dating.weekdays import LABEL, WEEKDAY
from indexer.dating.years import DAY_FIRST, MONTH_FIRST_HERE, with_year
from indexer.draft import Hint
from search.article import ArticleDate, DateBasis, Evidence, Rule, qualified

__all__ = ["Reading", "find", "find_all", "is_refused", "parse", "resolve"]

MONTH_FIRST: Final = frozenset({"US", "FM", "PW", "MH", "BZ"})
"""Countries that write 06/14/2025."""
RARE: Final = frozenset({"hi", "bn", "th", "vi", "id", "ka", "hy", "sw", "ta", "te", "my", "km"})
"""Languages whose dates dateparser is asked for; to try them all takes seconds."""
REFUSED: Final = re.compile(
    r"©|\(c\)\s|\bcopyright\b|all rights reserved|\bcorrect(?:ion|ed)\b|\bamended\b|\berratum\b|\bclarification\b"
    r"|alle rechte|tous droits|حقوق|تصحيح|berichtigung|rectificatif|\bcorrección\b",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<clock>\d\d:[0-5]\d(?::[0-5]\d)?)(?:(?<=:\d\d:\d\d)[.,]\d+)?(?P<zone>Z|[+-](?:0\d|1[0-4]):?[0-5]\d|))?",
    re.ASCII,
)
_URL_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})([/\-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_PARTS: Final = re.compile(r"/((?:19|20)\d{2})/([1-9]|0[1-9]|1[0-2])/([1-9]|0[1-9]|[12]\d|3[01])(?=[/?#]|$)")
_URL_NAMED: Final = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?=[/\-]|$)", re.IGNORECASE)


def find(text: str, *, language: str = "und", day_first: bool | None = None) -> Reading | None:
    """The first date of a header line, or None. Dates that name a day come before those that only bound one."""
    readings = find_all(text, language=language, day_first=day_first)
    return min(readings, key=lambda r: (r.calendar != "gregorian", r.is_vague, r.start), default=None)


def is_refused(line: str) -> bool:
    """Whether a line is one whose dates never count: copyright, correction, amendment."""
    return bool(REFUSED.search(line))


def parse(text: str, *, country: str | None = None, language: str = "und") -> Reading | None:
    """The date that a whole string is, labels and weekdays aside ("Published: Sat, 14 June 2025"), or None."""
    return _parsed(text, _day_first(country, language), language)


def _parsed(text: str, day_first: bool | None, language: str) -> Reading | None:
    if reading := _stamp(text):
        return reading
    line = text.strip()
    if not line or len(line) > 120 or is_refused(line):
        return None
    lead = len(text) - len(text.lstrip())
    digits = line.translate(ASCII_DIGITS)
    reading = stamp(digits)
    if reading is None and (plain := written_out(line)) != line:
        return replace(inner, start=0, end=len(text)) if (inner := _parsed(plain, day_first, language)) else None
    if reading is None:
        reading = find(line, language=language, day_first=day_first)
        if reading and not _is_label(line[: reading.start] + " " + line[reading.end :]):
            reading = _beside_another(line, reading, language)
        if reading is None:
            reading = _last_resort(line, language)
    return replace(reading, start=reading.start + lead, end=reading.end + lead) if reading and lead else reading


def _stamp(text: str) -> Reading | None:
    """An ISO 8601 day or time alone, as most records have it: what the patterns would read, read much faster."""
    match = _STAMP.fullmatch(text)
    day = match and to_day("gregorian", int(match["year"]), int(match["month"]), int(match["day"]))
    if not match or not day or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    if not match["clock"]:
        return Reading(start=0, end=len(text), value=str(day), earliest=str(day), latest=str(day))
    if match["clock"][:2] > "23":
        return None
    zone = (
        match["zone"] if len(match["zone"]) < 5 or ":" in match["zone"] else f"{match['zone'][:3]}:{match['zone'][3:]}"
    )
    value = f"{day}T{match['clock']}{':00' if len(match['clock']) == 5 else ''}{zone}"
    return Reading(start=0, end=len(text), value=value, earliest=str(day), latest=str(day))


def _day_first(country: str | None, language: str = "und") -> bool | None:
    """English alone is written in both orders; a country settles it."""
    if country is None:
        return None if language in ("en", "und") else True
    return country not in MONTH_FIRST


def _is_label(rest: str) -> bool:
    return LABEL.fullmatch(WEEKDAY.sub(" ", rest)) is not None


def _beside_another(line: str, reading: Reading, language: str) -> Reading | None:
    """The reading, if other dates and labels are all that stands beside it (two calendars, published and updated)."""
    rest = list(line)
    for other in (*find_all(line, language=language), reading):
        rest[other.start : other.end] = " " * (other.end - other.start)
    return reading if _is_label("".join(rest)) else None


@lru_cache(maxsize=4096)
def _last_resort(line: str, language: str) -> Reading | None:
    """What dateparser reads, strictly: day, month and year must all stand there, and no word may be left."""
    if not re.search(r"(?<!\d)(?:18|19|20)\d{2}(?!\d)", line) or len(line) > 40 or len(re.findall(r"\d+", line)) < 2:
        return None
    if language not in RARE:
        return None
    import dateparser  # slow to import, and hardly ever asked

    found = dateparser.parse(
        line,
        languages=[language],
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    if found is None or str(found.year) not in line or found.year < FIRST_YEAR:
        return None
    day = str(found.date())
    return Reading(start=0, end=len(line), value=day, earliest=day, latest=day)


def resolve(
    hints: Sequence[Hint],
    *,
    captured: str | None,
    country: str | None = None,
    url: str | None = None,
    language: str = "und",
) -> ArticleDate:
    """The date of the article that these hints stand around.

    `captured` is an ISO 8601 time, `country` the outlet's (it settles 06/07/2025), `url` the article's own. Dates
    before 1800 and after the capture are dropped; the words are kept in `raw` even when they give no value.
    """
    in_url = _from_url(url)
    order = next((h.name == DAY_FIRST for h in hints if h.name in (DAY_FIRST, MONTH_FIRST_HERE)), None)
    day_first = _day_first(country, language) if order is None else order
    found = [
        date if date.earliest else with_year(date, hints, captured, language)
        for hint in sorted((h for h in hints if h.name in ("date", "modified")), key=lambda h: h.name != "date")
        if (date := _of_hint(hint, captured, day_first, language, in_url))
    ]
    given = next((d for d in found if d.value and d.basis != "relative"), None)
    given = given or next((d for d in found if d.value), None)
    if given:
        return given
    if in_url and not _is_after(in_url.isoformat(), captured):
        return _url_date(in_url, hints)
    return next((d for d in found if d.earliest), None) or next(iter(found), ArticleDate())


def _of_hint(
    hint: Hint, captured: str | None, day_first: bool | None, language: str, in_url: Day | None
) -> ArticleDate | None:
    if is_refused(hint.value):
        return None
    reading = _parsed(hint.value, day_first, language)
    evidence = (Evidence(zone="metadata", start=hint.start, end=hint.end, text=hint.value, rule=_rule(hint, reading)),)
    blank = ArticleDate(raw=hint.value, evidence=evidence)
    if reading is None:
        return blank
    basis: DateBasis = "metadata" if hint.field else "printed"
    if reading.ago:
        return _relative(blank, reading.ago, captured)
    value, earliest, latest = reading.value, reading.earliest, reading.latest
    if value is None and earliest and latest and in_url and str(in_url) in (earliest, latest):
        value = earliest = latest = str(in_url)
    if value is None and earliest and latest and _is_after(latest, captured) and _is_turned(earliest, latest):
        value = latest = earliest  # of two readings of 06/11/2025 the later one had not come yet
    if earliest is None or _is_after(value or earliest, captured):
        return blank
    return replace(blank, value=value, basis=basis, earliest=earliest, latest=latest)


def _is_turned(one: str, other: str) -> bool:
    """Whether two days are one by numbers, read in the two orders."""
    return one[:4] == other[:4] and (one[5:7], one[8:]) == (other[8:], other[5:7])


def _rule(hint: Hint, reading: Reading | None) -> str:
    kind: Rule = "field" if hint.field else "header line"
    if hint.name == "modified":
        return qualified(kind, "updated")
    return qualified(kind, "relative") if reading and reading.ago else kind


def _relative(blank: ArticleDate, ago: tuple[int, str], captured: str | None) -> ArticleDate:
    if not captured or not (days := clocks.went_by(*ago, captured)):
        return blank
    return replace(blank, value=days[0], basis="relative", earliest=days[1], latest=days[2])


def _is_after(value: str, captured: str | None) -> bool:
    """Whether a day lies after the capture; a day of grace, because zones differ."""
    if not captured:
        return False
    try:
        limit = datetime.fromisoformat(captured).date()
    except ValueError:
        return False
    return Day.fromisoformat(value[:10]).toordinal() > limit.toordinal() + 1


def _from_url(url: str | None) -> Day | None:
    if not url:
        return None
    path = unquote(origin(url).url)
    if match := _URL_DAY.search(path):
        return to_day("gregorian", int(match[1]), int(match[3]), int(match[4]))
    if match := _URL_PARTS.search(path):
        return to_day("gregorian", int(match[1]), int(match[2]), int(match[3]))
    if (match := _URL_NAMED.search(path)) and (reading := find(f"{match[3]} {match[2]} {match[1]}")) and reading.value:
        return Day.fromisoformat(reading.value)
    return None


def _url_date(day: Day, hints: Sequence[Hint]) -> ArticleDate:
    hint = next((h for h in hints if h.name == "url"), None)
    evidence = (Evidence(zone="metadata", start=hint.start, end=hint.end, text=hint.value, rule="url"),) if hint else ()
    raw = hint.value if hint else None
    return ArticleDate(value=str(day), basis="url", raw=raw, earliest=str(day), latest=str(day), evidence=evidence)
