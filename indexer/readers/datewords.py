"""What do the words of a line say of the dates in it: that something was published then, was changed, took place?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer import dates

CHANGED = re.compile(
    r"\b(?:modifi|updat|last|revis|edited|changed|aktualis|geändert|änderung|stand\b|mis à jour|màj|maj\b|actualiz"
    r"|aggiorn|bijgewerkt|güncel|обнов|expire|event|veranstaltung|birth|geboren|born|copyright"
    r"|regist|joined|member since|mitglied seit|dabei seit|inscri[tp]|broadcast on|aired|sendung:|gesendet"
    r"|ausgestrahlt|retrieved\b|accessed\b|abgerufen|consulté|printed (?:on|at)\b|gedruckt|ausgedruckt|today is\b"
    r"|since\b|(?:photo|foto|image|bild|picture|credit)s?(?: by\b|:)|heute ist\b|(?:current|local) time|aktuelle zeit"
    # what is still to come
    r"|when\b|wann\b|quand\b|valid|gültig|until\b|bis\b|jusqu|hasta\b|deadline|termin\b"
    r"|next\b|upcoming|nächste|prochain|próxim|prossim|volgende|nästa|następn|следующ)"
    r"|©|تحديث|به‌روز|امروز|القادم",
    re.I,
)
SAID = re.compile(
    r"publi|\bpost|erstellt|veröffent|geschrieben|written|created|erschienen|\bpar\b|wurde am|\bnews\b", re.I
)
TOLD = re.compile(
    r"(?:(?:published|publié\w*|veröffentlicht|erschienen|posted|gepostet|publicado|pubblicato|erstellt|created"
    r"|eingestellt|gepubliceerd|geplaatst|publicerad|publisert|julkaistu|opublikowano|yayınlanma|опубликовано|نشر|منتشر)\b"
    r"|发布|發布|发表|發表|掲載|投稿|配信|입력|게시).{0,12}\d"
    r"|wurde am \d|\bentry was posted|\bappear(?:s|ed) in (?:the )?print\b.{0,20}\d"
    r"|(?:written|posted|submitted|created|geschrieben|gespeichert|eingetragen|verfasst|erstellt|escrito|scritto|écrit)"
    r" (?:by|von|por|da|par)\b.{2,60}\d",
    re.I,
)
SPAN = re.compile(r"\s*(?:[-–—]|to|until|till|through|bis(?: zum)?|au|al|tot|até|do|до|إلى|至)\s*", re.I)
HOURS = re.compile(  # to the hour at which something ends
    r"\s*(?:uhr|h|hrs)?\s*(?:[-–—]|to|until|till|bis|à|a|alle|al|tot|do|до)"
    r"\s*\d{1,2}(?:[:.h]\d\d|\s*(?:uhr|[ap]\.?m\b))",
    re.I,
)
OPENING = re.compile(  # a paragraph
    r"\(?(\d{1,2}\. ?(?:\d{1,2}\.|[^\W\d_]{3,9}) ?\d{4}|\d{4}-\d\d-\d\d)\)?[\s:–—-]"
    r"|([^\W\d_]{3,9}\.? \d{1,2}, \d{4}) ?[:–—-]"
)
PLACED = re.compile(  # after a place, as agencies and press offices begin: "PORT ALBA, March 4, 2025 /Wire/ -- "
    r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*[ ,/(]{1,2}){1,5}(?:(?:den|le) )?"
    r"(\d{1,2}\.? ?(?:\d{1,2}\.|[^\W\d_]{3,10}\.?) ?\d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
    r"\)?\s*[:–—/(-]"
)
SENTENCE = re.compile(r"[^\W\d_]{3}[.!?]$")
TAIL = re.compile(  # the last piece of a byline
    r"^(?:by|von|par|por|di|da|door|van|av|af|od|text:?|autor:?|author:?) [^\d]{3,60}[,|•·–—/-] ([^,|•·–—/]{6,20})$",
    re.I,
)
TELLING = 6  # words without a capital of a sentence that tells of a day
BYLINE, TOLD_IN = 80, 60  # characters of a byline, of a sentence at least


def is_told(text: str) -> bool:
    """Whether a line says that something was published, in a word or by the form of its sentence."""
    return bool(TOLD.search(text) or SAID.search(text))


def is_sentence(text: str) -> bool:
    """Whether a dated line is a sentence of the text, not one about its publication."""
    return len(text) > TOLD_IN and bool(SENTENCE.search(text)) and not is_told(text) and not opening(text)


def own_dates(text: str, language: str, label: str) -> Iterator[dates.Reading]:
    """The dates of a line that may be a day of publication; `label` is what stands before the line.

    None is one of a span, of a change, of an hour to come, or one of which a sentence tells.
    """
    found = _readings(text, language)
    if not found or dates.is_refused(text) or _is_span(text, found):
        return
    position = 0
    for reading in found:
        before, position = label + text[position : reading.start], reading.end
        other = CHANGED.search(before) or HOURS.match(text, reading.end) or _leads_to(before, text)
        if reading.value and not reading.ago and not other:
            yield reading


def _is_span(text: str, found: Sequence[dates.Reading]) -> bool:
    """Whether a line tells from when to when: something lasts, or somebody lived."""
    return any(SPAN.fullmatch(text[a.end : b.start]) and a.value != b.value for a, b in pairwise(found))


def _leads_to(before: str, text: str) -> bool:
    """Whether the words before a date are a sentence that comes to it: the names of authors have capitals."""
    return sum(word.islower() for word in before.split()) >= TELLING and not is_told(text)


def opening(text: str) -> str:
    """The date with which a paragraph begins, "" if there is none."""
    if found := OPENING.match(text):
        return found[1] or found[2]
    placed = PLACED.match(text)
    return placed[1] if placed else ""


def _readings(text: str, language: str) -> Sequence[dates.Reading]:
    """The dates of a line; of a byline that has none, that of its last piece: "by J. Doe, 8.5.12"."""
    found = dates.find_all(text, language=language) if text else ()
    tail = TAIL.search(text) if not found and len(text) < BYLINE else None
    if not tail:
        return found
    own = dates.find_all(tail[1], language=language)
    return [replace(r, start=r.start + tail.start(1), end=r.end + tail.start(1)) for r in own]
