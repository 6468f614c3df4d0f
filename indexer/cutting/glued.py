"""Where do the pieces of a line meet that a page glued together? "Strait Observer3 hours agoBy Ada Kitson1 min"."""

from __future__ import annotations

import re
from typing import Final

_GLUED_WORDS: Final = re.compile(
    r"(?:(?<=[a-z])|^|(?<=\d))(by|source|time|date|views|published|updated|comments)(?=[A-Z\d])"
    r"|(?<=[^\W\d_])([Vv]or|[Hh]ace|[Ii]l y a|[Hh]á|[Pp]řed|[Aa]cum|[Ππ]ριν(?: από)?|[Ff][oö]r(?=.*\bs(?:iden|edan)\b))"
    r"(?=\s\d)"
)
_SEAMS: Final = re.compile(
    r"(?<=[a-zß-ÿа-я]{3})(?=[A-ZÀ-ÞА-Я][a-zß-ÿа-я])|(?<=[^\W\d_])(?=\d{1,2}[-./]\d{1,2}[-./]\d{4})"
    r"|(?<=[^\W\d_])(?=\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,}\.?\s(?:de\s)?\d{4})|(?<=20\d\d)(?=[A-ZÀ-ÞА-Я])"
    r"|(?<=[-./]\d{4})(?=\d{1,2}\s?min)|(?<=20\d\d)(?=\d{1,2}\s?min)|(?<=[^\W\d_]{2})(?=\d{1,3}\s[Mm]in\b)"
    r"|(?<=[^\W\d_])(?=\d{1,3}\s[^\W\d_][\w\u0900-\u0dff]{0,8}\.?\s(?:ago|geleden|önce|назад|پیش|قبل|atrás|fa|temu|sedan|siden|sitten|trước"
    r"|lalu|yang lalu|पहले|আগে|тому)(?![a-z]))|(?<=ago)(?=[A-Z])"
    r"|(?<=[^\W\d_])(?=(?:منذ|قبل)\s(?:\d|ساع|يوم|دقيق|أسبوع|شهر|أيام)|לפני\s\d)|(?<=[^\W\d_]{2})(?=\d{1,2}[hd]$)"
    r"|(?<=[^\W\d_]{4})(?=(?:yesterday|gestern|ontem|вчера|أمس)$)"
)
_AGE_BEGUN: Final = re.compile(r"(?<=[a-zà-ÿ])(?:Vor|Hace|Il y a|Há|Před|Acum|Πριν|F[oö]r)$")
_GLUE: Final = re.compile(
    r"[A-ZΑ-Ω\d](?<=[^\W\d_].)|\d{5}|\s(?<=[reaá].)\d|(?<=[^\W\d_])(?:منذ|قبل|לפני|أمس|yesterday|gestern|ontem|вчера)"
)
"""What stands in every line whose pieces are glued: a capital or digit behind a letter, many digits, an age."""


def begins_age(name: str) -> bool:
    """Whether the word that begins an age is glued to a name: "FjällbladetFör" of "FjällbladetFör 3 timmar sedan"."""
    return _AGE_BEGUN.search(name) is not None


def parted(text: str) -> str:
    """A line whose pieces were glued together, with bars between: "By Ada KitsonStrait Observer18-06-20251 min"."""
    if "(@" in text or not _GLUE.search(text):
        return text
    return _SEAMS.sub(" | ", _GLUED_WORDS.sub(lambda m: f" | {m[0]}{'' if text[m.end()].isspace() else ' '}", text))
