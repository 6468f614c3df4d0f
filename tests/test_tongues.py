"""The page speaks English, French and Arabic; an address means the same in all of them."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

import search
import web
from web.tongues import LANGUAGES

ROOT = Path(web.__file__).parent
HOUSES = (ROOT, Path(search.__file__).parent)
METHODS = [("**.py", "python"), ("templates/**", "jinja2")]
SAID = ("_", "tr", "lazy_gettext", "remark", "Remark", "_said", "_remark", "QueryTooLarge", "NoSuchArticle")
KEYWORDS = {**dict.fromkeys(SAID), "ngettext": (1, 2), "ntr": (1, 2)}
TRANSLATED = [code for code in LANGUAGES if code != "en"]


def catalogue(code: str) -> Catalog:
    with (ROOT / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def used() -> set[str]:
    """Every text of the page that has a translation, plural forms by their singular."""
    found = [text for house in HOUSES for text in extract_from_dir(house, METHODS, keywords=KEYWORDS)]
    return {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found} - {""}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_page_is_translated_and_nothing_else(code: str) -> None:
    words = catalogue(code)
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in words if m.id}
    assert known == used()
    for message in words:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_names_the_same_values(code: str) -> None:
    for message in catalogue(code):
        plural = isinstance(message.id, tuple)
        names = set(re.findall(r"%\(\w+\)s", message.id[-1] if plural else message.id))
        for form in message.string if plural else (message.string,):
            found = set(re.findall(r"%\(\w+\)s", form))
            assert found <= names if plural else (found == names or not message.id), message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_is_up_to_date(code: str) -> None:
    with (ROOT / "translations" / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        words = GNUTranslations(file)
    for message in catalogue(code):
        if isinstance(message.id, tuple):
            forms = {words.ngettext(*message.id, number) for number in range(120)}
            assert forms == set(message.string), message.id
        elif message.id:
            assert words.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("asked", "direction", "words"),
    [
        ("en", "ltr", "Search the articles"),
        ("fr", "ltr", "Chercher dans les articles"),
        ("ar", "rtl", "ابحث في المقالات"),
    ],
)
def test_the_page_speaks_the_language_that_the_browser_prefers(
    client: FlaskClient, asked: str, direction: str, words: str
) -> None:
    html = client.get("/search?q=pump", headers={"Accept-Language": f"{asked}, en;q=0.1"}).text
    assert f'<html lang="{asked}" dir="{direction}">' in html
    assert words in html


def test_a_chosen_language_is_remembered_and_changes_no_number(app: Flask) -> None:
    reader = app.test_client()
    before = re.findall(r'id="r-(\w+)"', reader.get("/search?q=council&outlet=al-midan").text)
    assert "العراق" in reader.get("/search?lang=ar").text  # Iraq
    after = reader.get("/search?q=council&outlet=al-midan").text
    assert '<html lang="ar" dir="rtl">' in after
    assert re.findall(r'id="r-(\w+)"', after) == before
    assert 'href="/search?q=council&amp;outlet=al-midan&amp;lang=fr"' in after
    assert 'rel="canonical" href="/search?q=council&amp;outlet=al-midan"' in after
    assert '<html lang="fr"' in reader.get("/search?lang=fr").text


@pytest.mark.parametrize(
    ("lang", "query", "words"),
    [
        ("fr", '"open', "Ce guillemet n’est pas fermé"),
        ("fr", "country:atlantis pump", "Pays nommé : rien ne s’appelle « atlantis »"),
        ("ar", "(pump", "هذا القوس غير مغلق"),
        ("fr", "pump NEAR/90 water", "NEAR/90 a été lu comme 50 mots"),
        ("fr", "w " * 65, "La requête a 65 termes ; 64 au plus"),
        ("ar", "x" * 1001, "لا يمكن البحث عن أكثر من 1,000"),
    ],
)
def test_what_the_search_remarks_is_said_in_the_language_of_the_page(
    client: FlaskClient, lang: str, query: str, words: str
) -> None:
    assert words in unescape(client.get("/search", query_string={"q": query, "lang": lang}).text)


@pytest.mark.parametrize(
    ("lang", "query", "words"),
    [
        ("en", "about:IQ pump", "about: Iraq AND pump"),
        ("fr", "about:IQ pump", "about: Irak AND pump"),
        ("ar", "country:iraq", "country: العراق"),
        ("fr", "lang:de", "language: allemand"),
        ("en", "actor:river-guard", "actor: River Guard"),
        ("en", "outlet:al-midan OR outlet:none", "outlet: Al Midan OR outlet: (none)"),
    ],
)
def test_the_query_as_understood_names_values_as_the_facets_do(
    client: FlaskClient, lang: str, query: str, words: str
) -> None:
    html = unescape(client.get("/search", query_string={"q": query, "lang": lang}).text)
    assert f"<q>{words}</q>" in html


def test_the_api_and_the_page_without_a_language_say_remarks_in_english(client: FlaskClient) -> None:
    query = client.get('/api/v1/search?q=country:iq "open&lang=fr').get_json()["query"]
    (remark,) = query["remarks"]
    assert query["understood"] == "country: Iraq AND open"
    assert remark["message"].startswith("This quotation mark is not closed")


def test_an_unknown_language_is_left_aside(client: FlaskClient) -> None:
    answer = client.get("/search?lang=tlh")
    assert '<html lang="en" dir="ltr">' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_cache_keeps_the_languages_apart(client: FlaskClient) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get("/search").headers["Vary"].split(", "))
