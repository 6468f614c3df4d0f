"""Which spellings are the same word? Lower case, accents, marks and letter forms, for every script.

`lower` is what a stemmer gets, `fold` what the index gets: Türk and Turk, IŞIK and isik, Straße and strasse, العِراق and
العراق are one. Folding comes after stemming, because stemmers read the accents (ışıklar).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

CUT = 100
"""Characters of a term that the index keeps."""
_JOINERS = "\u00ad\u0640\u200c\u200d"
_APOSTROPHES = "'’ʼ‘`´\"״׳"
_ARABIC = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_HEBREW = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c"
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}


def lower(word: str, language: str) -> str:
    """The word in lower case: İ is i and, in Turkish and Azerbaijani, I is ı."""
    word = word.replace("\u0130", "i")
    if language in ("tr", "az"):
        word = word.replace("I", "ı")
    return word.lower()


def fold(word: str) -> str:
    """The word without case, accents, vowel marks and joiners, at most 100 characters and never with white space.

    Cyrillic й and ї stay letters of their own, and so do the vowel signs of Indic scripts.
    """
    if word.isascii():
        return word.lower().replace("'", "")[:CUT]
    letters, marks = _tables()
    plain = unicodedata.normalize("NFKD", word.casefold()).casefold()
    plain = unicodedata.normalize("NFC", marks.sub("", plain).translate(letters))
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return "".join(plain.split())[:CUT]


def opened(word: str) -> str:
    """The word as it is typed without the letters ä ö ü ø å: Mueller for Müller, Soerensen for Sørensen."""
    if word.isascii():
        return word
    return "".join(_DIGRAPHS.get(c, c) for c in unicodedata.normalize("NFC", word).lower())


@cache
def _tables() -> tuple[dict[int, str | None], re.Pattern[str]]:
    letters: dict[int, str | None] = {ord(c): None for c in _JOINERS + _APOSTROPHES + "."}
    pairs = "łl đd ðd øo ıi ħh ŋn ŧt ʿ ʾ ٱا ىي یي ېي ةه ہه ھه ەه کك ۆو ـ"
    letters |= {ord(pair[0]): pair[1:] for pair in pairs.split()}
    letters |= {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("ß"): "ss"}
    marks = (
        rf"(?<![\u0400-\u04ff\u0300-\u036f])[\u0300-\u036f]+|(?<=[\u0400-\u04ff])\u0301|(?<=е)\u0308"
        rf"|[{_ARABIC}{_HEBREW}{_NUKTAS}]"
    )
    return letters, re.compile(marks)
