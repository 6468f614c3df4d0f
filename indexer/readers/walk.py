"""Which members does a path hold?

Files and folders in the order of their names. Links are named and never followed, special files are named and never
opened, and whatever cannot be read is named with the reason; the rest goes on.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from indexer.draft import Place, Unreadable
from indexer.readers.archives import archive_members, archive_of
from indexer.readers.formats import base_name, format_of, not_document
from indexer.readers.member import Member, label
from indexer.readers.streams import CHUNK, Bounded, compression_of, decompressed
from indexer.readers.survey import members_of, survey

ARCHIVE = "articles.db"
"""The file that makes a folder an archive, as `search.database` calls it, which takes long to import."""
SIDE_CARS = (".captured", ".meta.json")
CAPTURE_NAMES = ("captured", "captured_at", "capture_time", "crawl_date", "crawled", "fetched", "retrieved", "scraped")
SPECIAL = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def members(paths: Iterable[Path]) -> Iterator[Member | Unreadable]:
    """Every member under these paths, in a stable order.

    Yields an Unreadable for a path that is missing, a link, special, locked, empty, damaged, encrypted or over a limit.
    A file that is cut off gives a Member with its good bytes first, then the Unreadable that says where it breaks.
    """
    for path in paths:
        yield from _at(path)


def refused(path: Path | str, kind: str, reason: str) -> Unreadable:
    """A whole path that cannot be read."""
    return Unreadable(place=Place(path=label(str(path)), sha256="", start=0, end=0), kind=kind, reason=reason)


def _at(path: Path) -> Iterator[Member | Unreadable]:
    name = label(str(path))
    try:
        mode, entries = os.lstat(path).st_mode, []
        if stat.S_ISDIR(mode):
            entries = sorted(os.listdir(path))
    except OSError as error:
        yield refused(path, *_failure(error, name))
        return
    if ARCHIVE in entries:
        said = f'"{name}" is an archive of Broadsheet and was not read. Add the dumps that it was made from.'
        yield refused(path, "archive", said)
    elif stat.S_ISDIR(mode):
        for entry in entries:
            yield from _at(path / entry)
    elif stat.S_ISLNK(mode):
        yield refused(
            path, "link", f'"{name}" is a link and was not followed. Add the file or folder that it points to.'
        )
    elif not stat.S_ISREG(mode):
        what = SPECIAL.get(stat.S_IFMT(mode), "no regular file")
        yield refused(path, "special file", f'"{name}" is {what} and was not opened. Add regular files and folders.')
    else:
        yield from _file(path, name)


def _failure(error: OSError, name: str) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "missing", f'There is no file or folder "{name}". Check the path.'
    if isinstance(error, PermissionError):
        return "no permission", f'"{name}" may not be read by this user. Change its permissions and add it again.'
    if error.errno == errno.ELOOP:
        return "link", f'"{name}" is a link and was not followed. Add the file or folder that it points to.'
    return "read error", f'"{name}" cannot be read: {error.strerror}. Check the disk and add it again.'


def _file(path: Path, name: str) -> Iterator[Member | Unreadable]:
    try:
        with _opened(path) as raw:
            head = raw.read(CHUNK)
    except OSError as error:
        yield refused(path, *_failure(error, name))
        return
    if not head:
        yield refused(path, "empty", f'"{name}" is empty.')
    elif settled := "side-car" if _is_side_car(path) else not_document(path.name):
        yield from _plain(path, name, settled)
    elif kind := archive_of(head):
        yield from archive_members(kind, partial(_opened, path), name, captured_beside(path))
    else:
        yield from _plain(path, name)


def _is_side_car(path: Path) -> bool:
    return any(path.name.endswith(e) and path.with_name(path.name.removesuffix(e)).exists() for e in SIDE_CARS)


def _opened(path: Path) -> io.BufferedReader:
    """The file's bytes; raises OSError also for a link that took the file's place, and never hangs on a pipe."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    return cast(io.BufferedReader, os.fdopen(descriptor, "rb", buffering=CHUNK))


def _reopen(path: Path, compression: str | None, size: int) -> BinaryIO:
    under = ExitStack()
    raw = under.enter_context(_opened(path))
    stream = under.enter_context(decompressed(raw, compression)) if compression else raw
    return cast(BinaryIO, io.BufferedReader(Bounded(stream, size, under), CHUNK))


def _plain(path: Path, name: str, settled: str | None = None) -> Iterator[Member | Unreadable]:
    """A file that is no archive, with its compression taken off."""
    try:
        with _opened(path) as raw:
            compression = None if settled else compression_of(raw.peek(8)[:8])
            found = survey(decompressed(raw, compression) if compression else raw)
    except OSError as error:
        yield refused(path, *_failure(error, name))
        return
    format = settled or format_of(found.head, base_name(path.name))
    yield from members_of(found, name, format, captured_beside(path), partial(_reopen, path, compression))


def captured_beside(path: Path) -> str | None:
    """The capture time in a side-car: the text of `<file>.captured`, or a field of `<file>.meta.json`."""
    try:
        note = path.with_name(path.name + ".captured")
        if note.is_file():
            return note.read_text("utf-8", "replace")[:100].strip() or None
        record = path.with_name(path.name + ".meta.json")
        if record.is_file():
            fields = orjson.loads(record.read_bytes()[:CHUNK])
            return next((str(fields[name]) for name in CAPTURE_NAMES if fields.get(name)), None)
    except (OSError, ValueError, AttributeError):
        return None
    return None
