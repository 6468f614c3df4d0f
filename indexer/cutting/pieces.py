"""Which names stand in a header line, between its dates, bars and dashes? An outlet, an author, nothing else."""

from __future__ import annotations

import re
from typing import Final

from indexer import outlets
from indexer.cutting.found import Found
from indexer.cutting.papers import is_paper, is_writer
from indexer.cutting.unnamed import is_no_name
from indexer.dating.weekdays import without_weekdays

NAMED_BY: Final = re.compile(
    r"\s*(?P<outlet>[^\W\d_].{1,50}?)\s(?:[Bb]y\s|(?:par|von|por|door|av|af)\s(?=\S+\s[^\W\d_a-z]))(?P<author>[^\W\d_a-z].{2,50}?)\s*"
)
"""An outlet with a writer behind it, of two names at least where the word between may stand in a name too."""
_HANDLE: Final = re.compile(r"@|\bu/|\br/|[a-z\d]_[a-z\d]|^\s*[a-z]+\d+\s*$")
_LABELS: Final = {
    "outlet": "source quelle fuente fonte bron källa kilde kaynak источник джерело źródło المصدر منبع"
    " 来源 來源 文章来源 稿源 출처",
    "author": "author autor autorin auteur autore yazar muhabir автор الكاتب نویسنده 作者 记者 文 기자",
    "": "under category section tags topics rubrik ressort catégorie rubrique sección categoria рубрика القسم editor"
    " photo foto 栏目 编辑 责编 责任编辑 校对 审核",
}
"""What a label inside a line says of the name behind it."""
_LABELLED: Final = re.compile(r"(?:.*\s)?(?P<label>[^\W\d_]+)\s?[:：]\s*(?P<value>\S.*?)\s*")
DELIMITERS: Final = re.compile(
    r"\s*(?:[|•·⋅∙●/»«›‹]|\s[-–—]+\s|[-–—]{2,}|,|;|،|^[-–—]|[-–—]$)\s*|\s+(?=(?:来源|來源|作者|记者|编辑|责编|责任编辑|校对|审核)[:：])"
)
_USER: Final = re.compile(r"\bu/([\w-]{2,30})")
NAME_IN_CAPITALS: Final = 4
"""A line all in capitals with more words than this is a headline and no name."""
_COUNT: Final = re.compile(r"\s*[\[(#]?\d{1,3}[.)\]:]\s+")
"""The number of an article before its header line."""
_WITH_PAPER: Final = re.compile(r"\s*(?P<author>[^()\0]{4,40}?)\s\((?P<outlet>[^\W\d_a-z][^()\0]{2,40})\)\s*")
"""A writer and his paper: "Ada Kitson (Strait Observer)"."""
_SIGNED: Final = re.compile(r"\s*(?:記者|记者|撰文|編譯|编译|文／|文/)\s?([\u4e00-\u9fff]{2,4})\s*")
"""A writer behind what he is, without a colon: "記者陳以安"."""
ARTICLE_BY: Final = re.compile(
    r"\s*(?i:article|artikel|beitrag|bericht|texte?|story|verfasst|historia|artículo|artigo|história|articolo|storia|verhaal)"
    r"\s(?:by|von|par|de|por|di|da|door|av|af)\s([^\W\d_a-z]\S+\s\S.{1,45}?)\s*"
)
"""A writer behind what he wrote: "Artikel von Gesche Thomsen"."""
_SAVES: Final = re.compile(r"\d{1,4}[Kk]?\+?\s+(?=[^\W\d_])")
_PARTICLE: Final = re.compile(
    r"(?:de|di|von|van|par|por|af|av|od|oleh|na|theo|bởi|door|írta|pisze|skriver|της|του)\s", re.IGNORECASE
)
_QUOTED: Final = re.compile(
    r"(?:(?i:газет|журнал|агентств|издани|телеканал|радио)\w*\s+)?«(?P<outlet>[^\W\d_a-zа-я][^«»\0]{2,40})»"
)
"""A paper as Russian names it: "Газета «Северный берег»"."""
_COUNTER: Final = re.compile(
    r"(?:views?|comments?|shares?|reads?|likes?|follow|save|report|listen|subscribe)\b", re.IGNORECASE
)
_JOB: Final = re.compile(
    r"\b(?:staff|reporter|correspondent|editor|writer|columnist|contributor|special to|redakteur\w*|korrespondent\w*"
    r"|journaliste|correspondante?|redactora?|corresponsal|muhabir\w*)\b|корреспондент|مراسل",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = (
    "della delle dello degli dalla nella sulla dans pour sous sobre para entre from with over oder voor från"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split())
"""Small words of names that have more than three letters: "Il Corriere della Laguna"."""
_BEHIND: Final = re.compile(r"\s*\([^()]*\)$")
SHORT_NAME: Final = 3
_RATING: Final = re.compile(r"\s*(?P<label>[^\W\d_]+(?: [^\W\d_]+)?)\s?:\s*[^\W\d_]+(?: [^\W\d_]+)?\s*")
_SIGN: Final = r"(?![\u0900-\u0dff\u0e00-\u0eff\u064b-\u065f])[\W_\0]"
"""A sign that is no letter, nor a vowel sign of the scripts that write them apart."""
_LEAD: Final = re.compile(
    rf"(?:{_SIGN}|\b(?:source|[Tt]ime(?! Out)|[Pp]ublished|[Pp]osted|[Pp]ublication|[Dd]ate|[Uu]pdated?|[Ll]ast"
    r"|[Mm]odified|on|at|[Ii]ssued|[Ff]iled|by"
    r"|first|[Rr]eleased|[Pp]ubliée?|le|[Mm]ise? à jour|[Vv]eröffentlicht|[Aa]ktualisiert|am|um|vom|den"
    r"|[Uu]hr|[Pp]ublicado|[Aa]ctualizado|el|em"
    r"|[Pp]ubblicato|[Aa]ggiornato|il|[Oo]публиковано|[Оо]бновлено|в|года?|GMT|UTC|E[SD]?T|in|auf|dans|sur"
    r"|en|via|[Ff]rom(?: the| our partners?)?|\d+ min(?:ute)?s? read)\b|\bنشر(?:ت)?\b|\bفي\b|هـ|تاريخ النشر|آخر تحديث)*"
)
_TAIL: Final = re.compile(
    rf"(?:{_SIGN}|\b(?:[Tt]ime|[Pp]ublished|[Pp]osted(?: on)?|[Dd]ate|[Uu]pdated?|[Ll]ast updated|on|at"
    r"|publiée?(?: le)?|le|mise? à jour(?: le)?|[Vv]eröffentlicht(?: am)?"
    r"|am|vom|den|[Pp]ublicado(?: el)?|el|il|GMT|UTC|E[SD]?T|\d+ min(?:ute)?s? read|[Uu]hr"
    r"|news agency|website|web site|correspondents)\b|هـ|\bفي\b|官方(?:账号|微博|号))$"
)


def pieces(text: str, start: int, end: int) -> list[Found]:
    """The pieces of a header line between dates: an author behind "By", else an outlet.

    Beside a mark with a label of its own ("Reliability: High") a bare name is another mark.
    """
    found = [Found("author", *m.span(1)) for m in _USER.finditer(text, start, end)]
    text = _USER.sub(lambda m: "\0" * len(m[0]), text) if found else text
    for quoted in _QUOTED.finditer(text, start, end):
        found.append(Found("outlet", *quoted.span("outlet")))
        text = text[: quoted.start()] + "\0" * len(quoted[0]) + text[quoted.end() :]
    counted = _COUNT.match(text, start, end) if start == 0 else None
    start = position = counted.end() if counted else start
    end -= end == len(text) and _is_in_brackets(text)
    rated = False
    for cut in (*DELIMITERS.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        piece = text[position:stop]
        rated = rated or (_RATING.fullmatch(piece) is not None and not _behind_label(piece))
        if labelled := _behind_label(piece):
            name, value = labelled
            found += [Found(name, position + value[0], position + value[1])] if name else []
        elif match := re.fullmatch(
            r"\s*(?:(?:[Pp]ost(?:ed)? |[Ww]ritten )?(?:By|by|BY)|(?i:von|par|por|door|av|af)|بقلم)\s+(.{3,50}?)\s*",
            piece,
        ) or ARTICLE_BY.fullmatch(piece):
            found.append(Found("author", position + match.start(1), position + match.end(1)))
        elif (both := _WITH_PAPER.fullmatch(piece)) and _is_signed(both["author"], both["outlet"]):
            found += [Found(n, position + both.start(n), position + both.end(n)) for n in ("author", "outlet")]
        elif by := NAMED_BY.fullmatch(piece):
            found += [Found(n, position + by.start(n), position + by.end(n)) for n in ("outlet", "author")]
        elif signed := _SIGNED.fullmatch(piece):
            found.append(Found("author", position + signed.start(1), position + signed.end(1)))
        elif span := _name(piece):
            span = _without_count(piece, _without_particle(piece, span))
            name = "author" if _HANDLE.search(piece) or is_writer(piece[slice(*span)].strip()) else "outlet"
            found.append(Found(name, position + span[0], position + span[1]))
        position = cut.end() if cut else end
    return [f for f in found if f.name != "outlet" or is_paper(text[f.start : f.end])] if rated else found


def _is_in_brackets(text: str) -> bool:
    """Whether one pair of brackets is around a whole line: "[Strait Observer, 19 June, by Ada Kitson]"."""
    return text[:1] in ("[", "(") and text.find("])"["[(".index(text[0])]) == len(text) - 1


def _without_count(piece: str, span: tuple[int, int]) -> tuple[int, int]:
    """A paper's name without how many keep it, which readers print before it: "250 Strait Observer"."""
    count = _SAVES.match(piece, *span)
    if count is None or outlets.known(piece[slice(*span)].strip()) is not None:
        return span
    return (count.end(), span[1]) if is_paper(piece[count.end() : span[1]].strip()) else span


def _without_particle(piece: str, span: tuple[int, int]) -> tuple[int, int]:
    """A writer's name without the small word that stands before it: "de Ioana Stăncescu"."""
    small = _PARTICLE.match(piece, *span)
    return (small.end(), span[1]) if small and is_writer(piece[small.end() : span[1]].strip()) else span


def _is_signed(name: str, bracket: str) -> bool:
    """Whether a name with another in brackets is a writer with his paper, and not a paper with its place."""
    return is_writer(name) or (is_paper(bracket) and not is_paper(name))


def _behind_label(piece: str) -> tuple[str, tuple[int, int]] | None:
    """What a piece that begins with a label says, and where: "来源：新华网"."""
    match = _LABELLED.fullmatch(piece) if ":" in piece or "：" in piece else None
    label = match["label"].casefold() if match else ""
    name = next((name for name, labels in _LABELS.items() if label and label in labels.split()), None)
    return (name, match.span("value")) if match and name is not None else None


def _name(piece: str) -> tuple[int, int] | None:
    """Where in a piece of a header line a name stands, its labels and weekday taken off."""
    text = without_weekdays(piece, "\0")
    lead = _LEAD.match(text)
    start, end = lead.end() if lead else 0, len(text)
    while end > start and (cut := _TAIL.search(text, start, end)) and cut.start() < end:
        end = cut.start()
    if (bracket := text.find(" (", start + 2, end)) > 0:  # a place behind a name
        end = bracket
    name = text[start:end]
    if (
        _COUNTER.match(name)
        or _JOB.search(name)
        or len(name) < 2
        or len(name.split()) > 7
        or "\0" in name
        or not re.search(r"[^\W\d_]{2}", name)
        or is_no_name(name)
        or (len(name.split()) > NAME_IN_CAPITALS - 1 and not is_name(name))
    ):
        return None
    return start, end


def is_name(text: str) -> bool:
    """Whether a line may be a name: at most half of its words of weight begin with a small letter; few in capitals."""
    if text.isupper() and text.count(" ") >= NAME_IN_CAPITALS:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return 2 * sum(1 for word in words if word[0].islower()) <= len(words)


def is_capital(name: str) -> bool:
    """Whether all words of weight in a name begin with a capital, where letters have them: no "[Passage omitted]"."""
    words = (word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 3 and word not in _SMALL)
    return is_name(name) and not any(word[0].islower() for word in words)


def is_phrase(name: str) -> bool:
    """Whether some words are too many and too small for a name: "Ferry returns after six years"."""
    bare = _BEHIND.sub("", name)
    return len(bare.split()) > SHORT_NAME and not is_capital(bare)
