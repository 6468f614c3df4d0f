"""How is a run taken back? Its sightings go, what they superseded counts again, and the articles are merged anew."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from search.neighbours import Neighbours
from search.schema import inputs, quarantine, sightings
from search.shelf import read_numbered
from search.writing import parts, rewrite


def undo(connection: Connection, run: int, neighbours: Neighbours, *, read: bool) -> None:
    """Take everything back that this run added, and merge again what it touched.

    `read` says that the run read whole inputs: another run may have found them known or unchanged, and what it relied
    on is gone, so they count as unread.
    """
    query = select(sightings.c.article, sightings.c.member).where(_of(run)).distinct()
    rows = connection.execute(query).all()
    for part in parts(sorted({row.article for row in rows})):
        before = read_numbered(connection, part)
        doomed = and_(_of(run), sightings.c.article.in_(part))
        _free(connection, doomed)
        connection.execute(delete(sightings).where(doomed))
        rewrite(connection, before, neighbours)
    connection.execute(update(quarantine).where(quarantine.c.resolved == run).values(resolved=None))
    for part in parts(sorted({row.member for row in rows}) if read else []):
        done = and_(inputs.c.member.in_(part), inputs.c.outcome.in_(["done", "known"]))
        connection.execute(update(inputs).where(done).values(outcome="undone"))


def _of(run: int) -> ColumnElement[bool]:
    """The sightings that a run wrote, and what later runs made of them by other rules."""
    return or_(sightings.c.run == run, sightings.c.origin == run)


def _free(connection: Connection, doomed: ColumnElement[bool]) -> None:
    """Sightings that a doomed one superseded count again, or are superseded by what superseded that one."""
    query = select(sightings.c.id, sightings.c.superseded_by).where(doomed)
    heirs = {id: heir for id, heir in connection.execute(query)}
    freed = []
    for part in parts(sorted(heirs)):
        query = select(sightings.c.id, sightings.c.superseded_by).where(sightings.c.superseded_by.in_(part))
        for id, heir in connection.execute(query):
            while heir in heirs:
                heir = heirs[heir]
            freed.append({"old": id, "new": heir})
    if freed:
        statement = update(sightings).where(sightings.c.id == bindparam("old"))
        connection.execute(statement.values(superseded_by=bindparam("new")), freed)
