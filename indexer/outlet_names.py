"""Is a name an outlet's beyond doubt? The tables know it, it is a host, or it is made of the words of such names.

A venue, a signature or a publisher of books stands beside days too: where articles are cut only by strong evidence, a
name that merely stands where outlets stand is none.
"""

from __future__ import annotations

import re
from functools import cache

from indexer import gazetteer, outlets
from indexer.matching import fold

_BETWEEN = re.compile(r"[\s.,;:|/()\"“”«»'’&–—-]+")


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's: no carrier's, which carries what others wrote."""
    found = outlets.known(name)
    if found is not None:
        return found
    words, endings = _words()
    return any(word in words or word.endswith(endings) for word in _BETWEEN.split(fold(name).lower) if word)


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    table = gazetteer.ours("outlet_words.toml")
    return frozenset(fold(table["words"]).lower.split()), tuple(fold(table["endings"]).lower.split())
