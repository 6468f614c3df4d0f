"""How do articles get into the archive? In whole transactions: it holds what its sightings give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from search.article import Article
from search.counters import counter, set_counter, upsert, write_rows
from search.labels import count_names
from search.merging import merge, rank
from search.neighbours import Neighbours, Newcomer, assign_stories
from search.packing import compress, pack, pack_merged, unpack
from search.runs import member_ids
from search.schema import articles, sightings, texts, tombstones
from search.shelf import read_numbered, read_sightings
from search.stories import Sketch, sketch

Fate = Literal["accepted", "copy", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the articles of a batch, one by one.

    accepted: a new article. copy: a new place of a known body. updated: the same place or the same path gives something
    else than before. unchanged: the archive knew it.
    """

    fates: tuple[Fate, ...]

    def count(self, fate: Fate) -> int:
        """How many articles of the batch had this fate."""
        return self.fates.count(fate)


@dataclass(slots=True)
class Batch:
    """Articles to take in, with the sketches of their texts and their packed forms, where these were made before.

    Those with packed forms may come without the words that gave their values.
    """

    articles: list[Article] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)
    packed: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """The rows of one transaction, as they gather. With `reread` sightings keep the run that first read them."""

    run: int
    reread: bool
    numbers: dict[str, int]
    next_number: int
    next_sighting: int
    next_text: int
    fates: list[Fate] = field(default_factory=list)
    sightings: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    text_ids: dict[tuple[int, str], int] = field(default_factory=dict)
    superseded: list[dict[str, int]] = field(default_factory=list)
    fresh: dict[int, list[_Known]] = field(default_factory=dict)
    sketches: dict[int, Sketch] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Known:
    """A sighting that counts, in the archive or in the batch."""

    id: int
    number: int
    member: int
    article: Article
    data: bytes
    origin: int | None


class Writer:
    """Adds and removes; one at a time, inside transactions that the archive opens."""

    def __init__(self, connection: Connection) -> None:
        self.neighbours = Neighbours(connection)
        self._members: dict[tuple[str, str, str], int] = {}

    def add(self, connection: Connection, run: int, given: Batch, *, reread: bool = False) -> Outcome:
        """Take a batch of articles in, each as a sighting of its body; stories and copies are kept up.

        With `reread` they are what other rules made of stored sightings: undoing the run that read those
        takes these too.
        """
        batch = given.articles
        plan = self._plan(connection, batch, run, reread)
        before = read_numbered(connection, sorted(plan.numbers.values()))
        known = self._known(connection, batch, plan)
        for index, article in enumerate(batch):
            ready = given.sketches[index] if given.sketches else None
            self._take(article, given.packed[index] if given.packed else pack(article), ready, plan, known)
        self._store(connection, plan)
        added = self._insert_new(connection, plan)
        paired = self.neighbours.add(connection, added)
        rewrite(connection, {number: before[number] for number in sorted(plan.touched)}, self.neighbours, paired)
        return Outcome(tuple(plan.fates))

    def _plan(self, connection: Connection, batch: Sequence[Article], run: int, reread: bool) -> _Plan:
        ids = list({article.id for article in batch})
        numbers: dict[str, int] = {}
        for at in range(0, len(ids), 500):
            query = select(articles.c.id, articles.c.number).where(articles.c.id.in_(ids[at : at + 500]))
            numbers |= {id: number for id, number in connection.execute(query)}
        return _Plan(
            run=run,
            reread=reread,
            numbers=numbers,
            next_number=counter(connection, "number") + 1,
            next_sighting=(connection.scalar(select(func.max(sightings.c.id))) or 0) + 1,
            next_text=(connection.scalar(select(func.max(texts.c.id))) or 0) + 1,
        )

    def _known(self, connection: Connection, batch: Sequence[Article], plan: _Plan) -> _Index:
        """The sightings that count of the articles that the batch brings again."""
        self._learn(connection, batch)
        index = _Index()
        for number, items in read_sightings(connection, sorted(plan.numbers.values())).items():
            self._learn(connection, [item.article for item in items])
            for item in items:
                plan.text_ids[number, item.article.text] = item.text_id
                if not item.superseded:
                    member = self._member(item.article)
                    index.put(_Known(item.id, number, member, item.article, item.data, item.origin))
        return index

    def _learn(self, connection: Connection, batch: Iterable[Article]) -> None:
        keys = {(a.source.corpus, a.source.path, a.source.sha256): None for a in batch}
        self._members |= member_ids(connection, [key for key in keys if key not in self._members])

    def _member(self, article: Article) -> int:
        return self._members[article.source.corpus, article.source.path, article.source.sha256]

    def _take(self, article: Article, data: bytes, given: Sketch | None, plan: _Plan, known: _Index) -> None:
        member, number = self._member(article), plan.numbers.get(article.id)
        older = known.at(number, member, article.source.start) if number is not None else None
        if (
            older
            and older.data == data
            and older.article.text == article.text
            and older.article.source.end == article.source.end
        ):
            plan.fates.append("unchanged")
            return
        replaced = [older] if older else known.versions(number, member, article) if number is not None else []
        plan.fates.append("updated" if replaced else "copy" if number is not None else "accepted")
        if number is None:
            number = plan.numbers[article.id] = plan.next_number
            plan.next_number += 1
            plan.fresh[number] = []
            plan.sketches[number] = given or sketch(article.text)
        origin = replaced[0].origin if plan.reread and replaced else None
        sighting = _Known(plan.next_sighting, number, member, article, data, origin)
        plan.next_sighting += 1
        for item in replaced:
            plan.superseded.append({"old": item.id, "new": sighting.id})
            known.drop(item)
        known.put(sighting)
        self._enter(sighting, plan)

    def _enter(self, sighting: _Known, plan: _Plan) -> None:
        number, article = sighting.number, sighting.article
        text = plan.text_ids.get((number, article.text))
        if text is None:
            text = plan.text_ids[number, article.text] = plan.next_text
            plan.next_text += 1
            plan.texts.append({"id": text, "article": number, "data": compress(article.text.encode())})
        source = article.source
        plan.sightings.append(
            {
                "id": sighting.id, "article": number, "run": plan.run, "member": sighting.member, "start": source.start,
                "end": source.end, "line": source.line, "text": text, "superseded_by": None, "data": sighting.data,
                "origin": sighting.origin,
            }
        )  # fmt: skip
        if number in plan.fresh:
            plan.fresh[number].append(sighting)
        else:
            plan.touched.add(number)

    def _store(self, connection: Connection, plan: _Plan) -> None:
        write_rows(connection, insert(texts), plan.texts)
        write_rows(connection, insert(sightings), plan.sightings)
        if plan.superseded:
            connection.execute(
                update(sightings).where(sightings.c.id == bindparam("old")).values(superseded_by=bindparam("new")),
                plan.superseded,
            )
        set_counter(connection, "number", plan.next_number - 1)

    def _insert_new(self, connection: Connection, plan: _Plan) -> list[Newcomer]:
        """Write the rows of new articles."""
        gone = {row["old"] for row in plan.superseded}
        rows, made, added = [], [], []
        change = counter(connection, "generation")
        for number, items in plan.fresh.items():
            counted = [item for item in items if item.id not in gone]
            article = merge([_whole(item) for item in counted]) if len(counted) > 1 else counted[0].article
            change += 1
            words = plan.sketches[number].words
            current = [(item.id, item.article) for item in counted]
            rows.append({"number": number, **_row(article, current, change), "words": words})
            made.append(article)
            added.append(Newcomer(number, article.text, plan.sketches[number]))
        if rows:
            write_rows(connection, insert(articles), rows)
            connection.execute(delete(tombstones).where(tombstones.c.id.in_([article.id for article in made])))
            count_names(connection, made)
            set_counter(connection, "generation", change)
            set_counter(connection, "articles", counter(connection, "articles") + len(rows))
        return added


def _whole(known: _Known) -> Article:
    """The article of a sighting with the words that gave its values."""
    article = known.article
    return unpack(known.data, id=article.id, text=article.text, source=article.source)


class _Index:
    """The sightings that count, by place and by version."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, int, int], _Known] = {}
        self._versions: dict[tuple[int, str, str], list[_Known]] = {}

    def put(self, known: _Known) -> None:
        source = known.article.source
        self._places[known.number, known.member, source.start] = known
        self._versions.setdefault((known.number, source.corpus, source.path), []).append(known)

    def drop(self, known: _Known) -> None:
        source = known.article.source
        del self._places[known.number, known.member, source.start]
        self._versions[known.number, source.corpus, source.path].remove(known)

    def at(self, number: int, member: int, start: int) -> _Known | None:
        """The sighting of this body at this very place."""
        return self._places.get((number, member, start))

    def versions(self, number: int, member: int, article: Article) -> list[_Known]:
        """The sightings of this body in other versions of the same file."""
        source = article.source
        found = self._versions.get((number, source.corpus, source.path), ())
        return [known for known in found if known.member != member]


def rewrite(
    connection: Connection, before: Mapping[int, Article], neighbours: Neighbours, paired: Iterable[int] = ()
) -> None:
    """Merge these articles again, and find the stories again of those and of the paired ones.

    `before` are the articles as they were, by number. One that has no sighting any more is deleted.
    """
    seen = read_sightings(connection, list(before))
    start, total = counter(connection, "generation"), counter(connection, "articles")
    made, rows = [], []
    gone: dict[int, Article] = {}
    for change, (number, old) in enumerate(before.items(), start + 1):
        current = [(item.id, item.article) for item in seen[number] if not item.superseded]
        if current:
            article = merge([a for _, a in current])
            rows.append({"key": number, **_row(article, current, change), "story": old.story})
            made.append(article)
        else:
            gone[number] = old
            upsert(connection, tombstones, [{"id": old.id, "change": change}], ["change"])
    if rows:
        columns: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name not in ("key", "id")}
        connection.execute(update(articles).where(articles.c.number == bindparam("key")).values(columns), rows)
    count_names(connection, made, before.values())
    set_counter(connection, "articles", total - len(gone))
    set_counter(connection, "generation", start + len(before))
    companions = neighbours.forget(connection, {number: old.text for number, old in gone.items()})
    _sweep(connection, list(before), list(gone))
    move_stories(connection, {*paired, *before, *companions}.difference(gone))


def _sweep(connection: Connection, numbers: Sequence[int], gone: Sequence[int]) -> None:
    """Delete the texts of these articles that no sighting has, and the rows of those that are gone."""
    for part in parts(numbers):
        used = select(sightings.c.text).where(sightings.c.article.in_(part))
        connection.execute(delete(texts).where(texts.c.article.in_(part), texts.c.id.not_in(used)))
    for part in parts(gone):
        connection.execute(delete(articles).where(articles.c.number.in_(part)))


def move_stories(connection: Connection, numbers: Iterable[int]) -> None:
    """Find the stories of these articles again, and of all that are joined to them; write those that changed."""
    moved = assign_stories(connection, numbers)
    if not moved:
        return
    change = counter(connection, "generation")
    rows = [{"key": n, "story": moved[n], "change": change + i} for i, n in enumerate(sorted(moved), 1)]
    values: dict[str, Any] = {"story": bindparam("story"), "change": bindparam("change")}
    connection.execute(update(articles).where(articles.c.number == bindparam("key")).values(values), rows)
    set_counter(connection, "generation", change + len(rows))


def _row(article: Article, current: Sequence[tuple[int, Article]], change: int) -> dict[str, Any]:
    """The columns of an article that was merged of these sightings."""
    canonical = min(current, key=lambda item: (*rank(item[1]), item[0]))
    return {
        "id": article.id,
        "change": change,
        "canonical": canonical[0],
        "merged": None if len(current) == 1 else pack_merged(article),
        "story": article.id,
        "day": article.date.day.isoformat() if article.date.day else None,
    }


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values, so many at once as a statement should name."""
    for at in range(0, len(values), 500):
        yield values[at : at + 500]
