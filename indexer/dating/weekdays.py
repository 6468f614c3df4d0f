"""Which words beside a date are a day's name or a label, and which are part of a name? "Sunday", "Sunday Times"."""

from __future__ import annotations

import re
from typing import Final

LABEL: Final = re.compile(
    r"(?:\b(?:date|day|published|posted|publication|updated|last|modified|issued|released|filed|created|first|on|at|by"
    r"|le|am|vom|den|the|du|il|el|em|op|publié|publiée|mis|mise|jour|à|veröffentlicht|erschienen|stand|aktualisiert"
    r"|publicado|publicada|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|yayınlanma|tarihi|güncelleme"
    r"|опубликовано|дата|обновлено|от|год|года|г|time|gmt|local|uhr)\b|هـ|\bم\b|نشر|في|بتاريخ|تاريخ|النشر"
    r"|تم|آخر|تحديث|يوم"
    r"|انتشار|منتشر|شده|发布|发表|时间|日期|更新|公開|配信|הועלה|פורסם|[\W_])*",
    re.IGNORECASE,
)
WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:lun|mar|mercre|jeu|vendre|same)di\b"
    r"|\bdimanche\b|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|\bmittwoch\b|\bsonnabend\b|\b(?:mo|di|mi"
    r"|do|fr|sa|so)\b\.?"
    r"|\b(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\b|\b(?:lune|marte|mercole|giove|vener)dì\b"
    r"|\b(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?\b|\b(?:pazartesi|salı|çarşamba|perşembe|cuma"
    r"|cumartesi|pazar)\b|\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b"
    r"|\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b"
    r"|(?<!\w)(?:ال)?(?:أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|جمعه|سبت)(?!\w)|(?:یک|دو|سه|چهار|پنج)?‌?شنبه"
    r"|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b|\b(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn)dag\b"
    r"|\b(?:poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pondělí|úterý|středa|čtvrtek|pátek|neděle)\b"
    r"|\b(?:luni|marți|miercuri|joi|vineri|sâmbătă|duminică|понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя)\b"
    r"|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili)\b"
    r"|\b(?:Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|Σάββατο|Κυριακή)\b|[월화수목금토일]요일|جمعرات"
    r"|יום (?:[א-ו]['׳]|שבת|ראשון|שני|שלישי|רביעי|חמישי|שישי)"
    r"|(?:सोम|मंगल|बुध|गुरु|बृहस्पति|शुक्र|शनि|रवि)वार|(?:সোম|মঙ্গল|বুধ|বৃহস্পতি|শুক্র|শনি|রবি)বার|(?:星期|週|周)[一二三四五六日天]"
    r"|\b(?:ponedjeljak|ponedeljak|utorak|srijeda|sreda|četvrtak|petak|subota|nedjelja|nedelja|понедељак|уторак|среда"
    r"|четвртак|петак|недеља|понеделник|вторник|сряда|четвъртък|петък|събота|неделя|hétfő|kedd|szerda|csütörtök|péntek"
    r"|szombat|vasárnap|(?:maanan|tiis|torst?|perjan|lauan|sunnun)tai|keskiviikko)\b"
    r"|\([日月火水木金土]\)|[日月火水木金土]曜日?",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\s[A-Z]\w+")
_CALLED: Final = re.compile(r"(?:(?P<word>[^\W\d_]+)\s(?:on|am|du)|\bThe|[A-Z]\w+)\s$")


def without_weekdays(line: str, sign: str = " ") -> str:
    """A line with a sign in place of each letter of a day's name, but for names that hold one: "Sunday Times"."""
    return WEEKDAY.sub(lambda m: m[0] if _is_in_name(line, m) else sign * len(m[0]), line)


def _is_in_name(line: str, day: re.Match[str]) -> bool:
    """Whether a day is part of a name: "Sunday Times", "The Sun", "Bild am Sonntag"; not in "Published on Sunday"."""
    if day[0][0].islower():
        return len(day[0]) <= 2  # "Jornal do Brasil"
    if _NAMED.match(line, day.end()):
        return True
    called = _CALLED.search(line[: day.start()])
    if called is None or (called["word"] is None and day[0] != "Sun"):
        return False
    return called["word"] is None or not (called["word"][0].islower() or LABEL.fullmatch(called["word"]))
