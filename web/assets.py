"""How does a browser keep what never changes? Static files under an address that holds the digest of their bytes."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, url_for
from werkzeug.security import safe_join

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600
assets = Blueprint("assets", __name__)


def register(app: Flask) -> None:
    """Serve the static files, and give the templates their addresses."""
    app.register_blueprint(assets)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file: another one whenever its bytes change."""
    return url_for("assets.serve", digest=fingerprint(name), name=name)


def fingerprint(name: str) -> str:
    """The first ten hex digits of the file's SHA-256. Raises FileNotFoundError for a name that is not there."""
    return _read(name)[1]


@assets.get("/static/<digest>/<path:name>")
def serve(digest: str, name: str) -> Response:
    """A static file; to be kept for ever if the address holds its digest, to be asked for again if not."""
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        abort(404)
    body, current = _read(name)
    response = Response(body, mimetype=mimetypes.guess_type(name)[0] or "text/plain")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if digest == current else "no-cache"
    return response


@lru_cache
def _read(name: str) -> tuple[bytes, str]:
    body = (FOLDER / name).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:10]
