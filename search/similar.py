"""Which other articles are about the same? Those that share the words which set an article apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from search import tree
from search.article import Article
from search.documents import document
from search.engine import Clause, Request, Searcher
from search.ranking import significant

ASKED = 16
"""Significant words that are asked for."""
LEAST_SHARED = 3
"""An article that shares fewer of them is not similar."""
_MOST_EXCLUDED = 64
_READ = 3


class Shelf(Protocol):
    """What this needs of the archive."""

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles of these ids."""

    def story(self, story_id: str) -> list[Article]:
        """The articles of a story."""


def similar(article: Article, archive: Shelf, searcher: Searcher, limit: int = 5) -> tuple[Article, ...]:
    """The articles most like this one, at most one of each story and none of its own, most similar first."""
    own = {article.id, *(other.id for other in (archive.story(article.story) if article.story else ()))}
    words = dict(significant([(document(article), 1.0)], searcher, own=len(own))[:ASKED])
    if len(words) < LEAST_SHARED:
        return ()
    ids = [id for id, _ in searcher.answer(_request(words, own, _READ * limit)).hits]
    found = archive.articles(ids)
    first: dict[str, Article] = {}
    for id in ids:
        if id in found and found[id].story != (article.story or article.id) and _shared(found[id], words):
            first.setdefault(found[id].story or id, found[id])
    return tuple(first.values())[:limit]


def _request(words: dict[str, float], own: set[str], limit: int) -> Request:
    excluded = [tree.Not(tree.Value("id", id)) for id in sorted(own)[:_MOST_EXCLUDED]]
    node = tree.And((tree.Term("text", tuple(words)), *excluded))
    clauses = tuple(Clause(tree.Term("text", (word,)), weight) for word, weight in words.items())
    return Request(tree=node, limit=limit, clauses=clauses)


def _shared(article: Article, words: dict[str, float]) -> bool:
    return len(words.keys() & set(document(article).text)) >= LEAST_SHARED
