"""How does an index come up to the archive? By change numbers: what was written after the index's own generation."""

from __future__ import annotations

from collections.abc import Callable

from search.archive import Archive
from search.documents import document
from search.engine import Engine
from search.errors import ArchiveDamaged

BATCH = 20_000
"""Changes between two commits of the index."""


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
