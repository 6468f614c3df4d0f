"""How does one snapshot of a tantivy index answer a request?

Numbers that order hits are made from the day and the head of the id, so ties are rare; where the end of a page falls
into one, the whole tie is read and ordered by id. So the order is total, and pages neither repeat nor skip.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from tantivy import DocAddress, Occur, Order, Searcher
from tantivy import Query as TantivyQuery

from search.engine import Answer, Counts, Request
from search.engines.tantivy_counts import Counter
from search.engines.tantivy_query import Compiler, all_of, ranks


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index, which no later commit changes."""

    searcher: Searcher
    compiler: Compiler
    generation: int
    mark: tuple[int, int]


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
        self._counter = Counter(snapshot.searcher, snapshot.compiler, request.unit)

    def answer(self) -> Answer:
        request, query = self._request, self._query()
        matches, stories = self._counter.matches(query), self._counter.stories(query)
        hits = self._hits(query, matches) if request.limit else []
        numbers = self._histogram(query) if request.histogram else {}
        folded = request.unit == "stories"
        return Answer(
            hits=tuple((self._id(hit.address), hit.score) for hit in hits),
            total=stories if folded else matches,
            stories=stories,
            generation=self._snapshot.generation,
            facets=self._facets(query),
            similar=self._similar(query, hits) if folded else (),
            **numbers,
        )

    def ids(self) -> list[str]:
        query = self._query()
        matches = self._counter.matches(query)
        hits = self._ranked(query, matches, matches)
        if self._request.unit == "stories":
            hits = [hit for hit, _ in self._first_of_each(hits)]
        return [self._id(hit.address) for hit in hits]

    def every_value(self, facet: str) -> dict[str, int]:
        return self._counter.every_value(self._query(but=facet), facet)

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

    def _facets(self, query: TantivyQuery) -> dict[str, Counts]:
        limits, selected = self._request.facets, self._request.selected
        found = self._counter.facets(query, {f: n for f, n in limits.items() if f not in selected}, {})
        for facet in limits:
            if facet in selected:
                found |= self._counter.facets(self._query(but=facet), {facet: limits[facet]}, selected)
        return {facet: found[facet] for facet in limits}

    def _histogram(self, query: TantivyQuery) -> dict[str, Any]:
        bounds = self._counter.days(query)
        undated = self._counter.total(all_of([query, self._compiler.flag("undated")]))
        field = str(self._request.histogram)
        bars = {_period(field, number): count for number, count in self._counter.per(query, field).items()}
        first, last = (Day.fromordinal(day) for day in bounds) if bounds else (None, None)
        return {"histogram": dict(sorted(bars.items())), "undated": undated, "first": first, "last": last}

    def _hits(self, query: TantivyQuery, matches: int) -> list[_Ranked]:
        start, end = self._request.offset, self._request.offset + self._request.limit
        if self._request.unit == "articles":
            return self._ranked(query, end, matches)[start:end]
        wanted = end
        while True:
            ranked = self._ranked(query, wanted, matches)
            folded = [hit for hit, _ in self._first_of_each(ranked)]
            if len(folded) >= end or len(ranked) >= matches:
                return folded[start:end]
            wanted *= 2

    def _first_of_each(self, hits: list[_Ranked]) -> Iterator[tuple[_Ranked, int | None]]:
        seen = set()
        stories = self._numbers("story", [hit.address for hit in hits])
        for hit, story in zip(hits, stories, strict=True):
            if story is None or story not in seen:
                seen.add(story)
                yield hit, story

    def _similar(self, query: TantivyQuery, hits: list[_Ranked]) -> tuple[int, ...]:
        stories = self._numbers("story", [hit.address for hit in hits])
        return tuple(0 if story is None else self._matching(query, story) - 1 for story in stories)

    def _matching(self, query: TantivyQuery, story: int) -> int:
        return self._counter.matches(all_of([query, self._compiler.word("story", story)]))

    def _ranked(self, query: TantivyQuery, wanted: int, matches: int) -> list[_Ranked]:
        """At least the first `wanted` hits in the request's order (all, if there are fewer)."""
        size = min(wanted, matches)
        if not size:
            return []
        scored = self._request.sort == "relevance" and ranks(self._request.tree)
        while True:
            found = self._scored(query, size + 1) if scored else self._dated(query, size + 1)
            last = found[size - 1]
            if len(found) <= size or found[-1][0] != last[0] or len(found) >= matches:
                return self._ordered(found, scored)[:wanted]
            tied = next(i for i, hit in enumerate(found) if hit[0] == last[0])
            size = min(matches, max(2 * len(found), tied + 64))
        raise AssertionError

    def _scored(self, query: TantivyQuery, size: int) -> list[tuple[Any, DocAddress]]:
        hits: list[tuple[Any, DocAddress]] = self._searcher.search(query, size, False).hits
        return hits

    def _dated(self, query: TantivyQuery, size: int) -> list[tuple[Any, DocAddress]]:
        oldest = self._request.sort == "oldest"
        field, order = ("oldest", Order.Asc) if oldest else ("newest", Order.Desc)
        hits: list[tuple[Any, DocAddress]] = self._searcher.search(query, size, False, field, 0, order).hits
        return hits

    def _ordered(self, found: list[tuple[Any, DocAddress]], scored: bool) -> list[_Ranked]:
        if scored:
            keys = self._numbers("newest", [address for _, address in found])
            hits = [_Ranked(score, key, address) for (score, address), key in zip(found, keys, strict=True)]
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

    def _numbers(self, field: str, addresses: list[DocAddress]) -> list[Any]:
        return list(self._searcher.fast_field_values(field, addresses))

    def _id(self, address: DocAddress) -> str:
        id: str = self._searcher.doc(address)["id"][0]
        return id


def _period(field: str, number: int) -> str:
    if field == "year":
        return f"{number:04}"
    if field == "month":
        return f"{number // 100:04}-{number % 100:02}"
    return Day.fromordinal(number).isoformat()
