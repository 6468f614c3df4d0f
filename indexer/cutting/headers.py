"""What does a line around a body say: date, outlet, byline, label, end mark? General forms, not one site's strings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from indexer import dates
from indexer.cutting.bylines import byline, byline_behind
from indexer.cutting.dated_lines import dated
from indexer.cutting.found import Found, Header
from indexer.cutting.labels import fields, label, linked, measured, outlined, tagged
from indexer.cutting.lines import Line, folded

_WROTE: Final = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em)\b.{8,160}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b.{0,60}?\s?:"
)
_COPYRIGHT: Final = re.compile(
    r"(?:[©ⓒ]|\(c\)|&copy;)\s?|^\W*copyright\b|\bcopyright(?:\s?[:©(]|,?\s(?:\d{4}|by|of|the)\b)"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|derechos reservados"
    r"|tutti i diritti|todos os direitos|her hakkı|все права|جميع الحقوق|كافة الحقوق|تمامی حقوق|版权所有|כל הזכויות",
    re.IGNORECASE,
)
_OWNED: Final = (
    "©",
    "ⓒ",
    "copy",
    "(c)",
    "right",
    "recht",
    "droits",
    "derechos",
    "diritti",
    "direitos",
    "hakk",
    "права",
    "حقوق",
    "版权",
    "זכויות",
)
"""Words without which `_COPYRIGHT` cannot match, sought much faster."""
_OWNER: Final = re.compile(
    r"(?:[©ⓒ]|\(c\)|copyright)(?:\s*(?:[©ⓒ]|\(c\)|copyright|by|:|\d{4}(?:\s?[-–]\s?\d{2,4})?"
    r"|,))*\s*(?P<owner>[^\d©ⓒ|.,;][^©|.;]{2,70}?)(?=\s*(?:[,.;|]|all rights|alle rechte|tous droits|todos (?:los|os)"
    r"|tutti i|her hakkı|все права|-|–"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d|\d{4}|$))",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"(?:,?\s+(?:inc|llc|ltd|limited|corp|gmbh|plc|pty|pvt|s\.a|sa|s\.l\.?u?|s\.?p\.?a|s\.?r\.?l|sas|a\.?ş|b\.?v|n\.v|ооо|оао|ао)"
    r"\b\.?)+$",
    re.IGNORECASE,
)
"""What sort of company an owner is."""
_END: Final = re.compile(
    r"[\W_]*(?:ends?|end (?:of )?(?:the )?(?:document|story|article|text|item|message|report|review|digest"
    r"|bulletin|briefing|newsletter|transmission|file|edition|page|thread|queue)(?:: \d+ \w+)?"
    r"|(?:ende|fin|fine|fim|einde|koniec|konec|slut|конец) (?:d\w{1,2} |van het |på )?(?:l[’'])?"
    r"(?:dok|doc|док|arti|stat|beri|mel|nota|noti|text|testo|tekst)\w{0,8}|fin|ende|fine|конец"
    r"|انتهای (?:پیام|خبر)|پایان (?:پیام|خبر)"
    r"|انتهى|إنتهى|النهاية|bitti"
    r"|mwisho|slut|loppu|koniec|konec|vége|sfârșit|τέλος|kraj|край|кінець|selesai|समाप्त|সমাপ্ত"
    r"|-?30-?|more to follow|\d{0,4} ?gmt ends)[\W_]*"
    r"|NNNN|-0-|\(?[a-z]{2,5}/[a-z/]{2,9}\)?|[#＃][#＃ ]*[#＃]|—?\s?END\s?—?|[-–—]\s?30\s?[-–—]",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(r"ENDS?(?: [\w-]+){1,3}")
"""The end of a dispatch with its topic: "ENDS harbour wrap"."""
_RULE: Final = re.compile(r"ZCZC\b.{0,40}|(?:[-=_*~#+.·•–—─═━<>^]\s?){3,}|[*＊◆■※§]|[-=_*~·•–—─═]{2}")
_URL: Final = re.compile(
    r"<?(?:(?:Source|Link|URL|Via|Full story|Read (?:it|more) (?:at|on))[:\s]+)?(?P<url>(?:https?://|www\.)[^\s<>]+)>?",
    re.IGNORECASE,
)
_SLUG: Final = re.compile(
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9]*(?:[-/][A-ZÀ-ÞА-Я0-9]+)*(?:/|-?\([A-Z0-9]+\)|-[A-ZÀ-ÞА-Я0-9]+)"
    r"|\^?(?:[a-z]{1,3}|[A-Z]{2,})(?:-[A-Z0-9]+)+/?(?:\s+\([A-Z ]+\)|(?:\s+[\d-]{2,8})+)?"
    r"|(?:[a-z]\s){0,3}(?:AM|BC|PM)-[A-Z][\w-]+.{0,40}|[A-Z][\w-]+-\d\d-\d\d-\d{2,4}\s\d{4}[A-Z]{3}<?"
    r"|(?:[a-z]{1,2}\s){1,3}[A-Z]{2,5}|[a-z]\d{4}[\w-]*|[A-Z]{2,}\d{3,}[\w-]*"
)
_STAMP: Final = re.compile(
    r"(?P<outlet>[A-Z]\w+)(?:-[A-Z]{2})?-(?P<date>\d\d-(?:1[3-9]|2\d|3[01])-\d{4})\s\d{4}[A-Z]{3}<?"
)
"""What a wire sends below its copy, month first: "Norpress-06-25-2025 1702GMT<"; of two small numbers none is sure."""
_ITEM: Final = re.compile(r"[A-Z]{1,4}-?\d{2,6}\s+[1-9]\s+[^\W\d_]{1,6}\s+\d{1,4}\s?w?", re.I)
"""The first line of an item as wires send it: service and number, priority, desk, words: "NNP005 4 GEN 98"."""
_TOPIC: Final = re.compile(r"(?=.*[^\W\d_]{2}[-/].*[^\W\d_]{2})[^\W_]+(?:[-/][^\W_]+){2,}")
"""The topic of an item in one word of several: "Malvane-port-pêche-quotas"."""
_CODES: Final = re.compile(r"(?:(?:[A-Z]{1,3}|[A-Z-]*\d[A-Z\d/.-]*)(?:\s+|$)){2,9}")
"""A line of codes, as a wire sends above and below its copy: "NPA0421 4 I 0038", "200655 GMT JUN 25"."""
_CREDIT: Final = re.compile(
    r"\((?:Reporting|Editing|Writing|Additional|Compiled|Translated|Edited|Written|With)\b.{0,300}\)?"
    r"|\((?:إعداد|تحرير|تغطية).{0,200}\)|\(\(.{0,200}\)\)",
    re.DOTALL,
)
_BODY_MARK: Final = re.compile(
    r"【?(?:body|text|full text|article|article body|article text|lead|story|texte(?: intégral)?|inhalt|volltext"
    r"|texto(?: completo)?"
    r"|metin|haber metni|полный текст|текст|النص(?: الكامل)?|نص الخبر|متن(?: خبر)?"
    r"|正文|全文|[內内][文容]|本文|본문)[\s.】]*[:：]?",
    re.IGNORECASE,
)
_SURE_MARKS: Final = (
    "body",
    "full text",
    "article body",
    "article text",
    "volltext",
    "texte intégral",
    "texto completo",
    "haber metni",
    "полный текст",
    "النص الكامل",
    "نص الخبر",
    "正文",
    "全文",
)
_NUMBER: Final = re.compile(
    r"[\[(#]?\s?(?:(?:article|story|item|document|record|no\.?|nr\.?)\s?)?#?\d{1,4}\s?(?:(?:of|/|de|von"
    r"|من)\s?\d{1,5})?\s?[\])#.:]?(?:\s?documents?)?",
    re.IGNORECASE,
)


def header(line: Line) -> Header | None:
    """What a line says about an article, or None for a title, a text or anything else."""
    return _said(line.text) if len(line.text) <= 320 else None


_POSTED: Final = re.compile(r"\(@\w{2,30}\)[,:]? .{4,30}$")
"""The signature of a post that an article quotes: "Dora Quill (@doraq) April 12, 2018"."""
_PICTURED: Final = re.compile(
    r"\b(?:REUTERS|AFP|AP Photo|EPA|dpa|Getty Images|TASS)\s?/\s?[^\W\d_]|\bfile photo\b", re.IGNORECASE
)
"""The credit of a picture, whose day is not that of an article."""


@lru_cache(maxsize=8192)
def _said(text: str) -> Header | None:
    """Kept for a while: the pages of a dump repeat their lines, and a line is read with and without its number."""
    if _RULE.fullmatch(text) or _is_ornament(text) or (text[-1] == ":" and _WROTE.fullmatch(text)):
        return Header("rule")
    if drawer := outlined(text):
        return drawer
    if (_END.fullmatch(text) and not _is_word(text)) or _ENDED.fullmatch(text):
        return Header("end")
    if _CREDIT.fullmatch(text):
        return Header("credit")
    if len(text) < 300 and _is_owned(text):
        return _copyright(text)
    if len(text) > 170:
        return None
    if _BODY_MARK.fullmatch(text):
        return Header("body mark", sure=text.strip(" :：.【】").casefold() in _SURE_MARKS)
    if text[0] == "<" and (field := tagged(text)):
        return field
    if match := _URL.fullmatch(text):
        return Header("url", (Found("url", match.start("url"), match.end("url")),))
    if _POSTED.search(text) or _PICTURED.search(text):
        return None
    if len(text) < 40 and _ITEM.fullmatch(text):
        return Header("slug")
    return (
        linked(text)
        or fields(text)
        or label(text)
        or byline(text)
        or dated(text)
        or byline_behind(text)
        or measured(text)
        or _other(text)
    )


def is_body_mark(text: str) -> bool:
    """Whether a line or label says that the text begins below: "Full text:"."""
    return _BODY_MARK.fullmatch(text) is not None


def _is_ornament(text: str) -> bool:
    """Whether a line has neither letter nor digit."""
    return len(text) < 100 and not any(c.isalnum() for c in text)


def _is_word(text: str) -> bool:
    return text.casefold() in ("end", "fine", "fin", "ende") and not text.isupper()


def _other(text: str) -> Header | None:
    if _NUMBER.fullmatch(text):
        return Header("number")
    if len(text) < 60 and (stamp := _STAMP.fullmatch(text)):
        return Header("date", (Found("date", *stamp.span("date")), Found("outlet", *stamp.span("outlet"))))
    if len(text) < 60 and _SLUG.fullmatch(text):
        return Header("slug", sure=text[-1] in "/)" or any(c.isdigit() for c in text))
    if len(text) < 60 and _TOPIC.fullmatch(text):
        return Header("slug", sure=False)
    if len(text) < 60 and _CODES.fullmatch(text) and sum(c.isdigit() for c in text) >= 5:
        stamps = tuple(Found("date", r.start, r.end) for r in dates.find_all(text) if r.value)
        return Header("slug", stamps, sure=False)
    return None


def _is_owned(text: str) -> bool:
    low = text.casefold()
    return any(map(low.__contains__, _OWNED)) and _COPYRIGHT.search(text) is not None


def _copyright(text: str) -> Header:
    match = _OWNER.search(text)
    owner = _COMPANY.sub("", match["owner"].strip(" -–,")) if match else ""
    if match and text[match.end("owner") : match.end("owner") + 1] == ".":
        owner = owner.removesuffix(" S")  # "S.A.", "S.L." end at their first point
    if not match or not owner or len(owner) < 2:
        return Header("copyright")
    start = match.start("owner") + match["owner"].index(owner)
    return Header("copyright", (Found("publisher", start, start + len(owner)),))


def same(one: str, other: str) -> bool:
    """Whether two lines say the same, but for case, punctuation and a leading bullet."""
    return folded(one) == folded(other) != ""
