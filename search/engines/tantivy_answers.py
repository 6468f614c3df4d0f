"""How does one snapshot of a tantivy index answer a request?

tantivy says which rows match and scores the best of them; all that is counted comes from the columns of these rows.
Hits are ordered by score, then day, then id: where the end of a page falls into a tie, the whole tie is read. So the
order is total, and pages neither repeat nor skip.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from tantivy import Occur
from tantivy import Query as TantivyQuery

from search.engine import EVERYTHING, Answer, Counts, Request
from search.engines.table import Array, Results
from search.engines.tantivy_query import is_slow, ranks, unscored
from search.engines.tantivy_rows import rows_of
from search.engines.tantivy_snapshot import Snapshot
from search.query import Selections

_MANY_ROWS = 50_000
"""In a larger index hits are sought in another thread, beside the counts: tantivy lets go of Python while it works."""

_TIES = 32
"""So many more hits than a page shows are read at once, so that a tie at its end seldom asks for the search anew."""


class _Hits(NamedTuple):
    """Rows in the order of the request, and their scores."""

    rows: Array
    scores: Array


class Answering:
    """The work of one answer, on one snapshot."""

    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self._snapshot = snapshot
        self._searcher = snapshot.searcher
        self._compiler = snapshot.compiler
        self._request = request
        self._tree = snapshot.compiler.compile(request.tree)
        self._all = self._query()

    @property
    def total(self) -> int:
        """What matches, in the unit of the request."""
        return self._stories if self._request.unit == "stories" else self._matches

    def answer(self) -> Answer:
        """The whole answer."""
        request = self._request
        beside = self._beside()
        facets = {facet: self._facet(facet, limit) for facet, limit in request.facets.items()}
        numbers = self._snapshot.kept((*self._key(), "days", request.histogram, request.unit), self._days)
        total = self._stories if request.unit == "stories" else len(self._results.rows)
        hits = beside.result() if beside else self._hits()
        return Answer(
            hits=tuple(zip(map(self._snapshot.table.id, hits.rows.tolist()), hits.scores.tolist(), strict=True)),
            total=total,
            stories=self._stories,
            generation=self._snapshot.generation,
            facets=facets,
            similar=self._results.similar(hits.rows) if request.unit == "stories" else (),
            **numbers,
        )

    def ids(self) -> list[str]:
        """All ids, in order."""
        hits = self._ranked(self._matches)
        hits = self._folded(hits) if self._request.unit == "stories" else hits
        return [self._snapshot.table.id(row) for row in hits.rows.tolist()]

    def every_value(self, facet: str) -> dict[str, int]:
        """All values of a facet, whatever is selected in it."""
        return self._others(facet).every_value(facet, self._request.unit)

    @cached_property
    def _matches(self) -> int:
        """How many articles match."""
        return self._snapshot.kept((*self._key(), "matches"), self._count)

    @cached_property
    def _stories(self) -> int:
        return self._snapshot.kept((*self._key(), "stories"), lambda: self._results.stories)

    def _count(self) -> int:
        if self._is_everything:
            return int(self._searcher.num_docs)
        if self._is_slow or "_results" in self.__dict__:
            return len(self._results.rows)
        found: Any = self._searcher.search(self._all, 1)
        return int(found.count)

    @cached_property
    def _is_slow(self) -> bool:
        """Whether the matches are found in one go with their rows, and not counted before."""
        return is_slow(self._request.tree)

    @property
    def _is_everything(self) -> bool:
        return self._request.tree == EVERYTHING and self._all is self._tree

    @cached_property
    def _results(self) -> Results:
        return self._found("")

    def _others(self, facet: str) -> Results:
        """The results without what is selected in the facet."""
        return self._found(facet) if facet in self._request.selected else self._results

    def _found(self, but: str) -> Results:
        if self._is_everything:
            return Results(self._snapshot.table, self._snapshot.table.alive)
        return Results(self._snapshot.table, self._snapshot.rows((*self._key(but), "rows"), lambda: self._rows(but)))

    def _rows(self, but: str) -> Array:
        query = self._query(but) if but else self._all
        return rows_of(self._searcher, query, len(self._snapshot.table.ids), self._most(query))

    def _most(self, query: TantivyQuery) -> int:
        """No more articles match than this. What filters leave is counted, unless that is slow."""
        if self._is_slow:
            return int(self._searcher.num_docs)
        if query is self._tree:
            return self._compiler.most(self._request.tree)
        counted: Any = self._searcher.search(query, 1)
        return int(counted.count)

    def _key(self, but: str = "") -> tuple[object, ...]:
        """What tells these matches from others."""
        request = self._request
        selected = {facet: values for facet, values in request.selected.items() if facet != but}
        return (request.tree, *_filters(selected, request.excluded), request.since, request.until)

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

    def _facet(self, facet: str, limit: int) -> Counts:
        unit, selected = self._request.unit, self._request.selected.get(facet, frozenset())
        key = (*self._key(facet), "facet", facet, limit, selected, unit)
        return self._snapshot.kept(key, lambda: self._others(facet).counts(facet, limit, selected, unit))

    def _days(self) -> dict[str, Any]:
        results, interval, unit = self._results, self._request.histogram, self._request.unit
        if not interval:
            return {}
        bars, undated = results.histogram(interval, unit), results.undated(unit)
        return {"histogram": bars, "undated": undated, "first": results.first, "last": results.last}

    def _beside(self) -> Future[_Hits] | None:
        many = self._searcher.num_docs > _MANY_ROWS and self._is_scored and self._request.limit
        return _threads().submit(self._hits) if many else None

    def _hits(self) -> _Hits:
        start, end = self._request.offset, self._request.offset + self._request.limit
        if not self._request.limit:
            return _Hits(np.empty(0, np.int64), np.empty(0))
        wanted = end
        while True:
            ranked = self._ranked(wanted)
            if self._request.unit == "articles":
                break
            every = len(ranked.rows) >= self._matches
            ranked = self._folded(ranked)
            if every or len(ranked.rows) >= end:
                break
            wanted *= 2
        return _Hits(ranked.rows[start:end], ranked.scores[start:end])

    def _folded(self, ranked: _Hits) -> _Hits:
        """The first hit of each story."""
        first = self._results.first_of_each_story(ranked.rows)
        return _Hits(ranked.rows[first], ranked.scores[first])

    @cached_property
    def _is_scored(self) -> bool:
        nodes = [clause.node for clause in self._request.clauses] or [self._request.tree]
        return self._request.sort == "relevance" and any(map(ranks, nodes))

    def _ranked(self, wanted: int) -> _Hits:
        """The first `wanted` hits in the request's order; all, if there are fewer."""
        if not self._is_scored:
            rows = self._snapshot.table.dated(self._results.rows, wanted, self._request.sort)
            return _Hits(rows, np.zeros(len(rows)))
        return self._scored(wanted) if wanted else _Hits(np.empty(0, np.int64), np.empty(0))

    def _scored(self, size: int) -> _Hits:
        """The best hits by score; the number of matches need not be known for it."""
        table = self._snapshot.table
        more = size + _TIES
        while True:
            found: Any = self._searcher.search(self._scoring, more, False).hits
            if len(found) < more or found[-1][0] != found[size - 1][0]:
                break
            more *= 4
        scores = np.fromiter((score for score, _ in found), np.float64, len(found))
        rows = np.asarray(self._searcher.fast_field_values("row", [address for _, address in found]), np.int64)
        order = np.lexsort((table.ids[rows], -table.day[rows], -scores))[:size]
        return _Hits(rows[order], scores[order])

    @cached_property
    def _scoring(self) -> TantivyQuery:
        """What orders hits by relevance: the matches, with the scores of the clauses if there are any."""
        clauses = [(Occur.Should, self._compiler.clause(clause)) for clause in self._request.clauses]
        return TantivyQuery.boolean_query([(Occur.Must, unscored(self._all)), *clauses]) if clauses else self._all


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4, "hits")


def _filters(*several: Selections) -> tuple[tuple[tuple[str, frozenset[str]], ...], ...]:
    """Selections as what can be a key."""
    return tuple(tuple((facet, frozenset(one[facet])) for facet in sorted(one)) for one in several)
