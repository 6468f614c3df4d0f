"""Are two spellings of a name the same name? A key that transliterations share, and an id made of it.

Never by edit distance: Ali Khamenei and Ali Khomeini are two letters apart. What the key does not join (Gaddafi and
Qadhafi) stands in the alias tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from slugify import slugify

from indexer.lexicon import ARABIC, lexicon
from indexer.matching import fold

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ad|ar|az|at|es|ed|ul)[- ](?=\w)")
_JOINED = re.compile(r"\babd (?:al|el|ul)[- ]?|\babd(?:al|el|ul)[- ]?")
_SOUNDS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("q", "k"), ("y", "i"), ("e", "a"),
    ("o", "a"), ("'", ""), ("-", " "),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LAST_AA = re.compile(r"(?<=\w\w)(?:ah|a)\b")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ADJECTIVE = re.compile(r"(?:ск|цк)(?:ого|ому|им|ом|ий|ой|ую|ая|ие|их)$")
_CASE = re.compile(r"(?:ого|ому|ым|им|ом|ем|ём|ой|ою|ей|ами|ах|ов(?=$)|а|у|е|ы|и|я|ю|й|ь|о)$")


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """What all transliterations of a name have in common: "Ahmad Al Shara" and "Ahmed al-Sharaa" are "ahmad shara"."""
    text = fold(name).lower
    if _CYRILLIC.search(text):
        return " ".join(stem(word) for word in text.split())
    text = _ARTICLE.sub("", _JOINED.sub("abdul ", text).replace(" bin ", " ibn "))
    for old, new in _SOUNDS:
        text = text.replace(old, new)
    return " ".join(_LAST_AA.sub("a", _DOUBLED.sub(r"\1", text)).split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A Russian word without its case ending; any other word as it is."""
    if len(word) < 4 or not _CYRILLIC.search(word):
        return word
    adjective = _ADJECTIVE.sub("ск", word)
    if adjective != word:
        return adjective
    bare = _CASE.sub("", word) if not word.endswith(("ов", "ев", "ин")) else word
    return bare if len(bare) > 2 else word


@lru_cache(maxsize=20_000)
def actor_id(name: str) -> str:
    """The id of an actor that no table knows: a slug, of the key where the name is of a script that is transliterated."""
    kinds = lexicon().kinds
    words = name.split()
    plain = fold(name).lower
    if any(kinds.get(w, 0) & ARABIC for w in words[:1]) or _ARTICLE.search(plain) or _CYRILLIC.search(plain):
        return slugify(key(name)) or slugify(name)
    if plain.isascii():
        return _NO_SLUG.sub("-", plain).strip("-")
    return slugify(name) or "-".join(f"{ord(c):x}" for c in name[:12])
