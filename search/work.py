"""How much work would a query be? An engine cannot be stopped once it searches, so what is too much is refused before.

Work is counted in pairs of words whose places are compared in one article, about half a microsecond each; everything
else is measured against that. So it depends on the query and the archive, and not on the clock or on what else runs.
"""

from __future__ import annotations

import re
from math import prod

from search import tree
from search.engine import Searcher
from search.errors import QueryTooLarge
from search.vocabulary import vocabulary

MOST = 3_000_000
"""About two seconds of one processor."""
_LISTED = 20
"""So many articles with a word are listed and scored in the time of one comparison."""
_JOINED = 40
"""So many articles are listed for a pattern, which scores nothing."""
_COMPARED = 2
"""So many words of the dictionary are looked at for a fuzzy one."""
_FEW = 64
"""A place of a phrase with more alternatives than this is sought by a pattern."""


def check(node: tree.Node, searcher: Searcher) -> None:
    """Raises QueryTooLarge when answering would be more work than MOST."""
    work = _Work(searcher).of(node)
    if work > MOST:
        raise QueryTooLarge(
            "This would be about %(times)s times as much work as one search may be. Ask for rarer or fewer words, or"
            " for words that stand closer together.",
            times=-(-work // MOST),
        )


class _Work:
    """The work of the parts of one query; what is known of a word is asked once."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._known: dict[tuple[tree.Field, str], int] = {}

    def of(self, node: tree.Node) -> int:
        """The work of a node."""
        match node:
            case tree.And(children) | tree.Or(children):
                return sum(map(self.of, children))
            case tree.Boost(child) | tree.Not(child):
                return self.of(child)
            case tree.Term(field, words) | tree.AtLeast(field, words, _):
                return self._having(field, words) // _LISTED
            case tree.Within(_, parts):
                return sum(self._having("text", words) for words in parts)
            case tree.Phrase(field, places):
                return self._together(field, places) if len(places) > 1 else self._having(field, places[0]) // _LISTED
            case tree.Near(field, left, right, distance, ordered):
                gaps = distance + 1 if ordered or set(left) & set(right) or len(left) * len(right) > _FEW else 1
                return self._together(field, (left, right)) * gaps * (1 if ordered else 2)
            case tree.Prefix(_, text) | tree.Wildcard(_, text):
                return self._beginning(re.split(r"[*?]", text, maxsplit=1)[0]) // _JOINED
            case tree.Fuzzy():
                return len(vocabulary(self._searcher).words) // _COMPARED
        return 0

    def _together(self, field: tree.Field, places: tuple[tree.Words, ...]) -> int:
        """Each choice of alternatives is sought by itself, in the articles of its rarest word."""
        having = [self._having(field, words) for words in places]
        least = min(range(len(places)), key=having.__getitem__)
        choices = prod(len(words) for at, words in enumerate(places) if at != least)
        return having[least] * min(choices, _FEW)

    def _having(self, field: tree.Field, words: tree.Words) -> int:
        """In how many articles these words stand, each by itself."""
        for word in words:
            if (field, word) not in self._known:
                self._known[field, word] = self._searcher.frequency(field, word)
        return sum(self._known[field, word] for word in words)

    def _beginning(self, text: str) -> int:
        """In how many articles the words stand that begin like this, the frequent ones."""
        known = vocabulary(self._searcher)
        return sum(known.counts[known.beginning(text)])
