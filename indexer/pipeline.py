"""In which order do the stages run? Walk, learn, read, cut, extract on all cores; write and account in one process.

An article counts as added when its transaction is on disk. The index follows at the end, and by itself after a crash.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from slugify import slugify

from indexer import readers
from indexer.boilerplate import Boilerplate, learn
from indexer.draft import Unreadable
from indexer.extraction import Options
from indexer.ledger import Account, RunReport
from indexer.readers import Member
from indexer.workers import Item, Yield, chunks, in_order
from search.archive import Archive
from search.article import Article
from search.runs import Input, Outcome, Status
from search.stories import Sketch

BATCH = 500
LEARN_CAP = 64 * 1024 * 1024
"""Bytes of text that are looked through for lines which the pages of a corpus share."""


@dataclass(slots=True)
class Progress:
    """How far a run has come; `fates` counts records, `stage` is what is being done."""

    stage: str = "reading"
    bytes_total: int = 0
    bytes_read: int = 0
    articles: int = 0
    fates: Counter[str] = field(default_factory=Counter)


Watch = Callable[[Progress], None]


def _unwatched(progress: Progress) -> None:
    """Nobody looks."""


def add(
    archive: Archive,
    paths: Sequence[Path],
    options: Options,
    *,
    arguments: Sequence[str] = (),
    workers: int = 0,
    watch: Watch = _unwatched,
) -> tuple[RunReport, list[Input]]:
    """Read dumps into an archive that is open for writing, as one run; its totals, and what became of each input.

    When it is interrupted, what was read is committed, and the next run goes on where this one stopped.
    """
    adding = _Adding(archive, options, arguments, watch)
    status: Status = "interrupted"
    try:
        fresh = adding.survey(readers.members(paths))
        boilerplate = learnt(archive.folder, options.corpus, fresh)
        stream = chunks(enumerate(map(pieces(options), fresh)))
        for result in in_order(stream, options, boilerplate, workers):
            adding.take(result, fresh[result.chunk.member])
        status = "done"
    finally:
        adding.commit()
        archive.finish_run(adding.run, adding.report.counts(), status)
    return adding.report, adding.entries


def dry_run(
    archive: Archive | None, paths: Sequence[Path], options: Options, *, workers: int = 0, watch: Watch = _unwatched
) -> tuple[RunReport, list[Input]]:
    """What `add` would do, found out on a copy of the archive that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "archive"
        if archive:
            archive.copy(copy)
        with Archive.open(copy, create=True, write=True) as trial:
            return add(trial, paths, options, workers=workers, watch=watch)


def learnt(folder: Path | None, corpus: str, members: Iterable[Member]) -> Boilerplate:
    """The lines that the text pages of a corpus share, kept in a file of the archive that a person can edit."""
    kept = folder / "boilerplate" / f"{slugify(corpus) or 'corpus'}.toml" if folder else None
    if kept and kept.exists():
        return Boilerplate.from_toml(kept.read_text("utf-8"))
    found = learn(_texts(members))
    if kept and found.lines:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found.to_toml(), "utf-8")
    return found


def pieces(options: Options) -> Callable[[Member], Iterator[Item]]:
    """A function that cuts a member into its pieces, with the user's names of fields."""
    return lambda member: readers.documents(member, dict(options.mapping))


def _texts(members: Iterable[Member]) -> Iterator[str]:
    read = 0
    for member in members:
        if member.format == "text" and read < LEARN_CAP:
            read += member.size
            yield member.whole().decode(member.charset, "replace")


@dataclass(slots=True)
class _Batch:
    """Articles that wait for the next transaction, each with the account of its member; accounts that end with it."""

    articles: list[Article] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    finished: list[Account] = field(default_factory=list)


class _Adding:
    """One run while it is written."""

    def __init__(self, archive: Archive, options: Options, arguments: Sequence[str], watch: Watch) -> None:
        self.archive, self.options, self.watch = archive, options, watch
        self.run = archive.begin_run("add", options.corpus, arguments=arguments, captured=options.captured)
        self.report, self.entries, self.progress = RunReport(), list[Input](), Progress()
        self.batch = _Batch()
        self.accounts: dict[int, Account] = {}

    def survey(self, found: Iterable[Member | Unreadable]) -> list[Member]:
        """The members that are to be read; what cannot be read and what is known already is entered at once."""
        fresh = []
        for item in found:
            if isinstance(item, Unreadable):
                self._refuse(item)
            elif self.archive.seen(self.options.corpus, item.path, item.sha256):
                known = Account(corpus=self.options.corpus, path=item.path, sha256=item.sha256)
                self._enter(known, "known")
            else:
                fresh.append(item)
        self.progress.bytes_total = sum(member.size for member in fresh)
        return fresh

    def take(self, result: Yield, member: Member) -> None:
        """Take in what a chunk gave; commit when there is enough."""
        number, batch = result.chunk.member, self.batch
        account = self.accounts.get(number) or self._account(member.path, member.sha256, member.size)
        self.accounts[number] = account
        for split in result.splits:
            account.take(split)
            self.progress.bytes_read += sum(span.end - span.start for span in split.spans)
            self.progress.bytes_read += sum(s.end - s.start for draft in split.drafts for s in draft.spans)
        batch.articles += result.articles
        batch.sketches += result.sketches
        batch.accounts += [account] * len(result.articles)
        if result.chunk.last:
            batch.finished.append(self.accounts.pop(number))
        if len(batch.articles) >= BATCH or len(batch.finished) >= BATCH:
            self.commit()

    def commit(self) -> None:
        """Write what waits in one transaction, then enter the inputs that ended with it."""
        batch, self.batch = self.batch, _Batch()
        outcome = self.archive.add(self.run, batch.articles, batch.sketches)
        for account, fate in zip(batch.accounts, outcome.fates, strict=True):
            account.note([fate])
        self.report.note(batch.articles)
        for account in batch.finished:
            self._enter(account)
        self.progress.articles += len(batch.articles)
        self.progress.fates.update(outcome.fates)
        self.watch(self.progress)

    def _refuse(self, item: Unreadable) -> None:
        account = self._account(item.place.path, item.place.sha256, item.place.end - item.place.start)
        account.refuse(item)
        self._enter(account, "unusable", item.reason)

    def _enter(self, account: Account, outcome: Outcome = "done", reason: str = "") -> None:
        entry = account.entry(outcome=outcome, reason=reason)
        self.archive.finish_input(self.run, entry, account.quarantined)
        self.report.add(entry)
        self.entries.append(entry)
        self.progress.fates["quarantined"] += len(account.quarantined)

    def _account(self, path: str, sha256: str, size: int) -> Account:
        return Account(corpus=self.options.corpus, path=path, sha256=sha256, bytes=size)
