"""In which order do the stages run? Walk, learn, read, cut, extract on all cores; write and account in one process.

An article is added when its transaction is on disk. The index follows at the end; after a crash, with the next run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer import learning, readers, tables
from indexer.draft import Unreadable
from indexer.extraction import Options
from indexer.intake import Intake, Progress, Watch, unwatched
from indexer.ledger import RunReport
from indexer.readers import Member
from indexer.stopping import Stop, asked_to_stop
from indexer.workers import Item, chunks, in_order
from search.archive import Archive
from search.runs import Input, Status

__all__ = ["Progress", "Watch", "add", "dry_run", "pieces"]


def add(
    archive: Archive,
    paths: Sequence[Path],
    options: Options,
    *,
    arguments: Sequence[str] = (),
    workers: int = 0,
    watch: Watch = unwatched,
) -> tuple[RunReport, list[Input]]:
    """Read dumps into an archive that is open for writing, as one run; its totals, and what became of each input.

    When it is interrupted, what was read is committed, KeyboardInterrupt is raised, and the next run goes on where this
    one stopped. Raises UnusableInput for a broken table of the user, before anything is read.
    """
    details = how(options, tables.checked(options.tables))
    run = archive.begin_run("add", options.corpus, arguments=arguments, captured=options.captured, details=details)
    intake = Intake(archive, run, options, watch)
    with asked_to_stop() as stop, finished(intake):
        fresh = intake.survey(_stoppable(readers.members(paths), stop))
        learnt = learning.learn_corpus(archive.folder, options.corpus, fresh)
        if learnt.fresh:
            archive.note_run(run, {**details, "learnt": dict(learnt.fresh)})
        stream = chunks(enumerate(map(pieces(options), fresh)))
        for result in in_order(stream, options, learnt.boilerplate, workers):
            intake.take(result, fresh[result.chunk.member])
            stop.check()
    return intake.report, intake.entries


@contextmanager
def finished(intake: Intake) -> Iterator[None]:
    """Closes the run, however the block ends; what waits is committed unless it failed."""
    status: Status = "interrupted"
    try:
        yield
        intake.commit()
        status = "done"
    except KeyboardInterrupt:
        intake.commit()
        raise
    finally:
        intake.archive.finish_run(intake.run, intake.report.counts(), status)


def dry_run(
    archive: Archive | None, paths: Sequence[Path], options: Options, *, workers: int = 0, watch: Watch = unwatched
) -> tuple[RunReport, list[Input]]:
    """What `add` would do, found out on a copy of the archive that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "archive"
        if archive:
            archive.copy(copy)
            learnt = archive.folder / learning.FOLDER
            if learnt.is_dir():
                shutil.copytree(learnt, copy / learning.FOLDER)
        with Archive.open(copy, create=True, write=True) as trial:
            return add(trial, paths, options, workers=workers, watch=watch)


def how(options: Options, digest: str | None) -> dict[str, Any]:
    """How the inputs of a run are read, as the archive keeps it: enough to read them in the same way again."""
    details = {"folder": os.getcwd(), "outlet": options.outlet, "mapping": dict(options.mapping), "tables": digest}
    details["ner"] = options.ner
    return {name: value for name, value in details.items() if value}


def pieces(options: Options) -> Callable[[Member], Iterator[Item]]:
    """A function that cuts a member into its pieces, with the user's names of fields."""
    return lambda member: readers.documents(member, dict(options.mapping))


def _stoppable(found: Iterable[Member | Unreadable], stop: Stop) -> Iterator[Member | Unreadable]:
    for item in found:
        stop.check()
        yield item
