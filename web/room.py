"""What do the views read from, and what does this request ask?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date as Day
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import Flask, current_app, request

from search.article import Article
from search.engine import Request
from search.find import VALUES, Naming, ask, find, own_label, read
from search.query import Query
from search.results import Remark
from search.tree import Node
from web.links import search_url, with_query
from web.params import Decoded, decode, encode
from web.spans import Span, presets
from web.unfinished import completed

if TYPE_CHECKING:
    from search.archive import Archive
    from search.engine import Searcher
    from search.results import SearchPage

_KEY = "broadsheet"


@dataclass(frozen=True, slots=True)
class Room:
    """The archive and the engine that this app answers from."""

    archive: Archive
    searcher: Searcher
    exporting: Lock = field(default_factory=Lock)
    _spans: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    _types: dict[int, dict[str, str]] = field(default_factory=dict)

    def completed(self, query: Query) -> Query:
        """The query with its last word as a beginning, where no article holds the word itself."""
        return completed(query, self.archive, self.searcher)

    def find(self, query: Query, values: int = VALUES, naming: Naming = own_label) -> SearchPage:
        """The page of results that answers a query, with so many values of each facet, under these names."""
        whole = self.completed(query)
        page = find(whole, self.archive, self.searcher, values=values, naming=naming)
        if whole == query:
            return page
        begun = Remark(text="No article holds the last word. It is read as the beginning of one.")
        return replace(page, query=query, remarks=(begun, *page.remarks))

    def tree(self, query: Query) -> Node:
        """The words of a query as they are searched."""
        return read(self.completed(query).text, self.archive, self.searcher).tree

    def count(self, query: Query) -> int:
        """How many results a query has."""
        return self.searcher.count(ask(query, self.tree(query)))

    def spans(self) -> tuple[Span, ...]:
        """The stretches of time that are offered, by the dates of all articles."""
        generation = self.searcher.generation
        if generation not in self._spans:
            answer = self.searcher.answer(Request(limit=0, histogram="year"))
            last = answer.last
            found = presets(last, map(int, answer.histogram)) if last and last > Day(2, 1, 1) else ()
            self._spans.clear()
            self._spans[generation] = found
        return self._spans[generation]

    def actor_types(self, ids: Collection[str]) -> dict[str, str]:
        """The types of these actors, each looked up once for each generation of the index."""
        generation = self.searcher.generation
        if generation not in self._types:
            self._types.clear()
        known = self._types.setdefault(generation, {})
        missing = [id for id in ids if id not in known]
        if missing:
            known |= dict.fromkeys(missing, "") | self.archive.actor_types(missing)
        return {id: known.get(id, "") for id in ids}

    @property
    def is_behind(self) -> bool:
        """Whether the archive holds articles that the index does not know yet."""
        return self.archive.generation > self.searcher.generation


def furnish(app: Flask, archive: Archive, searcher: Searcher) -> None:
    """Give the app its archive and engine, and the templates their addresses."""
    app.extensions[_KEY] = Room(archive, searcher)
    app.jinja_env.globals.update(search_url=search_url, article_url=article_url, with_query=with_query,
                                 is_behind=lambda: room().is_behind)  # fmt: skip
    app.jinja_env.filters.update(
        sorted_by=lambda query, sort: replace(query, sort=sort, page=1),
        reworded=lambda query, text: replace(query, text=text, page=1),
        pairs=lambda query: parse_qsl(encode(query)),
        also_words=lambda query, words: replace(query, text=f"{query.text} {words}".strip(), page=1),
        counted_in=lambda query, unit: replace(query, unit=unit, page=1),
        also=also,
    )


def room() -> Room:
    """The room of the app that answers now."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Room)
    return found


def asked() -> Decoded:
    """The Query in the address of this request."""
    return decode(request.args.items(multi=True))


def article_url(article: Article, query: Query | None = None) -> str:
    """The address of an article; with a query, the one that carries it along."""
    address = f"{request.script_root}/a/{article.id}/{article.slug}"
    return with_query(address, query) if query else address


def also(address: str, **more: object) -> str:
    """The address with more parameters; empty ones are left out."""
    added = urlencode({name: value for name, value in more.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address
