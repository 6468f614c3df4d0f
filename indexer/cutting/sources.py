"""What does a line say of the paper where a text stood first? Its name alone, its owner, "Read original at X"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from indexer.cutting.boilerplate import is_section
from indexer.cutting.found import Found
from indexer.cutting.gaps import is_paper_line
from indexer.cutting.items import Item
from indexer.cutting.papers import owns, writes
from indexer.cutting.pieces import is_capital, is_name

_STOOD: Final = (
    r"(?:this (?:article|story|report|piece) (?:was |has been )?)?(?:first |originally )?"
    r"(?:published|appeared|posted|printed) (?:in|by|on|at)",
    r"(?:read|view|see|continue reading)(?: the)?(?: (?:full|whole|original))?"
    r"(?: (?:story|article|text|report|post|more))? (?:at|on|in|from)",
    r"read (?:the )?original at|from our partners?(?: at)?|courtesy of|reprinted from",
    r"(?:(?:cet )?article (?:est )?)?paru dans|lire (?:l['’]article|la suite|l['’]original)(?: complet)? (?:sur|dans)",
    r"(?:dieser artikel ist )?(?:zuerst )?erschienen (?:in|bei)",
    r"(?:zum original|weiterlesen|mehr|ganzer artikel)(?:artikel)? (?:bei|auf|in)",
    r"publicad[oa] (?:originalmente )?(?:en|em|por)|leer (?:más|completo|el original|la nota)(?: completa)? en",
    r"le(?:r|ia) (?:mais|o original|na íntegra) (?:em|n[oa])",
    r"(?:pubblicato|uscito) (?:su|da)|leggi (?:tutto |l['’]originale |l['’]articolo )?su",
    r"опубликовано (?:в|на)|читать (?:полностью |далее |оригинал )?(?:на|в)",
    r"نشر (?:هذا المقال )?في|اقرأ (?:المزيد|الأصل|الخبر كاملا) (?:في|على)|نقلا عن|به نقل از",
    r"原文(?:链接|来自)?[:：]?|转自[:：]?",
)
_SAID: Final = re.compile(
    rf"\W{{0,3}}(?:{'|'.join(_STOOD)})\s+(?:(?:the )?(?:[\w-]+ ){{0,2}}(?:issue|edition|pages) of (?:the )?)?"
    r"(?P<name>\S.{1,60}?)[\s.!→»›>\])]*",
    re.IGNORECASE,
)
_HANDED_ON: Final = re.compile(
    r"[\W_]*(?:forwarded (?:message )?from|переслано (?:из|от)|weitergeleitet (?:von|aus)|transféré (?:de|depuis)"
    r"|reenviado de|encaminhado de|inoltrato da|iletildi|تمت إعادة التوجيه من|محول من|بازارسال از|转发自)\s?:?\s+"
    r"(?P<name>[^\W_][^:|\[\]]{1,50}?)[\s.\])]*",
    re.IGNORECASE,
)
_ANNOUNCED: Final = re.compile(
    r"(?:(?:from|in|out of|aus|im|in der|de|dans|en|da|dal|su|uit|из|в|من|في) (?:today['’]s )?)?"
    r"(?:(?:dem|der|den|the|le|la|el|il|het) )?(?P<name>[^\W\d_].{2,45}?)"
    r"(?:,? (?:von heute|today|of today|d['’]aujourd['’]hui|de hoy|di oggi|van vandaag|сегодня|(?:writes|reports"
    r"|schreibt|berichtet|écrit|escribe|scrive|пишет|wrote|reported)(?: today| heute)?))?\s?[:：]",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(r"[\W_]*(?P<name>[^\W_](?:[^\d|•·>»/:]|\.(?!\s))*[^\s=_*~–—-])[\s=_*~–—-]*")
"""A name alone on a line, maybe between signs: "🗞 Harrat Post", "=== Harrat Post ==="."""
_NETWORK: Final = re.compile(
    r"google|facebook|twitter|whatsapp|telegram|instagram|youtube|flipboard|apple", re.IGNORECASE
)
"""Where a site wants to be followed: "Síguenos en Google News"."""
_WORDS: Final = 4


class Paper(NamedTuple):
    """A line that names a paper, and where in it."""

    item: Item
    piece: Found

    @property
    def name(self) -> str:
        return self.item.line.text[self.piece.start : self.piece.end]


def paper_of(item: Item) -> Paper | None:
    """The paper that a header line is nothing but the name of, or that it says the text is from."""
    text = item.line.text
    alone = is_paper_line(item) and writes(text) and is_capital(text)
    return Paper(item, Found("outlet", 0, len(text))) if alone else said(item)


def said(item: Item) -> Paper | None:
    """The paper where a text stood first, as a line below it says: "Read original at Harrat Post →"."""
    match = _SAID.fullmatch(item.line.text)
    if match is None or not is_name(match["name"]) or not writes(match["name"]):
        return None
    return Paper(item, Found("outlet", *match.span("name")))


def handed_on(item: Item) -> Paper | None:
    """Whose post it was, as a line of a header says that somebody handed on: "[Forwarded from Harrat Post]"."""
    match = _HANDED_ON.fullmatch(item.line.text)
    return Paper(item, Found("outlet", *match.span("name"))) if match and is_name(match["name"]) else None


def announced(item: Item) -> Paper | None:
    """The paper that a line names whose article follows: "From today's Harrat Post:"."""
    match = _ANNOUNCED.fullmatch(item.line.text) if item.line.text[-1] in ":：" else None
    named = match is not None and writes(match["name"]) and is_capital(match["name"])
    return Paper(item, Found("outlet", *match.span("name"))) if match and named else None


def owner(item: Item) -> Paper | None:
    """The paper that a copyright line names."""
    found = next((f for f in item.found if f.name == "publisher"), None) if item.kind == "copyright" else None
    paper = Paper(item, Found("outlet", found.start, found.end)) if found else None
    return paper if paper and owns(paper.name) else None


def signature(item: Item) -> Paper | None:
    """The paper whose name stands alone below a text."""
    match = _ALONE.fullmatch(item.line.text) if item.kind in ("short", "boiler", "bullet") and not item.found else None
    if match is None or len(match["name"].split()) > _WORDS or is_section(match["name"]):
        return None
    if match["name"].isascii() and " " not in match["name"]:  # "Post", "Mail" and "Telegram" are buttons
        return None
    named = is_capital(match["name"]) and writes(match["name"]) and _NETWORK.search(match["name"]) is None
    return Paper(item, Found("outlet", *match.span("name"))) if named else None
