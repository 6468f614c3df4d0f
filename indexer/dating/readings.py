"""Which dates stand in a line? Own patterns over CLDR's month names; a sentence's dates are the caller's to refuse.

Only what names a day, or a month with its year, is read: "May", "13", "Boeing 737" and "24 hours" are no dates. Where
a form has two readings (06/07/2025) both are kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Final

from indexer.dating import clocks, eras
from indexer.dating.calendars import Calendar, gregorian_months, hijri_month, jalali_month, to_day

FIRST_YEAR, LAST_YEAR = 1800, 2100
ASCII_DIGITS: Final = {
    zero + n: str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)
}  # one character each, so offsets hold
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd])+[׳'’]?"
_TWO = rf"{_WORD}(?:\s{_WORD})??"
_DAY = r"(?<![\d.,:/$€£])(\d{1,2})(?:st|nd|rd|th|er|ère|º|ª|°|-?(?:го|е)|\.|,|י|)(?![\d:])"
_SEP = r"(?:[\s\-–/.,،_]|\bde\b|\bof\b|\bdel\b|\bdo\b)*"
_YEAR = (
    r"(?P<y>\d{4}(?!\d|:\d)|(?<=['’\-])\d{2}(?!\d)"
    r"|(?<=[^\W\d_]{3}\s)(?<![^\W\d_]{4}\s)\d{2}(?=\s*(?:[|·•;)\]]|$)))"
)
"""A year; two digits of one behind a month in three letters, "11 Jun 25": the 1 of "1 June 26" may count lines."""
_RLM = "[\u200e\u200f]?"
"""The marks of direction that browsers put into Arabic and Hebrew dates."""
_ISO = re.compile(
    rf"(?<![\d.,/\-])(\d{{4}}){_RLM}([-/.])(?:(?<=\.) )?(\d{{1,2}}){_RLM}\2(?:(?<=\.) )?(\d{{1,2}})(?![\d/\-]|\.\d)"
)
_NUMERIC = re.compile(
    rf"(?<![\d.,:/\-+])(\d{{1,2}}){_RLM}([./\-])\s?(\d{{1,2}}){_RLM}\2\s?(\d{{4}}|\d{{2}}(?=\b))(?![\d/]|-(?!\d{{1,2}}:\d\d)|[.,:]\d)"
)
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日號号일]")
_OTHER_NAME = rf"(?:\s?/\s?{_WORD}|\s?\({_WORD}\))?"
"""The same month by its other name, as Arabic papers print it: "25 حزيران/يونيو 2025"."""
_DMY = re.compile(rf"{_DAY}{_SEP}(?P<w>{_TWO}){_OTHER_NAME}{_SEP}['’]?{_YEAR}", re.IGNORECASE)
_MDY = re.compile(rf"(?<![^\W\d_])(?P<w>{_WORD})\.?\s?{_DAY}(?:\s*[,\-/]?\s*)(?P<y>\d{{4}})(?![\d:])", re.IGNORECASE)
_SIX_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")
_LEAF = re.compile(rf"\s*(?P<w>{_WORD})\.?\s?(\d\d)(?P<y>(?:19|20)\d\d)\s*$", re.IGNORECASE)
"""A leaf of a calendar, whose lines became one: "Feb 182009"; within other words it is a number of something."""
_YMD = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}})[.,]?[\s\-/]?(?:m\.\s)?(?P<w>{_WORD})\.?[\s\-/,]*(\d{{1,2}})(?![\d:])", re.IGNORECASE
)
_MY = re.compile(rf"(?<![^\W\d_])(?P<w>{_TWO})[.,]?[\s\-/]+(?:de\s)?(?P<y>\d{{4}})(?![\d:])", re.IGNORECASE)
_YEARLESS = (
    re.compile(rf"{_DAY}[\s\-.]*(?:de\s)?(?P<w>{_TWO})", re.IGNORECASE),
    re.compile(rf"(?<![^\W\d_])(?P<w>{_WORD})\.?\s(\d{{1,2}})(?![\d:.]|,\d)", re.IGNORECASE),
)
_COMPACT = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d|))?")
_STAMP = re.compile(
    r"(?<!\d)(\d{2})([01]\d|2[0-3])([0-5]\d)\s?(?P<zone>GMT|UTC|Z)?\s(?P<w>[A-Z]{3})\s(?P<y>\d{2}|\d{4})(?!\d)"
)
"""The stamp of a wire, day, hour and minute in one: "200655 GMT JUN 25"."""
_CODE = re.compile(r"[A-Za-z]{0,3}\d{3,6}[\s–—-]+")
"""The number of a dispatch: "a0087 -- 27.06.25 1812"."""
_HIJRI_MARK = re.compile(r"\s?(?:هـ|ه\b|AH\b|H\b)")
_DIGIT = re.compile(r"\d")
_FOUR = re.compile(r"\d{4}")
"""What all forms with a whole year need."""
_ARABIC = re.compile(r"[\u0621-\u064a]")
_PERSIAN = re.compile(r"[پچژگکی]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date as it stands at `[start, end)` of a line.

    `value` is an ISO day or instant, or None where only `earliest` and `latest` are sure, or only the words (a relative
    date without capture time, a day without a year). `ago` is an age as (amount, unit), `month_day` the month and day
    of one without its year.
    """

    start: int
    end: int
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    calendar: Calendar = "gregorian"
    ago: tuple[int, str] | None = None
    month_day: tuple[int, int] | None = None

    @property
    def is_vague(self) -> bool:
        """Whether it names a day without a year."""
        return self.value is None and self.ago is None and self.earliest is None

    @property
    def is_period(self) -> bool:
        """Whether it is a month and its year."""
        return (
            self.value is None
            and self.earliest is not None
            and self.earliest[8:] == "01"
            and self.latest is not None
            and self.latest[8:] >= "28"
        )


def find_all(text: str, *, language: str = "und", day_first: bool | None = None) -> tuple[Reading, ...]:
    """All dates of a line in their order, none overlapping another; days before months, months before ages."""
    line = text.translate(ASCII_DIGITS) if not text.isascii() else text
    found: list[Reading] = []
    if _DIGIT.search(line):
        for reading in _days(line, language, day_first):
            if all(reading.end <= other.start or reading.start >= other.end for other in found):
                found.append(reading)
    if not found and (age := clocks.age(line)):
        start, end, amount, unit = age
        found.append(Reading(start=start, end=end, ago=(amount, unit)))
    return tuple(sorted(found, key=lambda r: r.start))


def compact(text: str) -> Reading | None:
    """A whole field of digits: 20250614, 20250614T103200Z."""
    match = _COMPACT.fullmatch(text)
    if match and (day := _valid(int(match[1]), int(match[2]), int(match[3]))):
        offset = match[7] or ""
        zone = f"{offset[:3]}:{offset[-2:]}" if len(offset) > 1 else offset
        clock = f"T{match[4]}:{match[5]}:{match[6] or '00'}{zone}" if match[4] and match[4] < "24" else ""
        return Reading(start=0, end=len(text), value=f"{day}{clock}", earliest=str(day), latest=str(day))
    return None


def _days(line: str, language: str, day_first: bool | None) -> Iterator[Reading]:
    has_year = _FOUR.search(line) is not None
    for start, end, found in eras.days(line):
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            yield _with_time(line, start, end, found, "gregorian")
    for pattern, (year, month, day) in ((_ISO, (1, 3, 4)), (_CJK, (1, 2, 3))) if has_year else ():
        for match in pattern.finditer(line):
            yield from _written(line, match, language, int(match[year]), int(match[month]), int(match[day]))
    for match in _NUMERIC.finditer(line):
        yield from _numeric(line, match, language, day_first)
    if _has_word(line):
        yield from _stamps(line)
        for pattern, day_group in ((_DMY, 1), (_MDY, 2), (_YMD, 3)) if has_year else ((_DMY, 1),):
            for match in pattern.finditer(line):
                yield from _named(line, match, int(match[day_group]), language)
        if _SIX_DIGITS.search(line) and (leaf := _LEAF.match(line)):
            yield from _named(line, leaf, int(leaf[2]), language)
        for match in _MY.finditer(line) if has_year else ():
            yield from _month(line, match, language)
        yield from _yearless(line, language)


def _stamps(line: str) -> Iterator[Reading]:
    """The stamps of a wire; one without a zone gives its day alone."""
    for match in _STAMP.finditer(line):
        months = gregorian_months(match["w"], "en")
        day = _valid(_year(match["y"]), min(months), int(match[1])) if len(months) == 1 else None
        if day:
            clock = f"T{match[2]}:{match[3]}:00+00:00" if match["zone"] else ""
            text = str(day)
            yield Reading(start=match.start(), end=match.end(), value=f"{text}{clock}", earliest=text, latest=text)


def _has_word(line: str) -> bool:
    return any(c.isalpha() for c in line)


def _written(
    line: str, match: re.Match[str], language: str, year: int, month: int, day: int, start: int | None = None
) -> Iterator[Reading]:
    """A day given as numbers, in the calendar that its year and the language call for."""
    calendar: Calendar = "gregorian"
    if 1300 <= year <= 1500:
        marked = _HIJRI_MARK.match(line, match.end())
        if language == "fa" or (_PERSIAN.search(line) and not marked):
            calendar = "jalali"
        elif marked or language == "ar" or _ARABIC.search(line):
            calendar = "hijri"
    found = to_day(calendar, year, month, day)
    if found and FIRST_YEAR <= found.year <= LAST_YEAR:
        yield _with_time(line, match.start() if start is None else start, match.end(), found, calendar)


def _numeric(line: str, match: re.Match[str], language: str, day_first: bool | None) -> Iterator[Reading]:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), _year(match[4])
    if len(match[4]) == 2 and mark != "/" and (mark == "-" or not _stands_alone(line, match)):
        return
    if 1300 <= year <= 1500:
        yield from _written(line, match, language, year, second, first)
        return
    one, other = _valid(year, second, first), _valid(year, first, second)
    if day_first is None and (mark in ".-" or language not in ("en", "und")):
        day_first = True
    if one and other and one != other and day_first is None:
        low, high = sorted((str(one), str(other)))
        yield Reading(start=match.start(), end=_clock_end(line, match.end()), earliest=low, latest=high)
        return
    chosen = (one or other) if day_first is not False else (other or one)
    if chosen:
        yield _with_time(line, match.start(), match.end(), chosen, "gregorian")


def _named(line: str, match: re.Match[str], day: int, language: str) -> Iterator[Reading]:
    year = _year(match["y"])
    for calendar, months, width in _months(match["w"], language, year):
        if match.re is _DMY and width < len(match["w"]):
            continue
        if len(months) > 1:
            days = sorted(str(d) for m in months if (d := _valid(year, m, day)))
            if days:
                yield Reading(start=match.start(), end=match.end(), earliest=days[0], latest=days[-1])
            return
        found = to_day(calendar, year, min(months), day)
        if found and FIRST_YEAR <= found.year <= LAST_YEAR:
            yield _with_time(line, match.start(), match.end(), found, calendar)
            return


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """Whether a date is nearly all that a line says, its time of day aside, or its last piece behind a bar: "25.04.24"
    may be a sum or a chapter."""
    clock = clocks.AFTER.match(line, match.end()) or clocks.MILITARY_AFTER.match(line, match.end())
    if _CODE.fullmatch(line[: match.start()]):
        return True
    if line[: match.start()].rstrip()[-1:] in ("|", "·", "•", ",", "–", "—", "-") and not line[match.end() :].strip(
        " |·•"
    ):
        return True
    return len(line.strip()) <= len(match[0]) + 12 + (len(clock[0]) if clock else 0)


def _months(words: str, language: str, year: int) -> Iterator[tuple[Calendar, frozenset[int], int]]:
    """The months that one or two words name, with how many of their characters do."""
    for word in dict.fromkeys((words, words.split()[0])):
        bare = word.removeprefix("ב") if len(word) > 4 else word
        months = gregorian_months(word, language) or gregorian_months(bare, language)
        if months and year >= FIRST_YEAR:
            yield "gregorian", months, len(word)
        if (hijri := hijri_month(word)) and 1200 <= year <= 1500:
            yield "hijri", frozenset({hijri}), len(word)
        if (jalali := jalali_month(word)) and 1178 <= year <= 1500:
            yield "jalali", frozenset({jalali}), len(word)


def _month(line: str, match: re.Match[str], language: str) -> Iterator[Reading]:
    year, words = _year(match["y"]), match["w"]
    if not FIRST_YEAR <= year <= LAST_YEAR or line[: match.start()].rstrip().endswith(tuple("0123456789")):
        return
    for word in dict.fromkeys((words, words.split()[-1])):
        months = gregorian_months(word, language)
        if len(months) == 1 and len(word) > 2:
            month = min(months)
            start = match.start() + len(words) - len(word)
            last = monthrange(year, month)[1]
            yield Reading(
                start=start, end=match.end(), earliest=f"{year}-{month:02d}-01", latest=f"{year}-{month:02d}-{last}"
            )
            return


def _yearless(line: str, language: str) -> Iterator[Reading]:
    for pattern, (word, day) in zip(_YEARLESS, ((2, 1), (1, 2)), strict=True):
        for match in pattern.finditer(line):
            for part in dict.fromkeys((match[word], match[word].split()[0])):
                months = gregorian_months(part, language) if len(part) > 2 else frozenset()
                if months and 1 <= int(match[day]) <= 31:
                    end = max(match.start(word) + len(part), match.end(day))
                    sure = (min(months), int(match[day])) if len(months) == 1 else None
                    yield Reading(start=match.start(), end=_clock_end(line, end), month_day=sure)
                    break


def _clock_end(line: str, end: int) -> int:
    """Where the time of day behind a date ends, or the date, if there is none."""
    after = clocks.AFTER.match(line, end)
    return len(line[: after.end()].rstrip()) if after and clocks.clock(after) else end


def _with_time(line: str, start: int, end: int, day: Day, calendar: Calendar) -> Reading:
    reading = Reading(start=start, end=end, value=str(day), earliest=str(day), latest=str(day), calendar=calendar)
    if (after := clocks.AFTER.match(line, end)) and (clock := clocks.clock(after)):
        return replace(reading, end=len(line[: after.end()].rstrip()), value=f"{day}T{clock}")
    if military := clocks.MILITARY_AFTER.match(line, end):
        return replace(
            reading, end=military.end(), value=f"{day}T{clocks.clock(military)}" if military["zone"] else str(day)
        )
    before = clocks.BEFORE.search(line, max(0, start - 30), start) or clocks.MILITARY.search(line, 0, start)
    if before and (clock := clocks.clock(before)):
        return replace(reading, start=before.start(), value=f"{day}T{clock}")
    return reading


def _valid(year: int, month: int, day: int) -> Day | None:
    return to_day("gregorian", year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 70 else 2000)
