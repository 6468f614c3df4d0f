"""In which language does the page speak? The one that was chosen, else the one that the browser prefers.

`?lang=ar` chooses; a cookie remembers it. The language is no part of a query: an address without `lang` gives every
reader the same articles and the same numbers, each in the reader's own language.
"""

from __future__ import annotations

from contextvars import ContextVar
from gettext import NullTranslations
from urllib.parse import quote, urlencode

from flask import Flask, Response, request
from flask_babel import Babel, get_locale, get_translations
from markupsafe import Markup

LANGUAGES = {"en": "English", "fr": "Français", "ar": "العربية"}
"""The languages of the interface by code, each under its own name."""
COOKIE = "lang"
YEAR = 365 * 24 * 3600
_SPOKEN: ContextVar[tuple[str, NullTranslations] | None] = ContextVar("spoken", default=None)
"""The language of this request with its catalogue, looked up once: a page asks for it a thousand times."""


def speak(app: Flask) -> None:
    """Let the app answer in the reader's language."""
    Babel(app, locale_selector=language)
    app.before_request(_choose)
    app.after_request(_remember)
    app.teardown_request(_forget)
    app.context_processor(lambda: {"locale": locale(), "LANGUAGES": LANGUAGES, "here_in": here_in})
    app.jinja_env.globals.update(_=marked_up, ngettext=marked_up_number)


def locale() -> str:
    """The language that the page speaks now, by its code."""
    return _spoken()[0]


def tr(text: str, **values: object) -> str:
    """The words in the reader's language, with these values in them."""
    words = _spoken()[1].gettext(text)
    return words % values if values else words


def ntr(one: str, many: str, number: int, **values: object) -> str:
    """The words in the reader's language, in the form that goes with the number."""
    return _spoken()[1].ngettext(one, many, number) % {"num": number, **values}


def marked_up(text: str, **values: object) -> Markup:
    """The words for a template; the values are escaped there."""
    words = Markup(_spoken()[1].gettext(text))
    return words % values if values else words


def marked_up_number(one: str, many: str, number: int, **values: object) -> Markup:
    """The words for a template, in the form that goes with the number; the values are escaped there."""
    return Markup(_spoken()[1].ngettext(one, many, number)) % {"num": number, **values}


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


def _spoken() -> tuple[str, NullTranslations]:
    return _SPOKEN.get() or (str(get_locale()), get_translations())


def _choose() -> None:
    _SPOKEN.set((str(get_locale()), get_translations()))


def _forget(_: BaseException | None) -> None:
    _SPOKEN.set(None)


def _remember(response: Response) -> Response:
    response.vary.update(("Accept-Language", "Cookie"))
    chosen = request.args.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return response
