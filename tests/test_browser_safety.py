"""Articles come from strangers: whatever stands in their fields is shown as text, in a real Chromium."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from conftest import fill
from newsroom import make
from playwright.sync_api import Page

from bench.serving import serving
from search.article import ActorMention, Article, ArticleDate, Copy, CountryMention, Evidence, Outlet, Source
from search.query import FACETS
from web import create_app

pytestmark = pytest.mark.browser

DO = "fetch('/stolen');window.stolen=1;alert(1)"
ELSEWHERE = "https://elsewhere.example/x"
CARRIERS = (
    f"<script>{DO}</script>",
    f"<script src={ELSEWHERE}></script>",
    f"<img src={ELSEWHERE} onerror=\"{DO}\">",
    f"<svg onload=\"{DO}\"><script>{DO}</script></svg>",
    f"<iframe src=\"javascript:{DO}\"></iframe>",
    f"<a href=\"javascript:{DO}\">x</a>",
    f"<form action={ELSEWHERE}><button>x</button></form>",
    f"<style>@import '{ELSEWHERE}';</style>",
    f"<link rel=stylesheet href={ELSEWHERE}>",
    f"<meta http-equiv=refresh content=\"0;url={ELSEWHERE}\">",
    f"<base href={ELSEWHERE}>",
    f"<object data={ELSEWHERE}></object>",
    f"<video src={ELSEWHERE} autoplay onerror=\"{DO}\"></video>",
    f"<details open ontoggle=\"{DO}\">x</details>",
    f"<body onload=\"{DO}\">",
    "<div hx-get=/stolen hx-trigger=load>x</div>",
    "<div data-hx-post=/stolen data-hx-trigger=load>x</div>",
    f"<div hx-get={ELSEWHERE} hx-trigger=load>x</div>",
    f"<div hx-on:click=\"{DO}\" hx-on::load=\"{DO}\">x</div>",
    f"<div hx-vals=\"js:{{a:{DO}}}\" hx-get=/stolen hx-trigger=load>x</div>",
    "<div hx-get=/stolen hx-trigger='load[fetch(`/stolen`)]'>x</div>",
    "<template hx type=partial hx-target=body><script>fetch('/stolen')</script></template>",
    "<mark id=m1>forged</mark>",
    "{{ 7*7 }}{% include '/etc/passwd' %}${7*7}",
    "&lt;script&gt;fetch('/stolen')&lt;/script&gt;",
)  # fmt: skip
BREAKERS = ("", '">', "'>", "</title></script>", "--><!--", "]]>")
PAYLOADS = ["".join(pair) for pair in itertools.product(BREAKERS, CARRIERS)]
TOGETHER = [" ".join(PAYLOADS[at : at + 4]) for at in range(0, len(PAYLOADS), 4)]
"""Four payloads to a field: each of them stands in every field of some article."""


def hostile(number: int, payload: str) -> Article:
    """An article with the payload in every field."""
    words = Evidence(zone="text", start=0, end=len(payload), text=payload, rule=payload)
    text = f"{payload} was said {number} times.\n\n{payload}"
    source = Source(corpus=payload, path=payload, sha256="cd" * 32, start=0, end=9, line=1, captured=payload)
    return dataclasses.replace(
        make(f"{payload} {number}", text),
        external_id=payload,
        outlet=Outlet(name=payload, slug=f"paper-{number}", evidence=(words,)),
        date=ArticleDate(raw=payload),
        authors=(payload,),
        agency=payload,
        url=f"javascript:{DO}" if number % 2 else payload,
        countries=(CountryMention(code="KE", name=payload, about=True, score=1.0, evidence=(words,)),),
        actors=(ActorMention(id=f"actor-{number}", name=payload, type="person", evidence=(words,)),),
        metadata=payload,
        source=source,
        copies=(Copy(source=source, outlet=payload, date=payload),),
    )


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Article]]]:
    """The address of a site whose every article is hostile, and the articles."""
    found = [hostile(number, payload) for number, payload in enumerate(TOGETHER)]
    archive, searcher = fill(Path(tmp_path_factory.mktemp("trap")), found)
    with serving(create_app(archive, searcher)) as address:
        yield address, found
    searcher.close()
    archive.close()


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 150


def test_no_payload_acts_in_any_field_of_any_page(browse: Callable[..., Page], trap: tuple[str, list[Article]]) -> None:
    address, found = trap
    page = browse()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    paths = ["/", *(f"/search?page={n}" for n in range(1, 4)), *(f"/a/{article.id}" for article in found)]
    paths += [f"/facet/{name}" for name in FACETS] + ["/corpora", f"/corpora/{quote(found[0].source.corpus, safe='')}"]
    paths += [f"/a/{found[0].id}/{page}" for page in ("source", "similar", f"against/{found[1].id}")]
    for path in paths:
        page.goto(address + path, wait_until="load")
        assert page.evaluate("[window.stolen ?? 0, window.faults]") == [0, []], path
    outside = [url for url in asked if not url.startswith(address + "/") or url.startswith(f"{address}/stolen")]
    assert outside == []


def test_a_payload_is_shown_as_the_text_it_is(browse: Callable[..., Page], trap: tuple[str, list[Article]]) -> None:
    address, found = trap
    page = browse()
    for article in found[::3]:
        page.goto(f"{address}/a/{article.id}")
        assert page.locator("h1").inner_text() == " ".join(article.title.split())
        assert page.locator("article .text").text_content().strip().startswith(article.text.split("\n\n")[0])  # type: ignore[union-attr]


def test_no_payload_acts_in_an_address(browse: Callable[..., Page], trap: tuple[str, list[Article]]) -> None:
    address, _ = trap
    page = browse()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for payload in PAYLOADS[::9]:
        parameters = {
            "q": payload,
            "outlet": payload,
            "not.corpus": payload,
            "from": payload,
            "sort": payload,
            "page": payload,
        }
        page.goto(f"{address}/search?{urlencode(parameters)}")
        page.locator("#q").press_sequentially(" x")
        page.goto(f"{address}/a/{urlencode({'': payload})[1:]}")
        assert page.evaluate("[window.stolen ?? 0, window.faults]") == [0, []], payload
    assert [url for url in asked if not url.startswith(address + "/") or url.startswith(f"{address}/stolen")] == []
