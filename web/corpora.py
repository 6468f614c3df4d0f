"""What does the archive hold, where from, and what became of the rest? The ledger as a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, render_template

from search.runs import Run
from web.room import room
from web.wording import FACET_NAMES

corpora = Blueprint("corpora", __name__)
SHOWN = 100
"""Runs and quarantined pieces that are listed, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A run with what it read: bytes and records by their fate, and how many inputs."""

    run: Run
    inputs: int
    bytes: int
    fates: dict[str, int]
    records: dict[str, int]

    @property
    def adds_up(self) -> bool:
        """Whether every byte that was read has a fate."""
        return sum(self.fates.values()) == self.bytes


@corpora.get("/corpora")
def overview() -> str:
    """The corpora, the coverage of each facet, the runs, and the quarantine."""
    archive = room().archive
    stats = archive.stats()
    runs = archive.runs()[::-1]
    quarantined = archive.quarantined()
    return render_template(
        "corpora.html",
        stats=stats,
        coverage=[(name, stats.articles - stats.missing.get(name, 0)) for name in FACET_NAMES if name != "corpus"],
        accounts=[_account(run) for run in runs[:SHOWN]],
        kinds=Counter(item.kind for item in quarantined).most_common(),
        quarantined=quarantined[::-1][:SHOWN],
        more_quarantined=max(0, len(quarantined) - SHOWN),
    )


def _account(run: Run) -> Account:
    fates: Counter[str] = Counter()
    records: Counter[str] = Counter()
    total = 0
    read = [item for item in room().archive.inputs(run.id) if item.outcome != "known"]
    for item in read:
        fates.update(item.fates)
        records.update(item.records)
        total += item.bytes
    return Account(run=run, inputs=len(read), bytes=total, fates=dict(fates), records=dict(records))
