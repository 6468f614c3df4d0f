"""How is what the archive derives from its articles made again? Postings, pairs, stories and counts, from the texts."""

from __future__ import annotations

from sqlalchemy import Connection, select

from search.counters import set_counter
from search.neighbours import Neighbours, Newcomer, read_texts
from search.schema import articles, pairs, postings
from search.stories import sketch
from search.upgrading import recount
from search.writing import move_stories, parts


def repair(connection: Connection) -> int:
    """Make postings, pairs, stories and the counts of facet values again; the number of articles."""
    numbers = list(connection.scalars(select(articles.c.number).order_by(articles.c.number)))
    connection.execute(postings.delete())
    connection.execute(pairs.delete())
    set_counter(connection, "sketched", numbers[-1] if numbers else 0)
    neighbours = Neighbours(connection)
    for part in parts(numbers):
        texts = read_texts(connection, part)
        neighbours.add(connection, [Newcomer(n, texts[n], sketch(texts[n])) for n in part])
        if neighbours.is_full:
            neighbours.flush(connection)
    neighbours.flush(connection)
    for part in parts(numbers):
        move_stories(connection, part)
    return recount(connection)
