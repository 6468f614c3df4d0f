"""Who wrote it? Lines that name an author, and what stands behind the name."""

from __future__ import annotations

import re
from typing import Final

from indexer import dates
from indexer.cutting.dated_lines import CASELESS, dated
from indexer.cutting.found import Found, Header
from indexer.cutting.papers import is_paper
from indexer.cutting.pieces import DELIMITERS, is_name, pieces
from indexer.cutting.unnamed import NEWSROOM

_BYLINE: Final = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Pp]osted |[Ss]tory )?[Bb][Yy][:\s]+|(?:Von|Par|Por|[Dd]i|Door|Af|Av"
    r"|Texte? ?:|Texto:|Testo:|Haber:|Yazan:?|Автор:?)\s+|(?:بقلم|بواسطة|كتب|كتبت|تحرير|نوشته)\s?[:：]?\s+)"
    r"(?:\[\d{1,3}\])?"
    r"(?P<name>[^\W\d_][\w.’'\- ]{2,60}?(?:(?:,| and | und | et | y | & | و)\s?[^\W\d_][\w.’'\- ]{2,40}){0,3})"
    r"(?P<rest>(?:\s?[,|•·–—/]|\s+-\s|\s+in\s[A-Z]|\s?\().{0,80})?$",
    re.DOTALL,
)
_DELIMITED_BY: Final = re.compile(r"(?:[|•·⋅∙●/]|\s[-–—]+\s|,)\s*(?:[Bb]y|BY|Von|Par|Por|بقلم)\s")
_SIGNATURE: Final = re.compile(r"(?:—|--)\s?((?:[A-ZÀ-ÞА-Я][\w’'-]+\.?\s){1,3}[A-ZÀ-ÞА-Я][\w’'-]+)")
"""A name behind a dash, below a text: "— Jonas Reeve"."""
_TEAM_OF: Final = re.compile(
    rf"{NEWSROOM.pattern}(?:\s*[-–—|,/]\s*|\s(?:of|at|de|du|der|des|von|del|della|da|do)\s(?:the )?)"
    r"(?P<outlet>[^\W\d_][^|•·:;\d]{2,50})",
    re.IGNORECASE,
)
_OF_TEAM: Final = re.compile(
    r"(?:by |par |von |por )?(?P<outlet>[^\W\d_][^|•·:;\d]{2,50}?) (?:correspondents?|newsroom|redaktion"
    r"|(?:staff|senior|special|sports?|news|business) (?:writers?|reporters?|correspondents?)|staff|reporters?"
    r"|writers?)",
    re.IGNORECASE,
)
"""The by-line of a newsroom with its paper: "Par la rédaction de L'Écho du Cap", "Harrat Post correspondents"."""
_REPORTER: Final = re.compile(
    r"(?P<korean>[\uac00-\ud7af]{2,4})\s?(?:선임)?(?:기자|특파원|논설위원)(?:\s?=?\s?\S+@\S+)?|(?P<japanese>[\u4e00-\u9fff々]{2,5})記者"
    r"|(?:本报|本報)?(?:记者|記者)[\s:：]+(?P<chinese>[\u4e00-\u9fff]{2,4})"
)
"""A reporter where no capital marks a name: "김민수 기자", "记者 周晓岚"."""
LONGEST: Final = 100
_AND: Final = re.compile(r"\s(?:and|und|et|y|e|en|og|och|&)\s|\sو")
_IN_PLACE: Final = re.compile(r"\s+(?:in|à|en|aus)\s[^\W\d_a-z][\w' -]{1,30}")

_BEHIND_NAME: Final = re.compile(
    r"\s(?:in|à|en|aus)\s(?=[A-ZÀ-Þ])|\s(?:on|le|am|el|em|il)\s(?=[^\W\d_]+\.? \d|\d)|\s(?=\d{1,2}[ ./-])"
)
"""What ends a name: the place where he is, the day on which he wrote."""


def byline(text: str) -> Header | None:
    """What a byline says: its author, and the outlet or the day behind the name."""
    if dense := _REPORTER.fullmatch(text):
        return Header("byline", (Found("byline", 0, len(text)), Found("author", *dense.span(dense.lastgroup or 0))))
    if team := _of_newsroom(text):
        return team
    match = _BYLINE.fullmatch(text)
    if match is None:
        signed = _SIGNATURE.fullmatch(text)
        return Header("byline", (Found("byline", 0, len(text)), Found("author", *signed.span(1)))) if signed else None
    start, end = match.span("name")
    name, comma = match["name"], match["name"].find(",")
    if not (CASELESS.search(name) or all(w[:1].isupper() or len(w) < 4 for w in name.split())) or name.count(" ") > 8:
        return None
    if comma > 0 and not _AND.search(name):
        end = start + comma
    if behind := next((m for m in _BEHIND_NAME.finditer(text, start, end) if m.start() > start), None):
        end = behind.start()
    found = [Found("byline", 0, len(text)), Found("author", start, end)]
    rest = text[end:]
    if inner := dated(rest) if rest else None:
        return Header(
            "byline", (*found, *(Found(f.name, f.start + end, f.end + end) for f in inner.found if f.name != "author"))
        )
    more = [] if _IN_PLACE.fullmatch(rest) else pieces(text, end, len(text))
    return Header("byline", (*found, *more))


def _of_newsroom(text: str) -> Header | None:
    """What the by-line of a newsroom says: the paper whose it is."""
    match = newsroom(text)
    if match is None or not is_paper(match["outlet"]) or not is_name(match["outlet"]):
        return None
    return Header("byline", (Found("byline", 0, len(text)), Found("outlet", *match.span("outlet"))))


def newsroom(text: str) -> re.Match[str] | None:
    """The by-line of a newsroom; `outlet` is whose it may be: "By Crossbar reporters"."""
    return _TEAM_OF.fullmatch(text) or _OF_TEAM.fullmatch(text)


def byline_behind(text: str) -> Header | None:
    """An outlet or a section, and the byline behind it: "Capital Dispatch | By Ada Kitson"."""
    if len(text) > LONGEST or not _DELIMITED_BY.search(text) or dates.find_all(text):
        return None
    found = pieces(text, 0, len(text))
    bare = DELIMITERS.sub("", text[: found[0].start] + text[found[-1].end :]) if found else text
    if len(found) < 2 or not any(f.name == "author" for f in found) or len(bare) > len("Posted by "):
        return None
    return Header("byline", (Found("byline", 0, len(text)), *found))
