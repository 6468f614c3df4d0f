"""Which fields does a line hold? "Source: The Veldon Post", "<DATE> 14 June 2025 </DATE>", ":AUTHOR: Pia Asante"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from indexer import dates, gazetteer, outlets
from indexer.cutting.dated_lines import dated
from indexer.cutting.found import Found, Header
from indexer.cutting.papers import is_outlet, is_paper, told_apart
from indexer.cutting.pieces import is_name, pieces

_CLOCK: Final = re.compile(r"[,\sT]*(?:\d{1,2}[:.]?\d{2}(?::\d{2})?\s?(?:Z|GMT|UTC|[A-Z]{2,4})?)?\s*")
_DRAWER: Final = re.compile(r":[A-Z][A-Z_-]{1,20}:(?:\s+\S.*)?")
_LABEL: Final = re.compile(r"([^\W\d][\w\u0900-\u0eff /-]{0,26}?)(?:\s|\.{2,})*[:：]\s*(\S.*)", re.DOTALL)
_FIELDS: Final = re.compile(r"(?:^|\s{2,}|\s\|\s|\t|\u3000)([^\W\d_][\w /-]{0,16})(?::\s+|：\s*)(?=\S)")
_CLOSE_FIELDS: Final = re.compile(r"(?:^|\s)([^\W\d_]{2,16})[:：]\s+(?=\S)")
_MEDIUM: Final = re.compile(
    r"\s[(\[](?:online|web|print\w*|druck\w*|internet|newspaper|tv|radio|magazine|en ligne|impres[ao]|digital)\b.*",
    re.IGNORECASE,
)
"""What a monitor says of an outlet behind its name: "(Online) Reach: 120,000"."""
_PLACED: Final = re.compile(r"(?<=\w)\s\([^()]{2,30}\)(?:, .*)?$|\s(?:news agency|website|correspondents)$")
"""The place of a paper behind its name, and what it is: "Заречные вести (Заречный)"."""
_ADDRESS: Final = re.compile(r"https?://\S+")
_HANDED: Final = (
    "via|vía|über|through|par|por|através|attraverso|tramite|przez|prin|через|чрез|عبر|از|från|fra|from|von|van|od|de|da"
    "|iz|из|з|від|kimden"
)
"""By whom a text came, as an item of a feed says it before the outlet and its address."""
_LINKED: Final = re.compile(
    rf"(?:(?:by|von|par|por|di|door)\s+(?P<author>[^\W\d_][\w.'’ -]{{2,40}}?)\s+(?=(?:{_HANDED})\s))?"
    r"(?P<label>[^\W\d_]{1,16})(?:\s?[:：]\s*|\s+)(?P<name>[^\W_][^|\[\]<>]{1,58}?)(?:\s[-–—|:]|[:,])?"
    r"\s+[(<\[]?(?P<url>(?:https?://|www\.)[^\s()<>\[\]]+)[)>\]]?",
    re.IGNORECASE,
)
_THROUGH: Final = re.compile(_HANDED, re.IGNORECASE)
_BOXED: Final = re.compile(r"(?:\[[^\[\]:]{2,16}:[^\[\]]*\]\s*){2,}")
_SET_OFF: Final = re.compile(
    r"(?:(?:\[(?P<boxed>[^\W\d][\w /-]{1,18})\]|(?P<dashed>[^\W\d][\w /]{1,18}) [-–—])\s+"
    r"|【(?P<held>[^【】]{1,14})】\s*)(\S.*)",
    re.DOTALL,
)
"""A label in brackets, or before a dash: "[Source] The Veldon Post", "Date – 14 June 2025", "【报纸】青川晚报"."""
_FROM: Final = re.compile(r"\W*(?:from|von|от|kimden|van|från|fra|de|di|da|od)", re.IGNORECASE)
"""The label of whom a text comes from: a writer, who sends a mail, or the paper whose copy a wire hands on."""
_ASSIGNED: Final = re.compile(
    r"""([A-Za-z_]{3,20})\s?=\s?(?:"(.+)"|'(.+)'|(\d{4}-\d\d-\d\d\S*)"""
    r"|(?P<other>true|false|\[.*\]|\d{1,6}))"
)
"""A value as programs set it at the top of a page: 'author = "Pia Asante"'."""
_TAGGED: Final = re.compile(r"<(?P<name>[A-Za-z][\w-]{1,20})>\s*(?P<value>\S.*?)\s*</(?P=name)>", re.DOTALL)
_TAG: Final = re.compile(r"</?(?P<name>[A-Za-z][\w-]{1,20})(?:\s[^<>]*)?/?>")


_PAGED: Final = re.compile(
    r"(?:^|\s?[•·|,–—-]\s*)(?:pp?|pg|page|seite|s|pág|pagina|página|стр|صفحة|ص)\b[. ]{0,2}[A-Z]{0,4}\d{1,3}$",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"(?:^|\s?[•·|,–—-]\s*)(?:\d[\d.,]*\s?(?:words?|mots|wörter|palabras|palavras|parole|woorden|ord|слов\w?|kelime|كلمة|字)"
    r"|\d{1,3}\s?(?:min(?:ut\w{1,4})?\.?|dk\.?|dakika|минут\w?|хвилин\w?|λεπτ[άό]|perc|phút|menit|मिनट|دقائق|دقيقة|دقیقه|דקות|分[钟鐘]?|분)"
    r"(?: (?:read|lesezeit|de lecture|de lectur[aă]|de leitura|di lettura|okuma|leestijd|läsning|læsning"
    r"|czytania|чтения|читання|ανάγνωσης|olvasás|đọc|membaca|קריאה|للقراءة|قراءة))?)$",
    re.IGNORECASE,
)
_EDITION: Final = re.compile(
    r"(?:[^\W\d_]+[ -]){1,3}(?:edition|ausgabe|édition|edición|edição|edizione|editie)"
    r"|(?:édition|edición|edição|edizione) \w+",
    re.IGNORECASE,
)
"""Which edition of a paper: "Final Edition"."""
_TOPICS: Final = re.compile(
    r"[^\W\d_a-z][^\W\d_]+(?:[ ’'-][^\W\d_]+){0,3}(?:, [^\W\d_a-z][^\W\d_]+(?:[ ’'-][^\W\d_]+){0,3}){2,}"
)
_PLAIN: Final = re.compile(r"(?:^|[\s,])[a-zà-ÿ]{4,}")
"""A row of topics between commas, each a name: "Culture, Musique, Montferrand-les-Eaux"."""
_LONGEST: Final = 90


def measured(text: str) -> Header | None:
    """A line that archives and readers print above a text: "Strait Observer • 66 words", "Region • p. 7"."""
    if len(text) > _LONGEST:
        return None
    if _EDITION.fullmatch(text) or (_TOPICS.fullmatch(text) and not _PLAIN.search(text)):
        return Header("label")
    if length := _LENGTH.search(text):
        named = told_apart(text, pieces(text, 0, length.start()))
        outlet = [f for f in named if f.name == "outlet"]
        outlet = outlet if len(outlet) == 1 else [f for f in outlet if is_outlet(text[f.start : f.end])]
        return Header("label", tuple(f for f in named if f.name != "outlet" or f in outlet) if len(outlet) == 1 else ())
    return Header("label") if _PAGED.search(text) else None


def outlined(text: str) -> Header | None:
    """A property of an outline, or None for any other line: ":SOURCE: Lugandra Times", ":END:"."""
    if text[0] != ":" or not _DRAWER.fullmatch(text):
        return None
    said = label(text[1:])
    moved = tuple(Found(f.name, f.start + 1, f.end + 1) for f in said.found) if said else ()
    return Header("label", moved)


def tagged(text: str) -> Header | None:
    """A field between tags, or a tag alone: "<DATE> 14 June 2025 </DATE>"."""
    if match := _TAGGED.fullmatch(text):
        name = label_name(match["name"]) or ""
        return Header("label", (Found(name, match.start("value"), match.end("value")),) if name else ())
    if match := _TAG.fullmatch(text):
        return Header("body mark" if match["name"].lower() in ("text", "body") and text[1] != "/" else "rule")
    return None


def linked(text: str) -> Header | None:
    """An outlet and its address behind a label, below an item of a feed: "via Harrat Post https://harratpost.example"."""
    match = _LINKED.fullmatch(text) if "://" in text or "www." in text else None
    if match is None or not (_THROUGH.fullmatch(match["label"]) or label_name(match["label"]) == "outlet"):
        return None
    if match["name"][0].islower() or not is_name(match["name"]):
        return None
    names = [name for name in ("author", "name", "url") if match[name]]
    return Header("label", tuple(Found("outlet" if n == "name" else n, *match.span(n)) for n in names))


def fields(text: str) -> Header | None:
    """Several fields on one line: "SLUG: DORN-WHEAT   SRC: NORPRESS   MOVED: 19-Jun-2025 14:31"."""
    if _BOXED.fullmatch(text):
        return Header("label")
    fields = list(_FIELDS.finditer(text))
    close = [m for m in _CLOSE_FIELDS.finditer(text) if label_name(m[1]) is not None]
    if len(close) > len(fields) and len(close) == len(_CLOSE_FIELDS.findall(text)):
        fields = close
    if len(fields) < 2 or fields[0].start() or sum(label_name(f[1]) is not None for f in fields) < 2:
        return None
    found = []
    for field, end in zip(fields, [*(after.start() for after in fields[1:]), len(text)], strict=True):
        start = field.end()
        value = text[start:end].rstrip(" |\t")
        if (name := label_name(field[1])) and value:
            found.append(Found(name, start, start + len(value)))
    if not any(f.name == "date" for f in found) and (stamp := _stamp_behind(text)):
        found.append(stamp)
    return Header("label", tuple(found))


def _stamp_behind(text: str) -> Found | None:
    """The day and time at the end of a line of fields: "PRI: 2   WORDS: 172   27/06/25 19:44Z"."""
    readings = dates.find_all(text)
    if len(readings) != 1 or not _CLOCK.fullmatch(text, readings[0].end):
        return None
    return Found("date", readings[0].start, readings[0].end)


@lru_cache(maxsize=1)
def _label_names() -> dict[str, str]:
    """What each label of `gazetteer/labels.toml` says; "" where that is nothing we keep."""
    table = gazetteer.ours("labels.toml")
    return {
        word.replace("_", " "): "" if name == "other" else name
        for name, words in table.items()
        for word in words.split()
    }


def label_name(label: str) -> str | None:
    """What a label says: the name of a hint, "" where that is nothing we keep, None where nobody knows it."""
    return _label_names().get(label.replace("_", " ").casefold().replace("i\u0307", "i").strip())


def label(text: str) -> Header | None:
    inside = text[1:-1] if text[0] in "(（" and text[-1] in ")）" else text
    match = _LABEL.fullmatch(text, len(text) - len(inside) > 0, len(text) - (inside is not text))
    name = label_name(match[1]) if match else None
    if name is None and (match := _SET_OFF.fullmatch(text)):
        name = label_name(match["boxed"] or match["dashed"] or match["held"]) or None
    if name is None and (match := _ASSIGNED.fullmatch(text)):
        if match["other"]:
            return Header("label")
        name = label_name(match[1])
    if match is None or name is None:
        return None
    start, end = match.span(match.lastindex or 0)
    if end - start > 2 and text[start] == text[end - 1] == '"':
        start, end = start + 1, end - 1
    value = text[start:end]
    if name in ("date", "modified"):
        reading = dates.parse(value)
        if reading is None and not (inner := dated(value)):
            return None
        if reading is None and inner:
            return Header("label", tuple(Found(f.name, f.start + start, f.end + start) for f in inner.found))
    if name == "author" and len(value.split()) > 9:
        return None
    if name in ("author", "") and "@" not in value and _FROM.fullmatch(text, 0, match.end(1)) and is_paper(value):
        name = "outlet"
    if name == "outlet" and (readings := dates.find_all(value)):
        if inner := dated(value):
            return Header("label", tuple(_one_outlet(inner.found, start)))
        named = pieces(value, 0, readings[0].start)[:1]
        day = Found("date", start + readings[-1].start, start + readings[-1].end)
        return Header("label", (*(Found(name, start + f.start, start + f.end) for f in named), day))
    if name == "outlet" and (
        behind := _MEDIUM.search(value) or (outlets.known(value) is None and _PLACED.search(value))
    ):
        end = start + behind.start()
    if name == "outlet" and _ADDRESS.fullmatch(value):
        name = "url"
    return Header("label", (Found(name, start, end),) if name else ())


def _one_outlet(found: Iterable[Found], by: int) -> Iterator[Found]:
    """What a value says that an outlet is the label of, moved by so many characters: the first name is the outlet,
    though it may be called like a person."""
    told = list(found)
    first = min((f.start for f in told if f.name in ("outlet", "author")), default=-1)
    for f in told:
        if f.name != "outlet" or f.start == first:
            yield Found("outlet" if f.start == first else f.name, f.start + by, f.end + by)
