"""Where do runs of capitalised words stand in a text?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from indexer.lexicon import TITLE, lexicon

_ARTICLES = ("al", "el", "as", "ash", "an", "ad", "ar")
_TAILS = (
    "s|led|based|backed|language|era|style|run|born|held|controlled|owned|affiliated|linked|trained|aligned|allied|occupied|"
    "administered|dominated|majority|made|sponsored|funded|brokered|mediated|speaking|wide|area|bound|inspired|type|class|"
    "supported|related|ruled|listed|appointed|elect|registered|educated|imposed|leaning|friendly|sized|headquartered|style"
)


def _capitals() -> str:
    """A character class of the capital letters of scripts that have them."""
    codes = [c for c in range(0x2C00) if unicodedata.category(chr(c)) in ("Lu", "Lt")]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#/])[{_capitals()}]\w*(?:[-'’](?!(?:{_TAILS})\b)\w+)*")


@lru_cache(maxsize=1)
def _gaps() -> frozenset[str]:
    """What may stand between two words of one name: a blank, small words, an article as "al-"."""
    lex = lexicon()
    small = lex.links | lex.particles
    pairs = {
        f"{a} {b}"
        for a in ("of", "for", "on", "to", "de", "van", "von", "in", "e", "à")
        for b in small | {"the", "der"}
    }
    words = {f" {w} " for w in small | pairs}
    articles = {f" {a}{mark}" for a in (*_ARTICLES, "az", "at", "es", "ed", "ul", "d", "l") for mark in "-'’"}
    linked = {f" {w}{article}" for w in small for article in articles}
    return frozenset(words | articles | linked | {" ", "\u00a0", " & ", "&", "-"})


@lru_cache(maxsize=1)
def _dotted() -> frozenset[str]:
    """Words whose full stop ends no sentence: "Mr", "Gen", an initial; but not "X", which is also a network."""
    lex = lexicon()
    short = {w for w, kinds in lex.kinds.items() if kinds & TITLE and len(w) < 6 and w[0].isupper()}
    initials = {c for c in map(chr, range(0x41, 0x530)) if c.isupper()} - {"X"}
    return frozenset(short | initials | {"St", "Jr", "Sr"})


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of capitalised words stand, with the small words inside; a full stop ends one but after an initial."""
    gaps, dotted = _gaps(), _dotted()
    start = end = word_start = -1
    for match in _word().finditer(text):
        a, b = match.span()
        if start >= 0:
            gap = text[end:a]
            if gap in gaps or (gap in (". ", ".") and text[word_start:end] in dotted):
                word_start, end = a, b
                continue
            yield lead(text, start), end
        start, end, word_start = a, b, a
    if start >= 0:
        yield lead(text, start), end


_LEAD = re.compile(
    r"(?:(?<![\w-])(?:(?:al|el|bin|ibn|van|van der|van den|van de|von|von der|abu) |(?:al|el|ash|as|an|ad|ar)-))+$"
)


def lead(text: str, start: int) -> int:
    """Where the name at `start` begins with its small words: "al-", "bin", "van der"."""
    if start < 3 or text[start - 1] not in " -" or text[start - 2] not in "lnrushd":
        return start
    found = _LEAD.search(text, max(0, start - 12), start)
    return found.start() if found else start
