"""Which values and words of this archive does the reader mean? What the query language asks the collection for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from search.engine import Searcher
from search.labels import folded
from search.patterns import Pattern, glob_matches
from search.results import Remark

MOST = 256
"""The most values that a name, and the most words that a pattern in a phrase, may stand for."""
_EVERY = 1 << 30


class Names(Protocol):
    """What knows the names of facet values."""

    def labels(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """What these values are called."""

    def find_values(self, facet: str, text: str) -> tuple[str, ...]:
        """The values of a facet whose name or value holds this text, most frequent first."""


class Resolver:
    """Answers for one query; collects the remarks on what was cut."""

    def __init__(self, names: Names, searcher: Searcher) -> None:
        self.remarks: list[Remark] = []
        self._names = names
        self._searcher = searcher

    def values(self, facet: str, text: str) -> tuple[str, ...]:
        """The values that are called just so, else all whose name holds the text."""
        found = self._names.find_values(facet, text)
        called = self._names.labels(facet, found)
        sought = folded(text)
        exact = tuple(value for value in found if sought in (folded(value), folded(called[value])))
        return self._cut(exact or found, f'values of {facet} hold "{text}"')

    def words(self, pattern: Pattern) -> tuple[str, ...]:
        """The words of the texts that fit the pattern, most frequent first."""
        literal = "" if pattern.kind == "fuzzy" else re.split(r"[*?]", pattern.text, maxsplit=1)[0]
        every = [word for word, _ in self._searcher.vocabulary(literal, _EVERY)]
        if pattern.kind == "wildcard":
            every = [word for word in every if glob_matches(pattern.text, word)]
        elif pattern.kind == "fuzzy":
            near = process.extract(
                pattern.text, every, scorer=Levenshtein.distance, score_cutoff=pattern.distance, limit=None
            )
            every = [word for word, _, _ in near]
        return self._cut(tuple(every), f"words fit {pattern.shown}")

    def _cut(self, found: tuple[str, ...], what: str) -> tuple[str, ...]:
        if len(found) > MOST:
            message = f"{len(found):,} {what}; the {MOST} most frequent were searched."
            self.remarks.append(Remark(message=message))
        return found[:MOST]
