"""Which of many thousand names stand in a text, and where?

One Aho-Corasick scan over a folded text, for the tables of countries, cities and actors. Folding keeps every offset.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

V = TypeVar("V")


class Match(NamedTuple, Generic[V]):
    """A name that stands in the text at [start, end), in characters of the text as it was given."""

    start: int
    end: int
    value: V


Candidate = tuple[int, int, V]  # start, minus the end, value: sorted, the longest of a place comes first


class Folded(NamedTuple):
    """A text for matching, both as long as the original: `plain` without accents, `lower` in small letters too."""

    plain: str
    lower: str


def _one_to_one() -> dict[str, str]:
    """Letters that are matched as another letter: Latin, Greek and Cyrillic without accents, Arabic as it is typed."""
    table = {}
    for code in (*range(0xC0, 0x180), *range(0x1A0, 0x220), *range(0x386, 0x3CF), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))
        if len(base) > 1 and all(unicodedata.combining(mark) for mark in base[1:]):
            table[chr(code)] = base[0]
    table |= dict(zip("øØłŁđĐıħĦёЁґҐ", "oOlLdDihHеЕгГ", strict=True))
    table |= dict.fromkeys("أإآٱ", "ا") | dict.fromkeys("ىیئ", "ي") | dict.fromkeys("ةۀہھ", "ه") | {"ک": "ك"}
    table |= (
        dict.fromkeys("\n\t\u00a0\u202f\u2009\u3000", " ") | dict.fromkeys("‐‑‒–", "-") | dict.fromkeys("’‘ʼ‛", "'")
    )
    return table | {"\u200c": " ", "ς": "σ"}


_TABLE = _one_to_one()
_LETTERS = frozenset(_TABLE)
_ASCII = bytes(range(128))
SHORT = 60  # characters of a text of which each may as well be looked at
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_UNSPACED = re.compile(f"[{_NO_SPACES}]")
_OPEN = re.compile(f"[{_NO_SPACES}\u1100-\u11ff\uac00-\ud7af]")  # Hangul too: particles are written onto the word
_ARABIC = re.compile("[\u0620-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_AHEAD = 3  # characters behind the first word that tell whether a longer name can begin here: a blank and two letters
_FIRST_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(
    r"[A-Z](?<![^\W_].)[^\W_]*"
)  # the capital first: looking behind each letter takes twice as long
_PREFIXES_AR = frozenset(
    [
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "وال",
        "فال",
        "بال",
        "كال",
        "لل",
        "ولل",
        "فلل",
        "وب",
        "ول",
        "وك",
        "فب",
        "فل",
        "وبال",
    ]
)
_PREFIXES_HE = frozenset(
    ["ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "של", "מה", "כש", "בה", "לה"]
)


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """The text as it is matched: each character becomes exactly one, so offsets hold in all three."""
    if text.isascii():
        plain = text.replace("\n", " ").replace("\t", " ")
        return Folded(plain, plain.lower())
    plain = text.replace("\n", " ").replace("\t", " ")
    beyond = text
    if len(text) > SHORT:
        beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    for letter in _LETTERS.intersection(beyond):
        plain = plain.replace(letter, _TABLE[letter])
    lower = plain.lower()
    if len(lower) != len(plain):  # no letter outside the table is known to grow, but offsets must never depend on it
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in plain)
    return Folded(plain, lower.replace("ς", "σ"))


class Patterns(Generic[V]):
    """Names to look for, each with a value of the caller's.

    The spelling of a pattern is its case rule: all small letters ("iranian") matches in any case; with a capital
    ("Jordan") the first letter in the text must be one; without a small letter ("US", "U.S.") it matches exactly.
    Accents, Arabic spellings (أ إ آ ى ة) and the kinds of hyphen, apostrophe and blank do not matter. A match ends at
    word boundaries; Arabic and Hebrew words may carry their prefixes (و ف ب ل ك ال and لل), Korean words
    their particles; Chinese, Japanese and Thai have no boundaries.
    """

    def __init__(self, patterns: Mapping[str, V]) -> None:
        self._rules: dict[str, list[tuple[str, V]]] = {}
        for name, value in patterns.items():
            plain, lower = fold(name)
            self._add(plain, lower, value)
            if plain.startswith("ال") and len(plain) > 3:
                self._add("لل" + plain[2:], "لل" + lower[2:], value)
        self._names = list(self._rules)
        self._values = [self._rules[name] for name in self._names]
        self._scan = AhoCorasick(self._names) if self._names else None

    def _add(self, plain: str, lower: str, value: V) -> None:
        if lower.strip():
            self._rules.setdefault(lower, []).append((_case_rule(plain, lower), value))

    def __len__(self) -> int:
        return len(self._names)

    def whole(self, name: str) -> V | None:
        """The value of this very name, if it is one of the patterns."""
        plain, lower = fold(name)
        return next((value for rule, value in self._rules.get(lower, ()) if _case_fits(rule, plain, 0)), None)

    def find(self, text: str) -> list[Match[V]]:
        """The matches in order, without overlap: the leftmost, of these the longest."""
        return without_overlap(self.candidates(fold(text)))

    def candidates(self, text: Folded) -> list[Candidate[V]]:
        """Every match, in no order, with those inside others."""
        if self._scan is None:
            return []
        plain, lower = text
        length, ascii_only = len(lower), lower.isascii()
        found = []
        for index, start, end in self._scan.find_matches_as_indexes(lower, True):
            if (start and lower[start].isalnum() and _joins(lower[start - 1], lower[start])) or (
                end < length and _joins(lower[end - 1], lower[end])
            ):
                continue  # inside a word of plain letters, as most candidates are
            if ascii_only or (_ends_well(lower, end) and _begins_well(lower, start)):
                for rule, value in self._values[index]:
                    if _case_fits(rule, plain, start):
                        found.append((start, -end, value))
                        break
        return found


class Titles(Generic[V]):
    """Names that begin with a capital, in Latin letters, looked up word by word: for tables too long for an automaton.

    The names are folded already. A name matches where a word begins with a capital, and ends where a word does.
    """

    def __init__(self, names: Mapping[str, V]) -> None:
        longer: dict[str, set[int]] = {}
        self._first = set[str]()
        for name in names:
            if first := _FIRST_WORD.match(name):
                self._first.add(first[0])
                if first.end() < len(name):
                    longer.setdefault(name[: first.end() + _AHEAD], set()).add(len(name))
        self._names = names
        self._longer = {start: tuple(sorted(some, reverse=True)) for start, some in longer.items()}

    def candidates(self, text: Folded) -> list[Candidate[V]]:
        """The longest match at each word."""
        plain, lower = text
        size = len(lower)
        names, longer, first = self._names, self._longer, self._first
        found = []
        for word in _CAPITALISED.finditer(plain):
            start, end = word.span()
            if lower[start:end] not in first:
                continue
            for length in longer.get(lower[start : end + _AHEAD], ()):
                value = names.get(lower[start : start + length])
                ends = start + length == size or (start + length < size and not lower[start + length].isalnum())
                if value is not None and ends:
                    found.append((start, -start - length, value))
                    break
            else:
                if (value := names.get(lower[start:end])) is not None:
                    found.append((start, -end, value))
        return found


def _joins(one: str, other: str) -> bool:
    """Whether two plain letters or digits stand in one word."""
    return one < "{" and other < "{" and one.isalnum() and other.isalnum()


def without_overlap(found: list[Candidate[V]]) -> list[Match[V]]:
    """The matches in order: the leftmost, of these the longest, of equal ones the first."""
    kept: list[Match[V]] = []
    reached = 0
    for start, minus_end, value in sorted(found, key=itemgetter(0, 1)):
        if start >= reached:
            reached = -minus_end
            kept.append(Match(start, reached, value))
    return kept


def _case_rule(plain: str, lower: str) -> str:
    """Empty: any case; "A": a capital first letter; else the pattern itself, which must stand there exactly."""
    if plain == lower:
        return ""
    return plain if plain.isupper() else "A"


def _case_fits(rule: str, plain: str, start: int) -> bool:
    if not rule:
        return True
    if rule == "A":
        return not plain[start].islower()
    return plain.startswith(rule, start)


def _begins_well(text: str, start: int) -> bool:
    """Whether a word may begin at `start`: nothing before it that belongs to the same word but an Arabic prefix."""
    if not start or not _in_word(text[start - 1]) or not _in_word(text[start]):
        return True
    first = text[start]
    if first.isascii():
        return not text[start - 1].isascii() and bool(_UNSPACED.match(text[start - 1]))
    if _UNSPACED.match(first):
        return True
    prefixes = _PREFIXES_AR if _ARABIC.match(first) else _PREFIXES_HE if _HEBREW.match(first) else None
    if prefixes is None:
        return bool(_UNSPACED.match(text[start - 1]))
    for length in range(1, 5):
        if start == length or not _in_word(text[start - length - 1]):
            return text[start - length : start] in prefixes
    return False


def _ends_well(text: str, end: int) -> bool:
    """Whether a word may end at `end`. Korean particles are written onto the word, so Hangul ends anywhere."""
    if end >= len(text) or not _in_word(text[end]) or not _in_word(text[end - 1]):
        return True
    return _OPEN.search(text, end - 1, end + 1) is not None


def _in_word(letter: str) -> bool:
    """Whether this is part of a word: a letter or digit, or a vowel sign of an Indian script, which is neither."""
    return letter.isalnum() or ("\u0900" <= letter <= "\u0dff" and letter not in "।॥")
