"""Which month does a word name, and which day is it in our calendar? Tables from CLDR, and two other calendars.

The Gregorian month names stand in `gazetteer/months.tsv` (made by `gazetteer/make_months.py`); the commonest languages
are asked first, because a word may name another month elsewhere.
"""

from __future__ import annotations

from datetime import date as Day
from functools import lru_cache
from importlib import resources
from typing import Literal

from hijridate import Hijri

Calendar = Literal["gregorian", "hijri", "jalali"]
COMMON = ("en", "fr", "de", "es", "it", "pt", "nl", "ru", "tr", "fa", "ar", "ar_SY", "ar_DZ", "ar_MA", "ar_TN")
OTHERS = (
    *("am", "az", "bg", "bn", "bs", "ca", "cs", "da", "el", "et", "eu", "fi", "gl", "ha", "he", "hi", "hr", "hu", "hy"),
    *("id", "is", "ka", "kk", "lt", "lv", "mk", "ms", "nb", "pl", "ps", "ro", "sk", "sl", "so", "sq", "sr", "sv", "sw"),
    *("uk", "ur", "uz", "vi"),
)
LEADS = ("de ", "d’", "d'", "tháng ", "ב")  # written into the names of Catalan, Vietnamese and Hebrew months
EXTRA = {
    "sept": 9, "juin": 6, "fevrier": 2, "aout": 8, "decembre": 12, "eylul": 9, "agustos": 8, "subat": 2,
    "marz": 3, "mrz": 3, "janner": 1, "jänner": 1, "feber": 2, "marco": 3, "setiembre": 9,
    "ديسمبر": 12, "اغسطس": 8, "أغسطس": 8, "ابريل": 4, "إبريل": 4, "اكتوبر": 10, "مايو": 5, "يونية": 6, "يوليه": 7,
    "اذار": 3, "ايار": 5, "ايلول": 9, "اب": 8, "تشرين اول": 10, "تشرين ثاني": 11, "كانون اول": 12, "كانون ثاني": 1,
    "enero": 1, "pebrero": 2, "marso": 3, "abril": 4, "mayo": 5, "hunyo": 6, "hulyo": 7, "agosto": 8, "setyembre": 9,
    "oktubre": 10, "nobyembre": 11, "disyembre": 12, "студзеня": 1, "лютага": 2, "сакавіка": 3, "красавіка": 4,
    "чэрвеня": 6, "ліпеня": 7, "жніўня": 8, "верасня": 9, "кастрычніка": 10, "лістапада": 11, "снежня": 12,
    "تشرين الاول": 10, "كانون الاول": 12, "gulan": 5, "آگوست": 8, "می": 5, "ژوئن": 6, "اکتبر": 10,
}  # fmt: skip
"""Spellings that newspapers use and CLDR lacks: without accents, old Austrian, Filipino, Belarusian, and Arabic
without hamza."""
SATURDAY = "sat"
HIJRI = {
    "محرم": 1, "المحرم": 1, "صفر": 2, "ربيع الأول": 3, "ربيع الاول": 3, "ربيع الثاني": 4, "ربيع الآخر": 4,
    "ربيع الاخر": 4, "جمادى الأولى": 5, "جمادى الاولى": 5, "جمادى الآخرة": 6, "جمادى الاخرة": 6, "جمادى الثانية": 6,
    "رجب": 7, "شعبان": 8, "رمضان": 9, "شوال": 10, "ذو القعدة": 11, "ذي القعدة": 11, "ذو الحجة": 12, "ذي الحجة": 12,
    "muharram": 1, "safar": 2, "rajab": 7, "shaban": 8, "ramadan": 9, "shawwal": 10,
}  # fmt: skip
JALALI = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8, "آذر": 9,
    "دی": 10, "بهمن": 11, "اسفند": 12, "farvardin": 1, "ordibehesht": 2, "khordad": 3, "mordad": 5, "shahrivar": 6,
    "mehr": 7, "aban": 8, "azar": 9, "bahman": 11, "esfand": 12,
}  # fmt: skip


@lru_cache(maxsize=1)
def _common() -> dict[str, frozenset[int]]:
    return _names(COMMON) | {name: frozenset({month}) for name, month in EXTRA.items()}


@lru_cache(maxsize=1)
def _others() -> dict[str, frozenset[int]]:
    found = _names(OTHERS)
    del found[SATURDAY]  # in Hausa a month; where no language is known it is a day of the week
    return found


@lru_cache(maxsize=64)
def _of_language(language: str) -> dict[str, frozenset[int]]:
    return _names((language,)) if language in COMMON or language in OTHERS else {}


def _names(locales: tuple[str, ...]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for code in locales:
        for month, name in _table()[code]:
            found.setdefault(name, set()).add(month)
    return {name: frozenset(months) for name, months in found.items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, list[tuple[int, str]]]:
    """Months and their names for each locale, from `gazetteer/months.tsv`."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in resources.files("indexer.gazetteer").joinpath("months.tsv").read_text("utf-8").splitlines():
        code, month, name = row.split("\t")
        found.setdefault(code, []).append((int(month), name))
    return found


def key(name: str) -> str:
    """A month's name as it is looked up: without case, points and what CLDR writes in front."""
    bare = name.casefold().strip(" .·'’׳॰").replace("\u0307", "")
    for lead in LEADS:
        bare = bare.removeprefix(lead)
    return bare


def gregorian_months(word: str, language: str = "und") -> frozenset[int]:
    """The months (1 to 12) that a word names: none, one, or several where languages differ ("listopad")."""
    name = key(word)
    return _of_language(language).get(name) or _common().get(name) or _others().get(name) or frozenset()


def hijri_month(word: str) -> int | None:
    """The month of the Islamic calendar that a word names."""
    return HIJRI.get(key(word))


def jalali_month(word: str) -> int | None:
    """The month of the Iranian calendar that a word names."""
    return JALALI.get(key(word.replace("ي", "ی").replace("ك", "ک")))


def to_day(calendar: Calendar, year: int, month: int, day: int) -> Day | None:
    """The day in our calendar, or None where there is none (31 June) or the table does not reach."""
    try:
        if calendar == "hijri":
            return Day.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
        return _from_jalali(year, month, day) if calendar == "jalali" else Day(year, month, day)
    except (ValueError, OverflowError):
        return None


def _from_jalali(year: int, month: int, day: int) -> Day | None:
    """The 33-year rule of leap years, right from 1178 to 1633 of the Iranian calendar."""
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    past = 365 * (year - 1) + (8 * (year - 1) + 29) // 33
    if month == 12 and day == 30 and (8 * year + 29) // 33 == (8 * (year - 1) + 29) // 33:
        return None
    within = 31 * (month - 1) - max(0, month - 7) + day
    return Day.fromordinal(226894 + past + within)
