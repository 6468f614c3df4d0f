"""What does a line around a body say: date, outlet, byline, label, end mark? General forms, not one site's strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from indexer import dates
from indexer.lines import Line, folded

Kind = Literal["date", "byline", "label", "copyright", "end", "rule", "url", "slug", "credit", "body mark", "number"]

_LABELS: Final = {
    "title": "title headline subject betreff тема re titel titre título titulo sujet asunto objet başlık заголовок "
    "العنوان عنوان الموضوع 标题",
    "outlet": "source outlet publication paper newspaper publication_title "
    "publisher medium zeitung periódico gazete газета quelle fuente kaynak источник المصدر منبع 来源 "
    "newspaper/source site organization",
    "date": "date publication_date date_published envoyé gesendet enviado отправлено "
    "published posted sent pubdate datum fecha data tarih дата التاريخ "
    "تاريخ 日期 time received",
    "modified": "load-date load_date updated last_updated modified aktualisiert actualizado",
    "author": "by author authors byline from reporter journalist von autor auteur yazar автор الكاتب بقلم 作者 "
    "posted_by written_by",
    "url": "url link permalink address web weblink",
    "id": "docno docid id guid document accession message-id an",
    "language": "language lang sprache langue idioma dil язык اللغة",
    "dateline": "dateline location place",
    "": "section length words to cc de à an para кому "
    "edition nr no auflage reichweite circulation page pages category tags tag type copyright keywords word_count "
    "rubrik newsgroups reply-to "
    "section/page graphic publication-type organization x-mailer mime-version content-type channel seite "
    "references subject_code "
    "lines classification company industry geographic person country city slug priority topic topics via "
    "sender score comments",
}
_LABEL_OF: Final = {word.replace("_", " "): name for name, words in _LABELS.items() for word in words.split()}
_LABEL: Final = re.compile(r"([^\W\d][\w /-]{0,18}?)\s?[:：]\s*(\S.*)", re.DOTALL)
_BYLINE: Final = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Pp]osted |[Ss]tory )?[Bb][Yy][:\s]+|(?:Von|Par|Por|Di|Door|Af|Av"
    r"|Text:|Yazan:?|Автор:?)\s+|(?:بقلم|كتب|كتبت|تحرير|نوشته)\s?[:：]?\s+)"
    r"(?P<name>[^\W\d_][\w.’'\- ]{2,60}?(?:(?:,| and | und | et | y | & | و)\s?[^\W\d_][\w.’'\- ]{2,40}){0,3})"
    r"(?P<rest>(?:\s?[,|•·–—/]|\s+-\s|\s+in\s[A-Z]|\s?\().{0,80})?$",
    re.DOTALL,
)
_HANDLE: Final = re.compile(r"@|\bu/|\br/|[a-z\d]_[a-z\d]|^\s*[a-z]+\d+\s*$")
_CASELESS: Final = re.compile(r"[\u0590-\u06ff\u0900-\u0eff\u3040-\u9fff\uac00-\ud7af]")
_PAGE: Final = re.compile(
    r"\b(?:pp?|pg|page|seite|s|sayfa|pagina|página|стр|صفحة|ص)\b[. ]{0,2}[A-Z]?\d{1,3}\b|(?<=\s)\d{1,3}\s*$"
    r"|\bsection [A-Z]\b",
    re.IGNORECASE,
)
_TAGGED: Final = re.compile(r"<(?P<name>[A-Za-z][\w-]{1,20})>\s*(?P<value>\S.*?)\s*</(?P=name)>", re.DOTALL)
_TAG: Final = re.compile(r"</?(?P<name>[A-Za-z][\w-]{1,20})(?:\s[^<>]*)?/?>")
_IN_BRACKETS: Final = re.compile(r"[^()\[\]\0]+[(\[][^()\[\]\0]*\0+[^()\[\]\0]{0,12}[)\]]\.?\s*")
_CITED: Final = re.compile(
    r"(?P<author>[^\W\d_][^\"“”]{2,50}?)[,.:]? [\"“](?P<title>.{15,170}?)[,.]?[\"”],? (?P<outlet>[^,]{2,50}), "
    r"(?P<date>[^,]{4,20}(?:, \d{4})?)\.?"
)
_WROTE: Final = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em)\b.{8,160}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b.{0,60}?\s?:"
)
_MESSAGE: Final = re.compile(r"\]?\s*[-–]?\s*(?P<sender>[^:\]]{2,40}):\s*[*_]?(?P<said>[^*]*)[*_]?$")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|&copy;)\s?|\bcopyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|derechos reservados"
    r"|tutti i diritti|todos os direitos|her hakkı|все права|جميع الحقوق|كافة الحقوق|تمامی حقوق|版权所有|כל הזכויות",
    re.IGNORECASE,
)
_OWNED: Final = (
    "©",
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
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright|by|\d{4}(?:\s?[-–]\s?\d{2,4})?"
    r"|,))*\s*(?P<owner>[^\d©|.,;][^©|.;]{2,70}?)(?=\s*(?:[,.;|]|all rights|alle rechte|tous droits|-|–"
    r"|\d{4}|$))",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"[\W_]*(?:ends?|end (?:of )?(?:document|story|article|text|item|message)|fin|ende|fine|конец|انتهى"
    r"|إنتهى|النهاية|bitti|-?30-?|more to follow|\d{0,4} ?gmt ends)[\W_]*"
    r"|NNNN|-0-|\(?[a-z]{2,5}/[a-z/]{2,9}\)?|[#＃][#＃ ]*[#＃]|—?\s?END\s?—?|[-–—]\s?30\s?[-–—]",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"ZCZC\b.{0,40}|(?:[-=_*~#+.·•–—─═━<>^]\s?){3,}|[*＊◆■※§]|[-=_*~·•–—─═]{2}")
_URL: Final = re.compile(
    r"<?(?:(?:Source|Link|URL|Via|Full story|Read (?:it|more) (?:at|on))[:\s]+)?(?P<url>(?:https?://|www\.)[^\s<>]+)>?",
    re.IGNORECASE,
)
_SLUG: Final = re.compile(
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9]*(?:[-/][A-ZÀ-ÞА-Я0-9]+)*(?:/|-?\([A-Z0-9]+\)|-[A-ZÀ-ÞА-Я0-9]+)"
    r"|\^?(?:[a-z]{1,3}|[A-Z]{2,})(?:-[A-Z0-9]+)+/?(?:\s+\([A-Z ]+\)|(?:\s+[\d-]{2,8})+)?"
    r"|(?:[a-z]{1,2}\s){1,3}[A-Z]{2,5}|[a-z]\d{4}[\w-]*|[A-Z]{2,}\d{3,}[\w-]*"
)
_CREDIT: Final = re.compile(
    r"\((?:Reporting|Editing|Writing|Additional|Compiled|Translated|Edited|Written|With)\b.{0,300}\)?"
    r"|\((?:إعداد|تحرير|تغطية).{0,200}\)|\(\(.{0,200}\)\)",
    re.DOTALL,
)
_BODY_MARK: Final = re.compile(
    r"(?:body|text|full text|article|article body|lead|story|texte|inhalt|النص)\s?:?", re.IGNORECASE
)
_NUMBER: Final = re.compile(
    r"[\[(#]?\s?(?:(?:article|story|item|document|record|no\.?|nr\.?)\s?)?#?\d{1,4}\s?(?:(?:of|/|de|von"
    r"|من)\s?\d{1,5})?\s?[\])#.:]?(?:\s?documents?)?",
    re.IGNORECASE,
)
_DELIMITERS: Final = re.compile(r"\s*(?:[|•·⋅∙●/»«›‹]|\s[-–—]+\s|[-–—]{2,}|,|;|،|^[-–—]|[-–—]$)\s*")
_CORRECTED: Final = re.compile(
    r"\b(?:updated?|modified|mis(?:e)? à jour|aktualisiert|act?ualizado|atualizado|aggiornato|bijgewerkt"
    r"|güncelle\w*|обновлено)\b|تحديث|به‌روز|更新",
    re.IGNORECASE,
)
_SAVED: Final = re.compile(
    r"(?:saved|added|archived|retrieved|accessed|exported|printed|downloaded|clipped|bookmarked|viewed|subscribed"
    r"|joined|enregistré|consulté|gespeichert|abgerufen|guardado|consultado)\b",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"(?:text|excerpts?|translation|transcript|summary) of (?:[\w-]+ ){0,2}(?:report|article|editorial|commentary"
    r"|interview|broadcast|statement)\b.{0,110}",
    re.IGNORECASE,
)
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_NOISE: Final = re.compile(
    r"\b(?:time|published|posted|publication|date|updated?|last|modified|on|at|issued|filed|the|by|first"
    r"|released|print|web|edition|publié|le|mis(?:e)? à jour|à|veröffentlicht|aktualisiert|am|um|stand|vom"
    r"|den|uhr|publicado|actualizado|el|a las|em|às|pubblicato|aggiornato|il|alle|ore|yayınlanma|tarihi"
    r"|güncelleme|tarih|saat|опубликовано|обновлено|дата|года|г|в|gmt|utc|est|edt|et|min(?:ute)?s? read"
    r"|\d+ min(?:ute)?s?(?: read)?|h)\b|نشر|تاريخ|النشر|آخر|تحديث|يوم|الساعة|ساعت|تاریخ|انتشار|في|هـ|م$"
    r"|发布|时间|来源",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?:[\W_\0]|\b(?:[Tt]ime(?! Out)|[Pp]ublished|[Pp]osted|[Pp]ublication|[Dd]ate|[Uu]pdated?|[Ll]ast"
    r"|[Mm]odified|on|at|[Ii]ssued|[Ff]iled|by"
    r"|first|[Rr]eleased|[Pp]ubliée?|le|[Mm]ise? à jour|[Vv]eröffentlicht|[Aa]ktualisiert|am|um|vom|den"
    r"|[Uu]hr|[Pp]ublicado|[Aa]ctualizado|el|em"
    r"|[Pp]ubblicato|[Aa]ggiornato|il|[Oo]публиковано|[Оо]бновлено|в|года?|GMT|UTC|E[SD]?T|in|auf|dans|sur"
    r"|en|via|from|\d+ min(?:ute)?s? read)\b|\bنشر(?:ت)?\b|\bفي\b|هـ|تاريخ النشر|آخر تحديث)*"
)
_TAIL: Final = re.compile(
    r"(?:[\W_\0]|\b(?:[Tt]ime|[Pp]ublished|[Pp]osted(?: on)?|[Dd]ate|[Uu]pdated?|[Ll]ast updated|on|at"
    r"|publiée?(?: le)?|le|mise? à jour(?: le)?|[Vv]eröffentlicht(?: am)?"
    r"|am|vom|den|[Pp]ublicado(?: el)?|el|il|GMT|UTC|E[SD]?T|\d+ min(?:ute)?s? read|[Uu]hr)\b|هـ|\bفي\b)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a header line that has a meaning: `text[start:end]`, and the name of its hint."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What kind of header line it is, and the hints in it; `sure` says that it can hardly be anything else."""

    kind: Kind
    found: tuple[Found, ...] = ()
    sure: bool = True


def header(line: Line) -> Header | None:
    """What a line says about an article, or None for a title, a text or anything else."""
    text = line.text
    if len(text) > 320:
        return None
    if _RULE.fullmatch(text) or (text[-1] == ":" and _WROTE.fullmatch(text)):
        return Header("rule")
    if _END.fullmatch(text) and not _is_word(text):
        return Header("end")
    if _CREDIT.fullmatch(text):
        return Header("credit")
    if len(text) < 300 and _is_owned(text):
        return _copyright(text)
    if len(text) > 170:
        return None
    if _BODY_MARK.fullmatch(text):
        return Header("body mark", sure=text.rstrip(" :").lower() in ("body", "full text", "article body"))
    if text[0] == "<" and (tagged := _tagged(text)):
        return tagged
    if match := _URL.fullmatch(text):
        return Header("url", (Found("url", match.start("url"), match.end("url")),))
    return _label(text) or _byline(text) or _dated(text) or _other(text)


def _tagged(text: str) -> Header | None:
    """A field between tags, or a tag alone: "<DATE> 14 June 2025 </DATE>"."""
    if match := _TAGGED.fullmatch(text):
        name = _LABEL_OF.get(match["name"].casefold(), "")
        return Header("label", (Found(name, match.start("value"), match.end("value")),) if name else ())
    if match := _TAG.fullmatch(text):
        return Header("body mark" if match["name"].lower() in ("text", "body") and text[1] != "/" else "rule")
    return None


def _is_word(text: str) -> bool:
    return text.casefold() in ("end", "fine", "fin", "ende") and not text.isupper()


def _other(text: str) -> Header | None:
    if _NUMBER.fullmatch(text):
        return Header("number")
    if len(text) < 60 and _SLUG.fullmatch(text):
        return Header("slug", sure=text[-1] in "/)" or any(c.isdigit() for c in text))
    return None


def _is_owned(text: str) -> bool:
    low = text.casefold()
    return any(mark in low for mark in _OWNED) and _COPYRIGHT.search(text) is not None


def _copyright(text: str) -> Header:
    match = _OWNER.search(text)
    owner = match["owner"].strip(" -–,") if match else ""
    if not match or not owner or len(owner) < 2:
        return Header("copyright")
    start = match.start("owner") + match["owner"].index(owner)
    return Header("copyright", (Found("publisher", start, start + len(owner)),))


def _label(text: str) -> Header | None:
    inside = text[1:-1] if text[0] == "(" and text[-1] == ")" else text
    match = _LABEL.fullmatch(text, len(text) - len(inside) > 0, len(text) - (inside is not text))
    if match is None or (name := _LABEL_OF.get(match[1].casefold().strip())) is None:
        return None
    start, end = match.span(2)
    value = match[2]
    if name in ("date", "modified"):
        reading = dates.parse(value)
        if reading is None and not (inner := _dated(value)):
            return None
        if reading is None and inner:
            return Header("label", tuple(Found(f.name, f.start + start, f.end + start) for f in inner.found))
    if name == "author" and len(value.split()) > 9:
        return None
    if name == "outlet" and (readings := dates.find_all(value)):
        if inner := _dated(value):
            return Header("label", tuple(Found(f.name, f.start + start, f.end + start) for f in inner.found))
        named = re.match(r"[^,;|]{2,60}?(?= website\b|[,;|])", value)
        day = Found("date", start + readings[-1].start, start + readings[-1].end)
        return Header("label", (*((Found(name, start, start + named.end()),) if named else ()), day))
    return Header("label", (Found(name, start, end),) if name else ())


def _byline(text: str) -> Header | None:
    match = _BYLINE.fullmatch(text)
    if match is None:
        return None
    name = match["name"]
    if (
        not (_CASELESS.search(name) or all(w[:1].isupper() or len(w) < 4 for w in name.split()))
        or len(name.split()) > 9
    ):
        return None
    found = [Found("byline", 0, len(text)), Found("author", match.start("name"), match.end("name"))]
    rest = match["rest"] or ""
    if rest:
        offset = match.start("rest")
        if inner := _dated(rest):
            found += [Found(f.name, f.start + offset, f.end + offset) for f in inner.found if f.name != "author"]
        else:
            found += _pieces(text, offset, len(text))
    return Header("byline", tuple(found))


def _dated(text: str) -> Header | None:
    """A line whose date is what it is there for: beside it stand labels, an outlet, a byline, a place, no sentence."""
    if len(text) > 140 or dates.is_refused(text):
        return None
    readings = dates.find_all(text)
    if not readings:
        return None
    if len(readings) == 1 and (cited := _CITED.fullmatch(text)):
        names = ("author", "title", "outlet")
        return Header("date", (*(Found(n, *cited.span(n)) for n in names), Found("date", *cited.span("date"))))
    if text[0] == "[" and readings[0].start == 1 and (message := _MESSAGE.match(text, readings[-1].end)):
        return _message(readings[0], message)
    if _SAVED.match(text):
        return Header("label")
    if _REPORT.fullmatch(text):
        return Header("date", (Found("date", readings[-1].start, readings[-1].end),))
    rest = text
    for reading in readings:
        rest = rest[: reading.start] + "\0" * (reading.end - reading.start) + rest[reading.end :]
    rest = dates.WEEKDAY.sub(lambda m: " " * len(m[0]), rest)
    rest = _PAGE.sub(lambda m: " " * len(m[0]), rest)
    bare = _NOISE.sub(" ", rest.replace("\0", " "))
    words = re.findall(r"\w+", bare)
    vague = all(r.is_vague or r.is_period for r in readings)
    if words and not _stands_alone(text, rest, bare, words, vague, any(r.ago for r in readings)):
        return _with_title(text, readings[0]) if len(readings) == 1 and not vague else None
    found = []
    position = 0
    for reading in readings:
        modified = _CORRECTED.search(text, position, reading.start)
        found.append(Found("modified" if modified else "date", reading.start, reading.end))
        found += _pieces(rest, position, reading.start)
        position = reading.end
    found += _pieces(rest, position, len(text))
    return Header("date", tuple(found), sure=not vague)


def _message(reading: dates.Reading, message: re.Match[str]) -> Header:
    """A line of a chat: "[24/06/2025, 08:12] Newsroom: headline"."""
    found = [Found("date", reading.start, reading.end), Found("author", message.start("sender"), message.end("sender"))]
    if len(message["said"].split()) >= 4:
        found.append(Found("title", message.start("said"), message.end("said")))
    return Header("date", tuple(found))


def _with_title(text: str, reading: dates.Reading) -> Header | None:
    """A header of one line: outlet, date, and behind a dash or colon the headline."""
    title = re.compile(r"[)\]]?\s*(?:[-–—:|]+)\s+(?P<title>\S.{18,}[^.\s])$").match(text, reading.end)
    outlet = _pieces(text, 0, reading.start)
    if title is None or len(outlet) != 1 or not 4 <= len(title["title"].split()) <= 25:
        return None
    found = (
        *outlet,
        Found("date", reading.start, reading.end),
        Found("title", title.start("title"), title.end("title")),
    )
    return Header("date", found)


def _stands_alone(text: str, rest: str, bare: str, words: list[str], vague: bool, relative: bool) -> bool:
    pieces = [p for p in _DELIMITERS.split(rest) if p and p.strip("\0 ")]
    if (bare.rstrip().endswith((".", "?", "!")) and len(words) > 3) or len(words) > 12:
        return False
    longest = max((len(re.findall(r"\w+", _NOISE.sub(" ", p.replace("\0", " ")))) for p in pieces), default=0)
    edge = rest.strip(" ()[]").startswith("\0") or rest.strip(" ()[].,|–-").endswith("\0")
    delimited = not any("\0" in p and re.search(r"\w", _NOISE.sub(" ", p)) for p in pieces)
    if vague:
        return longest <= 4 and len(words) <= 6 and delimited and any(c in text for c in "|•·,–—/")
    if relative:
        return longest <= 4 and len(words) <= 8 and edge
    if delimited:
        return longest <= 6
    if _IN_BRACKETS.fullmatch(rest):
        return longest <= 4 and len(words) <= 5
    return longest <= 4 and edge and (bool(_CASELESS.search(bare)) or all(w[:1].isupper() or len(w) < 4 for w in words))


def _pieces(text: str, start: int, end: int) -> list[Found]:
    """The pieces of a header line between dates: an author behind "By", else an outlet."""
    found = []
    position = start
    for cut in (*_DELIMITERS.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        piece = text[position:stop]
        if match := re.fullmatch(
            r"\s*(?:(?:[Pp]ost(?:ed)? |[Ww]ritten )?(?:By|by|BY)|Von|Par|Por|بقلم)\s+(.{3,50}?)\s*", piece
        ):
            found.append(Found("author", position + match.start(1), position + match.end(1)))
        elif span := _name(piece):
            name = "author" if _HANDLE.search(piece) else "outlet"
            found.append(Found(name, position + span[0], position + span[1]))
        position = cut.end() if cut else end
    return found


def _name(piece: str) -> tuple[int, int] | None:
    """Where in a piece of a header line a name stands, its labels and weekday taken off."""
    text = dates.WEEKDAY.sub(lambda m: "\0" * len(m[0]), piece)
    start, end = _LEAD.match(text).end(), len(text)  # type: ignore[union-attr]
    while end > start and (cut := _TAIL.search(text, start, end)) and cut.start() < end:
        end = cut.start()
    name = text[start:end]
    if len(name) < 2 or len(name.split()) > 7 or "\0" in name or not re.search(r"[^\W\d_]{2}", name):
        return None
    return start, end


def same(one: str, other: str) -> bool:
    """Whether two lines say the same, but for case, punctuation and a leading bullet."""
    return folded(one) == folded(other) != ""
