"""Where do runs of capitalised words stand in a text?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.naming.lexicon import TITLE, lexicon

_ARTICLES = ("al", "el", "as", "ash", "an", "ad", "ar")
_TAILS = (
    "s|led|based|backed|language|era|style|run|born|held|controlled|owned|affiliated|linked|trained|aligned|allied|occupied|"
    "administered|dominated|majority|made|sponsored|funded|brokered|mediated|speaking|wide|area|bound|inspired|type|class|"
    "supported|related|ruled|listed|appointed|elect|registered|educated|imposed|leaning|friendly|sized|headquartered|style"
)


_TURKISH = (
    "|[ıiuü]n|n[ıiuü]n|y?[aeıiuü]|[dt][ae]n?|n[ıi]|nda|nde|ndan|nden|y?l[ae]|[dt]aki|[dt]eki|l[ıiuü]|y?ken|c[ae]|"
    "s[ıi]n[ıie]|sının|sinin|s[ıiuü]|lar|ler"
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


@lru_cache(maxsize=2)
def _sequence(turkish: bool) -> re.Pattern[str]:
    """One pass: a capital that begins a word, and on from word to word over what may stand between two of one name.

    The look behind comes second, so that the scan runs from capital to capital.
    """
    capitals = _capitals()
    tails = _TAILS + _TURKISH if turkish else _TAILS
    word = rf"\w*(?:[-'’](?!(?:{tails})\b)\w+)*"
    return re.compile(rf"[{capitals}](?<![\w@#/][{capitals}]){word}(?:{_gap()}[{capitals}]{word})*")


def _gap() -> str:
    """What may stand between two words of one name: a blank, small words, "al-", the full stop of an initial."""
    lex = lexicon()
    small = _by_letter({*lex.links, *lex.particles} - {"&"})
    first = _by_letter({"of", "for", "on", "to", "de", "van", "von", "in", "e", "à"})
    article = _by_letter({*_ARTICLES, "az", "at", "es", "ed", "ul", "d", "l"})
    stop = "|".join(rf"(?<=\b(?:{'|'.join(words)})\.)" for words in _dotted())
    return rf"(?:[ \u00a0](?:{first} )?(?:{small} )?(?:{article}[-'’])?|(?: & |&|-)|\.(?:{stop}) ?)"


def _by_letter(words: set[str]) -> str:
    """A pattern for any of the words, a branch for each first letter: the engine looks at one branch only."""
    letters: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        letters.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(letters.items())) + ")"


def _dotted() -> list[list[str]]:
    """Words whose full stop ends no sentence, by length: "Mr", "Gen", an initial; but "X" is also a network."""
    lex = lexicon()
    short = {w for w, kinds in lex.kinds.items() if kinds & TITLE and len(w) < 6 and w[0].isupper()}
    initials = {c for c in map(chr, range(0x41, 0x530)) if c.isupper()} - {"X"}
    found: dict[int, list[str]] = {}
    for word in sorted(short | initials | {"St", "Jr", "Sr"}):
        found.setdefault(len(word), []).append(re.escape(word.rstrip(".")))
    return list(found.values())


def sequences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where runs of capitalised words stand, with the small words inside; a full stop ends one but after an initial.

    In Turkish the endings behind an apostrophe are left out.
    """
    spans = [match.span() for match in _sequence(language == "tr").finditer(text)]
    leads = _LEADS - {"al ", "el "} if language in _ROMANCE else _LEADS
    return [(lead(text, start), end) if text[start - 3 : start] in leads else (start, end) for start, end in spans]


_ROMANCE = ("es", "ca", "gl", "pt", "it", "ro")  # where "el" and "al" are articles of their own


_LEADS = frozenset(("al ", "el ", "al-", "el-", "sh-", "as-", "an-", "ad-", "ar-", "in ", "bn ", "an ", "er ", "en ",
                    "on ", "bu "))  # fmt: skip
_LEAD = re.compile(
    r"(?:(?<![\w-])(?:(?:al|el|bin|ibn|van|van der|van den|van de|von|von der|abu) |(?:al|el|ash|as|an|ad|ar)-))+$"
)


def lead(text: str, start: int) -> int:
    """Where the name at `start` begins with its small words: "al-", "bin", "van der"."""
    found = _LEAD.search(text, max(0, start - 12), start)
    return found.start() if found else start
