"""Which words do readers find most often? The frequent words of an archive in memory, in the order of the alphabet."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from search.engine import Searcher

MOST_KNOWN = 50_000
"""The most frequent words that are kept in memory, about 10 MB; rarer ones are looked up from `_LONG` letters on."""
_LONG = 4
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The most frequent words of one generation in order of the alphabet, each with its rank and its articles."""

    generation: int
    words: list[str]
    ranks: list[int]
    counts: list[int]

    @property
    def is_cut(self) -> bool:
        """Whether there are more words."""
        return len(self.words) >= MOST_KNOWN

    def beginning(self, typed: str) -> slice:
        """Where the words stand that begin like this."""
        return slice(bisect_left(self.words, typed), bisect_left(self.words, typed + _LAST))


_KNOWN: WeakKeyDictionary[Searcher, Vocabulary] = WeakKeyDictionary()


def vocabulary(searcher: Searcher) -> Vocabulary:
    """The frequent words, read once for each generation."""
    known = _KNOWN.get(searcher)
    if known is None or known.generation != searcher.generation:
        generation = searcher.generation
        ranked = _ranked(searcher)
        order = sorted(range(len(ranked)), key=ranked.__getitem__)
        known = Vocabulary(generation, [ranked[at][0] for at in order], order, [ranked[at][1] for at in order])
        _KNOWN[searcher] = known
    return known


def _ranked(searcher: Searcher) -> list[tuple[str, int]]:
    """The words of texts and titles, most frequent first; those of titles alone with the number of titles."""
    texts = searcher.vocabulary("", MOST_KNOWN, exact=False)
    counts = dict(searcher.vocabulary("", MOST_KNOWN, field="title_x", exact=False)) | dict(texts)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_KNOWN]


def beginning(typed: str, searcher: Searcher, limit: int) -> list[str]:
    """The words of the texts that begin like this, most frequent first: of the frequent ones, or all of a long one."""
    known = vocabulary(searcher)
    inside = known.beginning(typed)
    found = sorted(zip(known.ranks[inside], known.words[inside], strict=True))[:limit]
    if len(found) < limit and known.is_cut and len(typed) >= _LONG:
        return [word for word, _ in searcher.vocabulary(typed, limit, exact=False)]
    return [word for _, word in found]
