"""What lies in the tables for these articles? Their sightings, and the articles that were made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Row, Select, select

from search.article import Article, Source
from search.packing import decompress, unpack
from search.schema import articles, former, members, sightings, texts

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sighting:
    """A row of `sightings` with the article as it was extracted there.

    `run` is the one that wrote it, `origin` the one that read it.
    """

    id: int
    text_id: int
    article: Article
    data: bytes
    superseded: bool
    run: int
    origin: int


def read_articles(connection: Connection, ids: Sequence[str], *, evidence: bool = True) -> dict[str, Article]:
    """The articles of these ids, by id; an id that is not there is left out."""
    return _read(connection, articles.c.id, ids, evidence)


def read_former(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The present id of each of these that was the id of an article before the recipe of ids changed."""
    found: dict[str, str] = {}
    for part in _chunks(ids):
        query = select(former.c.id, former.c.article).where(former.c.id.in_(part))
        found |= {old: now for old, now in connection.execute(query)}
    return found


def read_numbered(connection: Connection, numbers: Sequence[int]) -> dict[int, Article]:
    """The articles of these numbers, by number; one that has no sighting that counts is left out."""
    found = _read(connection, articles.c.number, numbers)
    query = select(articles.c.id, articles.c.number)
    by_id = {
        row.id: row.number
        for part in _chunks(numbers)
        for row in connection.execute(query.where(articles.c.number.in_(part)))
    }
    return {by_id[id]: article for id, article in found.items()}


def read_story(connection: Connection, story: str) -> list[Article]:
    """The articles of a story, the earliest first, undated ones last."""
    found = _read(connection, articles.c.story, [story]).values()
    return sorted(found, key=lambda article: (article.date.value is None, article.date.value or "", article.id))


def read_sightings(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Sighting]]:
    """All sightings of these articles, by number."""
    found: dict[int, list[Sighting]] = {number: [] for number in numbers}
    for part in _chunks(numbers):
        query = (
            select(
                sightings, members.c.corpus, members.c.path, members.c.sha256,
                texts.c.data.label("body"), articles.c.id.label("article_id"),
            )
            .join(members, members.c.id == sightings.c.member)
            .join(texts, texts.c.id == sightings.c.text)
            .join(articles, articles.c.number == sightings.c.article)
            .where(sightings.c.article.in_(part))
            .order_by(sightings.c.id)
        )  # fmt: skip
        for row in connection.execute(query):
            article = unpack(row.data, id=row.article_id, text=decompress(row.body).decode(), source=_source(row))
            origin = row.origin or row.run
            sighting = Sighting(row.id, row.text, article, row.data, row.superseded_by is not None, row.run, origin)
            found[row.article].append(sighting)
    return found


def _read(connection: Connection, column: Any, values: Sequence[Any], evidence: bool = True) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for part in _chunks(values):
        for row in connection.exec_driver_sql(_statement(connection.dialect, column, len(part)), tuple(part)):
            found[row.id] = unpack(
                row.merged or row.data,
                id=row.id,
                text=decompress(row.body).decode(),
                source=_source(row),
                story=row.story,
                evidence_too=evidence,
            )
    return found


@lru_cache(maxsize=1024)
def _statement(dialect: Dialect, column: Any, values: int) -> str:
    """The query as the database reads it: every page asks it, and making it anew takes as long as the answer."""
    query = _query().where(column.in_(range(values)))
    return str(query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))


def _query() -> Select[Any]:
    return (
        select(
            articles.c.id, articles.c.story, articles.c.merged, sightings.c.data, sightings.c.start, sightings.c.end,
            sightings.c.line, members.c.corpus, members.c.path, members.c.sha256, texts.c.data.label("body"),
        )
        .join(sightings, sightings.c.id == articles.c.canonical)
        .join(members, members.c.id == sightings.c.member)
        .join(texts, texts.c.id == sightings.c.text)
    )  # fmt: skip


def _source(row: Row[Any]) -> Source:
    return Source(corpus=row.corpus, path=row.path, sha256=row.sha256, start=row.start, end=row.end, line=row.line)


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    distinct = list(dict.fromkeys(values))
    for at in range(0, len(distinct), CHUNK):
        yield distinct[at : at + CHUNK]
