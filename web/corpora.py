"""What does the archive hold, where from, and what became of the rest? The ledger as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from search.engine import Request
from search.query import NONE, Query
from search.runs import Input, Quarantined, Run
from web.room import room
from web.tongues import tr
from web.wording import FACET_NAMES

corpora = Blueprint("corpora", __name__)
SHOWN = 100
"""Runs, learnt lines and quarantined pieces that are listed."""
FATES = ("article", "boilerplate", "repeat", "quarantined")
COVERED = tuple(name for name in FACET_NAMES if name != "corpus")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Runs with what they read: inputs, bytes by their fate, records by what became of them."""

    inputs: int
    bytes: int
    fates: dict[str, int]
    records: dict[str, int]

    @property
    def adds_up(self) -> bool:
        """Whether every byte that was read has a fate."""
        return sum(self.fates.values()) == self.bytes

    def __add__(self, other: Account) -> Account:
        return Account(
            inputs=self.inputs + other.inputs,
            bytes=self.bytes + other.bytes,
            fates=dict(Counter(self.fates) + Counter(other.fates)),
            records=dict(Counter(self.records) + Counter(other.records)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many articles have a value of a facet ("date" too), and the query for those without one."""

    facet: str
    articles: int
    without: Query


NOTHING = Account(inputs=0, bytes=0, fates={}, records={})


@corpora.get("/corpora")
def overview() -> str:
    """The corpora, the coverage of each facet, the runs, and the quarantine."""
    stats = room().archive.stats()
    return render_template(
        "corpora.html",
        stats=stats,
        coverage=coverage(stats.articles, Query()),
        **_runs(room().archive.runs()),
        **_quarantine(room().archive.quarantined()),
    )


@corpora.get("/corpora/<path:name>")
def corpus(name: str) -> str:
    """One corpus: what it holds, its runs, what was left out of its inputs and why."""
    asked = Query(selected={"corpus": frozenset({name})})
    answer = room().searcher.answer(Request(selected=asked.selected, limit=0))
    runs = [run for run in room().archive.runs() if run.corpus == name]
    if not answer.total and not runs:
        abort(404, tr('There is no corpus "%(name)s".', name=name))
    inputs = [item for run in runs if run.status != "undone" for item in room().archive.inputs(run.id)]
    return render_template(
        "corpus.html",
        name=name,
        query=asked,
        total=answer.total,
        stories=answer.stories,
        coverage=coverage(answer.total, asked),
        left_out=left_out(inputs),
        learnt=Counter({line: n for run in runs for line, n in run.details.get("learnt", {}).items()}).most_common(
            SHOWN
        ),
        **_runs(runs),
        **_quarantine([item for item in room().archive.quarantined() if item.corpus == name]),
    )


def coverage(total: int, query: Query) -> list[Coverage]:
    """For each facet and the date, how many of these articles have a value."""
    lacking = [(name, query.toggle(name, NONE)) for name in COVERED]
    lacking.append(("date", Query(text="is:undated", selected=query.selected)))
    return [Coverage(facet=name, articles=total - room().count(without), without=without) for name, without in lacking]


def left_out(inputs: Iterable[Input]) -> list[tuple[str, str, int, int]]:
    """(fate, rule, pieces, bytes) of what stands in no article, the most bytes first."""
    pieces: Counter[tuple[str, str]] = Counter()
    sizes: Counter[tuple[str, str]] = Counter()
    for item in inputs:
        for start, end, fate, rule in item.spans:
            pieces[fate, rule] += 1
            sizes[fate, rule] += end - start
    return [(fate, rule, pieces[fate, rule], size) for (fate, rule), size in sizes.most_common()]


def account(run: Run) -> Account:
    """What a run read, by its own totals; one that was cut short has none, and its inputs are added up."""
    counts = run.counts
    if "inputs_done" in counts and "bytes" in counts:
        return Account(
            inputs=counts["inputs_done"],
            bytes=counts["bytes"],
            fates={fate: counts.get(f"bytes_{fate}", 0) for fate in FATES},
            records=dict(counts),
        )
    fates: Counter[str] = Counter()
    records: Counter[str] = Counter()
    read = [item for item in room().archive.inputs(run.id) if item.outcome != "known"]
    for item in read:
        fates.update(item.fates)
        records.update(item.records)
    return Account(inputs=len(read), bytes=sum(i.bytes for i in read), fates=dict(fates), records=dict(records))


def _learnt(runs: list[Run]) -> list[tuple[str, int]]:
    """The lines that were learnt as boilerplate, each with the most files in which a run saw it."""
    files: Counter[str] = Counter()
    for run in runs:
        files |= Counter(run.details.get("learnt", {}))
    return files.most_common(SHOWN)


def _runs(runs: list[Run]) -> dict[str, object]:
    accounts = [(run, account(run)) for run in runs[::-1][:SHOWN]]
    standing = [found for run, found in accounts if run.status != "undone"]
    return {"fates": FATES, "accounts": accounts, "total_account": sum(standing, NOTHING)}


def _quarantine(items: list[Quarantined]) -> dict[str, object]:
    return {
        "kinds": Counter(item.kind for item in items).most_common(),
        "quarantined": items[::-1][:SHOWN],
        "more_quarantined": max(0, len(items) - SHOWN),
    }
