"""How do the articles of an older archive get the ids of the present recipe? The old ones still lead to them.

An article whose sightings are all one body keeps its row. Where they are several bodies now, or several articles are
one body, the sightings are taken in anew, run by run, as if they had only just been read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from search.counters import counter, set_counter, write_rows
from search.identity import article_id
from search.runs import REEXTRACT, all_runs
from search.schema import articles, former, postings, sightings
from search.settled import is_odd
from search.shelf import Sighting, read_numbered, read_sightings
from search.writing import Batch, Writer, move_stories, parts, rewrite


def rename(connection: Connection) -> None:
    """Give every article the id of its text; `former` says which one an old id is now."""
    several, odd = _enter(connection)
    if odd:
        connection.execute(delete(postings))
        set_counter(connection, "sketched", 0)  # the next writer sketches the texts again
    top = counter(connection, "generation")
    known = select(former.c.id)
    connection.execute(
        update(articles)
        .where(articles.c.id.in_(known))
        .values(id=_now(articles.c.id), change=articles.c.change + top)  # above all changes so far, and in their order
    )
    connection.execute(update(articles).where(articles.c.story.in_(known)).values(story=_now(articles.c.story)))
    set_counter(connection, "generation", 2 * top)
    if several:
        _take_in_again(connection, several)
    shared = select(func.min(articles.c.number)).group_by(articles.c.story).having(func.count() > 1)
    for part in parts(connection.scalars(shared).all()):
        move_stories(connection, part)  # a story is named after one of its ids


def _enter(connection: Connection) -> tuple[list[int], bool]:
    """Enter the new id of every article that is one body, and the only one.

    The numbers of the others, and whether any text has other words by the present rules.
    """
    several: list[int] = []
    odd = False
    for part in parts(connection.scalars(select(articles.c.number).order_by(articles.c.number)).all()):
        rows: list[dict[str, Any]] = []
        for number, seen in read_sightings(connection, part).items():
            ids = {_id_of(item) for item in seen}
            odd = odd or any(is_odd(item.article.text) for item in seen)
            if len(ids) == 1:
                rows.append({"id": seen[0].article.id, "article": ids.pop()})
            else:
                several.append(number)
        write_rows(connection, insert(former), rows)
    twice = select(former.c.article).group_by(former.c.article).having(func.count() > 1)
    doubled = connection.scalars(twice).all()
    for same in parts(doubled):
        olds = select(former.c.id).where(former.c.article.in_(same))
        several += connection.scalars(select(articles.c.number).where(articles.c.id.in_(olds))).all()
        connection.execute(delete(former).where(former.c.article.in_(same)))
    return sorted(several), odd


def _take_in_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Take these articles out, and each of their sightings in again under the id of its own text."""
    writer = Writer(connection)
    commands = {run.id: run.command for run in all_runs(connection)}
    for part in parts(numbers):
        seen = [item for items in read_sightings(connection, part).values() for item in items]
        before = read_numbered(connection, part)
        rows = [{"id": old.id, "article": article_id(old.text, old.title)} for old in before.values()]
        write_rows(connection, insert(former), rows)
        connection.execute(delete(sightings).where(sightings.c.article.in_(part)))
        writer.neighbours.flush(connection)
        rewrite(connection, before, writer.neighbours)
        for run, items in groupby(sorted(seen, key=lambda item: item.id), key=lambda item: item.run):
            writer.add(connection, run, _batch(items), reread=commands[run] == REEXTRACT)
    writer.neighbours.flush(connection)


def _batch(items: Iterable[Sighting]) -> Batch:
    kept = list(items)
    return Batch([replace(item.article, id=_id_of(item)) for item in kept], packed=[item.data for item in kept])


def _id_of(sighting: Sighting) -> str:
    return article_id(sighting.article.text, sighting.article.title)


def _now(id: ColumnElement[str]) -> ColumnElement[str]:
    """What an id that is entered is now."""
    return select(former.c.article).where(former.c.id == id).scalar_subquery()
