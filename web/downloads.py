"""How does a whole result leave the page? As a file that streams, as a feed, as one citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NoReturn

from flask import Blueprint, Response, abort, render_template, request

from search.article import Article
from search.find import look
from search.formats import ENDINGS, FORMATS, MOST, Receipt
from search.query import Query
from web.params import encode
from web.room import Room, asked, room
from web.tongues import tr

downloads = Blueprint("downloads", __name__)
_AT_ONCE = 200
FEED = 50
"""Articles in a feed: the newest."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@downloads.get("/export.<format>")
def export(format: str) -> Response:
    """All results of a query in a format, streamed; the page and its limit play no part."""
    if format not in FORMATS:
        _no_format(format)
    query = asked().query.turn_to(1)
    found = look(room().completed(query), room().archive, room().searcher, values=0)
    ids = room().searcher.ids(found.request)
    receipt = Receipt(
        address=f"/search?{encode(query)}",
        understood=found.parsed.understood,
        total=len(ids),
        written=min(len(ids), MOST),
        generation=found.answer.generation,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return _file(format, _articles(room(), ids[:MOST]), receipt, _name(query))


@downloads.get("/a/<article_id>/cite.<format>")
def cite(article_id: str, format: str) -> Response:
    """One article in a format."""
    if format not in FORMATS:
        _no_format(format)
    article = room().archive.article(article_id)
    receipt = Receipt(
        address=f"/a/{article.id}",
        understood=article.title,
        total=1,
        written=1,
        generation=room().searcher.generation,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return _file(format, iter([article]), receipt, article.slug)


@downloads.get("/feed.atom")
def feed() -> Response:
    """The newest results of a query as an Atom feed (RFC 4287)."""
    query = asked().query
    page = room().find(Query(text=query.text, selected=query.selected, excluded=query.excluded, since=query.since,
                             until=query.until, sort="newest", limit=FEED))  # fmt: skip
    entries = [(hit.article, _moment(hit.article)) for hit in page.hits]
    updated = max((moment for _, moment in entries if moment), default="1970-01-01T00:00:00Z")
    body = render_template("feed.xml", query=query, entries=entries, updated=updated, host=request.host_url.rstrip("/"))
    return Response(_NOT_IN_XML.sub("", body), mimetype="application/atom+xml")


def _no_format(format: str) -> NoReturn:
    abort(404, tr('There is no format "%(name)s". Use one of: %(names)s.', name=format, names=", ".join(FORMATS)))


def _file(format: str, articles: Iterator[Article], receipt: Receipt, name: str) -> Response:
    write, kind = FORMATS[format]
    lines = (text.encode("utf-8", "replace") for text in write(articles, receipt))
    response = Response(lines, content_type=f"{kind}; charset=utf-8")
    file = f"{name}.{ENDINGS.get(format, format)}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _articles(here: Room, ids: Sequence[str]) -> Iterator[Article]:
    """The articles, read in batches; exports take turns, so that several of them load the machine like one."""
    for start in range(0, len(ids), _AT_ONCE):
        with here.exporting:
            batch = here.archive.articles(ids[start : start + _AT_ONCE])
        yield from batch.values()


def _name(query: Query) -> str:
    """A file name of safe characters only."""
    words = re.sub(r"[^a-z0-9]+", "-", query.text.lower())[:40].strip("-")
    return f"broadsheet-{words}" if words else "broadsheet"


def _moment(article: Article) -> str:
    """When the article was published, or else captured, as RFC 3339; empty if neither is known."""
    value = article.date.value or article.source.captured or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{value}T00:00:00Z"
    return value if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", value) else ""
