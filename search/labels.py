"""What are facet values called? Each value of each article under its label, counted, so that an undo takes it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, func, select

from search.article import Article
from search.counters import upsert
from search.directory import Directory, Named
from search.documents import facet_values, value_slug
from search.query import FACETS
from search.schema import names

Name = tuple[str, str, str]
TYPES = "actor_type"
"""Stands in the place of a facet where the type of an actor is counted under the actor's id."""


def names_of(article: Article) -> Iterator[Name]:
    """(facet, value, label) of each facet value of the article; value and label are "" where a facet has none.

    The values are those that the engines index (`search.analysis.facet_values`). The types of its actors follow.
    """
    names = _names(article)
    values = facet_values(article)
    for facet in FACETS:
        found = values.get(facet)
        if found:
            yield from ((facet, value, names.get((facet, value), value)) for value in found)
        else:
            yield facet, "", ""
    yield from dict.fromkeys((TYPES, actor.id, actor.type) for actor in article.actors)


def _names(article: Article) -> dict[tuple[str, str], str]:
    """The names of those values that are not their own."""
    names = {("actor", actor.id): actor.name for actor in article.actors}
    for mention in article.countries:
        names["country", mention.code] = names["about", mention.code] = mention.name
    if article.outlet:
        names["outlet", article.outlet.slug] = article.outlet.name
    if article.agency:
        names["agency", value_slug(article.agency)] = article.agency
    return names


def count_names(connection: Connection, added: Iterable[Article], removed: Iterable[Article] = ()) -> None:
    """Take these articles into the counts, and those out of them."""
    changes = Counter(name for article in added for name in names_of(article))
    changes.subtract(name for article in removed for name in names_of(article))
    rows = [
        {"facet": f, "value": v, "label": label, "count": count}
        for (f, v, label), count in sorted(changes.items())
        if count
    ]
    upsert(connection, names, rows, (), adds=("count",))
    if any(row["count"] < 0 for row in rows if isinstance(row["count"], int)):
        connection.execute(delete(names).where(names.c.count <= 0))


def labels(connection: Connection, facet: str, values: Iterable[str]) -> dict[str, str]:
    """The label of each value: the most frequent, then the first; a value that no article has keeps its own."""
    wanted = list(dict.fromkeys(values))
    found = {value: value for value in wanted}
    for at in range(0, len(wanted), 500):
        query = select(names.c.value, names.c.label).where(
            names.c.facet == facet, names.c.value.in_(wanted[at : at + 500]), names.c.value != ""
        )
        for value, label in connection.execute(query.order_by(names.c.count, names.c.label.desc())):
            found[value] = label
    return found


def directory(connection: Connection) -> Directory:
    """All names, to be found by their beginnings."""
    query = select(names.c.facet, names.c.value, names.c.label, names.c.count)
    query = query.where(names.c.value != "", names.c.facet != TYPES)
    return Directory(Named(*row) for row in connection.execute(query))


def coverage(connection: Connection) -> dict[str, int]:
    """For each facet, how many articles have no value."""
    query = select(names.c.facet, func.sum(names.c.count)).where(names.c.value == "").group_by(names.c.facet)
    return {facet: 0 for facet in FACETS} | {facet: int(count) for facet, count in connection.execute(query)}


def values_of(connection: Connection, facet: str) -> dict[str, int]:
    """The values of a facet and how many articles have them, by value."""
    query = select(names.c.value, func.sum(names.c.count)).where(names.c.facet == facet, names.c.value != "")
    return {
        value: int(count) for value, count in connection.execute(query.group_by(names.c.value).order_by(names.c.value))
    }
