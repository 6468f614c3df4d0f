"""What did each run do? The ledger: runs, their inputs with the fate of every byte and record, the quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from search.counters import upsert
from search.errors import BroadsheetError
from search.packing import compress, decompress
from search.schema import inputs, members, quarantine, runs

Status = Literal["running", "done", "interrupted", "undone"]
Outcome = Literal["done", "known", "unusable", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call of a command that wrote to the archive; times are ISO 8601 in UTC."""

    id: int
    started: str
    command: str
    corpus: str
    arguments: tuple[str, ...] = ()
    captured: str | None = None
    ended: str | None = None
    status: Status = "running"
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Bytes that could not be read as an article, where they stand and why. `id` and `run` are given by the archive."""

    path: str
    sha256: str
    start: int
    end: int
    line: int
    kind: str
    reason: str
    corpus: str = ""
    at: str = ""
    id: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One (decompressed) member that a run read, and what became of it.

    `fates` counts bytes (article, repeat, boilerplate, quarantined), `records` counts records (accepted, copies,
    updated, unchanged, quarantined). `spans` are (start, end, fate, rule) of the bytes that are in no article.
    Outcome: "done", "known" (this very input was done before), "unusable" (nothing of it could be read), "undone".
    """

    corpus: str
    path: str
    sha256: str
    bytes: int
    outcome: Outcome = "done"
    fates: Mapping[str, int] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    spans: tuple[tuple[int, int, str, str], ...] = ()


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def begin(connection: Connection, command: str, arguments: Sequence[str], corpus: str, captured: str | None) -> Run:
    """A new run. Runs that were left running are marked as interrupted: their writer is dead."""
    connection.execute(update(runs).where(runs.c.status == "running").values(status="interrupted", ended=None))
    number = (connection.scalar(select(func.max(runs.c.id))) or 0) + 1
    run = Run(
        id=number, started=now(), command=command, corpus=corpus, arguments=tuple(arguments), captured=captured
    )  # fmt: skip
    row = {
        "id": run.id, "started": run.started, "command": command, "arguments": orjson.dumps(list(arguments)).decode(),
        "corpus": corpus, "captured": captured, "status": run.status, "counts": "{}",
    }  # fmt: skip
    connection.execute(insert(runs), [row])
    return run


def finish(connection: Connection, run: int, status: Status, counts: Mapping[str, int]) -> None:
    """Close a run with its totals."""
    values = {"status": status, "ended": now(), "counts": orjson.dumps(dict(counts)).decode()}
    connection.execute(update(runs).where(runs.c.id == run).values(values))


def finish_input(connection: Connection, run: int, item: Input, quarantined: Sequence[Quarantined]) -> None:
    """Enter what became of an input, and what of it went into quarantine."""
    member = member_ids(connection, [(item.corpus, item.path, item.sha256)])[item.corpus, item.path, item.sha256]
    row = {
        "run": run, "member": member, "bytes": item.bytes, "outcome": item.outcome, "reason": item.reason,
        "fates": orjson.dumps(dict(item.fates)).decode(), "records": orjson.dumps(dict(item.records)).decode(),
        "spans": compress(orjson.dumps(item.spans)) if item.spans else None,
    }  # fmt: skip
    upsert(connection, inputs, [row], [name for name in row if name not in ("run", "member")])
    connection.execute(
        delete(quarantine).where(
            quarantine.c.run == run,
            quarantine.c.corpus == item.corpus,
            quarantine.c.path == item.path,
            quarantine.c.sha256 == item.sha256,
        )
    )
    rows = [
        {
            "run": run, "corpus": q.corpus or item.corpus, "path": q.path, "sha256": q.sha256, "start": q.start,
            "end": q.end, "line": q.line, "kind": q.kind, "reason": q.reason, "at": q.at or now(),
        }
        for q in quarantined
    ]  # fmt: skip
    if rows:
        connection.execute(insert(quarantine), rows)


def member_ids(connection: Connection, wanted: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """The ids of members (corpus, path, sha256), made where they are missing."""
    found: dict[tuple[str, str, str], int] = {}
    for key in wanted:
        corpus, path, sha256 = key
        query = select(members.c.id).where(
            members.c.corpus == corpus, members.c.path == path, members.c.sha256 == sha256
        )  # fmt: skip
        known = connection.scalar(query)
        if known is None:
            known = (connection.scalar(select(func.max(members.c.id))) or 0) + 1
            connection.execute(insert(members), [{"id": known, "corpus": corpus, "path": path, "sha256": sha256}])
        found[key] = known
    return found


def is_done(connection: Connection, corpus: str, path: str, sha256: str) -> bool:
    """Whether this very input was read to its end by a run that stands."""
    query = (
        select(inputs.c.run)
        .join(members, members.c.id == inputs.c.member)
        .join(runs, runs.c.id == inputs.c.run)
        .where(members.c.corpus == corpus, members.c.path == path, members.c.sha256 == sha256)
        .where(inputs.c.outcome == "done", runs.c.status != "undone")
        .limit(1)
    )
    return connection.scalar(query) is not None


def all_runs(connection: Connection) -> list[Run]:
    """All runs, the first one first."""
    return [_run(row) for row in connection.execute(select(runs).order_by(runs.c.id))]


def one_run(connection: Connection, number: int) -> Run:
    """The run of this number. Raises BroadsheetError when there is none."""
    row = connection.execute(select(runs).where(runs.c.id == number)).one_or_none()
    if row is None:
        raise BroadsheetError(f'No run has the number "{number}". List them: broadsheet runs')
    return _run(row)


def inputs_of(connection: Connection, number: int) -> list[Input]:
    """The inputs of a run, in the order of their paths."""
    query = select(inputs, members.c.corpus, members.c.path, members.c.sha256).join(members)
    rows = connection.execute(query.where(inputs.c.run == number).order_by(members.c.corpus, members.c.path))
    return [
        Input(
            corpus=row.corpus, path=row.path, sha256=row.sha256, bytes=row.bytes, outcome=row.outcome,
            reason=row.reason, fates=orjson.loads(row.fates), records=orjson.loads(row.records),
            spans=tuple((s, e, f, r) for s, e, f, r in orjson.loads(decompress(row.spans))) if row.spans else (),
        )
        for row in rows
    ]  # fmt: skip


def quarantined_of(connection: Connection, number: int | None) -> list[Quarantined]:
    """What lies in quarantine, of one run or of all that stand, in the order in which it came."""
    query = select(quarantine).join(runs, runs.c.id == quarantine.c.run).where(runs.c.status != "undone")
    if number is not None:
        query = query.where(quarantine.c.run == number)
    return [Quarantined(**row._mapping) for row in connection.execute(query.order_by(quarantine.c.id))]


def _run(row: Row[Any]) -> Run:
    return Run(
        id=row.id, started=row.started, ended=row.ended, command=row.command, corpus=row.corpus,
        arguments=tuple(orjson.loads(row.arguments)), captured=row.captured, status=row.status,
        counts=orjson.loads(row.counts),
    )  # fmt: skip
