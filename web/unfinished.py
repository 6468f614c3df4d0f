"""What does a word mean while it is being typed? A word that no article holds is read as the beginning of one.

The rule knows the text alone, not whether a key was just pressed: an address that was copied in the middle of a word
gives the same results as the page it was copied from.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from search.engine import Request, Searcher
from search.find import read
from search.query import Query

if TYPE_CHECKING:
    from search.archive import Archive

_LAST = re.compile(r"(?:^|(?<=[\s(]))[^\W\d_][\w']+$")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


def completed(query: Query, archive: Archive, searcher: Searcher) -> Query:
    """The query with a star behind its last word, if no article holds that word and some hold one that begins so."""
    found = _LAST.search(query.text)
    if not found or query.text.count('"') % 2 or found.group() in _OPERATORS:
        return query
    word = found.group()

    def count(text: str) -> int:
        return searcher.count(Request(tree=read(text, archive, searcher).tree))

    return replace(query, text=f"{query.text}*") if not count(word) and count(f"{word}*") else query
