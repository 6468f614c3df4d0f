"""What does the archive hold? The store of record: articles, where each of them was seen, and what each run did.

An archive is a folder: `articles.db`, the database; `index/`, which an engine derives from it; `lock`, held by the one
writer. Everything that is returned is on disk. Any number of threads and processes may read while one writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy
from sqlalchemy import Connection, func, select, union_all

from search import labels, runs, shelf
from search.article import UNDETERMINED, Article
from search.counters import counter, upsert, value
from search.database import FILE, connect, quick_check, translated
from search.errors import BroadsheetError, NoSuchArticle
from search.lock import Lock
from search.runs import Input, Quarantined, Run, Status
from search.schema import articles, meta, quarantine, sightings, tombstones
from search.stories import Sketch
from search.writing import Outcome, Writer, undo

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


class Archive:
    """An open archive; a context manager. Made by `Archive.open`."""

    def __init__(self, folder: Path, database: sqlalchemy.Engine, lock: Lock | None) -> None:
        self.folder = folder
        self._database = database
        self._lock = lock
        self._writer: Writer | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, write: bool = False) -> Self:
        """The archive in this folder; with `write`, to add to it and holding its lock.

        Raises NoArchive, ArchiveLocked, ArchiveTooNew, ArchiveDamaged, OutOfSpace.
        """
        if not write:
            return cls(folder, connect(folder, create=False, write=False), None)
        if create:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not (folder / FILE).is_file():
            connect(folder, create=False, write=False)  # raises NoArchive, and makes no lock file
        lock = Lock(folder / "lock")
        try:
            return cls(folder, connect(folder, create=create, write=True), lock)
        except BroadsheetError:
            lock.release()
            raise

    def close(self) -> None:
        """Write what is held in memory, and let go of the files and the lock."""
        try:
            if self._lock and self._writer:
                with self._writing() as connection:
                    self._writer.neighbours.flush(connection)
        finally:
            self._writer = None
            self._database.dispose()
            if self._lock:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    @property
    def index_folder(self) -> Path:
        """Where the engine keeps its index."""
        return self.folder / "index"

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
        """The article of this id. Raises NoSuchArticle."""
        found = self.articles([id])
        if id not in found:
            raise NoSuchArticle(f'No article has the id "{id}". It may have been undone with its run.')
        return found[id]

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles of these ids, in this order; an id that is not there is left out."""
        with self._reading() as connection:
            found = shelf.read_articles(connection, ids)
        return {id: found[id] for id in ids if id in found}

    def story(self, story_id: str) -> list[Article]:
        """The articles of a story, the earliest first; none for an unknown story."""
        with self._reading() as connection:
            return shelf.read_story(connection, story_id)

    def changes(self, since: int, until: int | None = None) -> Iterator[tuple[str, Article | None]]:
        """Every article written after the change `since`, in order; None where it was deleted. Streams."""
        while True:
            with self._reading() as connection:
                rows = self._changed(connection, since, until)
                found = shelf.read_articles(connection, [id for _, id, alive in rows if alive])
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

    def find_values(self, facet: str, text: str) -> tuple[str, ...]:
        """The values of a facet whose name or value holds this text, case and accents aside, most frequent first."""
        with self._reading() as connection:
            return labels.find_values(connection, facet, text)

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
                quarantined=connection.scalar(select(func.count()).select_from(quarantine)) or 0,
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

    def quarantined(self, run: int | None = None) -> list[Quarantined]:
        """What lies in quarantine, of one run or of all that stand."""
        with self._reading() as connection:
            return runs.quarantined_of(connection, run)

    def seen(self, corpus: str, path: str, sha256: str) -> bool:
        """Whether this very input was read to its end before."""
        with self._reading() as connection:
            return runs.is_done(connection, corpus, path, sha256)

    def verify(self) -> None:
        """Read the whole database. Raises ArchiveDamaged when its own check finds a fault."""
        with self._reading() as connection:
            quick_check(connection, self.folder / FILE)

    def copy(self, folder: Path) -> None:
        """Write the database as it stands into a new folder, which is an archive then; an index is made there anew."""
        folder.mkdir(mode=0o700, parents=True)
        with self._reading() as connection, closing(sqlite3.connect(folder / FILE)) as target:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
        (folder / FILE).chmod(0o600)

    # Writing

    def begin_run(
        self, command: str, corpus: str, *, arguments: Sequence[str] = (), captured: str | None = None
    ) -> Run:
        """A new run; every change belongs to one."""
        with self._writing() as connection:
            return runs.begin(connection, command, arguments, corpus, captured)

    def add(self, run: Run, batch: Sequence[Article], sketches: Sequence[Sketch] | None = None) -> Outcome:
        """Take a batch of articles in, in one transaction: when this returns they are on disk.

        `sketches` are those of the texts (`search.stories.sketch`), where workers made them already. Batches of about
        500 are fastest.
        """
        with self._writing() as connection:
            outcome = self._open_writer(connection).add(connection, run.id, batch, sketches)
        if self._writer and self._writer.neighbours.is_full:
            with self._writing() as connection:
                self._writer.neighbours.flush(connection)
        return outcome

    def finish_input(self, run: Run, item: Input, quarantined: Sequence[Quarantined] = ()) -> None:
        """Enter what became of an input, when all its articles are added."""
        with self._writing() as connection:
            runs.finish_input(connection, run.id, item, quarantined)

    def finish_run(self, run: Run, counts: Mapping[str, int], status: Status = "done") -> None:
        """Close a run with its totals."""
        with self._writing() as connection:
            if self._writer:
                self._writer.neighbours.flush(connection)
            runs.finish(connection, run.id, status, counts)

    def undo(self, run_id: int) -> None:
        """Take everything back that a run added: the archive is as if it had not been. Raises BroadsheetError."""
        with self._writing() as connection:
            run = runs.one_run(connection, run_id)
            if run.status == "undone":
                raise BroadsheetError(f"Run {run_id} is undone already. List the runs: broadsheet runs")
            neighbours = self._open_writer(connection).neighbours
            neighbours.flush(connection)
            undo(connection, run_id, neighbours)
            runs.finish(connection, run_id, "undone", run.counts)

    def set_engine(self, name: str) -> None:
        """Have another engine index this archive."""
        with self._writing() as connection:
            upsert(connection, meta, [{"key": "engine", "value": name}], ["value"])

    def _open_writer(self, connection: Connection) -> Writer:
        if self._writer is None:
            self._writer = Writer(connection)
        return self._writer

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.folder / FILE), self._database.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if not self._lock:
            raise ValueError("the archive is open for reading only")
        try:
            with translated(self.folder / FILE), self._database.begin() as connection:
                yield connection
        except BaseException:
            self._writer = None  # what it holds in memory may not be what the database holds
            raise

    @staticmethod
    def _changed(connection: Connection, since: int, until: int | None) -> list[tuple[int, str, bool]]:
        queries = []
        for table, alive in ((articles, 1), (tombstones, 0)):
            query = select(table.c.change, table.c.id, sqlalchemy.literal(alive).label("alive"))
            query = query.where(table.c.change > since)
            queries.append(query if until is None else query.where(table.c.change <= until))
        both = union_all(*queries).order_by("change").limit(CHANGES_AT_ONCE)
        return [(change, id, bool(alive)) for change, id, alive in connection.execute(both)]
