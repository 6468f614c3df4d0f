"""What is a Russian word without its case ending? Enough for names: "Путина" and "Путиным" are "Путин"."""

from __future__ import annotations

import re
from functools import lru_cache

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ADJECTIVE = re.compile(r"(?:ск|цк)(?:ого|ому|им|ом|ий|ой|ую|ая|ие|их)$")
_CASE = re.compile(r"(?:ого|ому|ым|им|ом|ем|ём|ой|ою|ей|ами|ах|ов(?=$)|а|у|е|ы|и|я|ю|й|ь|о)$")


def is_cyrillic(text: str) -> bool:
    """Whether a Cyrillic letter stands in the text."""
    return not text.isascii() and bool(_CYRILLIC.search(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A Russian word without its case ending; any other word as it is."""
    if len(word) < 4 or not is_cyrillic(word):
        return word
    adjective = _ADJECTIVE.sub("ск", word)
    if adjective != word:
        return adjective
    bare = _CASE.sub("", word) if not word.endswith(("ов", "ев", "ин")) else word
    return bare if len(bare) > 2 else word
