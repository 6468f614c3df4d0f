"""What the application answers, without a browser: pages, addresses, refusals, headers, JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from conftest import fill
from flask.testing import FlaskClient
from newsroom import articles, make

import web
from search.archive import Archive
from search.article import ActorMention
from search.query import FACETS
from search.runs import Input
from web.corpora import left_out

ROOT = Path(web.__file__).parent
PUMP = articles()[0]
PAGES = (
    "/",
    "/search",
    "/search?q=council",
    "/corpora",
    "/corpora/desk",
    "/numbers?q=council",
    "/facet/outlet",
    "/facet/actor?q=pump&order=name",
    f"/a/{PUMP.id}/{PUMP.slug}?q=pump",
)
REFUSED = ("/nothing", "/a/ffffffffffffffff", "/search?q=" + "x" * 1001, "/static/0/none.css")
JSON = ("/api/v1/search?q=council", f"/api/v1/articles/{PUMP.id}", "/api/openapi.json", "/healthz")


class Page(HTMLParser):
    """The addresses, ids and scripts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str, tag: str = "") -> list[str]:
        return [a[attribute] for t, a in self.tags if attribute in a and tag in ("", t)]


def links(html: str) -> Iterator[str]:
    yield from (
        link for tag in ("a", "link", "form") for link in Page(html).values("href" if tag != "form" else "action", tag)
    )


def total(client: FlaskClient, **parameters: object) -> int:
    answer = client.get("/api/v1/search?" + urlencode(parameters, doseq=True)).get_json()
    return int(answer["total"])


# Pages


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    found = {urljoin("http://127.0.0.1" + path, link) for link in links(html)}
    inside = {link.removeprefix("http://127.0.0.1").split("#")[0] for link in found if "//127.0.0.1/" in link}
    assert len(inside) > 5
    for link in sorted(inside):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_of_the_first_rank_and_no_id_twice(client: FlaskClient, path: str) -> None:
    page = Page(client.get(path).text)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href", "a") if link.startswith("#")} <= set(ids)


def test_a_page_of_results_is_a_query_read_from_its_address(client: FlaskClient) -> None:
    html = client.get("/search?q=council&outlet=al-midan&from=2023-06&sort=oldest").text
    page = Page(html)
    ticked = [a["value"] for tag, a in page.tags if tag == "input" and "checked" in a and "name" in a]
    assert ticked == ["al-midan"]
    assert 'value="council"' in html
    assert 'value="2023-06-01"' in html


NOTHING = (
    {"q": "pump", "outlet": "nordlicht-bote", "country": "KE"},
    {"q": "pump", "outlet": ["nordlicht-bote", "al-midan"], "from": "2025-06-01", "to": "2025-06-30"},
    {"q": "zzyzx", "outlet": "al-midan"},
    {"q": "council zzyzx", "actor": "river-guard", "from": "1901-01-01", "to": "1901-12-31"},
    {"q": "council notice", "not.outlet": ["al-midan", "harbour-courier", "nordlicht-bote", "phare-du-midi"]},
    {"country": "DE", "about": "KE", "not.language": "de"},
)


@pytest.mark.parametrize("parameters", NOTHING)
def test_without_results_only_what_finds_something_is_offered_with_its_count(
    client: FlaskClient, parameters: dict[str, str | list[str]]
) -> None:
    html = client.get("/search?" + urlencode(parameters, doseq=True)).text
    help = html[html.index('<div class="nothing">') :].split("</div>")[0]
    offered = re.findall(r'<a href="([^"]+)">(?:(?!</a>).)*</a> <span class="count">([\d,]+)</span>', help)
    assert len(offered) == help.count("<a ") - 1  # the last one leads to all articles
    for address, count in offered:
        asked = parse_qsl(urlsplit(unescape(address)).query)
        answer = client.get("/api/v1/search?" + urlencode(asked)).get_json()
        assert answer["total"] == int(count.replace(",", "")) > 0, address


def test_values_of_one_facet_are_offered_together_by_their_names(client: FlaskClient) -> None:
    html = client.get("/search?q=pump&outlet=nordlicht-bote&outlet=al-midan").text
    assert "Without the filter <b><bdi>Al Midan, Nordlicht-Bote</bdi></b>" in html


@pytest.mark.parametrize("text", ["council", "", "pump OR harvest"])
def test_each_number_of_a_facet_is_the_number_of_results_after_the_click(client: FlaskClient, text: str) -> None:
    answer = client.get("/api/v1/search?" + urlencode({"q": text, "outlet": "al-midan"})).get_json()
    for facet, values in answer["facets"].items():
        for value in values:
            others = {} if facet == "outlet" else {"outlet": "al-midan"}
            assert total(client, q=text, **{**others, facet: value["value"]}) == value["count"], (facet, value)


def test_the_bars_of_the_chart_lead_to_as_many_results_as_they_say(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=council").get_json()
    for bar in answer["histogram"]:
        assert total(client, q="council", **{"from": bar["from"], "to": bar["to"]}) == bar["count"]
    assert sum(bar["count"] for bar in answer["histogram"]) + answer["undated"] == answer["total"]


def test_a_page_past_the_last_one_leads_to_the_last_one(client: FlaskClient) -> None:
    answer = client.get("/search?q=council&page=40")
    assert answer.status_code == 302
    assert answer.location == "/search?q=council&page=2&past=40"
    assert "There is no page 40" in client.get(answer.location).text


@pytest.mark.parametrize(
    "path",
    ["/search?page=x&limit=-1&from=never&sort=up&unit=%00", "/search?q=%22open", "/search?q=(((", "/search?q=%00%ff"],
)
def test_what_cannot_be_read_is_said_beside_the_results(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="remarks"' in answer.text or "No article" in answer.text


def test_a_query_over_the_limit_stays_in_the_box(client: FlaskClient) -> None:
    answer = client.get("/search?q=" + "word+" * 150)
    assert answer.status_code == 400
    assert "64" in answer.text
    assert 'value="word word' in answer.text


def test_nothing_found_says_which_filter_to_take_away(client: FlaskClient) -> None:
    html = client.get("/search?q=orchestra&outlet=al-midan").text
    assert "No article matches" in html
    assert re.search(r'href="/search\?q=orchestra">[^\n]*Al Midan</bdi></b></a> <span class="count">1<', html)


@pytest.mark.parametrize(
    ("query", "told"), [("council", "from 4 outlets"), ("council&outlet=al-midan", None), ("guard+denies", None)]
)
def test_the_outlets_of_the_results_are_counted_where_they_are_known(
    client: FlaskClient, query: str, told: str | None
) -> None:
    (line,) = re.findall(r'<span class="took">([^<]*)<', client.get(f"/search?q={query}").text)
    assert (told in line) if told else ("outlet" not in line)


def test_two_words_that_are_both_wrong_are_put_right_together(client: FlaskClient) -> None:
    html = client.get("/search?q=orchesta+resevoir").text
    assert re.search(r'href="/search\?q=orchestra\+reservoir"><bdi>orchestra reservoir</bdi></a>\? <span[^>]*>1<', html)


# States


def test_an_index_that_is_being_made_is_no_empty_archive_and_no_fault(tmp_path: Path) -> None:
    archive, searcher = fill(tmp_path, [PUMP])
    with archive, closing(searcher):
        client = web.create_app(archive, searcher).test_client()
        (archive.index_folder / "watermark.json").unlink()
        damaged = client.get("/search?q=pump")
        assert damaged.status_code == 503
        assert "broadsheet rebuild" in damaged.text
        with Archive.open(tmp_path, write=True):
            made = client.get("/search?q=pump&outlet=al-midan")
    assert made.status_code == 503
    assert made.headers["Retry-After"]
    assert "The index is being made anew" in made.text
    assert 'href="/search?q=pump&amp;outlet=al-midan"' in made.text


def test_results_that_wait_for_the_index_say_so(tmp_path: Path) -> None:
    archive, searcher = fill(tmp_path, [PUMP])
    with archive, closing(searcher):
        with Archive.open(tmp_path, write=True) as writing:
            run = writing.begin_run("add", "desk")
            writing.add(run, [make("Late", "A late article about the weighbridge.")])
            writing.finish_run(run, {})
        html = web.create_app(archive, searcher).test_client().get("/search?q=weighbridge").text
    assert "nothing can be found yet" in html
    assert "The archive is empty" not in html


# An article


def test_the_id_alone_leads_to_the_article(client: FlaskClient) -> None:
    answer = client.get(f"/a/{PUMP.id}")
    assert (answer.status_code, answer.location) == (301, f"/a/{PUMP.id}/{PUMP.slug}")


def test_a_wrong_slug_leads_to_the_right_one_and_the_query_comes_along(client: FlaskClient) -> None:
    answer = client.get(f"/a/{PUMP.id}/other?q=pump&outlet=al-midan")
    assert (answer.status_code, answer.location) == (301, f"/a/{PUMP.id}/{PUMP.slug}?q=pump&outlet=al-midan")


def test_every_value_of_an_article_says_which_words_gave_it(client: FlaskClient) -> None:
    html = client.get(f"/a/{PUMP.id}/{PUMP.slug}").text
    for mention in (*PUMP.countries, *PUMP.actors):
        for words in mention.evidence:
            assert re.search(f'id="t{words.start}" data-why="[w0-9 ]+">{words.text}<', html)
            assert f'href="#t{words.start}"' in html


def test_the_text_of_an_article_is_shown_whole_and_in_its_direction(client: FlaskClient) -> None:
    for article in articles():
        html = client.get(f"/a/{article.id}/{article.slug}").text
        shown = re.search(r'<div class="text" lang="(\w+)">(.*?)</div>', html, re.S)
        assert shown
        assert shown[1] == article.language
        paragraphs = re.findall(r'<p dir="auto">(.*?)</p>', shown[2], re.S)
        plain = [re.sub("<[^>]+>", "", paragraph).replace("&#39;", "'") for paragraph in paragraphs]
        assert plain == article.text.split("\n\n")


def test_reference_managers_find_title_author_outlet_and_day(client: FlaskClient) -> None:
    html = client.get(f"/a/{PUMP.id}/{PUMP.slug}").text
    for name, content in (
        ("citation_title", PUMP.title),
        ("citation_author", "Mara Lindqvist"),
        ("citation_journal_title", "The Harbour Courier"),
        ("citation_publication_date", "2025/06/14"),
        ("DC.identifier", PUMP.id),
    ):
        assert f'<meta name="{name}" content="{content}">' in html


def linked(client: FlaskClient, address: str) -> dict[str, object]:
    (block,) = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', client.get(address).text, re.S)
    found = json.loads(block)
    assert isinstance(found, dict)
    return found


def test_an_article_says_as_linked_data_what_it_is(client: FlaskClient) -> None:
    found = linked(client, f"/a/{PUMP.id}/{PUMP.slug}?q=pump")
    assert found["@type"] == "NewsArticle"
    assert found["@id"] == f"http://localhost/a/{PUMP.id}/{PUMP.slug}"
    assert found["headline"] == PUMP.title
    assert found["publisher"] == {"@type": "NewsMediaOrganization", "name": "The Harbour Courier"}
    assert {"@type": "Country", "identifier": "IQ", "name": "Iraq"} in found["about"]  # type: ignore[operator]
    assert {"@type": "Organization", "name": "United Nations"} in found["mentions"]  # type: ignore[operator]


def test_linked_data_cannot_be_broken_out_of(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script><!-- \u2028 ' \" &"
    hostile = replace(PUMP, title=title, authors=(title,), url="javascript:alert(1)")
    archive, searcher = fill(tmp_path, [hostile])
    with archive, closing(searcher):
        client = web.create_app(archive, searcher).test_client()
        found = linked(client, f"/a/{hostile.id}/{hostile.slug}")
    assert found["headline"] == title
    assert "sameAs" not in found


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x", "/\\evil.example", "vbscript:x", "file:///etc/passwd", "ftp://x.example", "http:evil",
        "https:\\\\x",
        " javascript:alert(1)", "http://x.example/\nSet-Cookie: a", "blob:https://x", "view-source:http://x", "", "x",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(address: str) -> None:
    from web.wording import web_link

    assert web_link(address) == ""
    assert web_link("https://courier.example/a?b=c#d") == "https://courier.example/a?b=c#d"


# Facet pages and the ledger


def test_a_facet_page_lists_every_value_with_its_number(client: FlaskClient) -> None:
    html = client.get("/facet/outlet?q=council").text
    rows = re.findall(r"<bdi>([^<]+)</bdi> <span class=\"count\">(\d+)<", html)
    assert dict(rows) == {"The Harbour Courier": "7", "Al Midan": "8", "Nordlicht-Bote": "8", "Le Phare du Midi": "7"}
    assert [name for name, _ in rows[:2]] == ["Al Midan", "Nordlicht-Bote"]


@pytest.mark.parametrize("letters", ["midi", "PHARE", "%D8%B4"])
def test_a_facet_page_finds_values_by_their_letters(client: FlaskClient, letters: str) -> None:
    names = re.findall(r"<bdi>([^<]+)</bdi> <span", client.get(f"/facet/outlet?contains={letters}").text)
    assert names == ([] if "%" in letters else ["Le Phare du Midi"])


def test_actors_stand_under_the_names_of_their_types(client: FlaskClient) -> None:
    html = client.get("/search?q=guard+OR+hartwig+OR+nations").text
    section = html.split('id="facet-actor"')[1].split("</details>")[0]
    shown = re.findall(r"<h3>([^<]+)</h3>|<bdi class=\"value\">([^<]+)<", section)
    assert [kind or name for kind, name in shown] == [
        "armed group", "River Guard", "international body", "United Nations", "person", "Lena Hartwig",
    ]  # fmt: skip


def test_a_facet_page_of_actors_is_narrowed_to_a_type_and_all_of_them_are_chosen_at_once(client: FlaskClient) -> None:
    html = client.get("/facet/actor").text
    assert re.findall(r'type=(\w+)"[^>]*>[^<]+<span class="count">(\d+)<', html) == [
        ("person", "1"), ("armed_group", "1"), ("igo", "1"),
    ]  # fmt: skip
    assert re.findall(r"<bdi>([^<]+)</bdi> <span", client.get("/facet/actor?type=igo").text) == ["United Nations"]
    (any_of,) = re.findall(r'href="([^"]+)">Articles with any of these 2<', client.get("/facet/actor?contains=n").text)
    assert any_of == "/search?actor=lena-hartwig&amp;actor=united-nations"


def test_a_facet_page_lists_who_has_none_of_the_results(client: FlaskClient) -> None:
    with_it = client.get("/facet/outlet?q=orchestra").text
    without = client.get("/facet/outlet?q=orchestra&absent=1").text
    assert re.findall(r"<bdi>([^<]+)</bdi> <span", with_it) == ["Le Phare du Midi"]
    assert sorted(re.findall(r"<bdi>([^<]+)</bdi> <span", without)) == [
        "Al Midan", "Nordlicht-Bote", "The Harbour Courier",
    ]  # fmt: skip


def test_a_facet_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/facet/colour").status_code == 404


def test_the_ledger_counts_the_articles_of_each_corpus(client: FlaskClient) -> None:
    html = client.get("/corpora").text
    for corpus, count in (("council", 30), ("desk", 9), ("wire", 3)):
        assert re.search(rf'href="/corpora/{corpus}"><bdi>{corpus}</bdi></a></th><td>{count}</td>', html), corpus


def test_a_corpus_has_a_page_whose_numbers_are_the_numbers_behind_its_links(client: FlaskClient) -> None:
    html = client.get("/corpora/council").text
    assert "30 articles" in html
    for link, count in re.findall(r'<a href="(/search[^"]+)">([\d,]+) without<', html):
        assert total(client, **dict(parse_qsl(urlsplit(unescape(link)).query))) == int(count), link
    assert client.get("/corpora/nowhere").status_code == 404


def test_a_corpus_says_what_was_left_out_by_which_rule() -> None:
    spans = ((0, 5, "boilerplate", "end mark"), (9, 11, "boilerplate", "end mark"), (20, 60, "repeat", "paragraph"))
    item = Input(corpus="desk", path="a.txt", sha256="ab", bytes=90, spans=spans)
    assert left_out([item, item]) == [
        ("repeat", "paragraph", 2, 80),
        ("boilerplate", "end mark", 4, 14),
    ]


# JSON


def test_the_api_gives_the_article_as_the_command_line_does(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/articles/{PUMP.id}").get_json()
    assert answer["title"] == PUMP.title
    assert answer["text"] == PUMP.text
    assert answer["countries"][0]["evidence"][0]["text"] == "Iraq"


def test_the_api_and_the_page_give_the_same_results(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=council&outlet=al-midan").get_json()
    html = client.get("/search?q=council&outlet=al-midan").text
    assert re.findall(r'id="r-(\w+)"', html) == [hit["id"] for hit in answer["hits"]]
    assert set(answer["facets"]) == set(FACETS)


@pytest.mark.parametrize("path", ["/api/v1/articles/none", "/api/v1/nothing", "/api/v1/search?q=" + "x" * 1001])
def test_errors_of_the_api_are_json(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert answer.get_json()["error"]


def test_the_contract_lists_every_address_of_the_api(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json()["paths"]
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", r.rule)
        for r in client.application.url_map.iter_rules()
        if r.rule.startswith("/api/v1")
    }
    assert set(paths) >= rules


def test_the_browser_can_take_the_search_into_its_bar(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 'template="http://localhost/search?q={searchTerms}"' in answer.text


# Refusals and headers


@pytest.mark.parametrize("path", [*PAGES, *REFUSED, *JSON, "/opensearch.xml", f"/a/{PUMP.id}", "/search?page=9"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert {"HX-Request", "HX-Request-Type", "HX-History-Restore-Request"} <= {
        v.strip() for v in headers["Vary"].split(",")
    }
    assert headers["Cache-Control"].startswith("private") or "no-cache" in headers["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_each_answer_has_a_nonce_of_its_own(client: FlaskClient, path: str) -> None:
    nonces = []
    for _ in range(2):
        answer = client.get(path)
        (nonce,) = re.findall("'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        page = Page(answer.text)
        assert set(page.values("nonce") + page.values("hx-nonce")) == {nonce}
        scripts = [a for tag, a in page.tags if tag == "script"]
        assert all("nonce" in a and ("src" in a or a["type"] == "application/ld+json") for a in scripts)
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1,evil.example", "[::1", ""])
@pytest.mark.parametrize("path", ["/", "/static/0/site.css", "/api/v1/search", "/nothing"])
def test_other_hosts_are_refused_everywhere(client: FlaskClient, host: str, path: str) -> None:
    assert client.get(path, environ_overrides={"HTTP_HOST": host, "SERVER_NAME": "evil.example"}).status_code == 400


def test_an_address_that_is_too_long_and_a_body_that_is_too_large_are_refused(client: FlaskClient) -> None:
    assert client.get("/search?x=" + "y" * 9000).status_code == 414
    assert client.post("/search", data=b"x").status_code == 405


@pytest.mark.parametrize("break_", ["%0d%0aX-Evil:1", "%0a%0dSet-Cookie:a=b"])
def test_line_breaks_in_an_address_never_become_headers(client: FlaskClient, break_: str) -> None:
    for path in (f"/search?q={break_}&page=99", f"/a/{PUMP.id}/{break_}?q={break_}", f"/a/{break_}"):
        headers = client.get(path).headers
        assert "X-Evil" not in headers
        assert "Set-Cookie" not in headers


def test_static_files_are_kept_for_ever_under_the_digest_of_their_bytes(client: FlaskClient) -> None:
    (sheet,) = [link for link in links(client.get("/").text) if link.endswith("site.css")]
    assert "immutable" in client.get(sheet).headers["Cache-Control"]
    assert client.get("/static/0000000000/site.css").headers["Cache-Control"] == "no-cache"
    for outside in ("/static/0/../__init__.py", "/static/0/%2e%2e/__init__.py", "/static/0//etc/passwd"):
        assert client.get(outside).status_code in (308, 404)


def test_pages_are_sent_compressed_and_the_first_view_is_small(client: FlaskClient) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    page = client.get("/search?q=council", headers=zipped)
    assert page.headers["Content-Encoding"] == "gzip"
    parts = [link for link in Page(client.get("/search").text).values("src", "script")]
    parts += [link for link in links(client.get("/search").text) if link.endswith(".css")]
    assert len(parts) <= 4
    assert len(page.data) + sum(len(client.get(part, headers=zipped).data) for part in parts) < 50_000


# What is in the folder


def test_vendored_files_are_what_their_sums_say() -> None:
    for line in (ROOT / "static" / "vendor.sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest() == digest, name


def test_templates_hold_no_script_no_style_and_nothing_unescaped() -> None:
    for path in (ROOT / "templates").rglob("*"):
        text = path.read_text()
        assert not re.search(r"\|\s*safe|autoescape|Markup|<style|\sstyle=|\son\w+=|javascript:", text), path
        tags = re.findall(r"<script[^>]*>", text)
        assert all("src=" in tag or 'type="application/ld+json"' in tag for tag in tags), path
        assert "hx-nonce:inherited" not in text, path


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in (*(ROOT / "templates").rglob("*"), ROOT / "static" / "site.css", ROOT / "static" / "site.js"):
        addresses = set(re.findall(r"""(?:https?:)?//[\w.-]+\.\w+[^\s"'<]*""", path.read_text()))
        assert {urlsplit(address).netloc for address in addresses} <= {"www.w3.org"}, path


def test_an_invented_article_has_the_offsets_it_says() -> None:
    article = make("A title", "Kenya and Kenya again.")
    assert [article.text[e.start : e.end] for e in article.countries[0].evidence] == ["Kenya", "Kenya"]


def test_a_facet_says_how_many_values_it_has_however_many(tmp_path: Path) -> None:
    crowd = tuple(
        ActorMention(id=f"guest-{n}", name=f"Guest {n}", type="person", evidence=PUMP.actors[0].evidence)
        for n in range(1005)
    )
    archive, searcher = fill(tmp_path, [replace(PUMP, actors=crowd)])
    with archive, closing(searcher):
        html = web.create_app(archive, searcher).test_client().get("/search?q=pump").get_data(as_text=True)
    assert re.findall(r'<span class="count">(1,0\d\d)</span>', html) == ["1,005"]
