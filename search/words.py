"""Where do the words of a text stand, and where does a sentence or a paragraph begin?

The rules hold for every language alike, because the language of a query is unknown:
a letter, mark or digit belongs to a word and all else separates (`a-b` is a, b; `john@example.com` is john, example,
com; `#tag` is tag). Exceptions: dotted initials (U.S.) and a word with an apostrophe inside (Sana'a, don't) are one
word, but the elided article stands alone (l'Irak is l, Irak); 3.5 and 1,000 are one number; c++ and c# are words. Each
character of a script without spaces, and of Korean, is a word of its own: a phrase of them is any part of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

Span = tuple[int, int]
SENTENCE, PARAGRAPH = 1, 2

UNSPACED = (
    "\u0e00-\u0e4f\u0e80-\u0ecf\u0edc-\u0edf\u1000-\u103f\u104c-\u109f\u1780-\u17d3\u1100-\u11ff\u3005-\u3007\u3031-\u3035"
    "\u3040-\u30fa\u30fc-\u30ff\u3105-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Hangul, Kana, Bopomofo and Han, as the inside of a character class."""
_ELIDED = r"(?:[ldjmtsnLDJMTSN]|[cC](?!'mon)|[qQ]u|[dnDN]ell|[dD]all|[sS]ull|[aA]ll|[uU]n|[jJ]usqu|[lL]orsqu)"
_ABBREVIATIONS = frozenset([
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "capt", "sgt", "maj", "brig",
    "adm", "sen", "rep", "gov", "pres", "hon", "rev", "st", "jr", "sr", "vs", "no",
    "nos", "inc", "ltd", "co", "corp", "dept", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "approx", "ca", "z", "bzw", "usw", "nr",
    "str", "hr", "fr", "m", "mme", "mlle", "sra", "av", "art"
])  # fmt: skip


def segment(text: str) -> tuple[list[Span], list[tuple[int, int]], int]:
    """The spans of the words, the breaks inside as (number of words before it, kind), and the kind of break at the end.

    A sentence break before a lower-case word is none; at the end of `text` that is for the caller to judge.
    """
    spans: list[Span] = []
    breaks: list[tuple[int, int]] = []
    pending = 0
    for found in pattern().finditer(text):
        kind = found.lastgroup
        if kind == "paragraph":
            pending = PARAGRAPH
        elif kind == "hard":
            pending = max(pending, SENTENCE)
        elif kind == "soft":
            if not (spans and spans[-1][1] == found.start() and is_abbreviation(text[slice(*spans[-1])])):
                pending = max(pending, SENTENCE)
        else:
            if pending == PARAGRAPH or (pending and not found[0][0].islower()):
                breaks.append((len(spans), pending))
            pending = 0
            spans.append(found.span())
    return spans, breaks, pending


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after this word does not end a sentence: Gen., J., U.S."""
    return (len(word) == 1 and word.isupper()) or "." in word or word.lower() in _ABBREVIATIONS


@cache
def pattern() -> re.Pattern[str]:
    """Words and breaks; a match of no named group is a word. No match depends on anything beyond white space."""
    letter = rf"[^\W\d_{UNSPACED}]"
    char = rf"[^\W_{UNSPACED}]"
    marks = rf"[{_marks()}]"
    return re.compile(
        rf"{letter}(?:\.{letter})+(?!{char})\.?"
        rf"|{letter}(?:\+\+|\#)(?!{char})"
        rf"|{_ELIDED}['’](?={letter}{{2}})"
        r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.,]*\w)"
        rf"|(?<!\d[.,])\d+[.,٫]\d+(?![.,٫]?{char})"
        rf"|{char}+(?:{marks}+{char}*|['’ʼ׳](?={char}){char}+|(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]){char}+)*"
        rf"|[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|[{UNSPACED}]{marks}*"
        r"|(?P<paragraph>\n[^\S\n]*\n)"
        r"|(?P<hard>[。!?]+)"
        r"|(?P<soft>[.!?…؟۔।॥]+[\"'”’»)\]]*(?=[,\s]|$))"
    )


@cache
def _marks() -> str:
    """Combining marks, joiners and the soft hyphen, as the inside of a character class."""
    runs: list[list[int]] = []
    for code in (*range(0x300, 0x1E00), *range(0x20D0, 0x20F1), *range(0x3099, 0x309B), *range(0xA66F, 0xABF0)):
        if unicodedata.category(chr(code)).startswith("M"):
            if runs and runs[-1][1] == code - 1:
                runs[-1][1] = code
            else:
                runs.append([code, code])
    return "\u00ad\u200c\u200d" + "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)
