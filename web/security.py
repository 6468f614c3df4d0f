"""What does every answer carry, and which requests are refused before a view sees them?"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from flask import Flask, Response, abort, g, request

from web.tongues import tr

MAX_BODY = 1 << 20
MAX_QUERY_STRING = 8 << 10
VARY = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")
"""htmx asks for the same address with other headers; a cache has to keep the answers apart, errors too."""
_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # no-referrer would make browsers send "Origin: null" on form posts
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}


def guard(app: Flask, hosts: Iterable[str]) -> None:
    """Let the app answer only to these hosts, within limits, and with headers that let a page run no foreign code."""
    app.config["TRUSTED_HOSTS"] = list(hosts)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.before_request(_refuse)
    app.after_request(_add_headers)
    app.context_processor(lambda: {"nonce": nonce()})


def nonce() -> str:
    """The nonce of this answer: one for each, also for errors."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def _refuse() -> None:
    _ = request.host  # raises SecurityError, a 400, for a foreign or doubled Host (servers join doubles with a comma)
    if len(request.environ.get("QUERY_STRING", "")) > MAX_QUERY_STRING:
        abort(
            414,
            tr(
                "The address is longer than %(most)s characters. Take some words or filters out.",
                most=f"{MAX_QUERY_STRING:,}",
            ),
        )


def _policy() -> str:
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce()}'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types htmx"
    )


def _add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _policy()
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.vary.update(VARY)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
