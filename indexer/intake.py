"""How does what the workers give get into the archive? In batches, each in one transaction with the inputs it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.draft import Unreadable
from indexer.extraction import Options
from indexer.ledger import Account, RunReport
from indexer.readers import Member
from indexer.workers import Yield
from search.archive import Archive
from search.runs import Entry, Input, Outcome, Quarantined, Run
from search.writing import Batch
from search.writing import Outcome as Fates

BATCH = 500
SURVEYED = 200
"""Inputs that are looked up at once."""


@dataclass(slots=True)
class Progress:
    """How far a run has come; `fates` counts records, `stage` is what is being done."""

    stage: str = "reading"
    bytes_total: int = 0
    bytes_read: int = 0
    articles: int = 0
    fates: Counter[str] = field(default_factory=Counter)

    def count(self, result: Yield) -> None:
        """Count the bytes that a chunk was made of, and its articles."""
        for fates in result.fates:
            for spans in (fates.spans, *fates.articles):
                self.bytes_read += sum([span.end - span.start for span in spans])
        self.articles += len(result.articles)


Watch = Callable[[Progress], None]


def unwatched(progress: Progress) -> None:
    """Nobody looks."""


class Intake:
    """One run while it is written: its report, its entries, and what waits for the next transaction."""

    def __init__(self, archive: Archive, run: Run, options: Options, watch: Watch = unwatched) -> None:
        self.archive, self.run, self.options, self.watch = archive, run, options, watch
        self.report, self.entries, self.progress = RunReport(), list[Input](), Progress()
        self._batch = Batch()
        self._owners: list[Account] = []
        self._finished: list[tuple[Account, Outcome, str]] = []
        self._accounts: dict[int, Account] = {}

    def survey(self, found: Iterable[Member | Unreadable]) -> list[Member]:
        """The members that are to be read; what cannot be read and what is known already is entered.

        A path that was given twice counts once.
        """
        fresh: list[Member] = []
        numbers: dict[tuple[str, str], int] = {}
        known: set[tuple[str, str]] = set()
        for items in _in_parts(found):
            keys = [(item.path, item.sha256) for item in items if isinstance(item, Member)]
            known |= self.archive.seen(self.options.corpus, keys)
            for item in items:
                if isinstance(item, Unreadable):
                    self._refuse(item, numbers, known)
                    continue
                key = item.path, item.sha256
                if key in known:
                    self._finished.append((self._account(*key, 0), "known", ""))
                elif key not in numbers:
                    numbers[key] = len(fresh)
                    fresh.append(item)
        self.progress.bytes_total = sum(member.size for member in fresh)
        self.commit()
        return fresh

    def expect(self, number: int, account: Account) -> None:
        """Take what comes of this member into this account."""
        self._accounts[number] = account

    def take(self, result: Yield, member: Member) -> None:
        """Take in what a chunk gave; commit when there is enough."""
        number = result.chunk.member
        account = self._accounts.get(number) or self._account(member.path, member.sha256, member.size)
        self._accounts[number] = account
        account.see(result.fields)
        for fates in result.fates:
            account.take(fates)
        self.progress.count(result)
        self._batch.articles += result.articles
        self._batch.sketches += result.sketches
        self._batch.packed += result.packed
        self._owners += [account] * len(result.articles)
        if result.chunk.last:
            self._finished.append((self._accounts.pop(number), "part" if account.parts else "done", ""))
        if len(self._owners) >= BATCH or len(self._finished) >= BATCH:
            self.commit()

    def commit(self) -> None:
        """Write what waits in one transaction: articles, and the inputs that end with them."""
        batch, owners, finished = self._batch, self._owners, self._finished
        self._batch, self._owners, self._finished = Batch(), [], []
        entries: list[Entry] = []

        def enter(outcome: Fates) -> Sequence[Entry]:
            for account, fate in zip(owners, outcome.fates, strict=True):
                account.note([fate])
            entries.extend(
                (account.entry(outcome=end, reason=reason), _new(account)) for account, end, reason in finished
            )
            return entries

        outcome = self.archive.add_batch(self.run, batch, enter)
        self.report.note(batch.articles)
        for entry, quarantined in entries:
            self.report.add(entry)
            self.entries.append(entry)
            self.progress.fates["quarantined"] += len(quarantined)
        self.progress.fates.update(outcome.fates)
        self.watch(self.progress)

    def _refuse(
        self, item: Unreadable, numbers: Mapping[tuple[str, str], int], known: Container[tuple[str, str]]
    ) -> None:
        """Enter what cannot be read: by itself, or with the member whose good bytes stand before it."""
        key = item.place.path, item.place.sha256
        if key in numbers:
            number = numbers[key]
            self._accounts.setdefault(number, self._account(*key, item.place.start)).refuse(item)
            return
        if key in known:
            return  # it was entered with the member
        account = self._account(item.place.path, item.place.sha256, item.place.end - item.place.start)
        account.refuse(item)
        self._finished.append((account, "unusable", item.reason))

    def _account(self, path: str, sha256: str, size: int) -> Account:
        return Account(corpus=self.options.corpus, path=path, sha256=sha256, bytes=size)


def _in_parts(found: Iterable[Member | Unreadable]) -> Iterator[list[Member | Unreadable]]:
    held: list[Member | Unreadable] = []
    for item in found:
        held.append(item)
        if len(held) >= SURVEYED:
            yield held
            held = []
    yield held


def _new(account: Account) -> list[Quarantined]:
    """What goes into quarantine: not the pieces that lie there already and were tried again."""
    return [item for item in account.quarantined if (item.start, item.end) not in account.parts]
