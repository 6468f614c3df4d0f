"""How does a URL become a page? `create_app` puts the reading room together: a WSGI application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext
from flask_compress import Compress
from werkzeug.exceptions import HTTPException, SecurityError, ServiceUnavailable

from search.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveTooNew,
    BroadsheetError,
    EngineUnavailable,
    NoArchive,
    NoSuchArticle,
    OutOfSpace,
    QueryTooLarge,
)
from search.query import FACETS, NONE, Query
from web import api, assets, room, security, tongues, turnstile, wording
from web.corpora import corpora
from web.downloads import downloads
from web.facets import facets
from web.stories import stories
from web.surroundings import surroundings
from web.views import pages

if TYPE_CHECKING:
    from search.archive import Archive
    from search.engine import Searcher

STATUSES: dict[type[BroadsheetError], int] = {
    QueryTooLarge: 400,
    NoSuchArticle: 404,
    NoArchive: 503,
    ArchiveLocked: 503,
    ArchiveTooNew: 503,
    ArchiveDamaged: 503,
    EngineUnavailable: 503,
    OutOfSpace: 507,
}
"""What a browser is told when one of these is raised; any other of ours is a 500."""

_UNTOLD = {
    404: lazy_gettext("No page has this address. Look whether it was copied whole."),
    405: lazy_gettext("This address can only be read."),
    413: lazy_gettext("More was sent than can be taken."),
}
"""What is said where the error itself has no words of ours."""


def create_app(archive: Archive, searcher: Searcher, *, hosts: Iterable[str] = ("127.0.0.1", "localhost")) -> Flask:
    """The web application over an archive; it answers requests that name one of `hosts` only."""
    app = Flask("web", static_folder=None)
    app.config.update(COMPRESS_ALGORITHM=["gzip"], COMPRESS_LEVEL=6, COMPRESS_MIN_SIZE=1024)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(FACETS=FACETS, NONE=NONE, EMPTY=Query())
    app.json.sort_keys = False  # type: ignore[attr-defined]
    tongues.speak(app)
    security.guard(app, hosts)
    Compress(app)
    turnstile.install(app, turnstile.Turnstile())
    wording.register(app)
    assets.register(app)
    room.furnish(app, archive, searcher)
    app.register_blueprint(pages)
    app.register_blueprint(downloads)
    app.register_blueprint(facets)
    app.register_blueprint(corpora)
    app.register_blueprint(stories)
    app.register_blueprint(surroundings)
    app.register_blueprint(api.api)
    app.register_error_handler(BroadsheetError, _explain)
    app.register_error_handler(HTTPException, _refuse)
    return app


def _explain(error: BroadsheetError) -> Response:
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)
    response = _error_page(status, _told(error))
    if status == 503:
        response.headers["Retry-After"] = "10"
    return response


def _told(error: BroadsheetError) -> str:
    """What the error says; while a writer is at work, an index that cannot be read is one that is being made."""
    if isinstance(error, (ArchiveDamaged, EngineUnavailable)) and room.room().archive.is_being_written:
        return tongues.tr("The index is being made anew. Nothing is lost; ask again in a moment.")
    return wording.in_words(error.text, error.values)


def _refuse(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # no address can be made for a foreign host, so no page either
        response = make_response("This host name is not served here.\n", 400)
        response.mimetype = "text/plain"
        return response
    if error.response is not None or status < 400:
        return make_response(error.get_response())
    told = error.description if error.description != type(error).description else _UNTOLD.get(status, error.name)
    response = _error_page(status, str(told))
    if status == 405 and isinstance(allowed := getattr(error, "valid_methods", None), list):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if isinstance(error, ServiceUnavailable) and isinstance(error.retry_after, int):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _error_page(status: int, message: str) -> Response:
    if request.path.startswith("/api/"):
        return make_response(jsonify({"status": status, "error": message}), status)
    text = request.args.get("q", "")
    again = request.full_path.rstrip("?")
    page = render_template("error.html", status=status, message=message, query=Query(text=text), again=again)
    return make_response(page, status)
