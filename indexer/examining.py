"""Is everything here that Broadsheet needs? What `broadsheet doctor` looks at, one finding for each."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from indexer import tables
from search.archive import Archive
from search.engine import Request, open_engine
from search.errors import BroadsheetError, NoArchive

ROOM = 200 * 1024 * 1024
"""Bytes that should be free on the disk of the archive."""
OLDEST = datetime(2025, 1, 1, tzinfo=UTC)
"""A clock that is behind this is wrong."""
PARTS = {"tantivy": "tantivy", "whoosh": "whoosh-reloaded", "pypdf": "pypdf"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is as it should be, and what was found."""

    name: str
    ok: bool
    said: str


def examine(folder: Path) -> list[Finding]:
    """All findings, in the order in which one thing needs the other."""
    return [*_machine(), *_place(folder), *_archive(folder)]


def _machine() -> Iterator[Finding]:
    python = platform.python_version()
    yield Finding(
        "versions", True, f"Broadsheet {_version('broadsheet')}, Python {python}, SQLite {sqlite3.sqlite_version}"
    )
    for name, distribution in PARTS.items():
        found = _version(distribution)
        yield Finding(name, bool(found), found or f"is not installed: pip install {distribution}")
    now = datetime.now(UTC)
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    yield Finding("clock", now > OLDEST, said if now > OLDEST else f"{said}: set it, dates in the future are refused")


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _place(folder: Path) -> Iterator[Finding]:
    near = folder.absolute()
    while not near.exists():
        near = near.parent
    free = shutil.disk_usage(near).free
    said = f"{free / 1e9:,.1f} GB free"
    yield Finding("disk", free > ROOM, said if free > ROOM else f"{said}: make room")
    writes = os.access(near, os.W_OK | os.X_OK)
    yield Finding("permissions", writes, f"'{near}' can{'' if writes else 'not'} be written to by this user")
    if folder.is_dir() and folder.stat().st_mode & 0o077:
        yield Finding("privacy", False, f"others on this machine can open '{folder}'. Close it: chmod 700 {folder}")


def _archive(folder: Path) -> Iterator[Finding]:
    try:
        with Archive.open(folder) as archive:
            archive.verify()
            yield Finding("archive", True, f"{archive.count():,} articles; the database is sound")
            yield _tables(archive)
            yield _index(archive)
    except NoArchive as error:
        yield Finding("archive", True, str(error))
    except BroadsheetError as error:
        yield Finding("archive", False, str(error))


def _tables(archive: Archive) -> Finding:
    try:
        digest = tables.checked(tables.tables_of(archive.folder))
    except BroadsheetError as error:
        return Finding("your tables", False, str(error))
    return Finding("your tables", True, digest or "none")


def _index(archive: Archive) -> Finding:
    try:
        with closing(open_engine(archive.engine_name, archive.index_folder)) as engine:
            behind, indexed = archive.generation - engine.generation, engine.ids(Request())
    except BroadsheetError as error:
        return Finding("index", False, str(error))
    agrees = not behind and len(indexed) == len(set(indexed)) == archive.count()
    said = f"{archive.engine_name}, {len(indexed):,} articles, {behind:,} changes behind"
    return Finding("index", agrees, said if agrees else f"{said}. Bring it back: broadsheet repair")
