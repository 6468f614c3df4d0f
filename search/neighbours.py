"""Which stored articles may be near-copies of a new one? The sketches of all texts, by hash, in the database.

A small add to a million articles looks its own hashes up and reads nothing else. New postings are held in memory and
written sorted, many at once, because hashes fall everywhere in the table; `meta` says up to which article they are
written, and what a crash lost is sketched again from the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from search.counters import counter, set_counter
from search.packing import decompress
from search.postings import Hashes, Postings, Waiting, joined, postings
from search.schema import articles, pairs, texts
from search.schema import postings as written
from search.stories import EMBEDDED, Fingerprint, Sketch, fingerprint, group, near, sketch, worth_looking

COMMON = 50
"""A shingle is looked up in this many articles at most: one that stands in more tells little."""
PENDING = 2_000_000
"""Postings held in memory before they are written."""
CHUNK = 10_000
CACHED = 4_000


class Newcomer(NamedTuple):
    """An article that was just added."""

    number: int
    text: str
    sketch: Sketch


class Neighbours:
    """Finds and keeps the pairs of near-copies; one for each writer."""

    def __init__(self, connection: Connection) -> None:
        self._waiting = Waiting()
        self._prints: dict[int, Fingerprint] = {}
        self._written = counter(connection, "sketched") > 0
        self._catch_up(connection)

    def add(self, connection: Connection, newcomers: Sequence[Newcomer]) -> set[int]:
        """Keep the newcomers and their pairs; the numbers of all articles that are in a new pair."""
        shared = self._shared(connection, [(new.number, new.sketch) for new in newcomers])
        found = list(self._verified(connection, newcomers, shared))
        if found:
            connection.execute(insert(pairs), [{"small": s, "large": g, "embedded": e} for s, g, e in found])
        return {number for small, large, _ in found for number in (small, large)}

    @property
    def is_full(self) -> bool:
        """Whether it is time to flush."""
        return len(self._waiting) >= PENDING

    def flush(self, connection: Connection, upto: int | None = None) -> None:
        """Write the postings that are held in memory, in the order of the table: those of all articles up to `upto`."""
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        for rows in self._waiting.rows():
            connection.exec_driver_sql(f"INSERT INTO postings (hash, article) VALUES ({mark}, {mark})", rows)
            self._written = True
        set_counter(connection, "sketched", counter(connection, "number") if upto is None else upto)
        self._waiting = Waiting()

    def forget(self, connection: Connection, gone: Mapping[int, str]) -> set[int]:
        """Delete the postings and pairs of articles, given by number with their text; those that they were paired with.

        Flush before.
        """
        companions: set[int] = set()
        doomed = [{"h": value, "a": number} for number, text in gone.items() for value in sketch(text).hashes]
        if doomed:
            connection.execute(
                delete(written).where(written.c.hash == bindparam("h"), written.c.article == bindparam("a")), doomed
            )
        for part in _chunks(sorted(gone), 500):
            either = or_(pairs.c.small.in_(part), pairs.c.large.in_(part))
            for small, large, _ in connection.execute(select(pairs).where(either)):
                companions |= {small, large}
            connection.execute(delete(pairs).where(either))
        for number in gone:
            self._prints.pop(number, None)
        return companions.difference(gone)

    def _catch_up(self, connection: Connection) -> None:
        """Sketch the articles again whose postings a crash kept from being written."""
        missing = select(articles.c.number).where(articles.c.number > counter(connection, "sketched"))
        numbers = list(connection.scalars(missing.order_by(articles.c.number)))
        for part in _chunks(numbers, 500):
            self._shared(connection, [(n, sketch(text)) for n, text in sorted(read_texts(connection, part).items())])
            if self.is_full:
                self.flush(connection, part[-1])

    def _shared(self, connection: Connection, given: Sequence[tuple[int, Sketch]]) -> dict[int, dict[int, list[int]]]:
        """For each of these articles, the earlier ones with the hashes that they share; from now on they are known."""
        counts = [len(one.hashes) for _, one in given]
        hashes = np.fromiter(chain.from_iterable(one.hashes for _, one in given), np.int64, sum(counts))
        fresh = Postings(hashes, np.repeat(np.array([number for number, _ in given], np.int32), counts))
        wanted = np.unique(hashes)
        known = joined(self._look_up(connection, wanted), self._waiting.having(wanted))
        order = np.argsort(np.concatenate([known.hashes, hashes]), kind="stable")
        whole = joined(known, fresh)
        first = np.searchsorted(whole.hashes, whole.hashes, "left")
        rank, new = np.arange(len(first)) - first, order >= len(known.hashes)
        kept = new & (rank < COMMON)
        self._waiting.add(Postings(whole.hashes[kept], whole.numbers[kept]))
        shared: dict[int, dict[int, list[int]]] = {}
        for at in np.flatnonzero(new & (rank > 0)).tolist():
            mine = shared.setdefault(int(whole.numbers[at]), {})
            for other in whole.numbers[first[at] : min(at, first[at] + COMMON)].tolist():
                mine.setdefault(other, []).append(int(whole.hashes[at]))
        return shared

    def _look_up(self, connection: Connection, hashes: Hashes) -> Postings:
        """The postings in the database of these hashes."""
        found: list[tuple[int, int]] = []
        if self._written:
            for part in _chunks(hashes.tolist(), CHUNK):
                # Literal integers: a bound parameter for each of ten thousand costs more than the look-up itself.
                inside = ",".join(map(str, part))
                query = f"SELECT hash, article FROM postings WHERE hash IN ({inside}) ORDER BY hash, article"
                found += connection.exec_driver_sql(query).fetchall()  # type: ignore[arg-type]  # rows are tuples
        return postings(*zip(*found, strict=True)) if found else postings()

    def _verified(
        self, connection: Connection, newcomers: Sequence[Newcomer], shared: Mapping[int, Mapping[int, list[int]]]
    ) -> Iterator[tuple[int, int, int]]:
        met = {other for mine in shared.values() for other in mine}
        own = {new.number: new for new in newcomers if new.number in shared or new.number in met}
        sizes = {new.number: new.sketch.words for new in newcomers}
        sizes |= read_sizes(connection, met - sizes.keys())
        wanted = [
            (number, other)
            for number, mine in shared.items()
            for other, hashes in mine.items()
            if worth_looking(own[number].sketch, sizes[other], hashes)
        ]
        self._load(connection, own, {number for pair in wanted for number in pair})
        for number, other in wanted:
            if near(self._prints[number], self._prints[other]):
                small, large = sorted((number, other), key=lambda n: (self._prints[n].words, n))
                yield small, large, int(self._prints[large].words >= EMBEDDED * self._prints[small].words)

    def _load(self, connection: Connection, own: Mapping[int, Newcomer], numbers: set[int]) -> None:
        """Have the fingerprints of these articles at hand."""
        if len(self._prints) > CACHED:
            self._prints = {n: self._prints[n] for n in numbers & self._prints.keys()}
        missing = numbers - self._prints.keys()
        found = {number: own[number].text for number in missing & own.keys()}
        found |= read_texts(connection, sorted(missing - own.keys()))
        for number, text in found.items():
            self._prints[number] = fingerprint(text)


def assign_stories(connection: Connection, touched: Iterable[int]) -> dict[int, str]:
    """The stories of these articles and of all that are joined to them, where they changed, by article number.

    A story is named after its earliest dated member, then the one with the smallest id.
    """
    numbers, edges = _component(connection, set(touched))
    rows: dict[int, Any] = {}
    for part in _chunks(sorted(numbers), 500):
        columns = (articles.c.number, articles.c.id, articles.c.day, articles.c.story)
        for row in connection.execute(select(*columns).where(articles.c.number.in_(part))):
            rows[row.number] = row
    changed: dict[int, str] = {}
    for members in group(rows, [e for e in edges if e[0] in rows and e[1] in rows]):
        story = min((rows[n].day or "9999", rows[n].id) for n in members)[1]
        changed |= {n: story for n in members if rows[n].story != story}
    return changed


def read_texts(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """A text of each of these articles (all texts of an article have the same words)."""
    found: dict[int, str] = {}
    for part in _chunks(numbers, 500):
        query = select(texts.c.article, texts.c.data).where(texts.c.article.in_(part)).order_by(texts.c.id)
        for number, data in connection.execute(query):
            if number not in found:
                found[number] = decompress(data).decode()
    return found


def read_sizes(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The number of words of each of these articles."""
    found: dict[int, int] = {}
    for part in _chunks(sorted(numbers), 500):
        query = select(articles.c.number, articles.c.words).where(articles.c.number.in_(part))
        found |= {number: count for number, count in connection.execute(query)}
    return found


def _component(connection: Connection, seeds: set[int]) -> tuple[set[int], list[tuple[int, int, bool]]]:
    """All articles that pairs connect with the seeds, and those pairs."""
    numbers, edges, fresh = set(seeds), set(), set(seeds)
    while fresh:
        reached: set[int] = set()
        for part in _chunks(sorted(fresh), 500):
            query = select(pairs).where(or_(pairs.c.small.in_(part), pairs.c.large.in_(part)))
            for small, large, embedded in connection.execute(query):
                edges.add((small, large, bool(embedded)))
                reached |= {small, large}
        fresh = reached - numbers
        numbers |= fresh
    return numbers, sorted(edges)


def _chunks(values: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]
