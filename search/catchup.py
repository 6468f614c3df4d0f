"""How does an index come up to the archive? By change numbers: what was written after the index's own generation."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from search.archive import Archive
from search.documents import document
from search.engine import Engine, open_engine
from search.errors import ArchiveDamaged, ArchiveLocked

BATCH = 50_000
"""Changes between two commits of the index."""
BEHIND = 5_000
"""Changes that an index may be behind an archive that is being written."""


def sync(archive: Archive, engine: Engine, progress: Callable[[int], None] | None = None) -> int:
    """Bring the index up to the archive; the number of changes that it was behind.

    Replaying changes nothing, so a crash at any point is made good by the next call. `progress` is told after each
    batch up to which change the index has gone. Raises ArchiveDamaged when the index is ahead of the archive.
    """
    until, at, total = archive.generation, engine.generation, 0
    if at > until:
        raise ArchiveDamaged(
            f"The index '{archive.index_folder}' is at change {at}, the archive only at {until}: it was made of another"
            " state of the archive. Make it anew: broadsheet rebuild"
        )
    while at < until:
        upto = min(until, at + BATCH)
        articles = (article for _, article in archive.changes(at, upto, evidence=False) if article)
        engine.write(map(document, articles), archive.deleted(at, upto), upto)
        total, at = total + upto - at, upto
        if progress:
            progress(upto)
    return total


class Follower:
    """Keeps the index close behind the archive that this process writes, so that little is left to do at the end."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._engine: Engine | None = None
        self._at = archive.generation

    def follow(self) -> None:
        """Bring the index up where it is far enough behind to be worth a commit."""
        if self._archive.generation - self._at >= BEHIND:
            self.finish()

    def finish(self) -> None:
        """Bring the index up to the archive."""
        if self._engine is None:
            self._engine = open_engine(self._archive.engine_name, self._archive.index_folder, write=True)
        sync(self._archive, self._engine)
        self._at = self._engine.generation

    def close(self) -> None:
        """Let go of the index."""
        if self._engine:
            self._engine.close()


def bring_up(folder: Path, notify: Callable[[int], None]) -> bool:
    """Bring the index of this archive up where a writer died before it could; whether it has everything now.

    It has not where another process writes, which brings it up itself, or where the folder cannot be written to.
    `notify` is told how many changes the index is behind, before they are made good. Raises ArchiveDamaged as `sync`
    does, and for an index of another version: to make it anew takes longer than a reader would wait.
    """
    with Archive.open(folder) as archive:
        behind = _behind(archive)
    if not behind:
        return True
    try:
        with Archive.open(folder, write=True) as archive:
            notify(behind)
            with closing(open_engine(archive.engine_name, archive.index_folder, write=True)) as engine:
                sync(archive, engine)
    except (ArchiveLocked, PermissionError):
        return False
    return True


def _behind(archive: Archive) -> int:
    if not archive.index_folder.exists():
        return archive.generation
    with closing(open_engine(archive.engine_name, archive.index_folder)) as engine:
        return archive.generation - engine.generation
