"""How is the database of an archive opened? Safely, by any number of readers and one writer."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import DatabaseError, OperationalError

from search.counters import value
from search.errors import ArchiveDamaged, ArchiveTooNew, NoArchive, OutOfSpace
from search.lock import Lock
from search.schema import FORMAT, meta, metadata
from search.upgrading import upgrade

FILE = "articles.db"
INDEX = "index"
DEFAULT_ENGINE = "tantivy"
BUSY_SECONDS = 30


def connect(folder: Path, *, create: bool, write: bool) -> Engine:
    """The database in this folder, checked to be one that this version can read; made if it is missing and `create`.

    An archive of an older format is brought up first.
    Raises NoArchive, ArchiveTooNew, ArchiveDamaged, ArchiveLocked, OutOfSpace.
    """
    path = folder / FILE
    if not path.is_file():
        if not create:
            raise NoArchive(f"No archive at '{folder}'. Make one: broadsheet --archive {folder} add PATH")
        _make(path)
    database = _engine(path, write=write)
    with translated(path):
        if _format(database, path) < FORMAT:
            _upgrade(folder, locked=write)
    return database


def _upgrade(folder: Path, *, locked: bool) -> None:
    """Bring an older archive up, as its one writer. Raises ArchiveLocked."""
    lock = None if locked else Lock(folder / "lock")
    database = _engine(folder / FILE, write=True)
    try:
        with database.begin() as connection:
            if upgrade(connection) and (folder / INDEX).exists():
                shutil.rmtree(folder / INDEX)  # before the commit: an index of other ids must never be believed
    finally:
        database.dispose()
        if lock:
            lock.release()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns the database's errors into those that a reader can act on."""
    try:
        yield
    except DatabaseError as error:
        text = str(error.orig)
        if "disk is full" in text:
            raise OutOfSpace(
                f"The disk that holds '{path}' is full. Make room, then run the same command again."
            ) from error
        if any(words in text for words in ("malformed", "not a database", "disk I/O error", "no such table")):
            raise ArchiveDamaged(f"'{path}' is damaged: {text}. Restore it from a backup.") from error
        raise


def quick_check(connection: Connection, path: Path) -> None:
    """Raises ArchiveDamaged when the database's own check finds a fault. Reads the whole file."""
    if connection.dialect.name != "sqlite":
        return
    faults = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    if faults != ["ok"]:
        raise ArchiveDamaged(f"'{path}' is damaged: {'; '.join(faults)}. Restore it from a backup.")


def _make(path: Path) -> None:
    """Make the tables under another name, so that a half-made archive is never taken for one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    database = _engine(unfinished, write=True)
    with translated(path), database.begin() as connection:
        metadata.create_all(connection)
        values = {"format": str(FORMAT), "archive": secrets.token_hex(16), "engine": DEFAULT_ENGINE}
        connection.execute(insert(meta), [{"key": key, "value": text} for key, text in values.items()])
    database.dispose()
    os.replace(unfinished, path)
    parent = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)


def _engine(path: Path, *, write: bool) -> Engine:
    database = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=8,
        max_overflow=32,
    )

    @event.listens_for(database, "connect")
    def set_up(raw: sqlite3.Connection, _: Any) -> None:
        raw.isolation_level = None  # transactions are begun below, not by the driver's guess
        if write:
            raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA cache_size=-65536")
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute(f"PRAGMA query_only={'OFF' if write else 'ON'}")

    @event.listens_for(database, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return database


def _format(database: Engine, path: Path) -> int:
    """The format of the archive, which this version can read."""
    with database.connect() as connection:
        try:
            found = value(connection, "format")
        except OperationalError as error:
            raise ArchiveDamaged(f"'{path}' is not an archive of Broadsheet. Name another folder.") from error
    if found is None or not found.isdecimal():
        raise ArchiveDamaged(f"'{path}' is not an archive of Broadsheet. Name another folder.")
    if int(found) > FORMAT:
        raise ArchiveTooNew(
            f"'{path}' has format {found}, and this version of Broadsheet reads up to {FORMAT}. Install a newer one."
        )
    return int(found)
