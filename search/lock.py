"""Who writes to the archive? One process at a time, by a lock that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import orjson

from search.errors import ArchiveLocked


class Lock:
    """An exclusive lock on a file that says who holds it. Raises ArchiveLocked at once when another process does."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(self._file, 4096, 0)
            os.close(self._file)
            raise ArchiveLocked(_message(path, holder)) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, orjson.dumps(_holder()), 0)

    def release(self) -> None:
        """Let the next writer in. The file stays: to delete it would let two writers in."""
        os.ftruncate(self._file, 0)
        os.close(self._file)


def is_held(path: Path) -> bool:
    """Whether a process holds the lock on this file now; it is not taken."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def _holder() -> dict[str, str | int]:
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}


def _message(path: Path, holder: bytes) -> str:
    try:
        who = orjson.loads(holder)
        by = f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (orjson.JSONDecodeError, KeyError, TypeError):
        by = "a process that has just begun"
    return f"Archive '{path.parent}' is being written to by {by}. Wait until it ends, or stop it, then try again."
