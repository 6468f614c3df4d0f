"""How does a browser keep what never changes? Static files under an address that holds the digest of their bytes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, send_from_directory, url_for
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


@lru_cache
def fingerprint(name: str) -> str:
    """The first ten hex digits of the file's SHA-256. Raises FileNotFoundError for a name that is not there."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:10]


@assets.get("/static/<digest>/<path:name>", endpoint="serve")
def _serve(digest: str, name: str) -> Response:
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        abort(404)
    response = send_from_directory(FOLDER, name)
    is_current = digest == fingerprint(name)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_current else "no-cache"
    return response
