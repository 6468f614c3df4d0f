"""Which values and words of this archive does the reader mean? What the query language asks the collection for."""

from __future__ import annotations

import re
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from search.directory import Directory, Named, plain
from search.engine import Searcher
from search.patterns import Pattern, glob_matches
from search.results import Remark

MOST = 256
"""The most values that a name, and the most words that a pattern in a phrase, may stand for."""
_EVERY = 200_000
"""Words of the texts that a pattern is held against, the most frequent ones. An engine sets room aside for as many."""
_SAID = ("country", "about")


class Names(Protocol):
    """What knows the names of facet values."""

    def directory(self) -> Directory:
        """The names of all facet values."""


class Resolver:
    """Answers for one query; collects the remarks on what was cut."""

    def __init__(self, names: Names, searcher: Searcher) -> None:
        self.remarks: list[Remark] = []
        self._names = names
        self._searcher = searcher

    def values(self, facet: str, text: str) -> tuple[str, ...]:
        """The values that are called just so, else those whose name holds the text as whole words."""
        found = self._names.directory().called(facet, text)
        if found and facet in _SAID and plain(text) not in {plain(name) for one in found for name in _called(one)}:
            read = " or ".join(named.label for named in found[:5])
            values = {"facet": facet, "words": text, "read": read}
            self.remarks.append(
                Remark(text='No %(facet)s is called just "%(words)s"; it was read as %(read)s.', values=values)
            )
        cut = Remark(
            text='%(count)s values of %(facet)s hold "%(words)s"; the %(most)s most frequent were searched.',
            values={"facet": facet, "words": text, "count": len(found), "most": MOST},
        )
        return self._cut(tuple(named.value for named in found), cut)

    def words(self, pattern: Pattern) -> tuple[str, ...]:
        """The words of the texts that fit the pattern, most frequent first."""
        literal = "" if pattern.kind == "fuzzy" else re.split(r"[*?]", pattern.text, maxsplit=1)[0]
        every = [word for word, _ in self._searcher.vocabulary(literal, _EVERY, exact=False)]
        if pattern.kind == "wildcard":
            every = [word for word in every if glob_matches(pattern.text, word)]
        elif pattern.kind == "fuzzy":
            near = process.extract(
                pattern.text, every, scorer=Levenshtein.distance, score_cutoff=pattern.distance, limit=None
            )
            every = [word for word, _, _ in near]
        cut = Remark(
            text="%(count)s words fit %(sign)s; the %(most)s most frequent were searched.",
            values={"count": len(every), "sign": pattern.shown, "most": MOST},
        )
        return self._cut(tuple(every), cut)

    def _cut(self, found: tuple[str, ...], remark: Remark) -> tuple[str, ...]:
        """As many as may be searched, with the remark if there are more."""
        if len(found) > MOST:
            self.remarks.append(remark)
        return found[:MOST]


def _called(named: Named) -> tuple[str, str]:
    return named.value, named.label
