"""How many results has each facet value, month or story? Exactly, on any number of segments.

A terms aggregation is cut off in each segment, so over several segments it is a bound, not a count. It proposes the
values; those that can be among the most frequent are then counted one by one, which is a cheap intersection of two
lists of documents. Where few values stand against many results, their lists are all run against the results instead,
and where nothing narrows the archive, the dictionary knows the counts.

Stories: an article whose story has its own id is a lead, and most leads stand alone. So the stories of a result are its
leads, and the distinct stories of the others whose lead is not among the results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from tantivy import Occur
from tantivy import Query as TantivyQuery

from search.engine import EVERYTHING, MANY, Counts
from search.engines.tantivy_query import all_of, has_pattern, unscored
from search.engines.tantivy_snapshot import Snapshot
from search.query import Unit
from search.tree import Node

_EVERY = 1 << 30
"""More buckets than any aggregation has."""
_SIZE, _STEP = 256, 4
_SMALL = 5000
"""So few results may have fewer than MANY values, so as many are asked for at once."""
_DENSE = 8
"""From one result in so many articles on, the lists of a facet's values are run against the results."""


class Counter:
    """Counts what matches a query in one snapshot of the index, in articles or in stories; remembers what it counted.

    `node` is the tree that became the query; `filtered` says that more than the tree narrows it.
    """

    def __init__(self, snapshot: Snapshot, query: TantivyQuery, unit: Unit, node: Node, filtered: bool) -> None:
        self._snapshot = snapshot
        self._searcher = snapshot.searcher
        self._compiler = snapshot.compiler
        self._query = query
        self._unit = unit
        self._everything = node == EVERYTHING and not filtered
        self._slow = has_pattern(node)
        self._facets: dict[tuple[str, int], Counts] = {}
        self._bars: dict[str, dict[int, int]] = {}

    @cached_property
    def matches(self) -> int:
        """The articles that match."""
        return self._count(self._query)

    @cached_property
    def stories(self) -> int:
        """The stories with an article that matches."""
        leads = self._count(all_of([self._query, self._lead]))
        if not self._followed:
            return leads
        return leads + len(self._followed) - self._count(all_of([self._query, self._lead, self._in_followed]))

    @property
    def total(self) -> int:
        """What matches, in the unit."""
        return self.stories if self._unit == "stories" else self.matches

    def having(self, filter: TantivyQuery) -> int:
        """What matches and passes the filter, in the unit."""
        query = all_of([self._query, filter])
        if self._unit == "articles" or not self._followed:
            return self._count(query)
        return self._count(all_of([query, self._alone])) + len(self._buckets(self._entangled(query), "story"))

    def of_story(self, story: int) -> int:
        """The matching articles of a story."""
        return self._count(all_of([self._query, self._compiler.word("story", story)]))

    def facets(self, limits: Mapping[str, int], shown: Mapping[str, Iterable[str]]) -> dict[str, Counts]:
        """Each facet's most frequent values, as many as its limit, and then those of `shown`."""
        missing = {facet: limit for facet, limit in limits.items() if (facet, limit) not in self._facets}
        if missing:
            self._facets |= {(facet, missing[facet]): found for facet, found in self._counted(missing).items()}
        return {
            facet: self._with_shown(facet, self._facets[facet, limit], frozenset(shown.get(facet, ())))
            for facet, limit in limits.items()
        }

    def _counted(self, limits: Mapping[str, int]) -> dict[str, Counts]:
        found = {}
        if self._unit == "articles":
            found = {facet: self._by_lists(facet, limits[facet]) for facet in limits if self._suits_lists(facet)}
        rest = {facet: limit for facet, limit in limits.items() if facet not in found}
        if rest:
            sizes = {facet: self._first_size(facet) for facet in rest}
            buckets = self._searcher.aggregate(self._query, {facet: _terms(facet, sizes[facet]) for facet in rest})
            found |= {facet: self._facet(facet, rest[facet], sizes[facet], buckets[facet]) for facet in rest}
        return found

    def _suits_lists(self, facet: str) -> bool:
        if self._everything and not self._snapshot.has_deleted:
            return True
        few = len(self._snapshot.frequencies(facet)) <= MANY and self._snapshot.is_many_valued(facet)
        return few and self.matches * _DENSE > self._searcher.num_docs

    def _by_lists(self, facet: str, limit: int) -> Counts:
        if self._everything and not self._snapshot.has_deleted:
            found = self._snapshot.frequencies(facet)
        else:
            every = self._searcher.terms_with_prefix(facet, "", self._query, MANY)
            found = [(value, count) for value, count in every if count]
        return Counts(tuple(found[:limit]), min(len(found), MANY))

    def _first_size(self, facet: str) -> int:
        uncut = len(self._snapshot.frequencies(facet)) <= MANY or self.matches <= _SMALL
        return MANY if uncut or self._unit == "stories" else _SIZE

    def _with_shown(self, facet: str, counts: Counts, shown: frozenset[str]) -> Counts:
        known = dict(counts.values)
        rest = [(value, self._value(facet, value)) for value in shown if value not in known]
        return Counts(counts.values + tuple(sorted(rest, key=_order)), counts.distinct) if rest else counts

    def every_value(self, facet: str) -> dict[str, int]:
        """All values of a facet and their counts, in the unit."""
        buckets = self._buckets(self._query, facet)
        return buckets if self._unit == "articles" else {value: self._value(facet, value) for value in buckets}

    def per(self, field: str) -> dict[int, int]:
        """Counts by the values of a number field, in the unit."""
        if field not in self._bars:
            self._bars[field] = self._per(field)
        return self._bars[field]

    def _per(self, field: str) -> dict[int, int]:
        if self._unit == "articles" or not self._followed:
            return _whole(self._buckets(self._query, field))
        counts = _whole(self._buckets(all_of([self._query, self._alone]), field))
        inner = {"within": {**_terms(field, _EVERY), "aggs": {"stories": _terms("story", _EVERY)}}}
        for bucket in self._searcher.aggregate(self._entangled(self._query), inner)["within"]["buckets"]:
            key = int(bucket["key"])
            counts[key] = counts.get(key, 0) + len(bucket["stories"]["buckets"])
        return counts

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day among the matches as ordinals, or None if none is dated."""
        stats = self._day_stats
        return (int(stats["min"]), int(stats["max"])) if stats["count"] else None

    @cached_property
    def undated(self) -> int:
        """What matches and has no day, in the unit."""
        if self._unit == "articles":
            return self.matches - int(self._day_stats["count"])
        return self.having(self._compiler.flag("undated"))

    @cached_property
    def _day_stats(self) -> dict[str, Any]:
        stats: dict[str, Any] = self._searcher.aggregate(self._query, {"days": {"stats": {"field": "day"}}})["days"]
        return stats

    def _facet(self, facet: str, limit: int, size: int, found: Mapping[str, Any]) -> Counts:
        exact: dict[str, int] = {}
        while True:
            bounds = {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}
            error = int(found.get("doc_count_error_upper_bound") or 0) if self._searcher.num_segments > 1 else 0
            unseen = error + (min(bounds.values()) if len(bounds) >= size else 0)
            distinct = len(bounds)
            if unseen and distinct < MANY:  # no value that is not seen has more than `unseen` of the others' places
                distinct += max(0, int(found["sum_other_doc_count"]) - error * len(bounds)) // unseen
            if not unseen or distinct >= MANY:
                best = self._most_frequent(facet, bounds, error, limit, exact)
                if not unseen or (len(best) >= limit and (not best or best[-1][1] > unseen)):
                    return Counts(tuple(best), min(distinct, MANY))
            size *= _STEP
            found = self._searcher.aggregate(self._query, {facet: _terms(facet, size)})[facet]

    def _most_frequent(
        self, facet: str, bounds: Mapping[str, int], error: int, limit: int, exact: dict[str, int]
    ) -> list[tuple[str, int]]:
        """The values with the highest counts, where no count is above its bound plus the error."""
        ordered = sorted(bounds.items(), key=_order)
        if not error and self._unit == "articles":
            return ordered[:limit]
        if self._slow and self._unit == "articles" and len(ordered) > limit:
            least = ordered[limit - 1][1] if limit else 0
            likely = [value for value, bound in ordered if bound + error >= least and value not in exact]
            exact |= self._included(facet, likely)
        best: list[tuple[str, int]] = []
        for value, bound in ordered:
            if len(best) >= limit and (not limit or best[limit - 1][1] > bound + error):
                break
            if value not in exact:
                exact[value] = 1 if bound + error == 1 else self._value(facet, value)
            best.append((value, exact[value]))
            best.sort(key=_order)
        return best[:limit]

    def _included(self, facet: str, values: list[str]) -> dict[str, int]:
        """The counts of these values in articles, all at once: for a query that is slow to ask again and again."""
        if not values:
            return {}
        terms = _terms(facet, len(values))
        terms["terms"]["include"] = values
        found = self._searcher.aggregate(self._query, {facet: terms})[facet]
        return dict.fromkeys(values, 0) | {b["key"]: int(b["doc_count"]) for b in found["buckets"]}

    def _value(self, facet: str, value: str) -> int:
        return self.having(self._compiler.values(facet, [value]))

    @cached_property
    def _followed(self) -> list[int]:
        """The stories of those matches that are no leads."""
        followers = TantivyQuery.boolean_query([(Occur.Must, self._query), (Occur.MustNot, self._lead)])
        return list(_whole(self._buckets(followers, "story")))

    @property
    def _lead(self) -> TantivyQuery:
        return self._compiler.flag("lead")

    @cached_property
    def _in_followed(self) -> TantivyQuery:
        return self._compiler.numbers("story", self._followed)

    @property
    def _alone(self) -> TantivyQuery:
        """Leads that no other match follows."""
        return unscored(TantivyQuery.boolean_query([(Occur.Must, self._lead), (Occur.MustNot, self._in_followed)]))

    def _entangled(self, query: TantivyQuery) -> TantivyQuery:
        """What matches and belongs to a story that may have more matches."""
        return all_of([query, self._in_followed])

    def _count(self, query: TantivyQuery) -> int:
        found: Any = self._searcher.search(query, 1)
        count: int = found.count
        return count

    def _buckets(self, query: TantivyQuery, field: str) -> dict[Any, int]:
        found = self._searcher.aggregate(query, {field: _terms(field, _EVERY)})[field]
        return {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size, "segment_size": size}}


def _whole(counts: Mapping[Any, int]) -> dict[int, int]:
    return {int(key): count for key, count in counts.items()}


def _order(item: tuple[str, int]) -> tuple[int, str]:
    value, count = item
    return -count, value
