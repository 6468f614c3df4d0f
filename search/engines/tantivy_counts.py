"""How many results has each facet value, month or story? Exactly, on any number of segments.

A terms aggregation is cut off in each segment, so over several segments it is a bound, not a count. It proposes the
values; those that can be among the most frequent are then counted one by one, which is a cheap intersection of two
lists of documents. Stories are counted as results that share their story with nobody plus distinct stories among
the rest; the number of articles is the bound there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tantivy import Occur, Searcher
from tantivy import Query as TantivyQuery

from search.engine import MANY, Counts
from search.engines.tantivy_query import Compiler, all_of
from search.query import Unit

EVERY = 1 << 30
"""More buckets than any aggregation has."""
_STEP = 8


class Counter:
    """Counts in one snapshot of the index, in articles or in stories."""

    def __init__(self, searcher: Searcher, compiler: Compiler, unit: Unit) -> None:
        self._searcher = searcher
        self._compiler = compiler
        self._unit = unit

    def matches(self, query: TantivyQuery) -> int:
        """The articles that match."""
        found: Any = self._searcher.search(query, 1)
        count: int = found.count
        return count

    def stories(self, query: TantivyQuery) -> int:
        """The stories with an article that matches."""
        single = all_of([query, self._compiler.flag("single")])
        return self.matches(single) + len(self._buckets(self._members(query), "story"))

    def total(self, query: TantivyQuery) -> int:
        """What matches, in the unit."""
        return self.stories(query) if self._unit == "stories" else self.matches(query)

    def facets(
        self, query: TantivyQuery, limits: Mapping[str, int], shown: Mapping[str, Iterable[str]]
    ) -> dict[str, Counts]:
        """Each facet's most frequent values under the query, as many as its limit, and then those of `shown`."""
        if not limits:
            return {}
        found = self._searcher.aggregate(query, {facet: _terms(facet, MANY) for facet in limits})
        return {
            facet: self._facet(query, facet, limit, found[facet], frozenset(shown.get(facet, ())))
            for facet, limit in limits.items()
        }

    def value(self, query: TantivyQuery, facet: str, value: str) -> int:
        """What matches and has the value, in the unit."""
        return self.total(all_of([query, self._compiler.values(facet, [value])]))

    def every_value(self, query: TantivyQuery, facet: str) -> dict[str, int]:
        """All values under the query and their counts, in the unit."""
        buckets = self._buckets(query, facet)
        if self._unit == "articles":
            return buckets
        return {value: self.value(query, facet, value) for value in buckets}

    def per(self, query: TantivyQuery, field: str) -> dict[int, int]:
        """Counts by the values of a number field, in the unit."""
        if self._unit == "articles":
            return _whole(self._buckets(query, field))
        single = all_of([query, self._compiler.flag("single")])
        counts = _whole(self._buckets(single, field))
        inner = {"within": {**_terms(field, EVERY), "aggs": {"stories": _terms("story", EVERY)}}}
        for bucket in self._searcher.aggregate(self._members(query), inner)["within"]["buckets"]:
            key = int(bucket["key"])
            counts[key] = counts.get(key, 0) + len(bucket["stories"]["buckets"])
        return counts

    def days(self, query: TantivyQuery) -> tuple[int, int] | None:
        """The first and the last day among the matches as ordinals, or None if none is dated."""
        stats = self._searcher.aggregate(query, {"days": {"stats": {"field": "day"}}})["days"]
        return (int(stats["min"]), int(stats["max"])) if stats["count"] else None

    def _facet(
        self, query: TantivyQuery, facet: str, limit: int, found: Mapping[str, Any], shown: frozenset[str]
    ) -> Counts:
        size = MANY
        while True:
            bounds = {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}
            error = int(found.get("doc_count_error_upper_bound") or 0) if self._searcher.num_segments > 1 else 0
            unseen = error + (min(bounds.values()) if len(bounds) >= size else 0)
            best = self._most_frequent(bounds, error, limit, lambda value: self.value(query, facet, value))
            if not unseen or (len(best) >= limit and (not best or best[-1][1] > unseen)):
                break
            size *= _STEP
            found = self._searcher.aggregate(query, {facet: _terms(facet, size)})[facet]
        known = dict(best)
        rest = [(value, self.value(query, facet, value)) for value in shown if value not in known]
        return Counts(tuple(best + sorted(rest, key=_order)), min(len(bounds), MANY))

    def _most_frequent(
        self, bounds: Mapping[str, int], error: int, limit: int, count: Callable[[str], int]
    ) -> list[tuple[str, int]]:
        """The values with the highest counts, given upper bounds on all of them (each less the error)."""
        ordered = sorted(bounds.items(), key=_order)
        if not error and self._unit == "articles":
            return ordered[:limit]
        best: list[tuple[str, int]] = []
        for value, bound in ordered:
            if len(best) >= limit and best[limit - 1][1] > bound + error:
                break
            best.append((value, 1 if bound + error == 1 else count(value)))
            best.sort(key=_order)
        return best[:limit]

    def _members(self, query: TantivyQuery) -> TantivyQuery:
        return TantivyQuery.boolean_query([(Occur.Must, query), (Occur.MustNot, self._compiler.word("flag", "single"))])

    def _buckets(self, query: TantivyQuery, field: str) -> dict[Any, int]:
        found = self._searcher.aggregate(query, {field: _terms(field, EVERY)})[field]
        return {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size, "segment_size": size}}


def _whole(counts: Mapping[Any, int]) -> dict[int, int]:
    return {int(key): count for key, count in counts.items()}


def _order(item: tuple[str, int]) -> tuple[int, str]:
    value, count = item
    return -count, value
