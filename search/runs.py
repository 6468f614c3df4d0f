"""What did each run do? The ledger: runs, their inputs with the fate of every byte and record, the quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from search.counters import upsert
from search.errors import BroadsheetError
from search.packing import compress, decompress
from search.schema import inputs, members, quarantine, runs

Status = Literal["running", "done", "interrupted", "undone"]
Outcome = Literal["done", "known", "unusable", "part", "undone"]
REEXTRACT, RETRY = "reextract", "retry"
"""Commands whose runs read no whole inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call of a command that wrote to the archive; times are ISO 8601 in UTC.

    `details` are JSON values: how the inputs were read ("folder", "outlet", "mapping", "tables") and what was "learnt".
    """

    id: int
    started: str
    command: str
    corpus: str
    arguments: tuple[str, ...] = ()
    captured: str | None = None
    ended: str | None = None
    status: Status = "running"
    counts: Mapping[str, int] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Bytes that could not be read as an article, where they stand and why.

    `id` and `run` are given by the archive; `resolved` is the run that could read them after all.
    """

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
    resolved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One (decompressed) member that a run read, and what became of it.

    `fates` counts bytes (article, repeat, boilerplate, quarantined), `records` counts records (accepted, copies,
    updated, unchanged, quarantined). `spans` are (start, end, fate, rule) of the bytes that are in no article. `fields`
    are the names of a record's fields by what they were taken for ("" for those that were not used).
    Outcome: "done", "known" (this very input was done before), "unusable" (nothing of it could be read), "part"
    (only what lay in quarantine was read again), "undone".
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
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)


Entry = tuple[Input, Sequence[Quarantined]]
"""An input with what of it went into quarantine."""


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def begin(
    connection: Connection,
    command: str,
    arguments: Sequence[str],
    corpus: str,
    captured: str | None,
    details: Mapping[str, Any],
) -> Run:
    """A new run. Runs that were left running are marked as interrupted: their writer is dead."""
    connection.execute(update(runs).where(runs.c.status == "running").values(status="interrupted", ended=None))
    number = (connection.scalar(select(func.max(runs.c.id))) or 0) + 1
    run = Run(
        id=number, started=now(), command=command, corpus=corpus, arguments=tuple(arguments), captured=captured,
        details=dict(details),
    )  # fmt: skip
    row = {
        "id": run.id, "started": run.started, "command": command, "arguments": orjson.dumps(list(arguments)).decode(),
        "corpus": corpus, "captured": captured, "status": run.status, "counts": "{}",
        "details": orjson.dumps(dict(details)).decode(),
    }  # fmt: skip
    connection.execute(insert(runs), [row])
    return run


def finish(connection: Connection, run: int, status: Status, counts: Mapping[str, int]) -> None:
    """Close a run with its totals."""
    values = {"status": status, "ended": now(), "counts": orjson.dumps(dict(counts)).decode()}
    connection.execute(update(runs).where(runs.c.id == run).values(values))


def note(connection: Connection, run: int, details: Mapping[str, Any]) -> None:
    """Write the details of a run anew."""
    connection.execute(update(runs).where(runs.c.id == run).values(details=orjson.dumps(dict(details)).decode()))


def finish_inputs(connection: Connection, run: int, entries: Sequence[Entry]) -> None:
    """Enter what became of these inputs, and what of them went into quarantine."""
    if not entries:
        return
    known = member_ids(connection, [(item.corpus, item.path, item.sha256) for item, _ in entries])
    rows = [_input_row(run, known[item.corpus, item.path, item.sha256], item) for item, _ in entries]
    _clear(connection, run, [item for item, _ in entries])
    upsert(connection, inputs, rows, [name for name in rows[0] if name not in ("run", "member")])
    refused = [
        {
            "run": run, "corpus": q.corpus or item.corpus, "path": q.path, "sha256": q.sha256, "start": q.start,
            "end": q.end, "line": q.line, "kind": q.kind, "reason": q.reason, "at": q.at or now(),
        }
        for item, quarantined in entries
        for q in quarantined
    ]  # fmt: skip
    if refused:
        connection.execute(insert(quarantine), refused)


def _input_row(run: int, member: int, item: Input) -> dict[str, Any]:
    return {
        "run": run, "member": member, "bytes": item.bytes, "outcome": item.outcome, "reason": item.reason,
        "fates": orjson.dumps(dict(item.fates)).decode(), "records": orjson.dumps(dict(item.records)).decode(),
        "spans": compress(orjson.dumps(item.spans)) if item.spans else None,
        "fields": orjson.dumps(dict(item.fields)).decode(),
    }  # fmt: skip


def _clear(connection: Connection, run: int, items: Sequence[Input]) -> None:
    """Forget what this run has put into quarantine of these inputs: they are entered anew."""
    if connection.scalar(select(quarantine.c.id).where(quarantine.c.run == run).limit(1)) is None:
        return
    doomed = [{"c": item.corpus, "p": item.path, "s": item.sha256} for item in items]
    columns = (quarantine.c.corpus == bindparam("c"), quarantine.c.path == bindparam("p"))
    statement = delete(quarantine).where(quarantine.c.run == run, quarantine.c.sha256 == bindparam("s"), *columns)
    connection.execute(statement, doomed)


def member_ids(connection: Connection, wanted: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """The ids of members (corpus, path, sha256), made where they are missing."""
    found = _members(connection, wanted)
    missing = [key for key in dict.fromkeys(wanted) if key not in found]
    if missing:
        last = connection.scalar(select(func.max(members.c.id))) or 0
        found |= {key: last + n for n, key in enumerate(missing, 1)}
        rows = [{"id": found[c, p, s], "corpus": c, "path": p, "sha256": s} for c, p, s in missing]
        connection.execute(insert(members), rows)
    return found


def _members(connection: Connection, wanted: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    keys = set(wanted)
    for corpus in sorted({corpus for corpus, _, _ in keys}):
        paths = sorted({path for name, path, _ in keys if name == corpus})
        for at in range(0, len(paths), 500):
            query = select(members).where(members.c.corpus == corpus, members.c.path.in_(paths[at : at + 500]))
            rows = connection.execute(query)
            found |= {key: row.id for row in rows if (key := (row.corpus, row.path, row.sha256)) in keys}
    return found


def done(connection: Connection, corpus: str, wanted: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these members (path, sha256) of a corpus that were read to their end by a run that stands."""
    found: set[tuple[str, str]] = set()
    keys = set(wanted)
    query = (
        select(members.c.path, members.c.sha256)
        .join(inputs, members.c.id == inputs.c.member)
        .join(runs, runs.c.id == inputs.c.run)
        .where(members.c.corpus == corpus, inputs.c.outcome == "done", runs.c.status != "undone")
    )
    paths = sorted({path for path, _ in keys})
    for at in range(0, len(paths), 500):
        rows = connection.execute(query.where(members.c.path.in_(paths[at : at + 500])))
        found |= {(row.path, row.sha256) for row in rows} & keys
    return found


def all_runs(connection: Connection) -> list[Run]:
    """All runs, the first one first."""
    return [_run(row) for row in connection.execute(select(runs).order_by(runs.c.id))]


def one_run(connection: Connection, number: int) -> Run:
    """The run of this number. Raises BroadsheetError when there is none."""
    row = connection.execute(select(runs).where(runs.c.id == number)).one_or_none()
    if row is None:
        raise BroadsheetError(f'No run has the number "{number}". List them: broadsheet runs')
    return _run(row)


def inputs_of(connection: Connection, number: int, path: str | None = None) -> list[Input]:
    """The inputs of a run, or those of this path, in the order of their paths."""
    query = select(inputs, members.c.corpus, members.c.path, members.c.sha256).join(members)
    if path is not None:
        query = query.where(members.c.path == path)
    rows = connection.execute(query.where(inputs.c.run == number).order_by(members.c.corpus, members.c.path))
    return [
        Input(
            corpus=row.corpus, path=row.path, sha256=row.sha256, bytes=row.bytes, outcome=row.outcome,
            reason=row.reason, fates=orjson.loads(row.fates), records=orjson.loads(row.records),
            fields=orjson.loads(row.fields),
            spans=tuple((s, e, f, r) for s, e, f, r in orjson.loads(decompress(row.spans))) if row.spans else (),
        )
        for row in rows
    ]  # fmt: skip


def inputs_at(connection: Connection, corpus: str, path: str, sha256: str) -> list[tuple[int, Input]]:
    """What the runs that stand entered of a member that was read to its end, with their numbers, the last first."""
    query = (
        select(inputs.c.run)
        .join(members, members.c.id == inputs.c.member)
        .join(runs, runs.c.id == inputs.c.run)
        .where(members.c.corpus == corpus, members.c.path == path, members.c.sha256 == sha256)
        .where(inputs.c.outcome == "done", runs.c.status != "undone")
        .order_by(inputs.c.run.desc())
    )
    return [
        (run, item)
        for run in connection.scalars(query).all()
        for item in inputs_of(connection, run, path)
        if (item.corpus, item.sha256) == (corpus, sha256)
    ]


def quarantined_of(connection: Connection, number: int | None, resolved: bool = False) -> list[Quarantined]:
    """What lies in quarantine, of one run or of all that stand, in the order in which it came.

    With `resolved` also what a later run could read after all.
    """
    query = select(quarantine).join(runs, runs.c.id == quarantine.c.run).where(runs.c.status != "undone")
    if number is not None:
        query = query.where(quarantine.c.run == number)
    if not resolved:
        query = query.where(quarantine.c.resolved.is_(None))
    return [Quarantined(**row._mapping) for row in connection.execute(query.order_by(quarantine.c.id))]


def resolve(connection: Connection, run: int, ids: Sequence[int]) -> None:
    """Note that this run could read these pieces of the quarantine after all."""
    if ids:
        statement = update(quarantine).where(quarantine.c.id == bindparam("item")).values(resolved=run)
        connection.execute(statement, [{"item": id} for id in ids])


def _run(row: Row[Any]) -> Run:
    return Run(
        id=row.id, started=row.started, ended=row.ended, command=row.command, corpus=row.corpus,
        arguments=tuple(orjson.loads(row.arguments)), captured=row.captured, status=row.status,
        counts=orjson.loads(row.counts), details=orjson.loads(row.details),
    )  # fmt: skip
