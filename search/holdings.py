"""What does an archive hold? Everything that can be asked of one, while another process may write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy
from sqlalchemy import Connection, func, select, union_all

from search import labels, runs, shelf
from search.article import UNDETERMINED, Article
from search.counters import counter, value
from search.database import FILE, INDEX, quick_check, translated
from search.directory import Directory
from search.errors import NoSuchArticle
from search.lock import is_held
from search.packing import Mark, marks_of
from search.runs import Input, Quarantined, Run
from search.schema import articles, sightings, tombstones

CHANGES_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What the archive holds, counted. `missing` gives for each facet how many articles have no value of it."""

    articles: int
    stories: int
    sightings: int
    undated: int
    first: str | None
    last: str | None
    corpora: Mapping[str, int]
    languages: Mapping[str, int]
    missing: Mapping[str, int]
    quarantined: int
    bytes: int


class Holdings:
    """The reading side of an archive: each answer stands in one generation. Threads may share one."""

    def __init__(self, folder: Path, database: sqlalchemy.Engine) -> None:
        self.folder = folder
        self._database = database
        self._names: tuple[int, Directory] | None = None

    @property
    def index_folder(self) -> Path:
        """Where the engine keeps its index."""
        return self.folder / INDEX

    @property
    def is_being_written(self) -> bool:
        """Whether a process writes to the archive now."""
        return is_held(self.folder / "lock")

    @property
    def id(self) -> str:
        """The archive's own random name: an index says which archive it was made from."""
        with self._reading() as connection:
            return value(connection, "archive") or ""

    @property
    def engine_name(self) -> str:
        """The name of the engine that indexes this archive."""
        with self._reading() as connection:
            return value(connection, "engine") or ""

    @property
    def generation(self) -> int:
        """The highest change number: it grows with everything that is written."""
        with self._reading() as connection:
            return counter(connection, "generation")

    def count(self) -> int:
        """The number of articles."""
        with self._reading() as connection:
            return counter(connection, "articles")

    def article(self, id: str) -> Article:
        """The article that has this id, or had it under an older recipe of ids. Raises NoSuchArticle."""
        found = self.articles([id])
        if id not in found:
            raise NoSuchArticle('No article has the id "%(id)s". It may have been undone with its run.', id=id)
        return found[id]

    def articles(self, ids: Sequence[str], *, evidence: bool = True) -> dict[str, Article]:
        """The articles of these ids, in this order; an id that is not there is left out.

        A former id gives what it is now. Without `evidence` they come faster, and without the words that gave their
        values.
        """
        with self._reading() as connection:
            found = shelf.read_articles(connection, ids, evidence=evidence)
            if missing := [id for id in ids if id not in found]:
                now = shelf.read_former(connection, missing)
                renamed = shelf.read_articles(connection, list(now.values()), evidence=evidence)
                found |= {old: renamed[id] for old, id in now.items() if id in renamed}
        return {id: found[id] for id in ids if id in found}

    def story(self, story_id: str) -> list[Article]:
        """The articles of a story, the earliest first; none for an unknown story."""
        with self._reading() as connection:
            return shelf.read_story(connection, story_id) or self._former_story(connection, story_id)

    def changes(
        self, since: int, until: int | None = None, *, evidence: bool = True
    ) -> Iterator[tuple[str, Article | None]]:
        """Every article written after the change `since`, in order; None where it was deleted. Streams.

        Without `evidence` they come faster, and without the words that gave their values.
        """
        while True:
            with self._reading() as connection:
                rows = self._changed(connection, since, until)
                found = shelf.read_articles(connection, [id for _, id, alive in rows if alive], evidence=evidence)
            if not rows:
                return
            for _, id, _ in rows:
                yield id, found.get(id)
            since = rows[-1][0]

    def deleted(self, since: int, until: int) -> list[str]:
        """The ids of the articles that were deleted by the changes after `since` up to `until`."""
        query = select(tombstones.c.id).where(tombstones.c.change > since, tombstones.c.change <= until)
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(tombstones.c.change)))

    def labels(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """What these values of a facet are called; a value without a name keeps its own."""
        with self._reading() as connection:
            return labels.labels(connection, facet, values)

    def actor_types(self, ids: Iterable[str]) -> dict[str, str]:
        """The type under which most articles name each of these actors; one whose type nobody knows is left out."""
        with self._reading() as connection:
            found = labels.labels(connection, labels.TYPES, ids)
        return {id: type for id, type in found.items() if type != id}

    def find_values(self, facet: str, text: str) -> tuple[str, ...]:
        """The values of a facet whose name or value holds this text, case and accents aside, most frequent first."""
        return tuple(named.value for named in self.directory().holding(facet, text))

    def directory(self) -> Directory:
        """The names of all facet values, read once for each generation."""
        with self._reading() as connection:
            generation = counter(connection, "generation")
            if self._names is None or self._names[0] != generation:
                self._names = generation, labels.directory(connection)
            return self._names[1]

    def languages(self) -> frozenset[str]:
        """The languages of the articles, without the undetermined."""
        with self._reading() as connection:
            return frozenset(labels.values_of(connection, "language")) - {UNDETERMINED}

    def corpora(self) -> dict[str, int]:
        """The corpora and how many articles stand in each."""
        with self._reading() as connection:
            return labels.values_of(connection, "corpus")

    def stats(self) -> Stats:
        """What the archive holds, counted in one generation."""
        with self._reading() as connection:
            day = articles.c.day
            total = counter(connection, "articles")
            dated, first, last = connection.execute(select(func.count(day), func.min(day), func.max(day))).one()
            return Stats(
                articles=total,
                stories=connection.scalar(select(func.count(articles.c.story.distinct()))) or 0,
                sightings=connection.scalar(select(func.count()).select_from(sightings)) or 0,
                undated=total - dated,
                first=first,
                last=last,
                corpora=labels.values_of(connection, "corpus"),
                languages=labels.values_of(connection, "language"),
                missing=labels.coverage(connection),
                quarantined=len(runs.quarantined_of(connection, None)),
                bytes=sum(f.stat().st_size for f in self.folder.rglob("*") if f.is_file()),
            )

    def runs(self) -> list[Run]:
        """All runs, the first one first."""
        with self._reading() as connection:
            return runs.all_runs(connection)

    def run(self, id: int) -> Run:
        """The run of this number. Raises BroadsheetError when there is none."""
        with self._reading() as connection:
            return runs.one_run(connection, id)

    def inputs(self, run: int) -> list[Input]:
        """What a run read, and what became of it."""
        with self._reading() as connection:
            return runs.inputs_of(connection, run)

    def quarantined(self, run: int | None = None, *, resolved: bool = False) -> list[Quarantined]:
        """What lies in quarantine, of one run or of all that stand; with `resolved` also what was read after all."""
        with self._reading() as connection:
            return runs.quarantined_of(connection, run, resolved)

    def seen(self, corpus: str, inputs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these inputs (path, sha256) of a corpus that were read to their end before."""
        with self._reading() as connection:
            return runs.done(connection, corpus, inputs)

    def inputs_at(self, corpus: str, path: str, sha256: str) -> list[tuple[int, Input]]:
        """What became of this very input, with the number of the run that read it, the last one first."""
        with self._reading() as connection:
            return runs.inputs_at(connection, corpus, path, sha256)

    def seen_places(self, corpus: str | None = None) -> Iterator[list[tuple[Article, tuple[Mark, ...] | None]]]:
        """Every place that counts, as it was extracted there, with the marks of its metadata, by article. Streams."""
        for found in self._sightings():
            kept = [(item.article, marks_of(item.data)) for item in found if not item.superseded]
            kept = [item for item in kept if corpus in (None, item[0].source.corpus)]
            if kept:
                yield kept

    def _sightings(self) -> Iterator[list[shelf.Sighting]]:
        with self._reading() as connection:
            numbers = list(connection.scalars(select(articles.c.number).order_by(articles.c.number)))
        for at in range(0, len(numbers), CHANGES_AT_ONCE):
            with self._reading() as connection:
                found = shelf.read_sightings(connection, numbers[at : at + CHANGES_AT_ONCE])
            yield from found.values()

    def verify(self) -> None:
        """Read the whole database. Raises ArchiveDamaged when its own check finds a fault."""
        with self._reading() as connection:
            quick_check(connection, self.folder / FILE)

    def copy(self, folder: Path) -> None:
        """Write the database as it stands into a new folder, which is an archive then; an index is made there anew."""
        folder.mkdir(mode=0o700, parents=True)
        self.backup(folder / FILE)

    def backup(self, file: Path) -> None:
        """Write the database as it stands into a new file, while others may write.

        Raises FileExistsError, OutOfSpace.
        """
        file.touch(mode=0o600, exist_ok=False)
        with self._reading() as connection, closing(sqlite3.connect(file)) as target:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.folder / FILE), self._database.connect() as connection:
            yield connection

    @staticmethod
    def _former_story(connection: Connection, story_id: str) -> list[Article]:
        """The story of the article that had this id, after which its story was called."""
        now = shelf.read_former(connection, [story_id])
        found = shelf.read_articles(connection, list(now.values()), evidence=False)
        return [other for article in found.values() for other in shelf.read_story(connection, article.story)]

    @staticmethod
    def _changed(connection: Connection, since: int, until: int | None) -> list[tuple[int, str, bool]]:
        queries = []
        for table, alive in ((articles, 1), (tombstones, 0)):
            query = select(table.c.change, table.c.id, sqlalchemy.literal(alive).label("alive"))
            query = query.where(table.c.change > since)
            queries.append(query if until is None else query.where(table.c.change <= until))
        both = union_all(*queries).order_by("change").limit(CHANGES_AT_ONCE)
        return [(change, id, bool(alive)) for change, id, alive in connection.execute(both)]
