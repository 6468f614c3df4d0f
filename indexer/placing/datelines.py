"""Where was the article filed, and which agency wrote it?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.draft import Hint
from indexer.gazetteer import Tables, load
from indexer.placing.places import country_of
from search.article import Dateline, Evidence, Rule, Zone

HEAD = 160  # characters: no dateline is longer
TAIL = 60  # characters: no credit at the end is longer


class Head(NamedTuple):
    """What stands before the first sentence: `text[:end]` is the dateline with its dash or colon.

    `credit` are the words that name the agency. Evidence in what was given as metadata counts from its beginning.
    """

    dateline: Dateline | None
    agency: str | None
    end: int
    credit: tuple[Evidence, ...] = ()


AGENCIES = {
    "Reuters": (
        "Reuters",
        "REUTERS",
        "Thomson Reuters",
        "رويترز",
        "رویترز",
        "Рейтер",
        "路透社",
        "路透",
        "ロイター",
        "로이터",
        "רויטרס",
    ),
    "AP": (
        "AP",
        "Associated Press",
        "The Associated Press",
        "أسوشيتد برس",
        "أ ب",
        "أ.ب",
        "أسوشییتدپرس",
        "آسوشیتدپرس",
        "美联社",
        "美聯社",
        "AP通信",
    ),
    "AFP": (
        "AFP",
        "Agence France-Presse",
        "Agence France Presse",
        "أ ف ب",
        "أ.ف.ب",
        "اف ب",
        "ا ف ب",
        "فرانس برس",
        "خبرگزاری فرانسه",
        "法新社",
        "АФП",
    ),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur", "د ب أ", "د.ب.أ"),
    "Xinhua": ("Xinhua", "XINHUA", "Xinhua News Agency", "شينخوا", "新华社", "新華社", "新华网"),
    "TASS": ("TASS", "ITAR-TASS", "Itar-Tass", "ТАСС", "ИТАР-ТАСС", "Tass"),
    "Interfax": ("Interfax", "INTERFAX", "Интерфакс"),
    "RIA Novosti": ("RIA", "RIA Novosti", "РИА Новости", "РИА", "RIA NOVOSTI"),
    "IRNA": ("IRNA", "ایرنا", "إرنا"),
    "ISNA": ("ISNA", "ایسنا"),
    "Fars": ("Fars News Agency", "FNA", "فارس"),
    "Tasnim": ("Tasnim", "تسنیم"),
    "Mehr": ("Mehr News Agency", "MNA", "مهر"),
    "SPA": ("SPA", "Saudi Press Agency", "واس"),
    "WAM": ("WAM", "Emirates News Agency", "وام"),
    "MENA": ("MENA", "Middle East News Agency", "أ ش أ", "أ.ش.أ"),
    "KUNA": ("KUNA", "كونا"),
    "QNA": ("QNA", "Qatar News Agency", "قنا"),
    "BNA": ("BNA", "Bahrain News Agency", "بنا"),
    "Petra": ("Petra", "بترا"),
    "SANA": ("SANA", "سانا"),
    "INA": ("INA", "واع"),
    "NNA": ("NNA",),
    "SUNA": ("SUNA", "سونا"),
    "WAFA": ("WAFA", "وفا"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA", "A.A", "Anadolu Ajansı", "الأناضول"),
    "DHA": ("DHA",),
    "IHA": ("IHA", "İHA"),
    "EFE": ("EFE", "Efe", "Agencia EFE"),
    "Europa Press": ("Europa Press", "EUROPA PRESS", "EP"),
    "ANSA": ("ANSA",),
    "AGI": ("AGI",),
    "Adnkronos": ("Adnkronos", "AdnKronos"),
    "Lusa": ("Lusa", "LUSA"),
    "ANP": ("ANP",),
    "Belga": ("Belga", "BELGA"),
    "APA": ("APA",),
    "SDA": ("SDA", "sda", "Keystone-SDA"),
    "TT": ("TT", "TT News Agency"),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "PAP": ("PAP",),
    "CTK": ("CTK", "ČTK"),
    "MTI": ("MTI",),
    "Agerpres": ("AGERPRES", "Agerpres"),
    "Tanjug": ("Tanjug", "TANJUG"),
    "Hina": ("HINA", "Hina"),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
    "UNIAN": ("UNIAN", "УНИАН", "УНІАН"),
    "Belta": ("BELTA", "BelTA", "БЕЛТА"),
    "Kyodo": ("Kyodo", "KYODO", "Kyodo News", "共同", "共同通信"),
    "Jiji": ("Jiji", "JIJI", "時事"),
    "Yonhap": ("Yonhap", "YONHAP", "연합뉴스"),
    "KCNA": ("KCNA",),
    "CNA": ("CNA", "中央社"),
    "PTI": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "ANI": ("ANI",),
    "APP": ("APP", "Associated Press of Pakistan"),
    "PPI": ("PPI",),
    "INP": ("INP",),
    "Online": ("Online News Agency",),
    "UNB": ("UNB",),
    "BSS": ("BSS",),
    "Antara": ("Antara", "ANTARA"),
    "Bernama": ("Bernama", "BERNAMA"),
    "VNA": ("VNA",),
    "PNA": ("PNA",),
    "AAP": ("AAP", "Australian Associated Press"),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "Canadian Press": ("CP", "The Canadian Press", "Canadian Press"),
    "UPI": ("UPI", "United Press International"),
    "Bloomberg": ("Bloomberg", "BLOOMBERG", "Bloomberg News"),
    "Dow Jones": ("Dow Jones", "Dow Jones Newswires"),
    "IPS": ("IPS", "Inter Press Service"),
    "NAN": ("NAN", "News Agency of Nigeria"),
    "GNA": ("GNA", "Ghana News Agency"),
    "SAPA": ("Sapa", "SAPA"),
    "PANA": ("PANA", "Panapress"),
    "APS": ("APS", "وأج"),
    "MAP": ("MAP",),
    "TAP": ("TAP",),
    "Agencia Brasil": ("Agência Brasil",),
    "Telam": ("Télam", "Telam", "TELAM"),
    "Notimex": ("Notimex", "NOTIMEX"),
    "Prensa Latina": ("Prensa Latina",),
    "AKI": ("AKI",),
    "Rudaw": ("Rudaw",),
}
_BEFORE_CREDIT = re.compile(r"[—–(\n]|\s-|Source:|Par\s")
"""What stands before a credit at the end, found much faster."""
_MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s|zo)?|m[aä]r[sz]|apr(?:il)?|avril|may|mai|mayo|june?|juin|juni|junio|july?|"
    r"juillet|juli|julio|aug(?:ust)?|ao[uû]t|agosto|sept?(?:ember|iembre|embre)?|oct(?:ober|ubre|obre)?|okt(?:ober)?|nov(?:ember|iembre|embre)?|"
    r"dec(?:ember)?|d[ée]c(?:embre)?|dez(?:ember)?|dic(?:iembre)?|ene(?:ro)?|abr(?:il)?|gen|mag|giu|lug|ago|set|ott|"
    r"янв\w*|фев\w*|мар\w*|апр\w*|ма[йя]|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*)"
)
_DATE = rf"(?:{_MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH})\.?(?:,?\s+(?:de\s+)?\d{{4}})?"
_DASH = r"(?:\s*(?:—|–|―|--+|:)|\s+[-ـ]|\.-)"
_WORD = r"[^\W\d_][\w.’'`\-]*"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}|[ ](?:and|et|und|y|e)[ ]{_WORD}){{0,4}}"


@lru_cache(maxsize=1)
def _agencies() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Spelling -> agency, and the patterns of a head, of a head with an agency first, and of a credit at the end."""
    spellings = {spelling: name for name, known in AGENCIES.items() for spelling in known}
    agency = "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))
    many = rf"(?:{agency})(?:\s*[/,-]\s*(?:{agency}))*"
    credit = (
        rf"(?:\s*\(\s*(?P<agency>{agency})(?!\w)[^()\n]{{0,25}}\)|\s*[./,]?\s*/(?P<slashed>{agency})/"
        rf"|\s*[-–—ـ,]\s*(?P<bare>{agency})(?!\w))"
    )
    date = rf"(?P<date>,?\s+(?i:{_DATE}))?"
    region = rf"(?P<region>(?:,\s*{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}?)"
    head = rf"\s*(?P<place>{_PLACE}){region}{date}{credit}?(?P<end>\.?{_DASH}|\.(?=\s))\s*"
    place = rf"(?:(?:\s*[-–—]|\s*,)\s*(?P<place>{_PLACE}))?"
    first = rf"\s*\(?(?P<agency>{many})\)?{place}{date}(?P<end>{_DASH}|(?<=\)))\s*"
    last = rf"(?:(?:—|–|\s-|\(|\bSource:\s|\bPar\s)\s*|\n\s*/?)(?P<agency>{agency})\s*[)/]?[.\s]*$"
    return spellings, re.compile(head), re.compile(first), re.compile(last)


def find(text: str, language: str, given: str | None = None, *, tables: Tables | None = None) -> Head:
    """The dateline and the agency of an article, from its first words, or from a dateline that was given as metadata.

    "told The Associated Press" is no agency credit; "(AP) —" at the head, or "— AP" as the last words, is.
    """
    tables = tables or load()
    if given:
        dash = "" if given.rstrip().endswith(("-", "–", "—", ":")) else " -"
        said = _head(given + dash, language, tables, "metadata")
        own = _head(text[:HEAD], language, tables)
        credited = said if said.agency else own
        dateline = said.dateline or own.dateline or _named(given, language, tables)
        return Head(dateline, credited.agency, own.end, credited.credit)
    head = _head(text[:HEAD], language, tables)
    tail = max(0, len(text) - TAIL)
    if head.agency is None and _BEFORE_CREDIT.search(text, tail) and (credit := _agencies()[3].search(text, tail)):
        words = _words(credit, "agency", "text", "credit")
        return head._replace(agency=_agencies()[0][credit["agency"]], credit=words)
    return head


def of_field(hint: Hint) -> tuple[str, tuple[Evidence, ...]] | None:
    """The agency that a field names, if it is one that is known, with its words."""
    spelling = hint.value.strip(" ()/")
    if (name := _agencies()[0].get(spelling)) is None:
        return None
    start = hint.start + hint.value.find(spelling)
    end = start + len(spelling)
    return name, (Evidence(zone="metadata", start=start, end=end, text=spelling, rule="field"),)


def _words(match: re.Match[str], group: str, zone: Zone, rule: Rule) -> tuple[Evidence, ...]:
    start, end = match.span(group)
    return (Evidence(zone=zone, start=start, end=end, text=match[group], rule=rule),)


@lru_cache(maxsize=512)
def _head(start: str, language: str, tables: Tables, zone: Zone = "dateline") -> Head:
    spellings, placed, agency_first, _ = _agencies()
    match = agency_first.match(start)
    if match and (match["place"] or match["end"].strip() or start.lstrip().startswith("(")):
        place = _dateline(match, "", language, tables, zone) if match["place"] else None
        many = re.split(r"\s*[/,]\s*", match["agency"])[0]
        at = match.start("agency")
        words = Evidence(zone=zone, start=at, end=at + len(many), text=many, rule="dateline")
        return Head(place, spellings[many], match.end(), (words,))
    match = placed.match(start)
    if not match:
        return Head(None, None, 0)
    credited = next((group for group in ("agency", "slashed", "bare") if match[group]), None)
    agency = spellings[match[credited]] if credited else None
    dateline = _dateline(match, match["region"], language, tables, zone)
    if not _believable(match, dateline, agency, tables):
        return Head(None, None, 0)
    return Head(dateline, agency, match.end(), _words(match, credited, zone, "dateline") if credited else ())


def _believable(match: re.Match[str], dateline: Dateline, agency: str | None, tables: Tables) -> bool:
    """Whether these words are a dateline: "BREAKING:" is none, nor is "Analysts say: ...", nor "Iran: ..."."""
    if agency:
        return True
    if match["end"] == ".":
        return False
    if match["date"]:
        return True
    if dateline.country is None or dateline.place in tables.labels.values():
        return False
    shouted = match["place"].isupper() or not match["place"].isascii()
    return shouted or match["end"].strip() in ("—", "–", "--")


def _dateline(match: re.Match[str], region: str, language: str, tables: Tables, zone: Zone) -> Dateline:
    """The place, with the country of the region behind it, else its own."""
    place, words = match["place"], _words(match, "place", zone, "dateline")
    parts = [part.strip(" .") for part in region.split(",") if part.strip(" .")]
    for part in reversed(parts):
        if (
            code := tables.abbreviations.get(part)
            or tables.abbreviations.get(part.capitalize())
            or country_of(tables, part, language)
        ):
            return Dateline(place=place, country=code, evidence=words)
    code = country_of(tables, place, language) or country_of(tables, place.split("/")[0], language)
    return Dateline(place=place, country=code, evidence=words)


def _named(given: str, language: str, tables: Tables) -> Dateline | None:
    """A given dateline without a dash is the place itself."""
    place = given.strip(" .,:-–—")
    if not place or len(place) >= 60:
        return None
    code = country_of(tables, place, language) or country_of(tables, place.split(",")[0], language)
    start = given.find(place)
    words = Evidence(zone="metadata", start=start, end=start + len(place), text=place, rule="dateline")
    return Dateline(place=place, country=code, evidence=(words,))
