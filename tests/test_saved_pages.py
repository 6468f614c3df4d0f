"""Pages that a web archive keeps or a browser saved: where and when were they read?"""

from __future__ import annotations

import gzip
import plistlib
import random
from pathlib import Path
from typing import Any

import pytest
from webpage import fields, title_without_article

from indexer import dates, outlets
from indexer.addresses import origin
from indexer.draft import Place, RawDocument, Unreadable
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.readers import Member, documents, members, prepare
from indexer.readers.html import html_fields
from indexer.readers.mail import saved_page
from indexer.readers.webarchive import main_page

STORY = "<h1>Ferry sails after storm</h1>" + "<p>The ferry to Alba sails again, the harbour master said today.</p>" * 4
ARCHIVE = "https://keep.example/web/20140226054445"
STAMP = "2014-02-26T05:44:45+00:00"


@pytest.mark.parametrize(
    ("kept", "url"),
    [
        (f"{ARCHIVE}/http://www.albapost.example/2014/ferry/", "http://www.albapost.example/2014/ferry/"),
        ("/web/20140226054445im_/https:/albapost.example/a", "https://albapost.example/a"),
        ("https://keep.example/20140226054445//albapost.example/a", "http://albapost.example/a"),
    ],
)
def test_the_address_of_a_copy_tells_that_of_the_page_and_the_time(kept: str, url: str) -> None:
    assert origin(kept) == (url, STAMP)


@pytest.mark.parametrize(
    "url",
    [
        "https://albapost.example/news/20142226054445/http://x.example/",
        "https://albapost.example/a?next=/20140226054445/http://x.example",
        "https://albapost.example/20140226054445/ferry-sails",
        "",
    ],
)
def test_another_address_stays(url: str) -> None:
    assert origin(url) == (url, "")


def test_a_copy_of_a_web_archive_is_of_the_outlet_that_it_was_taken_from() -> None:
    head = f'<link rel="canonical" href="{ARCHIVE}/http://www.albapost.example/2014/02/26/ferry/">'
    found = fields(head, STORY)
    assert found["url"] == "http://www.albapost.example/2014/02/26/ferry/"
    assert found["domain"] == "www.albapost.example"
    assert found["captured"] == STAMP


def test_a_page_that_names_itself_to_the_script_of_its_archive_is_read_so() -> None:
    head = '<script>__wm.wombat("http://www.albapost.example:80/ferry.html","20140226054445","https://keep.example/")</script>'
    found = fields(head, STORY)
    assert (found["domain"], found["captured"]) == ("www.albapost.example", STAMP)


def test_a_heading_that_leads_home_inside_the_archive_is_the_site_s() -> None:
    head = "<title>Harbour Talk &raquo; Blog &raquo; Ferry sails after storm</title>"
    linked = f'<div><h1><a href="{ARCHIVE}/http://www.harbourtalk.example/">Harbour Talk</a></h1></div>'
    assert title_without_article(head, linked + "<h2>Ferry sails after storm</h2>") == "Ferry sails after storm"


def test_a_heading_that_leads_to_a_place_on_the_page_is_not_the_site_s() -> None:
    linked = '<div><h1><a href="#ferry">Ferry sails after storm</a></h1></div>'
    assert title_without_article("<title>Alba Post</title>", linked) == "Ferry sails after storm"


def test_a_link_to_an_archive_does_not_make_the_page_a_copy() -> None:
    head = '<link rel="canonical" href="https://albapost.example/ferry">'
    found = fields(head, STORY + f'<p>See <a href="{ARCHIVE}/http://other.example/a">the older report</a>.</p>')
    assert (found["url"], "captured" in found) == ("https://albapost.example/ferry", False)


def test_a_page_saved_by_a_browser_has_its_address_in_a_comment() -> None:
    page = (
        f"<!DOCTYPE html>\n<!-- saved from url=(0031)https://www.albapost.example/ferry -->\n<html><body>{STORY}</body>"
    )
    assert html_fields(page.encode())["url"] == "https://www.albapost.example/ferry"
    nowhere = page.replace("https://www.albapost.example/ferry", "about:internet")
    assert "url" not in html_fields(nowhere.encode())


def test_a_page_saved_as_one_file_has_address_and_time_and_its_pictures_do_not_count() -> None:
    note = (
        "<!--\n Page saved with SingleFile \n url: https://www.albapost.example/ferry \n"
        " saved date: Sat Jun 28 2025 14:00:05 GMT+0200 (Central European Summer Time)\n-->"
    )
    picture = f'<img src="data:image/png;base64,{"QUJD" * 800_000}" alt="a ferry">'
    found = html_fields(f"<!DOCTYPE html><html>{note}<body>{picture}{STORY}</body></html>".encode())
    assert found["title"] == "Ferry sails after storm"
    assert (found["url"], found["captured"]) == ("https://www.albapost.example/ferry", "2025-06-28T14:00:05+02:00")


def test_the_time_of_the_copy_goes_before_that_of_its_file() -> None:
    body = f'<head><link rel="canonical" href="{ARCHIVE}/http://albapost.example/a"></head>{STORY}'.encode()
    place = Place(path="a.html", sha256="", start=0, end=len(body), line=1)
    raw = RawDocument(place=place, shape="html", body=body, charset="utf-8", captured="2025-06-28T12:00:00Z")
    (piece,) = prepare(raw)
    assert isinstance(piece, RawDocument)
    assert piece.captured == STAMP


def test_addresses_in_records_are_read_through_their_archive() -> None:
    url = f"{ARCHIVE}/http://www.albapost.example/2014/02/25/ferry/"
    found = outlets.find((), url=url)
    assert found
    assert found.domain == "albapost.example"
    assert dates.resolve((), captured=None, url=url).value == "2014-02-25"


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.albapost.example/ferry
Subject: Ferry sails after storm - Alba Post
Date: Sat, 28 Jun 2025 12:00:05 +0200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--parts--"

----parts--
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit
Content-Location: {address}

<html><head><title>Ferry sails after storm - Alba Post</title></head><body>{story}</body></html>
----parts--
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.albapost.example/a.png

iVBORw0KGgo=
----parts----
"""


def test_a_page_saved_as_a_message_is_a_page_and_its_day_is_that_of_the_saving(tmp_path: Path) -> None:
    story = STORY.replace("</h1>", "</h1><p>By Anna Marin</p><p>13 hours ago</p>")
    path = tmp_path / "ferry.mhtml"
    path.write_text(SAVED.format(address="https://www.albapost.example/ferry", story=story))
    [articles] = [list(articles) for articles, _ in extract([path], Options(corpus="a"), workers=1)]
    (found,) = articles
    assert (found.title, found.authors, found.url) == (
        "Ferry sails after storm", ("Anna Marin",), "https://www.albapost.example/ferry",
    )  # fmt: skip
    assert found.outlet
    assert found.outlet.domain == "albapost.example"
    assert (found.date.value, found.date.basis) == ("2025-06-27", "relative")


def test_a_letter_with_pictures_is_no_saved_page() -> None:
    letter = SAVED.format(address="cid:root@alba", story=STORY)
    assert saved_page(letter.encode()) is None


PAGE = f"<html><head><title>Ferry sails after storm</title></head><body>{STORY}<p>Caf\xe9.</p></body></html>"


def webarchive(**main: Any) -> bytes:
    """A page as Safari saves it, with a picture that is larger than it."""
    picture = {"WebResourceData": bytes(range(256)) * 40, "WebResourceURL": "https://www.albapost.example/a.png"}
    resource = {
        "WebResourceData": PAGE.encode("cp1252"),
        "WebResourceURL": "https://www.albapost.example/ferry",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceFrameName": "",
    }
    whole = {"WebMainResource": {**resource, **main}, "WebSubresources": [picture]}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)


def refusal(path: Path, content: bytes) -> tuple[str, str]:
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    (piece,) = documents(member)
    assert isinstance(piece, Unreadable)
    return piece.kind, piece.reason


@pytest.mark.parametrize("name", ["ferry.webarchive", "ferry.html", "ferry.gz"])
def test_a_page_saved_by_safari_is_read_under_its_address_and_its_pictures_are_frame(tmp_path: Path, name: str) -> None:
    content = webarchive()
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    (((found,), account),) = [(list(a), account) for a, account in extract([path], Options(corpus="a"), workers=1)]
    assert (found.title, found.url) == ("Ferry sails after storm", "https://www.albapost.example/ferry")
    assert found.text.endswith("Caf\xe9.")
    assert found.outlet
    assert found.outlet.domain == "albapost.example"
    page = PAGE.encode("cp1252")
    start = content.index(page)
    end = start + len(page)
    assert [span[:3] for span in account.spans()] == [
        (0, start, "boilerplate"), (start, end, "article"), (end, len(content), "boilerplate"),
    ]  # fmt: skip


def test_a_copy_of_a_web_archive_saved_by_safari_has_its_own_address_and_time(tmp_path: Path) -> None:
    story = PAGE.replace("</h1>", "</h1><p>13 hours ago</p>").encode("cp1252")
    url = f"{ARCHIVE}/http://www.albapost.example/ferry"
    (tmp_path / "a").write_bytes(webarchive(WebResourceData=story, WebResourceURL=url))
    [(found,)] = [list(a) for a, _ in extract([tmp_path / "a"], Options(corpus="a"), workers=1)]
    assert (found.url, found.date.value) == ("http://www.albapost.example/ferry", "2014-02-25")


def test_a_text_that_safari_saved_is_a_text_and_a_picture_is_named(tmp_path: Path) -> None:
    text = b"Ferry sails after storm\n\nThe ferry to Alba sails again, the harbour master said on Monday.\n"
    (tmp_path / "a").write_bytes(webarchive(WebResourceData=text, WebResourceMIMEType="text/plain"))
    [(found,)] = [list(a) for a, _ in extract([tmp_path / "a"], Options(corpus="a"), workers=1)]
    assert (found.title, found.url) == ("Ferry sails after storm", "https://www.albapost.example/ferry")
    assert "image/png" in refusal(tmp_path / "b", webarchive(WebResourceMIMEType="image/png"))[1]


def test_an_address_may_be_written_in_any_script(tmp_path: Path) -> None:
    url = "https://albapost.example/\u0641\u064a\u0631\u064a"
    assert main_page(webarchive(WebResourceURL=url))[2]["WebResourceURL"] == url


def nested() -> bytes:
    """A list in lists, deeper than any reader goes."""
    inner: list[Any] = []
    for _ in range(400):
        inner = [inner]
    return plistlib.dumps({"WebMainResource": inner}, fmt=plistlib.FMT_BINARY)


def cyclic() -> bytes:
    """A dictionary whose main resource is itself."""
    whole = bytearray(plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY))
    at = whole.index(b"\xd1", 8)
    whole[at + 2] = 0
    return bytes(whole)


def endless() -> bytes:
    """A dictionary that says that it has more entries than any file could hold."""
    whole = plistlib.dumps({"WebMainResource": 1}, fmt=plistlib.FMT_BINARY)
    return whole.replace(b"\xd1\x01\x02", b"\xdf\x13" + b"\x7f" * 8, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "no main resource"),
        (nested(), "made otherwise"),
        (cyclic(), "no data"),
        (endless(), "property list"),
        (webarchive()[:-40], "property list"),
        (b"bplist00", "damaged"),
    ],
)
def test_a_property_list_that_is_no_page_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    kind, reason = refusal(tmp_path / "a.webarchive", content)
    assert kind in ("damaged", "unknown format")
    assert words in reason
    assert reason.endswith("Save the page as HTML.")


def test_damaged_property_lists_never_raise_and_stay_accounted_for(tmp_path: Path) -> None:
    whole, chance = webarchive(), random.Random(7)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.choice([chance.randrange(len(whole)), -chance.randrange(1, 120)])] = chance.randrange(256)
        (tmp_path / "a").write_bytes(content)
        for member in members([tmp_path / "a"]):
            if isinstance(member, Member) and member.format == "webarchive":
                at = 0
                for piece in documents(member):
                    place = piece.place if isinstance(piece, (RawDocument, Unreadable)) else piece
                    assert place.start == at
                    at = place.end
                assert at == member.size
