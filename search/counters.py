"""What does the archive know about itself? Single values in the table `meta`: numbers that only grow, names, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table, select
from sqlalchemy.dialects import sqlite

from search.schema import meta


def counter(connection: Connection, key: str) -> int:
    """The number under this key, 0 where there is none."""
    return int(value(connection, key) or 0)


def value(connection: Connection, key: str) -> str | None:
    """The value under this key."""
    found: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return found


def set_counter(connection: Connection, key: str, number: int) -> None:
    """Write the number under this key."""
    upsert(connection, meta, [{"key": key, "value": str(number)}], ["value"])


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    changes: Iterable[str],
    *,
    adds: Iterable[str] = (),
) -> None:
    """Insert the rows; where the primary key is taken, write the columns of `changes` and add to those of `adds`."""
    if not rows:
        return
    statement = _insert(connection)(table)
    values: dict[str, Any] = {name: statement.excluded[name] for name in changes}
    values |= {name: table.c[name] + statement.excluded[name] for name in adds}
    keys = [column.name for column in table.primary_key]
    write_rows(connection, statement.on_conflict_do_update(index_elements=keys, set_=values), rows)


def _insert(connection: Connection) -> Callable[[Table], Any]:
    """The insert of the database's own kind, which can say what to do where the key is taken."""
    if connection.dialect.name != "postgresql":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # 30 ms at every start, for those who have it

    return postgresql.insert


def write_rows(connection: Connection, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows in the driver's own loop, which takes a third of the time that SQLAlchemy's takes.

    The rows name all columns that the statement is to write, each of them the same ones.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = compiled.positiontup
    values: Any = [tuple([row[name] for name in order]) for row in rows] if order else list(rows)
    connection.exec_driver_sql(str(compiled), values)
