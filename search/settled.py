"""Which words does a text have, however it is set? What tells bodies apart begins with them.

Letters, marks and digits of any script make words; signs and white space part them. Case, normal form, marks without a
shape, ligatures and full-width forms are only how words are set.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import regex

RICH = re.compile("[\u0300-\u1fff\u2070-\U0010ffff]")
"""Characters beyond Latin and its punctuation."""

_ASCII = bytes(range(128))
_ASCII_WORDS = bytes(ord(chr(c).lower()) if chr(c).isalnum() else ord(" ") for c in range(128))
_ASCII_WORDS += bytes(range(128, 256))
"""Turns ASCII text into its words in lower case, with spaces between, and leaves the bytes of other characters."""
_NON_JOINER = "\u200c"
"""Parts words, as a space does."""
_KASHIDA = "\u0640"
"""A stroke that stretches an Arabic word to fill its line."""
_APOSTROPHES = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02c8\u02cb\u02ee"
"""Letters by their class that are written as apostrophes."""
_FORMS = "\ufb00-\ufdff\ufe10-\ufe1f\ufe30-\ufefc\uff00-\uffef"
"""Forms of other characters: full and half width, ligatures, Arabic letters as they join, marks of vertical lines."""
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that set no spaces: each of their characters is a word."""


class Settled(NamedTuple):
    """A text in one case and form; `beyond` are its distinct characters beyond ASCII, `signs` those in no word."""

    text: str
    beyond: str
    signs: tuple[str, ...]


def words(text: str) -> list[str]:
    """The case-folded words of a text; scripts that set no spaces give their characters."""
    return folded(text).decode().split()


@lru_cache(maxsize=64)
def folded(text: str) -> bytes:
    """The words of a text with a blank between, in UTF-8.

    No pattern goes over the text: its ASCII is translated, and of each other character it is asked once whether it
    stands in words. Kept for a while: the id of an article and its sketch are made of the same words.
    """
    if not text.isascii():
        text, beyond, signs = settled(text)
        if _unspaced().search(beyond):
            return " ".join(_word().findall(text)).encode()
        for sign in signs:
            text = text.replace(sign, " ")
    return b" ".join(text.encode().translate(_ASCII_WORDS).split())


@lru_cache(maxsize=64)
def settled(text: str) -> Settled:
    """The text without difference of case and form. Kept as `folded` is."""
    beyond = _beyond(text)
    if odd := _odd().findall(beyond):
        for sign in odd:
            text = text.replace(sign, _plain(sign))
        beyond = _beyond(text)
    if RICH.search(beyond) and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        beyond = _beyond(text)
    beyond = _beyond(beyond.casefold())
    return Settled(text.casefold(), beyond, tuple(_parting().findall(beyond)))


def is_odd(text: str) -> bool:
    """Whether a text has marks without a shape, or characters in a form that is not their own."""
    return not text.isascii() and _odd().search(_beyond(text)) is not None


def _beyond(text: str) -> str:
    """The distinct characters of a text that are not ASCII."""
    found = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return "".join(set(found))


def _plain(sign: str) -> str:
    """What an odd character stands for; "" for one that only says how others are set."""
    if sign in _APOSTROPHES:
        return "'"
    return unicodedata.normalize("NFKC", sign) if re.match(f"[{_FORMS}]", sign) else ""


@cache
def _odd() -> regex.Pattern[str]:
    ignorable = rf"\p{{Default_Ignorable_Code_Point}}--{_NON_JOINER}"
    return regex.compile(rf"[[{ignorable}]{_KASHIDA}{_APOSTROPHES}{_FORMS}]", regex.V1)


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(rf"[{_UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+", regex.V1)


@cache
def _unspaced() -> regex.Pattern[str]:
    return regex.compile(rf"[{_UNSPACED}]")


@cache
def _parting() -> regex.Pattern[str]:
    return regex.compile(rf"[^\p{{L}}\p{{M}}\p{{N}}{_UNSPACED}]")
