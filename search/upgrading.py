"""How does an archive of an older format become one of this format? In one transaction, step by step."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from search.counters import counter, set_counter
from search.labels import count_names
from search.renaming import rename
from search.schema import FORMAT, articles, names
from search.shelf import read_numbered

STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE runs ADD COLUMN details TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE inputs ADD COLUMN fields TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE quarantine ADD COLUMN resolved INTEGER",
        "ALTER TABLE sightings ADD COLUMN origin INTEGER",
        "CREATE INDEX sightings_origin ON sightings (origin) WHERE origin IS NOT NULL",
    ),
    2: ("DELETE FROM postings", "DELETE FROM meta WHERE key = 'sketched'"),  # the next writer sketches the texts again
    3: ("CREATE TABLE former (id VARCHAR NOT NULL PRIMARY KEY, article VARCHAR NOT NULL) WITHOUT ROWID",),
}
"""What brings an archive of each format to the next one."""
AT_ONCE = 500


def upgrade(connection: Connection) -> bool:
    """Bring the tables to FORMAT; nothing is done where another process was faster.

    True says that articles have other ids now: an index that holds the old ones is worth nothing.
    """
    found = counter(connection, "format")
    for format in range(found, FORMAT):
        for statement in STEPS[format]:
            connection.exec_driver_sql(statement)
    if found < 2:
        recount(connection)
    if renamed := found < 4:
        rename(connection)
    if found < FORMAT:
        set_counter(connection, "format", FORMAT)
    return renamed


def recount(connection: Connection) -> int:
    """Count the names of facet values again from the articles, and the articles; how many there are."""
    connection.execute(names.delete())
    numbers = list(connection.scalars(select(articles.c.number).order_by(articles.c.number)))
    for at in range(0, len(numbers), AT_ONCE):
        count_names(connection, read_numbered(connection, numbers[at : at + AT_ONCE]).values())
    total = connection.scalar(select(func.count()).select_from(articles)) or 0
    set_counter(connection, "articles", total)
    return total
