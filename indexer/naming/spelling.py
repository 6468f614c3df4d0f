"""Are two spellings of a name the same name? A key that transliterations share, and an id made of it.

Never by edit distance: Ali Khamenei and Ali Khomeini are two letters apart. What the key does not join (Gaddafi and
Qadhafi) stands in the alias tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.matching import fold
from indexer.naming.cases import is_cyrillic, stem
from indexer.naming.lexicon import ARABIC, lexicon
from search.slugs import slugged

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ad|ar|az|at|es|ed|ul)[- ](?=\w)")
_JOINED = re.compile(r"\babd ?(?:al|el|ul)[- ]?")
_SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "h"), ("gh", "g"), ("dh", "d"),
           ("q", "k"), ("y", "i"), ("e", "a"), ("o", "a"), ("'", ""), ("-", " "))  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LAST_AA = re.compile(r"(?<=\w\w)(?:ah|a)\b")


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """What all transliterations of a name have in common: "Ahmad Al Shara" and "Ahmed al-Sharaa" are "ahmad shara"."""
    return keys((name,))[0]


def keys(names: Sequence[str]) -> list[str]:
    """The key of each name: those of a table are made in one pass, as lines of one text."""
    variants = lexicon().variants
    folded = [fold(name).lower for name in names]
    lines = [" ".join([variants.get(word, word) for word in text.split()]) for text in folded]
    made = [" ".join(line.split()) for line in _as_heard("\n".join(lines)).split("\n")]
    for place, text in enumerate(folded):
        if is_cyrillic(text):
            made[place] = " ".join(stem(word) for word in text.split())
    return made


def _as_heard(text: str) -> str:
    text = _ARTICLE.sub("", _JOINED.sub("abdul ", text).replace(" bin ", " ibn "))
    for old, new in _SOUNDS:
        text = text.replace(old, new)
    return _LAST_AA.sub("a", _DOUBLED.sub(r"\1", text))


@lru_cache(maxsize=20_000)
def actor_id(name: str) -> str:
    """The id of an actor that no table knows: a slug; that of the key, where names are spelt in many ways."""
    kinds = lexicon().kinds
    words = name.split()
    plain = fold(name).lower
    if any(kinds.get(w, 0) & ARABIC for w in words[:1]) or _ARTICLE.search(plain) or is_cyrillic(plain):
        return slugged(key(name)) or slugged(name)
    if plain.isascii():
        return _NO_SLUG.sub("-", plain).strip("-")
    return slugged(name) or "-".join(f"{ord(c):x}" for c in name[:12])
