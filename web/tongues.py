"""In which language does the page speak? The one that was chosen, else the one that the browser prefers.

`?lang=ar` chooses; a cookie remembers it. The language is no part of a query: an address without `lang` gives every
reader the same articles and the same numbers, each in the reader's own language.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Flask, Response, request
from flask_babel import Babel, get_locale

LANGUAGES = {"en": "English", "fr": "Français", "ar": "العربية"}
"""The languages of the interface by code, each under its own name."""
COOKIE = "lang"
YEAR = 365 * 24 * 3600


def speak(app: Flask) -> None:
    """Let the app answer in the reader's language."""
    Babel(app, locale_selector=language)
    app.after_request(_remember)
    app.context_processor(lambda: {"locale": str(get_locale()), "LANGUAGES": LANGUAGES, "here_in": here_in})


def language() -> str:
    """The language of this request: from the address, the cookie, or the browser; English otherwise."""
    for chosen in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


def here_in(code: str) -> str:
    """The address of this page in another language."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.script_root}{quote(request.path)}?{urlencode([*pairs, ('lang', code)])}"


def _remember(response: Response) -> Response:
    response.vary.update(("Accept-Language", "Cookie"))
    chosen = request.args.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return response
