"""Documents of office programs: those that are read, and those that are named with a way out."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from indexer.draft import RawDocument, Unreadable
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.readers import Member, documents, members, prepare

ODT = "application/vnd.oasis.opendocument.text"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
    for name, place in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"), ("meta", "meta"),
        ("svg", "svg-compatible"),
    )
)  # fmt: skip
CONTENT = (
    f"<?xml version='1.0'?><office:document-content {NAMES}><office:automatic-styles>"
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/></office:automatic-styles>'
    "<office:body><office:text>BODY</office:text></office:body></office:document-content>"
)
META = (
    f'<office:document-meta xmlns:dc="http://purl.org/dc/elements/1.1/" {NAMES}><office:meta>'
    "<dc:title>Press review</dc:title><meta:initial-creator>A. Clipper</meta:initial-creator>"
    "<dc:creator>B. Saver</dc:creator></office:meta></office:document-meta>"
)
STORIES = (
    ("Harbour reopens after storm", "Alba Post, 14 June 2025", "The harbour of Port Alba reopened on Saturday.",
     "Ferries to Castra sailed again from noon, the harbour master said, and two ships came in."),
    ("Council votes for a new bridge", "Castra Herald, 15 June 2025", "The council of Castra voted for a new bridge.",
     "Eleven members were for it and four against, after a debate of six hours."),
    ("Fishermen ask for lower duties", "Elara Courier, 16 June 2025", "Fishermen asked for lower duties on fuel.",
     "Their union said that a third of the boats had stayed in port since April."),
)  # fmt: skip


def packed(**parts: str | bytes) -> bytes:
    """A zip of these parts; their names are written with "__" for "/" and "_" for "."."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def odt(body: str, **more: str | bytes) -> bytes:
    return packed(mimetype=ODT, content_xml=CONTENT.replace("BODY", body), meta_xml=META, **more)


def office(*names: str) -> bytes:
    """An Office Open XML file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", *names):
            archive.writestr(name, "<?xml version='1.0'?><a>words that are no article</a>")
    return out.getvalue()


def compound(*streams: str) -> bytes:
    """A file that begins as Microsoft's old container does, and names these streams."""
    entries = (stream.encode("utf-16-le").ljust(128, b"\0") for stream in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"text of it, somewhere " * 4000 + b"".join(entries)


def prepared(path: Path, content: bytes) -> RawDocument | Unreadable:
    """The one piece of a file."""
    path.write_bytes(content)
    (found,) = members([path])
    if isinstance(found, Unreadable):
        return found
    (raw,) = documents(found)
    assert isinstance(raw, RawDocument)
    (piece,) = prepare(raw)
    assert isinstance(piece, (RawDocument, Unreadable))
    return piece


def fault(path: Path, content: bytes) -> tuple[str, str]:
    found = prepared(path, content)
    assert isinstance(found, Unreadable)
    assert found.reason.endswith(".")
    return found.kind, found.reason


def text(path: Path, body: str) -> str:
    found = prepared(path, odt(body))
    assert isinstance(found, RawDocument)
    return found.fields["text"]


def test_an_odt_gives_its_paragraphs_and_what_it_says_of_itself(tmp_path: Path) -> None:
    body = '<text:p text:style-name="P1">Ferry reopens</text:p><text:p>First.</text:p><text:p/><text:h>Then</text:h>'
    found = prepared(tmp_path / "a", odt(body))
    assert isinstance(found, RawDocument)
    assert found.fields["text"] == "Ferry reopens\n\nFirst.\n\nThen"
    assert (found.fields["title"], found.fields["author"]) == ("Press review", "A. Clipper")  # two could be the title
    alone = prepared(tmp_path / "a", odt(body.replace("<text:h>Then</text:h>", "")))
    assert isinstance(alone, RawDocument)
    assert alone.fields["title"] == "Ferry reopens"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n  e</text:p>', "a  b\tc\nd e"),
        ('<text:p><text:a>One</text:a> and <text:span>t<text:span>w</text:span>o</text:span></text:p>', "One and two"),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>kept</text:p>", "kept"),
        ("<text:p>a<office:annotation><text:p>remark</text:p></office:annotation>b<!-- c -->d</text:p>", "abd"),
        ("<text:p>a<text:note><text:p>note</text:p></text:note>b<text:hidden-text>c</text:hidden-text></text:p>", "ab"),
        ("<text:p>a<draw:frame><svg:desc>x</svg:desc><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b"
         "</text:p><text:p>c</text:p>", "ab\n\nbox\n\nc"),
        ("<text:section><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></text:section>",
         "item"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_the_text(tmp_path: Path, body: str, expected: str) -> None:
    assert text(tmp_path / "a.odt", body) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_the_articles_of_an_odt_are_cut_as_those_of_a_docx(tmp_path: Path, count: int) -> None:
    lines = [f"<text:p>{line}</text:p>" for story in STORIES[:count] for line in story]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("clippings.odt", odt("".join(lines)))
    [found] = [list(a) for a, _ in extract([tmp_path / "a.zip"], Options(corpus="a"), workers=1)]
    assert [a.title for a in found] == [title for title, *_ in STORIES[:count]]
    assert [a.date.value for a in found] == ["2025-06-14", "2025-06-15", "2025-06-16"][:count]
    assert [a.text.split("\n\n") for a in found] == [[one, two] for _, _, one, two in STORIES[:count]]
    assert [a.authors for a in found] == ([("A. Clipper",)] if count == 1 else [()] * count)


def test_no_paragraph_of_a_packed_document_is_left_out(tmp_path: Path) -> None:
    title, head, *texts = STORIES[0]
    below = "The bridge over the Lenn was closed for repairs yesterday."
    lines = [f"<text:p>{line}</text:p>" for line in (title, head, *texts, "Related articles", below)]
    (tmp_path / "a.odt").write_bytes(odt("".join(lines)))
    [(found,)] = [list(a) for a, _ in extract([tmp_path / "a.odt"], Options(corpus="a"), workers=1)]
    assert found.text.split("\n\n") == [*texts, below]
    assert found.date.value == "2025-06-14"


def test_a_docx_whose_text_has_a_number_is_read(tmp_path: Path) -> None:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{words}"><w:p><w:r><w:t>Ferry reopens.</w:t></w:r></w:p></w:document>'
    found = prepared(tmp_path / "a.docx", packed(word__document2_xml=document))
    assert isinstance(found, RawDocument)
    assert found.fields["text"] == "Ferry reopens."


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "{}">]>'.format("&a;" * 1000)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed(mimetype=ODT, content_xml=CONTENT.replace("BODY", "<text:p/>")), "no text"),
        (packed(mimetype=ODT, content_xml=b"\x01\x02\x03", META_INF__x="")[:-30], "damaged"),
        (packed(mimetype=ODT, content_xml="<a>" * 5), "damaged"),
        (packed(mimetype=ODT, content_xml=CONTENT.replace("BODY", "<text:p>" * 1000)), "damaged"),
        (packed(mimetype=ODT, content_xml=b" " * (80 << 20)), "too large"),
        (packed(word__document_xml=b" " * (80 << 20)), "too large"),
        (packed(word__document_xml="<a/>"), "no text"),
        (packed(mimetype=ODT, content_xml="<a/>"), "unknown format"),
    ],
)
def test_a_broken_document_is_named(tmp_path: Path, content: bytes, kind: str) -> None:
    assert fault(tmp_path / "a.odt", content)[0] == kind


def test_entities_are_not_followed(tmp_path: Path) -> None:
    content = CONTENT.replace("<office:document-content", f"{LAUGHS}<office:document-content", 1)
    body = "<text:p>safe &b;</text:p>"
    found = prepared(tmp_path / "a.odt", packed(mimetype=ODT, content_xml=content.replace("BODY", body)))
    assert isinstance(found, RawDocument)
    assert found.fields["text"] == "safe &b;"


def test_an_odt_with_a_password_is_named(tmp_path: Path) -> None:
    out = io.BytesIO(packed(mimetype=ODT, content_xml=b"\x00\x9f\x13"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>")
    assert fault(tmp_path / "a.odt", out.getvalue())[0] == "encrypted"


UNREAD = [
    (office("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"), "a spreadsheet", "CSV"),
    (office("xl/workbook.bin"), "a spreadsheet", "CSV"),
    (office("ppt/presentation.xml", "ppt/slides/slide1.xml"), "a set of slides", "PDF"),
    (office("visio/document.xml"), "a drawing", "text"),
    (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml=CONTENT), "a spreadsheet", "CSV"),
    (packed(mimetype="application/vnd.oasis.opendocument.presentation-template", content_xml=CONTENT), "slides", "PDF"),
    (packed(Index__Document_iwa=b"\0"), "another office program", "DOCX"),
    (compound("WordDocument", "1Table", "ObjectPool", "Workbook"), "Word before 2007", "DOCX"),
    (compound("Workbook"), "a spreadsheet", "CSV"),
    (compound("PowerPoint Document"), "a set of slides", "PDF"),
    (compound("EncryptedPackage"), "a password", "without"),
    (compound("__properties_version1.0"), "a message of Outlook", "EML"),
    (compound("Odd"), "an old office program", "text"),
]


@pytest.mark.parametrize(("content", "what", "advice"), UNREAD)
@pytest.mark.parametrize("inside", [False, True])
def test_what_is_not_read_is_named_whole_with_a_way_out(
    tmp_path: Path, content: bytes, what: str, advice: str, inside: bool
) -> None:
    path = tmp_path / "a.bin"
    if inside:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("b.bin", content)
    else:
        path.write_bytes(content)
    ((articles, account),) = [(list(a), account) for a, account in extract([path], Options(corpus="a"), workers=1)]
    assert articles == []
    (named,) = account.quarantined
    assert what in named.reason
    assert advice in named.reason
    assert [span[:3] for span in account.spans()] == [(0, len(content), "quarantined")]


def test_another_zip_stays_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(content_xml="<rss version='2.0'/>", word__notes_txt="Notes.\n"))
    assert [m.format for m in members([tmp_path / "a.zip"]) if isinstance(m, Member)] == ["feed", "text"]


def test_damaged_bytes_never_raise(tmp_path: Path) -> None:
    whole = [odt("<text:p>One.</text:p>" * 9), *(content for content, _, _ in UNREAD)]
    chance = random.Random(7)
    for _ in range(200):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / "a").write_bytes(content)
        for member in members([tmp_path / "a"]):
            if isinstance(member, Member):
                for raw in documents(member):
                    assert not isinstance(raw, RawDocument) or prepare(raw)
