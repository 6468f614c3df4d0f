"""Is the date of a line what the line is there for? Beside it stand labels, an outlet, a byline, but no sentence."""

from __future__ import annotations

import re
from typing import Final

from indexer import dates
from indexer.cutting.boilerplate import is_section
from indexer.cutting.found import Found, Header
from indexer.cutting.papers import is_outlet, told_apart, writes
from indexer.cutting.pieces import ARTICLE_BY, DELIMITERS, NAMED_BY, is_name, pieces
from indexer.cutting.reprints import reprinted
from indexer.cutting.unnamed import NOISE
from indexer.dating import clocks
from indexer.dating.weekdays import without_weekdays

_BRIEF: Final = re.compile(
    r"(?:^|[|•·⋅/]\s*|\s[-–—]\s)(\d{1,3}\s?(?:h|hrs?|d|w|min|j|sem|std|godz|ч|д)\.?(?=\s*(?:[|•·]|$))|(?:yesterday|today|gestern|heute|hier|ayer|hoy"
    r"|ontem|hoje|ieri|oggi|вчера|сегодня|dün|bugün|أمس|اليوم|昨天|今天"
    r"|wczoraj|dziś|dzisiaj|i ?går|i ?dag|eilen|tänään|včera|dnes|tegnap|χθες|σήμερα"
    r"|вчора|сьогодні|hôm qua|hôm nay|kemarin|hari ini|आज|어제|오늘|昨日|今日)(?=\s*(?:[|•·/,]|[-–—]\s|$)))",
    re.IGNORECASE,
)
CASELESS: Final = re.compile(r"[\u0590-\u06ff\u0900-\u0eff\u3040-\u9fff\uac00-\ud7af]")
PAGE: Final = re.compile(
    r"\b(?:pp?|pg|page|seite|s|sayfa|pagina|página|pagg?|pág|hal|halaman|blz"
    r"|sid|sida|side|sivu|oldal|strana|str|trang|стр|с|σελ|صفحة|ص)\b[. ]{0,2}(?:[A-Z]{1,4})?\d{1,3}\b"
    r"|(?<=\s)\d{1,3}\s*$"
    r"|\bsection [A-Z]\b|(?:\b(?:nr|no|núm|num|sayı|issue|vol|ausgabe|heft|jg|edition)\b\.?|n[°º]|№|العدد|شماره)"
    r"\s?\d{1,6}\b",
    re.IGNORECASE,
)
"""The page, the number of the issue, the part of the paper, as press archives print them behind the day."""
_LINK: Final = re.compile(r"(?:[|•·–—-]\s*|\s)(?:[^\W\d_][^|•·:]{0,30}:\s*)?(?P<url>(?:https?://|www\.)\S+)$")
_RANGE: Final = re.compile(r"\s*(?:to|until|through|bis|au|a|al|до|إلى|[-–—])\s*", re.IGNORECASE)
"""What stands between the first and the last day of a search or an event, neither of them that of an article."""
_IN_BRACKETS: Final = re.compile(r"[^()\[\]\0]+[(\[][^()\[\]\0]*\0+[^()\[\]\0]{0,12}[)\]]\.?\s*")
_PAPER_BEHIND: Final = re.compile(r"(?<=\0)\s*\((?P<paper>[^()\0]{2,40})\)\s*[-–—:]?\s*$")
"""A paper or an agency in brackets behind the day: "Malvane, 25 juin 2025 (Le Courrier de l'Anse)"."""
_WORD: Final = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff]+")
_NAMED: Final = r"[^\W\d_][^()\0,.:;|•·]{1,40}?"
_FILED: Final = re.compile(rf"(?P<place>{_NAMED}),?\s\0+\s*\((?P<outlet>{_NAMED})\)\s*[-–—:]?\s*")
"""Where and when a dispatch was written, and whose it is: "Mlowa, 25 Juni 2025 (Sauti ya Nyanda)"."""
_CITED: Final = re.compile(
    r"(?P<author>[^\W\d_][^\"“”]{2,50}?)[,.:]? [\"“](?P<title>.{15,170}?)[,.]?[\"”],? (?P<outlet>[^,]{2,50}), "
    r"(?P<date>[^,]{4,20}(?:, \d{4})?)\.?"
)
_MESSAGE: Final = re.compile(r"\]?\s*[-–]?\s*(?P<sender>[^:\]]{2,40}):\s*[*_]?(?P<said>[^*]*)[*_]?$")
_CHAT: Final = re.compile(r"\s[-–]\s[^:]{2,30}:\s")
_WIRE: Final = re.compile(r"[A-Z]{1,4}\d{3,5}\s.*\b[A-Z]{2,}-[A-Z]")
"""The line of codes above wire copy: "NP0415 3 f BC-DORN-WHEAT 26-JUN-2025 16:20Z 96W"."""
_CORRECTED: Final = re.compile(
    r"\b(?:updated?|modified|mise? à jour|aktualisiert|aktualisierung|act?ualizad[oa]|actualización|atualizad[oa]"
    r"|atualização|aggiornat[oa]|aggiornamento|bijgewerkt|uppdaterad|opdateret|oppdatert|päivitetty|aktualizacja"
    r"|aktualizováno|güncelle\w*|обновлен\w*|оновлено|diperbarui|cập nhật)\b|تحديث|به‌روز|更新|수정|עודכן"
    r"|अपडेट|আপডেট|แก้ไข",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\d[:.hH]\d\d")
_SAVE: Final = (
    r"(?:saved|added|archived|received|closed|retrieved|accessed|exported|printed|downloaded|clipped|bookmarked|viewed"
    r"|subscribed|joined|enregistré|consulté|gespeichert|abgerufen|guardado|consultado|salvo|salvato|opgeslagen|sparad"
    r"|gemt|lagret|tallennettu|zapisano|uloženo|mentve|salvat|kaydedildi|сохранено|збережено|αποθηκεύτηκε)\b"
)
_SAVED: Final = re.compile(_SAVE, re.IGNORECASE)
_SAVED_BEHIND: Final = re.compile(rf"\s*[|•·⋅∙●/,–—-]\s*{_SAVE}", re.IGNORECASE)
"""When somebody kept an article, behind its outlet: "Strait Observer | saved 26 June 2025"."""
_REPORT: Final = re.compile(
    r"(?:text|excerpts?|translation|transcript|summary) (?:of|from) (?:[\w-]+ ){0,2}(?:report|article|editorial"
    r"|commentary|interview|broadcast|statement)\b.{0,110}",
    re.IGNORECASE,
)
_WIDE: Final = re.compile(r"(?<=\S)(?: {2,}|\u3000+)(?=\S)")
_CELL: Final = re.compile(r"[^\t\s](?:[^\t]*[^\t\s])?")
_TITLE_FIRST: Final = re.compile(
    r"(?:[\[(]?\d{1,3}[.)\]]\s+)?(?P<title>\S.{16,}[^\s.,:;|–—-])(?:\s*[(\[]|\s+[-–—|•·]\s)\s*(?P<outlet>[^()\[\]]{2,60}?)[\s,|•·–—-]*"
)
_OUTLET_WORDS, _TITLE_WORDS = 6, (4, 25)


def dated(text: str) -> Header | None:
    """A line whose date is what it is there for: beside it stand labels, an outlet, a byline, a place, no sentence."""
    if "  " in text or "\u3000" in text:  # a wide gap stands for a bar: "Strait Observer  26 Jun 2025  Page 14"
        text = _WIDE.sub(lambda m: "|".center(len(m[0])), text)
    readings = (dates.find_all(text) or _brief(text)) if len(text) <= 140 else ()
    if not readings or dates.is_refused(text):
        return None
    if (link := _LINK.search(text)) and (said := dated(text[: link.start()])):
        return Header(said.kind, (*said.found, Found("url", *link.span("url"))), said.sure)
    if len(readings) == 2 and _RANGE.fullmatch(text, readings[0].end, readings[1].start):
        return Header("label")
    if len(readings) == 1 and (cited := _CITED.fullmatch(text)):
        names = ("author", "title", "outlet")
        return Header("date", (*(Found(n, *cited.span(n)) for n in names), Found("date", *cited.span("date"))))
    if len(readings) == 1 and (row := _row(text, readings[0]) or _behind_title(text, readings[0])):
        return row
    chat = text[0] == "[" or _CHAT.match(text, readings[-1].end)
    if chat and readings[0].start == (text[0] == "[") and (message := _MESSAGE.match(text, readings[-1].end)):
        return _message(readings[0], message)
    if _SAVED.match(text):
        return Header("label")
    if (kept := _SAVED_BEHIND.search(text)) and kept.start() < readings[0].start:
        return Header("label", tuple(told_apart(text, pieces(text, 0, kept.start()))))
    if _WIRE.match(text):
        return Header("date", (Found("date", readings[0].start, readings[0].end),))
    if _REPORT.fullmatch(text):
        return Header("date", (Found("date", readings[-1].start, readings[-1].end),))
    rest = _without(text, readings)
    if len(readings) == 1 and (filed := _filed(rest, readings[0])):
        return filed
    core = _PAPER_BEHIND.sub(lambda m: "" if is_outlet(m["paper"]) else m[0], rest)
    bare = NOISE.sub(" ", core.replace("\0", " "))
    words = _WORD.findall(bare)
    vague = all((r.is_vague and not _CLOCK.search(text, r.start, r.end)) or r.is_period for r in readings)
    if len(readings) == 1 and (handed := reprinted(rest)):
        return handed
    if words and not _stands_alone(text, core, bare, words, vague, any(r.ago for r in readings)):
        return _with_title(text, readings[0]) if len(readings) == 1 and not vague else None
    return Header("date", tuple(_found(text, rest, readings)), sure=not vague)


def _row(text: str, reading: dates.Reading) -> Header | None:
    """A row of a table of clippings: a day, an outlet and a headline, each in a cell of its own between tabs."""
    cells = [(m.start(), m.end()) for m in _CELL.finditer(text)]
    if len(cells) != 3 or (reading.start, reading.end) not in cells:
        return None
    outlet, title = sorted(
        (cell for cell in cells if cell != (reading.start, reading.end)), key=lambda cell: cell[1] - cell[0]
    )
    if (
        len(text[slice(*outlet)].split()) > _OUTLET_WORDS
        or not _TITLE_WORDS[0] <= len(text[slice(*title)].split()) <= _TITLE_WORDS[1]
    ):
        return None
    return Header("date", (Found("date", reading.start, reading.end), Found("outlet", *outlet), Found("title", *title)))


def _filed(rest: str, reading: dates.Reading) -> Header | None:
    """A place, a day and in brackets a paper; a paper has its place there as often, so of two names that nobody knows
    the place is a word alone, and the paper is none."""
    match = _FILED.fullmatch(rest)
    if match is None or is_outlet(match["place"]) or reading.ago:
        return None
    alone = " " not in match["place"] and " " in match["outlet"] and is_name(match["outlet"])
    if not alone or is_section(match["place"]):
        return None
    day = Found("date", reading.start, reading.end)
    return Header("date", (day, Found("dateline", *match.span("place")), Found("outlet", *match.span("outlet"))))


def _without(text: str, readings: tuple[dates.Reading, ...]) -> str:
    """A line with NUL in place of its dates, and blanks in place of ages beside them, weekdays and page numbers."""
    for reading in readings:
        text = text[: reading.start] + "\0" * (reading.end - reading.start) + text[reading.end :]
    if age := clocks.age(text):  # "13 June 2025, updated 2 hours ago"
        text = text[: age[0]] + " " * (age[1] - age[0]) + text[age[1] :]
    text = without_weekdays(text)
    return PAGE.sub(lambda m: " " * len(m[0]), text)


def _found(text: str, rest: str, readings: tuple[dates.Reading, ...]) -> list[Found]:
    """The dates of a line, and the names between them."""
    found = []
    position = 0
    for reading in readings:
        modified = _CORRECTED.search(text, position, reading.start)
        found.append(Found("modified" if modified else "date", reading.start, reading.end))
        found += pieces(rest, position, reading.start)
        position = reading.end
    return told_apart(text, found + pieces(rest, position, len(text)))


def _brief(text: str) -> tuple[dates.Reading, ...]:
    """An age as feed readers print it, at the end of a line: "Veldon Financial / 3h"."""
    match = _BRIEF.search(text) if len(text) < 100 else None
    age = clocks.age(match[1]) if match else None
    return (dates.Reading(start=match.start(1), end=match.end(1), ago=age[2:]),) if match and age else ()


def _message(reading: dates.Reading, message: re.Match[str]) -> Header:
    """A line of a chat: "[24/06/2025, 08:12] Newsroom: headline"."""
    found = [Found("date", reading.start, reading.end), Found("author", message.start("sender"), message.end("sender"))]
    if len(message["said"].split()) >= 4:
        found.append(Found("title", message.start("said"), message.end("said")))
    return Header("date", tuple(found))


def _with_title(text: str, reading: dates.Reading) -> Header | None:
    """A header of one line: outlet, date, and behind a dash or colon the headline."""
    title = re.compile(r"[)\]]?\s*(?:[-–—:|]+)\s+(?P<title>\S.{18,}[^.\s])$").match(text, reading.end)
    outlet = pieces(text, 0, reading.start)
    if title is None or len(outlet) != 1 or not 4 <= len(title["title"].split()) <= 25:
        return None
    found = (
        *outlet,
        Found("date", reading.start, reading.end),
        Found("title", title.start("title"), title.end("title")),
    )
    return Header("date", found)


def _behind_title(text: str, reading: dates.Reading) -> Header | None:
    """A headline, and behind it, in brackets or behind a bar, a paper beyond doubt and the day: "... (BBC, 3 May)"."""
    header = titled(text, reading)
    named = next((text[f.start : f.end] for f in header.found if f.name == "outlet"), "") if header else ""
    return header if writes(named) else None


def titled(text: str, reading: dates.Reading | None = None) -> Header | None:
    """A headline with a name and a day behind it, which may be those of its paper: other lines of its page must say."""
    reading = reading or next((r for r in dates.find_all(text) if r.value), None)
    first = _TITLE_FIRST.fullmatch(text, 0, reading.start) if reading else None
    if reading is None or first is None:
        return None
    named = pieces(text, first.start("outlet"), first.end("outlet"))
    if len(named) != 1 or text[reading.end :].strip(" )]."):
        return None
    if not _TITLE_WORDS[0] <= len(first["title"].split()) <= _TITLE_WORDS[1]:
        return None
    return Header("date", (Found("title", *first.span("title")), *named, Found("date", reading.start, reading.end)))


def _stands_alone(text: str, rest: str, bare: str, words: list[str], vague: bool, relative: bool) -> bool:
    between = [p for p in DELIMITERS.split(rest) if p]
    parts = [p for p in between if p.strip("\0 ")]
    if (bare.rstrip().endswith((".", "?", "!")) and len(words) > 3) or len(words) > 12:
        return False
    longest = max((len(_WORD.findall(NOISE.sub(" ", p.replace("\0", " ")))) for p in parts), default=0)
    edge = any(
        p.strip(" ()[]").startswith("\0") or p.strip(" ()[].").endswith("\0") for p in (rest.rstrip(",|–-"), *between)
    )
    delimited = not any("\0" in p and re.search(r"\w", NOISE.sub(" ", p)) for p in parts)
    if vague:
        return longest <= 4 and len(words) <= 6 and delimited and any(c in text for c in "|•·,–—/")
    if relative:
        return (
            longest <= (7 if NAMED_BY.match(text) or ARTICLE_BY.match(text) else 4)
            and len(words) <= 8
            and (edge or (delimited and len(parts) > 1))
        )
    if delimited:
        return longest <= 6
    if _IN_BRACKETS.fullmatch(rest):
        return longest <= 4 and len(words) <= 5
    return longest <= 4 and edge and (bool(CASELESS.search(bare)) or _is_capital(words))


def _is_capital(words: list[str]) -> bool:
    """Whether words are a name's by their capitals; outside English the first one alone has one: "Северный берег"."""
    if all(w[:1].isupper() or len(w) < 4 for w in words):
        return True
    return len(words) == 2 and words[0][:1].isupper() and not words[0].isascii()
