"""Which time of day and which age do words name? "10:32 EST", "13 hours ago", "منذ 3 ساعات"."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final

ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "tu": 0, "utc+": 0, "мск": 180, "msk": 180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "wat": 60, "eat": 180, "cat": 120, "sast": 120, "gst": 240, "pkt": 300,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "wib": 420, "wita": 480, "wit": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "trt": 180, "brt": -180, "بتوقيت غرينتش": 0, "غرينتش": 0, "greenwich": 0,
}  # fmt: skip
"""Minutes east of Greenwich. IST, AST and ET are left out: they name several zones or change in the year."""
UNITS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 0, "year": 0}
_GAP = (
    r"\.?(?::(?=\s)|[\s,;|–—\-·•()T\u200f\u200e]|\bat\b|\bum\b|\bà\b|\bàs\b|\ba las\b|\bkl\.|\bklo\b|\bore\b|\balle\b"
    r"|\bsaat\b|\bв\b|الساعة|ساعت|เวลา)*"
)
_CLOCK = (
    r"(?:(?P<early>오전|上午|午前)|(?P<late>오후|下午|午後|晚上))?\s?(?P<h>\d{1,2})(?:[:٫]|(?<=\d)[hH.](?=\d\d(?:\b|\s?[apAP]\.?[mM]))|(?<=\d)\s[hH]\s(?=\d\d\b)|时|時"
    r"|시 ?)(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?:分|분|น\.|Uhr\b"
    r"|hrs?\b)?\s*(?P<half>[ap]\.?\s?m\b\.?|[صم]\b)?"
)
_ZONE = r"\s*\(?(?P<zone>(?:UTC|GMT)?\s?[+\-−]\d{1,2}:?(?:\d{2})?(?!\d)|" + "|".join(
    sorted(map(re.escape, ZONES), key=len, reverse=True)
) + r")?(?![^\W\d_])\)?"  # fmt: skip
AFTER: Final = re.compile(_GAP + _CLOCK + _ZONE, re.IGNORECASE)
BEFORE: Final = re.compile(r"(?<!\d)" + _CLOCK + _ZONE + r"[\s,;|–—\-·•]*(?:on |am |le )?$", re.IGNORECASE)
MILITARY: Final = re.compile(r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?P<zone>GMT|UTC)[\s,]*$", re.IGNORECASE)

MILITARY_AFTER: Final = re.compile(
    r"\s(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:\s?(?P<zone>GMT|UTC|Z)|\s?(?:hrs?|h|local))?(?=\s*(?:[|,;]|$))",
    re.IGNORECASE,
)
"""Hour and minute in one behind a day, as wires print them; without a zone the number is taken for no time."""


def clock(match: re.Match[str]) -> str | None:
    """The time of a match of AFTER, BEFORE or MILITARY as ISO ("10:32:00-05:00"), without a zone if none is sure."""
    parts = match.groupdict()
    hour, half = int(parts["h"]), (parts.get("half") or "").lower()
    half = half or ("pm" if parts.get("late") else "am" if parts.get("early") else "")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half[0] in "pم" else 0)
    try:
        moment = time(hour, int(parts["m"]), int(parts.get("s") or 0))
    except ValueError:
        return None
    return moment.isoformat() + _offset(parts.get("zone"))


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    name = zone.casefold().replace("−", "-").replace(" ", "")
    if name in ZONES or zone.casefold() in ZONES:
        minutes = ZONES.get(name, ZONES.get(zone.casefold(), 0))
        return "Z" if name == "z" else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    digits = re.sub(r"\D", "", name)
    hours, minutes_text = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes_text) > 59:
        return ""
    return f"{'-' if '-' in name else '+'}{int(hours):02d}:{minutes_text}"


_NUMBERS: Final = {
    1: "a an one un une ein eine einer einem einen una uno um uma een bir один одну واحد واحدة yek یک אחד אחת",
    2: "two deux zwei dos due dois duas twee iki два две دو שני שתי",
    3: "three trois drei tres tre três drie üç три ثلاث ثلاثة سه",
    4: "four quatre vier cuatro quattro quatro dört четыре أربع أربعة چهار",
    5: "five cinq fünf cinco cinque vijf beş пять خمس خمسة پنج",
    6: "six sechs seis sei zes altı шесть ست ستة شش",
    7: "seven sept sieben siete sette sete zeven yedi семь سبع سبعة هفت",
}
_UNIT_WORDS: Final = {
    "second": r"secs?|seconds?|secondes?|sekunden?|segundos?|secondi|seconden|saniye|секунд\w?|ثانية|ثوان\w?|ثانیه"
    r"|sekund\w*|giây|detik|सेकंड|秒|초",
    "minute": r"mins?|minutes?|minuten?|minutos?|minut[oi]|minuten|dakika|минут\w?|دقيقة|دقائق|دقیقه|דקות|דקה|分钟"
    r"|minut\w*|phút|menit|λεπτ[άό]|मिनट|মিনিট|хвилин\w?|минута|分鐘|分|분",
    "hour": r"h|hrs?|hours?|heures?|stunden?|std|horas?|or[ae]|uur|uren|saat|час(?:а|ов)?|ساعة|ساعات|ساعت|שעות|שעה"
    r"|godzin\w?|timm\w{2,4}|time[rn]?|tunti\w?|hodin\w{0,3}|giờ|jam|ώρ(?:α|ες)|घंटे|घंटा|ঘণ্টা|годин\w?|小时|小時|時間|시간",
    "day": r"d|days?|jours?|tag(?:en?)?|d[ií]as?|giorn[oi]|dag(?:en)?|gün|день|дня|дней|يوما?|أيام|ايام|روز|ימים"
    r"|dni|dzień|dagar|dage|dager|päivää?|dny|dn[íe]|dňami|zile?|ngày|hari|η?μέρ(?:α|ες)|दिन|দিন|дн[іи]|днів|יום|天|日|일",
    "week": r"w|weeks?|semaines?|wochen?|semanas?|settiman[ae]|weken|week|hafta|недел\w+|أسبوع|أسابيع|اسبوع|هفته"
    r"|tydzień|tygodni\w?|veck\w{1,2}|uge[rn]?|uke[rn]?|viikko\w?|týd\w{2,4}|săptămân\w{1,2}|tuần|minggu|εβδομάδ\w{1,2}"
    r"|सप्ताह|हफ्ते|সপ্তাহ|тиж\w{2,3}|שבועות|שבוע|周|週間?|주",
    "month": r"months?|mois|monat(?:en?)?|mes(?:es)?|m[eê]s(?:es)?|mes[ei]|maand(?:en)?|ay|месяц\w*|شهرا?|أشهر|ماه"
    r"|חודשים|חודש|个月|個月|か月|개월"
    r"|miesi\w{2,4}|månad\w{0,2}|måned\w{0,2}|kuukau\w{2,3}|měsíc\w{0,2}|lun[iă]|tháng|bulan|μήν\w{1,2}|महीने|মাস|місяц\w?",
    "year": r"years?|ans?|jahr(?:en?)?|años?|anos?|ann[oi]|jaar|yıl|год\w?|лет|سنة|سنوات|عام|سال|שנים|שנה|年|년"
    r"|lat|rok\w?|år|vuot\w{1,2}|let|ani|năm|tahun|χρόνι\w|साल|বছর|рок\w{1,2}",
}
_DUALS: Final = {"ساعتين": "hour", "يومين": "day", "أسبوعين": "week", "شهرين": "month", "دقيقتين": "minute"} | {
    "שעתיים": "hour", "יומיים": "day", "שבועיים": "week"
}  # fmt: skip
_WORDS: Final = {
    0: "today|just now|now|aujourd['’]hui|heute|hoy|oggi|hoje|vandaag|bugün|dzisiaj|dziś|i ?dag|tänään|dnes"
    r"|azi|astăzi|σήμερα|hôm nay|hari ini|сьогодні|сегодня|اليوم|امروز|היום|今天|今日|오늘",
    1: "yesterday|hier|gestern|ayer|ieri|ontem|gisteren|dün|wczoraj|i ?går|eilen|včera|tegnap|χθες|hôm qua"
    r"|kemarin|вчора|вчера|أمس|امس|دیروز|אתמול|昨天|昨日|어제",
    2: "the day before yesterday|avant-hier|vorgestern|anteayer|antier|anteontem|l['’]altro ieri|eergisteren"
    r"|evvelsi gün|позавчера|أول أمس|اول امس|پریروز|שלשום|前天|一昨日|おととい|그저께",
}
_MARKERS: Final = (
    r"\bago\b|\bil y a\b|\bvor\b|\bhace\b|\bhá\b|\bfa\b|\batrás\b|geleden|önce|назад|منذ|قبل|پیش|לפני|前|전|\btemu\b"
    r"|\bsedan\b|\bsiden\b|\bsitten\b|\btrước\b|\blalu\b|पहले|আগে|\bтому\b|\bpřed\b|\bacum\b|\bπριν\b"
)


_DIGIT: Final = re.compile(r"\d")
_BRIEF: Final = re.compile(r"(\d{1,3})\s?(h|hrs?|d|w|min|j|sem|[Ss]td|godz|ч|д)\.?")
_BRIEF_UNITS: Final = {
    "h": "hour", "d": "day", "w": "week", "m": "minute", "j": "day", "sem": "week", "std": "hour", "g": "hour",
    "ч": "hour", "д": "day",
}  # fmt: skip


@lru_cache(maxsize=1)
def _relative() -> tuple[re.Pattern[str], ...]:
    """An age before its word, behind it, a day's name alone, a day's name with a time of day."""
    words = "|".join(sorted((w for names in _NUMBERS.values() for w in names.split()), key=len, reverse=True))
    number = rf"(?P<n>\d{{1,3}}|{words})"
    unit = "(?:" + "|".join(f"(?P<{name}>{names})" for name, names in _UNIT_WORDS.items()) + ")"
    dual = "(?P<dual>" + "|".join(_DUALS) + ")"
    behind = (
        rf"(?:\btime\s?|\bf[oö]r\s(?=.*\bs(?:iden|edan)\b)|(?<![a-zß-ɏ\u0370-\u06ff\d])(?<!\d[.,])){number}\s?\+?\s?{unit}\.?\s?(?:ago|fa|atrás|geleden|önce|назад|پیش|قبل"
        rf"|temu|sedan|siden|sitten|trước|(?:yang )?lalu|पहले|আগে|тому|前|전)(?![^\W\d_])"
    )
    before = r"(?<![^\W\d_])(?:il y a|vor|hace|há|před|acum|πριν(?: από)?|منذ|قبل|לפני)\s"
    front = rf"{before}(?:{number}\s)?(?:{unit}|{dual})(?:\s(?:واحدة?|אח[דת]))?(?![^\W\d_])"
    whole = "|".join(f"(?P<w{days}>{names})" for days, names in sorted(_WORDS.items(), reverse=True))
    return (
        re.compile(behind, re.IGNORECASE),
        re.compile(front, re.IGNORECASE),
        re.compile(rf"(?:{whole})", re.IGNORECASE),
        re.compile(
            rf"(?<![^\W\d_])(?:{whole}),?\s*(?:(?:at|à|um|a las|às|alle|saat|в|om)\s)?\d{{1,2}}\s?[:.h]\s?\d{{2}}",
            re.IGNORECASE,
        ),
    )


_READ: Final = (
    r"(?:\bread|\blese|\blect|leitura|lettura|okuma|\blees|läs|læs|czyt|чт?ени|читан|ανάγνωσ|olvas|đọc|baca|קריא|قراء|مطالع|阅读"
    r"|閱讀|読|पढ़)"
)
"""What says in many languages that minutes are those of reading."""


@lru_cache(maxsize=1)
def _timed() -> re.Pattern[str]:
    """An age without a word for it, told by the reading time behind a bullet: "9 Std. • 5 Minuten Lesezeit"."""
    unit = "|".join(f"(?P<{name}>{_UNIT_WORDS[name]})" for name in ("hour", "day", "week", "month"))
    minutes = rf"\d{{1,3}}\s?(?:{_UNIT_WORDS['minute']})(?![^\W\d_])"
    return re.compile(
        rf"(?<![\w.,])(?P<n>\d{{1,3}})\s?(?:{unit})(?![^\W\d_])\.?\s*[•·|]\s*(?=.{{0,30}}{_READ})[^•·|]{{0,20}}?"
        rf"{minutes}[^•·|]{{0,25}}$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _marker() -> re.Pattern[str]:
    return re.compile(_MARKERS, re.IGNORECASE)


def brief(text: str) -> tuple[int, str] | None:
    """The age that a feed reader prints: "3h", "2d", as (amount, unit)."""
    match = _BRIEF.fullmatch(text.strip())
    unit = match[2].lower() if match else ""
    return (int(match[1]), _BRIEF_UNITS.get(unit) or _BRIEF_UNITS[unit[0]]) if match else None


def age(text: str) -> tuple[int, int, int, str] | None:
    """The first "13 hours ago" of a text as (start, end, amount, unit); whole-text "yesterday" too."""
    if len(text) <= 12 and (word := _relative()[2].fullmatch(text.strip(" .:"))):
        return 0, len(text), _days_back(word), "day"
    if _DIGIT.search(text) and (match := _relative()[3].search(text)) is not None:
        return match.start(), match.end(), _days_back(match), "day"
    if len(text) <= 7 and (short := brief(text)):
        return 0, len(text), *short
    if any(sign in text for sign in "•·|") and (timed := _timed().search(text)):
        unit = next(name for name in UNITS if timed.groupdict().get(name))
        return timed.start(), timed.end(), int(timed["n"]), unit
    if not _marker().search(text):
        return None
    found = [m for m in (_relative()[0].search(text), _relative()[1].search(text)) if m]
    if not found:
        return None
    match = min(found, key=lambda m: m.start())
    parts = match.groupdict()
    if parts.get("dual"):
        return match.start(), match.end(), 2, _DUALS[parts["dual"]]
    unit = next(name for name in UNITS if parts.get(name))
    return match.start(), match.end(), _amount(parts.get("n")), unit


def _days_back(word: re.Match[str]) -> int:
    return next(days for days in _WORDS if word[f"w{days}"])


def _amount(word: str | None) -> int:
    if word is None:
        return 1
    if word.isdigit():
        return int(word)
    return next(n for n, names in _NUMBERS.items() if word.casefold() in names.split())


def went_by(amount: int, unit: str, captured: str) -> tuple[str | None, str, str] | None:
    """The day so long before the capture, with its bounds: (value, earliest, latest) as ISO days.

    Weeks, months and years bound a day but do not name it. Hours before a capture of which only the day is known
    do neither name it. None if `captured` is no ISO 8601 time.
    """
    try:
        moment = datetime.fromisoformat(captured)
    except ValueError:
        return None
    step = {"month": timedelta(days=30), "year": timedelta(days=365)}.get(unit) or timedelta(seconds=UNITS[unit])
    latest = moment - amount * step
    earliest = latest - step
    if unit in ("second", "minute", "hour"):
        if len(captured) <= 10 and amount:
            earliest = moment - amount * step
            latest = moment + timedelta(days=1, seconds=-1) - amount * step
            same = earliest.date() == latest.date()
            return (str(latest.date()) if same else None, str(earliest.date()), str(latest.date()))
        return str(latest.date()), str(latest.date()), str(latest.date())
    if unit == "day":
        return str(latest.date()), str(latest.date()), str(latest.date())
    return None, str(earliest.date()), str(latest.date())
