"""Pages and documents: HTML, web archives, DOCX, PDF; and the charsets of all of them."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from indexer.draft import RawDocument, Span, Unreadable
from indexer.readers import Member, Piece, documents, members, prepare
from indexer.readers.charset import decode
from indexer.readers.markup import plain

PARAGRAPH = "The ferry from Port Alba to Castra sailed again on Monday, said the harbour office of the island. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="{{charset}}"><title>Ferry reopens – Alba Post</title>
<meta property="og:site_name" content="Alba Post"><meta property="article:published_time" content="2025-03-04T09:00Z">
<link rel="canonical" href="https://albapost.example/ferry"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry reopens</h1><p>{PARAGRAPH * 3}</p><p>“Café owners” are glad. {PARAGRAPH * 2}</p></article>
<footer>© 2019 Alba Post</footer></body></html>"""


def read(path: Path, content: bytes) -> list[Piece]:
    """All pieces of a file, after the test that they cover it without gap or overlap."""
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    pieces = list(documents(member))
    position = 0
    for piece in pieces:
        at = piece if isinstance(piece, Span) else piece.place
        assert at.start == position
        position = at.end
    assert position == member.size
    return pieces


def prepared(path: Path, content: bytes) -> RawDocument | Unreadable:
    (piece,) = read(path, content)
    assert isinstance(piece, RawDocument)
    (found,) = prepare(piece)
    assert isinstance(found, (RawDocument, Unreadable))
    return found


def fields(path: Path, content: bytes) -> dict[str, str]:
    found = prepared(path, content)
    assert isinstance(found, RawDocument)
    assert found.shape == "record"
    return dict(found.fields)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_page_gives_its_article_and_what_it_declares(tmp_path: Path, charset: str) -> None:
    page = fields(tmp_path / "a.html", PAGE.format(charset=charset).encode(charset))
    assert page["title"].startswith("Ferry reopens")
    assert page["text"].split("\n\n")[-1].startswith("“Café owners” are glad.")
    assert "Home" not in page["text"]
    assert (page["outlet"], page["language"]) == ("Alba Post", "en-GB")
    assert page["url"] == "https://albapost.example/ferry"
    assert page["date"].startswith("2025-03-04")


def test_a_wrong_declaration_does_not_hurt(tmp_path: Path) -> None:
    assert "“Café owners”" in fields(tmp_path / "a.html", PAGE.format(charset="iso-8859-1").encode())["text"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + "deep",
        "<html><body><p>a</p>" + "<p>text</p>" * 300_000,
        "<html><body>" + "<b>" * 50_000 + "</b>" * 50_000,
    ],
)
def test_a_page_over_the_limits_is_named(tmp_path: Path, page: str) -> None:
    found = prepared(tmp_path / "a.html", page.encode())
    assert isinstance(found, Unreadable)
    assert found.kind == "too large"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><!-- never closed" + "x" * 1_000_000,
        '<html><body><a href="' + "y" * 5_000_000 + '">z</a>',
        "<html><body><script>" + "z" * 9_000_000 + "</script><p>Text</p>",
        "<html>" + "<" * 200_000,
        "<!doctype html>",
    ],
)
def test_odd_pages_come_to_an_end(tmp_path: Path, page: str) -> None:
    prepared(tmp_path / "a.html", page.encode())


def response(
    body: bytes, head: str = "Content-Type: text/html; charset=utf-8", date: str = "2024-05-06T07:08:09Z"
) -> bytes:
    content = b"HTTP/1.1 200 OK\r\n" + head.encode() + b"\r\n\r\n" + body
    return record("response", content, f"WARC-Target-URI: https://a.example/x\r\nWARC-Date: {date}\r\n")


def record(kind: str, content: bytes, head: str = "") -> bytes:
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode()
        + content
        + b"\r\n\r\n"
    )


HTML = PAGE.format(charset="utf-8").encode()


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress])
def test_responses_of_a_web_archive_are_pages(tmp_path: Path, pack) -> None:
    chunked = b"10\r\n" + HTML[:16] + b"\r\n%x\r\n" % len(HTML[16:]) + HTML[16:] + b"\r\n0\r\n\r\n"
    dump = b"".join(
        pack(part)
        for part in (
            record("warcinfo", b"software: x\r\n"),
            record("request", b"GET / HTTP/1.1\r\n\r\n"),
            response(HTML),
            response(gzip.compress(HTML), "Content-Encoding: gzip"),
            response(chunked, "Transfer-Encoding: chunked"),
            response(b"\x89PNG\r\n\x1a\n" + bytes(90), "Content-Type: image/png"),
            record("response", b"HTTP/1.1 404 Not Found\r\n\r\n<html>no"),
        )
    )
    pieces = read(tmp_path / "a.warc", dump)
    assert [p.rule for p in pieces if isinstance(p, Span)] == [
        "warc warcinfo",
        "warc request",
        "response of type image/png",
        "http 404",
    ]
    pages = [piece for piece in pieces if isinstance(piece, RawDocument)]
    assert [page.body for page in pages] == [HTML] * 3
    assert {page.captured for page in pages} == {"2024-05-06T07:08:09Z"}
    (found,) = prepare(pages[0])
    assert isinstance(found, RawDocument)
    assert found.fields["url"] == "https://albapost.example/ferry"


def test_a_date_that_is_none_gives_way_to_the_servers(tmp_path: Path) -> None:
    dump = response(HTML, "Date: Wed, 28 Jan 2009 17:05:56 GMT", "2008-10-294T05:21:46-0700")
    (page,) = read(tmp_path / "a.warc", dump)
    assert isinstance(page, RawDocument)
    assert page.captured == "2009-01-28T17:05:56+00:00"


def test_a_record_with_a_wrong_length_is_named_and_the_next_one_read(tmp_path: Path) -> None:
    broken = response(HTML).replace(b"Content-Length: ", b"Content-Length: 1", 1)
    short = response(HTML).replace(str(len(HTML))[:1].encode(), b"1", 0)
    dump = response(HTML)[:-300] + b"\r\n" + short + broken
    pieces = read(tmp_path / "a.warc", dump)
    assert all(isinstance(piece, (RawDocument, Unreadable)) for piece in pieces)
    assert any(isinstance(piece, Unreadable) and piece.kind == "broken record" for piece in pieces)


def document() -> bytes:
    word = docx.Document()
    word.add_heading("Ferry reopens", 0)
    word.add_paragraph("First paragraph.")
    word.add_paragraph("Second\tone.")
    word.core_properties.author = "J. Doe"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_a_docx_gives_its_paragraphs(tmp_path: Path) -> None:
    found = fields(tmp_path / "a.docx", document())
    assert found["text"] == "Ferry reopens\n\nFirst paragraph.\n\nSecond\tone."
    assert (found["title"], found["author"]) == ("Ferry reopens", "J. Doe")


def pdf(lines: tuple[str, ...]) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
        | {NameObject("/BaseFont"): NameObject("/Helvetica")}
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    text = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 20 250 Td {text} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_paragraphs(tmp_path: Path) -> None:
    lines = (
        "The ferry between Port Alba and Cas-",
        "tra sailed again on Monday.",
        "Nobody was hurt in the storm, they said.",
    )
    text = fields(tmp_path / "a.pdf", pdf(lines))["text"]
    assert text == (
        "The ferry between Port Alba and Castra sailed again on Monday.\n\nNobody was hurt in the storm, they said."
    )


@pytest.mark.parametrize(("content", "kind"), [(pdf(()), "no text"), (b"%PDF-1.4\n" + b"junk " * 99, "damaged")])
def test_a_pdf_without_text_is_named(tmp_path: Path, content: bytes, kind: str) -> None:
    found = prepared(tmp_path / "a.pdf", content)
    assert isinstance(found, Unreadable)
    assert found.kind == kind


@pytest.mark.parametrize("content", [document()[:-200], document().replace(b"word/document.xml", b"word/document.xmk")])
def test_a_damaged_docx_is_named_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    for found in members([tmp_path / "a.docx"]):
        assert isinstance(found, (Member, Unreadable))


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("He said “no” – and left.", "utf-8"),
        ("He said “no” – and left the café.", "cp1252"),
        ("Zażółć gęślą jaźń, powiedział wczoraj wieczorem minister spraw zagranicznych w Łodzi. " * 4, "cp1250"),
        ("Президент заявил в понедельник, что переговоры отложены. " * 4, "cp1251"),
        ("Президент заявил в понедельник, что переговоры отложены. " * 4, "koi8-r"),
        ("قال الرئيس يوم الاثنين إن المحادثات تأجلت إلى الأسبوع المقبل. " * 4, "cp1256"),
        ("北京市政府星期一宣布,会谈推迟到下周举行。" * 6, "gb18030"),
        ("会談は来週に延期されたと政府は月曜日に発表した。" * 6, "shift_jis"),
        ("UTF-16 text", "utf-16-le"),
    ],
)
def test_charsets_are_told_and_offsets_hold(text: str, charset: str) -> None:
    found, codec = decode(text.encode(charset))
    assert found == text
    for end in range(0, len(text), 7):
        assert found[:end].encode(codec) == text.encode(charset)[: len(text[:end].encode(charset))]


def test_a_few_stray_bytes_do_not_turn_a_utf8_text() -> None:
    whole = "Президент в понедельник заявил. " * 9
    body = whole.encode() + b"caf\xe9 \xe2\x82" + whole.encode()[:-1]
    text, charset = decode(body)
    assert charset == "utf-8"
    assert text.startswith(whole + "café \ufffd" + whole[:20])
    assert len(text) == len(body.decode("utf-8", "replace"))


def test_a_declaration_counts_where_utf8_fails() -> None:
    assert decode("naïve".encode("cp1252"), "iso-8859-1") == ("naïve", "cp1252")
    assert decode("naïve".encode(), "iso-8859-1") == ("naïve", "utf-8")
    assert decode(b"\xe9\xe8", "no such charset")[0] == "éè"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("No markup < at > all", "No markup < at > all"),
        ("<p>One</p><p>Two <i>three</i></p>", "One\n\nTwo three"),
        ("A<br/>B", "A\n\nB"),
        ("&lt;p&gt;Escaped&lt;/p&gt;&lt;p&gt;twice&lt;/p&gt;", "Escaped\n\ntwice"),
        ("<ul><li>a</li><li>b</li></ul>tail", "a\n\nb\n\ntail"),
        ("<script>alert(1)</script><b>safe</b>", "safe"),
    ],
)
def test_markup_in_fields_becomes_text(markup: str, expected: str) -> None:
    assert plain(markup) == expected
