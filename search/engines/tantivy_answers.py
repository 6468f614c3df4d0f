"""How does one snapshot of a tantivy index answer a request?

Numbers that order hits are made from the day and the head of the id, so ties are rare; where the end of a page falls
into one, the whole tie is read and ordered by id. So the order is total, and pages neither repeat nor skip.
"""

from __future__ import annotations

from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date as Day
from functools import cache, cached_property
from typing import Any

from tantivy import DocAddress, Occur, Order
from tantivy import Query as TantivyQuery

from search.engine import Answer, Counts, Request
from search.engines.tantivy_counts import Counter
from search.engines.tantivy_query import ranks, unscored
from search.engines.tantivy_snapshot import Snapshot
from search.query import Selections

_MANY_MATCHES = 20_000
"""With more matches than this the facets are counted in another thread, beside the hits."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A hit on its way: what it is ordered by, and where its document stands."""

    score: float
    key: int
    address: DocAddress


class Answering:
    """The work of one answer, on one snapshot."""

    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self._snapshot = snapshot
        self._searcher = snapshot.searcher
        self._compiler = snapshot.compiler
        self._request = request
        self._tree = snapshot.compiler.compile(request.tree)
        self._all = self._query()
        self._counted = self._counter()

    @property
    def total(self) -> int:
        """What matches, in the unit of the request."""
        return self._counted.total

    def answer(self) -> Answer:
        """The whole answer."""
        request, counted = self._request, self._counted
        facets = _beside().submit(self._facets) if counted.matches > _MANY_MATCHES else None
        hits = self._hits() if request.limit else []
        numbers = self._histogram() if request.histogram else {}
        return Answer(
            hits=tuple((self._id(hit.address), hit.score) for hit in hits),
            total=counted.total,
            stories=counted.stories,
            generation=self._snapshot.generation,
            facets=facets.result() if facets else self._facets(),
            similar=self._similar(hits) if request.unit == "stories" else (),
            **numbers,
        )

    def ids(self) -> list[str]:
        """All ids, in order."""
        hits = self._ranked(self._counted.matches)
        if self._request.unit == "stories":
            hits = self._first_of_each(hits)
        return [self._id(hit.address) for hit in hits]

    def every_value(self, facet: str) -> dict[str, int]:
        """All values of a facet, whatever is selected in it."""
        return self._counter(but=facet).every_value(facet)

    def _counter(self, but: str = "") -> Counter:
        """What counts the results without what is selected in the facet `but`; kept for the next request like this."""
        request = self._request
        selected = {facet: values for facet, values in request.selected.items() if facet != but}
        key = (request.tree, *_filters(selected, request.excluded), request.since, request.until, request.unit)
        query = self._query(but) if but else self._all
        filtered = query is not self._tree
        return self._snapshot.kept(key, lambda: Counter(self._snapshot, query, request.unit, request.tree, filtered))

    def _query(self, but: str = "") -> TantivyQuery:
        """The words and all filters, but not what is selected in the facet `but`."""
        request, compiler = self._request, self._compiler
        must = [compiler.values(f, values) for f, values in request.selected.items() if f != but]
        must_not = [compiler.values(f, values) for f, values in request.excluded.items()]
        if request.since or request.until:
            must.append(compiler.days(request.since, request.until))
        if not must and not must_not:
            return self._tree
        clauses = [(Occur.Must, q) for q in [self._tree, *must]] + [(Occur.MustNot, q) for q in must_not]
        return TantivyQuery.boolean_query(clauses)

    def _facets(self) -> dict[str, Counts]:
        limits, selected = self._request.facets, self._request.selected
        found = self._counted.facets({f: n for f, n in limits.items() if f not in selected}, {})
        for facet in limits:
            if facet in selected:
                found |= self._counter(but=facet).facets({facet: limits[facet]}, selected)
        return {facet: found[facet] for facet in limits}

    def _histogram(self) -> dict[str, Any]:
        bounds, undated = self._counted.days, self._counted.undated
        field = str(self._request.histogram)
        bars = {_period(field, number): count for number, count in self._counted.per(field).items()}
        first, last = (Day.fromordinal(day) for day in bounds) if bounds else (None, None)
        return {"histogram": dict(sorted(bars.items())), "undated": undated, "first": first, "last": last}

    def _hits(self) -> list[_Ranked]:
        start, end = self._request.offset, self._request.offset + self._request.limit
        if self._request.unit == "articles":
            return self._ranked(end)[start:end]
        wanted = end
        while True:
            ranked = self._ranked(wanted)
            folded = self._first_of_each(ranked)
            if len(folded) >= end or len(ranked) >= self._counted.matches:
                return folded[start:end]
            wanted *= 2

    def _first_of_each(self, hits: list[_Ranked]) -> list[_Ranked]:
        first: dict[int, _Ranked] = {}
        for hit, story in zip(hits, self._stories(hits), strict=True):
            first.setdefault(story, hit)
        return list(first.values())

    def _similar(self, hits: list[_Ranked]) -> tuple[int, ...]:
        return tuple(self._counted.of_story(story) - 1 for story in self._stories(hits))

    def _ranked(self, wanted: int) -> list[_Ranked]:
        """The first `wanted` hits in the request's order; all, if there are fewer."""
        matches = self._counted.matches
        size = min(wanted, matches)
        if not size:
            return []
        nodes = [clause.node for clause in self._request.clauses] or [self._request.tree]
        scored = self._request.sort == "relevance" and any(map(ranks, nodes))
        while True:
            found = self._scored(size + 1) if scored else self._dated(size + 1)
            if len(found) <= size or found[-1][0] != found[size - 1][0] or len(found) >= matches:
                return self._ordered(found, scored)[:wanted]
            size = min(matches, 2 * len(found) + 64)

    def _scored(self, size: int) -> list[tuple[Any, DocAddress]]:
        hits: list[tuple[Any, DocAddress]] = self._searcher.search(self._scoring, size, False).hits
        return hits

    @cached_property
    def _scoring(self) -> TantivyQuery:
        """What orders hits by relevance: the matches, with the scores of the clauses if there are any."""
        clauses = [(Occur.Should, self._compiler.clause(clause)) for clause in self._request.clauses]
        return TantivyQuery.boolean_query([(Occur.Must, unscored(self._all)), *clauses]) if clauses else self._all

    def _dated(self, size: int) -> list[tuple[Any, DocAddress]]:
        oldest = self._request.sort == "oldest"
        field, order = ("oldest", Order.Asc) if oldest else ("newest", Order.Desc)
        hits: list[tuple[Any, DocAddress]] = self._searcher.search(self._all, size, False, field, 0, order).hits
        return hits

    def _ordered(self, found: list[tuple[Any, DocAddress]], scored: bool) -> list[_Ranked]:
        if scored:
            keys = self._searcher.fast_field_values("newest", [address for _, address in found])
            hits = [_Ranked(score, int(key or 0), address) for (score, address), key in zip(found, keys, strict=True)]
            hits.sort(key=lambda hit: (-hit.score, -hit.key))
        else:
            hits = [_Ranked(0.0, key, address) for key, address in found]
        return self._by_id_where_tied(hits)

    def _by_id_where_tied(self, hits: list[_Ranked]) -> list[_Ranked]:
        ties = Tally((hit.score, hit.key) for hit in hits)
        if len(ties) == len(hits):
            return hits
        place = {tie: at for at, tie in enumerate(ties)}
        return sorted(
            hits,
            key=lambda hit: (
                place[hit.score, hit.key],
                self._id(hit.address) if ties[hit.score, hit.key] > 1 else "",
            ),
        )

    def _stories(self, hits: list[_Ranked]) -> list[int]:
        return [int(s or 0) for s in self._searcher.fast_field_values("story", [hit.address for hit in hits])]

    def _id(self, address: DocAddress) -> str:
        id: str = self._searcher.doc(address)["id"][0]
        return id


@cache
def _beside() -> ThreadPoolExecutor:
    """The threads that count facets beside the hits: tantivy lets go of Python while it works."""
    return ThreadPoolExecutor(4, "facets")


def _filters(*several: Selections) -> tuple[tuple[tuple[str, frozenset[str]], ...], ...]:
    """Selections as what can be a key."""
    return tuple(tuple((facet, frozenset(one[facet])) for facet in sorted(one)) for one in several)


def _period(field: str, number: int) -> str:
    if field == "year":
        return f"{number:04}"
    if field == "month":
        return f"{number // 100:04}-{number % 100:02}"
    return Day.fromordinal(number).isoformat()
