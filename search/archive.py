"""What does the archive hold? The store of record: articles, where each of them was seen, and what each run did.

An archive is a folder: `articles.db`, the database; `index/`, which an engine derives from it; `lock`, held by the one
writer; beside them what a person may edit: `tables/` and `boilerplate/`. Everything that is returned is on disk. Any
number of threads and processes may read while one writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy
from sqlalchemy import Connection

from search import runs
from search.article import Article
from search.counters import upsert
from search.database import FILE, connect, translated
from search.errors import BroadsheetError
from search.holdings import Holdings, Stats
from search.lock import Lock
from search.repairing import repair
from search.runs import REEXTRACT, RETRY, Entry, Input, Quarantined, Run, Status
from search.schema import meta
from search.stories import Sketch
from search.undoing import undo
from search.writing import Batch, Outcome, Writer

__all__ = ["Archive", "Stats"]


class Archive(Holdings):
    """An open archive; a context manager. Made by `Archive.open`."""

    def __init__(self, folder: Path, database: sqlalchemy.Engine, lock: Lock | None) -> None:
        super().__init__(folder, database)
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
        except BaseException:
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

    def begin_run(
        self,
        command: str,
        corpus: str,
        *,
        arguments: Sequence[str] = (),
        captured: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> Run:
        """A new run; every change belongs to one."""
        with self._writing() as connection:
            return runs.begin(connection, command, arguments, corpus, captured, details or {})

    def note_run(self, run: Run, details: Mapping[str, Any]) -> None:
        """Write the details of a run anew."""
        with self._writing() as connection:
            runs.note(connection, run.id, details)

    def add(self, run: Run, batch: Sequence[Article], sketches: Sequence[Sketch] | None = None) -> Outcome:
        """Take a batch of articles in, in one transaction: when this returns they are on disk.

        `sketches` are those of the texts (`search.stories.sketch`), where workers made them already. Batches of about
        500 are fastest.
        """
        return self.add_batch(run, Batch(list(batch), list(sketches or ())))

    def add_batch(
        self, run: Run, batch: Batch, finished: Callable[[Outcome], Sequence[Entry]] = lambda outcome: ()
    ) -> Outcome:
        """Take a batch in, and enter the inputs that end with it, in one transaction.

        `finished` gives the entries of those inputs when it is told what became of the articles. A run of "reextract"
        brings stored places again.
        """
        with self._writing() as connection:
            reread = run.command == REEXTRACT
            outcome = self._open_writer(connection).add(connection, run.id, batch, reread=reread)
            runs.finish_inputs(connection, run.id, finished(outcome))
        if self._writer and self._writer.neighbours.is_full:
            with self._writing() as connection:
                self._writer.neighbours.flush(connection)
        return outcome

    def finish_input(self, run: Run, item: Input, quarantined: Sequence[Quarantined] = ()) -> None:
        """Enter what became of an input, when all its articles are added."""
        self.finish_inputs(run, [(item, quarantined)])

    def finish_inputs(self, run: Run, entries: Sequence[Entry]) -> None:
        """Enter what became of inputs, in one transaction."""
        with self._writing() as connection:
            runs.finish_inputs(connection, run.id, entries)

    def resolve(self, run: Run, quarantined: Sequence[int]) -> None:
        """Note that this run could read these pieces of the quarantine after all; its undo takes that back."""
        with self._writing() as connection:
            runs.resolve(connection, run.id, quarantined)

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
            undo(connection, run_id, neighbours, read=run.command not in (REEXTRACT, RETRY))
            runs.finish(connection, run_id, "undone", run.counts)

    def repair(self) -> int:
        """Sketch all texts again, find the near-copies again, count facet values again; the number of articles."""
        with self._writing() as connection:
            self._writer = None
            return repair(connection)

    def set_engine(self, name: str) -> None:
        """Have another engine index this archive."""
        with self._writing() as connection:
            upsert(connection, meta, [{"key": "engine", "value": name}], ["value"])

    def _open_writer(self, connection: Connection) -> Writer:
        if self._writer is None:
            self._writer = Writer(connection)
        return self._writer

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
