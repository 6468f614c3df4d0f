"""What do the views read from, and what does this request ask?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import Flask, current_app, request, url_for

from search.article import Article
from search.find import ask, find
from search.query import Query
from search.syntax import parse
from web.params import Decoded, decode, encode

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

    def find(self, query: Query) -> SearchPage:
        """The page of results that answers a query."""
        return find(query, self.archive, self.searcher)

    def count(self, query: Query) -> int:
        """How many results a query has."""
        tree = parse(query.text, self.archive.languages(), resolve=self.archive.find_values).tree
        return self.searcher.count(ask(query, tree))


def furnish(app: Flask, archive: Archive, searcher: Searcher) -> None:
    """Give the app its archive and engine, and the templates their addresses."""
    app.extensions[_KEY] = Room(archive, searcher)
    app.jinja_env.globals.update(search_url=search_url, article_url=article_url, with_query=_with_query)
    app.jinja_env.filters.update(
        sorted_by=lambda query, sort: replace(query, sort=sort, page=1),
        reworded=lambda query, text: replace(query, text=text, page=1),
        pairs=lambda query: parse_qsl(encode(query)),
        counted_in=lambda query, unit: replace(query, unit=unit, page=1),
        also=_also,
    )


def room() -> Room:
    """The room of the app that answers now."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Room)
    return found


def asked() -> Decoded:
    """The Query in the address of this request."""
    return decode(request.args.items(multi=True))


def search_url(query: Query, anchor: str = "") -> str:
    """The address of a query's results."""
    address = f"{request.script_root}/search"  # a page holds a hundred of these, and url_for is slow
    return _with_query(address, query) + (f"#{anchor}" if anchor else "")


def article_url(article: Article, query: Query | None = None) -> str:
    """The address of an article; with a query, the one that carries it along."""
    address = url_for("pages.article", article_id=article.id, slug=article.slug)
    return _with_query(address, query) if query else address


def _with_query(address: str, query: Query) -> str:
    encoded = encode(query)
    return f"{address}?{encoded}" if encoded else address


def _also(address: str, **more: object) -> str:
    """The address with more parameters; empty ones are left out."""
    added = urlencode({name: value for name, value in more.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address
