"""Which day do numbers name that count years or months otherwise? Eras of Japan and Taiwan, Buddhist years, months in
Roman numerals, and months that are numbered in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Day
from typing import Final

from indexer.dating.calendars import to_day

BUDDHIST: Final = 543
"""Thai years are so many ahead."""
MINGUO: Final = 1911
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
_THAI: Final = (
    *("มกราคม", "ม.ค.", "กุมภาพันธ์", "ก.พ.", "มีนาคม", "มี.ค.", "เมษายน", "เม.ย.", "พฤษภาคม", "พ.ค.", "มิถุนายน", "มิ.ย."),
    *("กรกฎาคม", "ก.ค.", "สิงหาคม", "ส.ค.", "กันยายน", "ก.ย.", "ตุลาคม", "ต.ค.", "พฤศจิกายน", "พ.ย.", "ธันวาคม", "ธ.ค."),
)
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SIGNS: Final = re.compile(r"[年\u0e01-\u0e2e]|tháng|[IVX]", re.IGNORECASE)
"""What stands in every such day."""
_JAPANESE: Final = re.compile(r"(令和|平成|昭和)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日")
_TAIWANESE: Final = re.compile(r"(?<!\d)(?:(?:中華)?民[國国]\s?(\d{2,3})|(1[0-4]\d))\s?年\s?(\d{1,2})月\s?(\d{1,2})日")
_THAI_DAY: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?({'|'.join(map(re.escape, _THAI))})\s?(?:พ\.?\s?ศ\.?\s?|ค\.?\s?ศ\.?\s?)?(\d{{4}})(?!\d)"
)
_IN_WORDS: Final = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_ROMAN_DAY: Final = re.compile(
    rf"(?<![\w.,:/-])(\d{{1,2}})(?:([./-])\s?|\.?\s(?=[IVX]{{2}}|[IVX]\s\d{{4}}\s?r\b))"
    rf"({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?:\2|\s)\s?(\d{{4}})(?!\d)"
)
"""Numerals of one letter alone may be anything: "Part 2 V 2025"."""


def days(line: str) -> Iterator[tuple[int, int, Day]]:
    """The days that a line names so, as (start, end, day); its digits are those of ASCII."""
    if not _SIGNS.search(line):
        return
    for match, year, month, day in _found(line):
        if (found := to_day("gregorian", year, month, day)) is not None:
            yield match.start(), match.end(), found


def _found(line: str) -> Iterator[tuple[re.Match[str], int, int, int]]:
    for match in _JAPANESE.finditer(line):
        year = 1 if match[2] == "元" else int(match[2])
        yield match, _ERAS[match[1]] + year, int(match[3]), int(match[4])
    for match in _TAIWANESE.finditer(line):
        yield match, MINGUO + int(match[1] or match[2]), int(match[3]), int(match[4])
    for match in _THAI_DAY.finditer(line):
        year = int(match[3])
        yield match, year - BUDDHIST * (year > 2400), _THAI.index(match[2]) // 2 + 1, int(match[1])
    for match in _IN_WORDS.finditer(line):
        yield match, int(match[3]), int(match[2]), int(match[1])
    for match in _ROMAN_DAY.finditer(line):
        yield match, int(match[4]), _ROMAN.index(match[3]) + 1, int(match[1])
