"""XML of the trade: one element with a headline and a text is one record, wherever it stands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.layouts import drafts_of_file
from indexer import authors, dates, outlets
from indexer.draft import Draft, RawDocument, Span, Unreadable
from indexer.readers import Member, documents, members, prepare

TITLE = "Ferry to Little Sable runs again"
LEAD = "The ferry to Little Sable sailed on Tuesday for the first time since the storm, with ten passengers & a goat."
REST = (
    "Its captain, Ada Morrow, said that the goat had paid in full. The harbour office has lent her a bell until autumn."
)
TEXT = f"{LEAD}\n\n{REST}"
PAPER, AUTHOR, DAY = "Strait Observer", "Nadia Holm", "2025-06-24"
LEAD_X = LEAD.replace("&", "&amp;")
HTML = f"<p>{LEAD_X}</p>\n<p>{REST}</p>"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'

NITF = f"""<nitf><head><title>{TITLE}</title><docdata><doc-id id-string="f1"/>
<date.issue norm="20250624T101500Z"/>
<doc.copyright year="2025" holder="Somebody"/></docdata>
<pubdata type="print" name="{PAPER}" date.publication="20250624"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1><hl2>A goat sails</hl2></hedline><byline>By <person>{AUTHOR}</person>
<byttl>Staff writer</byttl></byline><dateline><location>Sable</location></dateline></body.head><body.content>
<media media-type="image"><media-caption>The goat on its way.</media-caption></media>
<block><p>{LEAD_X.replace("Little Sable", "<location>Little Sable</location>")}</p><p>{REST}</p></block></body.content>
<body.end><tagline>nh/am</tagline></body.end></body></nitf>"""

FILES = {
    "NITF": DECLARED + NITF,
    "NITF undeclared": NITF,
    "NewsML-G2": DECLARED
    + f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-06-27T10:00:00Z</sent></header>
<itemSet>
<newsItem guid="urn:newsml:s:20250624:1" version="2" xml:lang="en"><catalogRef href="http://s.example/catalog.xml"/>
<rightsInfo><copyrightHolder literal="Somebody"/><copyrightNotice>(c) 2025</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="{PAPER}"/>
<versionCreated>2025-06-26T10:15:00Z</versionCreated><firstCreated>2025-06-24T10:15:00Z</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>3</urgency><contentCreated>2025-06-24T10:00:00Z</contentCreated><by>{AUTHOR}</by>
<located><name>Sable</name></located><subject qcode="medtop:1"><name>transport</name></subject><language tag="en"/>
<headline>{TITLE}</headline><slugline>FERRY</slugline>
<description role="drol:summary">A goat</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>FERRY</title></head><body>{HTML}</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>""",
    "NewsML-G2 with NITF": DECLARED
    + f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><itemMeta><provider literal="{PAPER}"/>
<firstCreated>2025-06-24T10:15:00Z</firstCreated></itemMeta><contentMeta><headline>{TITLE}</headline></contentMeta>
<contentSet><inlineXML>{NITF}</inlineXML></contentSet></newsItem>""",
    "database": DECLARED
    + f"""<mysqldump><database name="cms"><table_structure name="posts"><field Field="id" Type="int"/></table_structure>
<table_data name="posts"><row><field name="id">7</field><field name="title">{TITLE}</field><field name="body">{LEAD_X}

{REST}</field><field name="published_at">2025-06-24 10:15:00</field><field name="source">{PAPER}</field>
<field name="author">{AUTHOR}</field><field name="image_url">https://s.example/g.jpg</field></row></table_data>
</database></mysqldump>""",
    "Solr": DECLARED
    + f"""<response><lst name="responseHeader"><int name="status">0</int></lst><result name="response" numFound="1">
<doc><str name="headline">{TITLE}</str><arr name="author"><str>{AUTHOR}</str></arr>
<date name="pub_date">2025-06-24T10:15:00Z</date><str name="outlet">{PAPER}</str><str name="content">{LEAD_X}

{REST}</str></doc></result></response>""",
    "a database of the press": DECLARED
    + f"""<resultSet><articles><article><accessionNo>S1</accessionNo>
<headline><paragraph>{TITLE}</paragraph></headline>
<byline>{AUTHOR}</byline><sourceName>{PAPER}</sourceName><sourceCode>STRO</sourceCode>
<publicationDate>
<date>{DAY}</date></publicationDate><leadParagraph><paragraph>{LEAD_X}</paragraph></leadParagraph><tailParagraphs><paragraph>{REST}</paragraph>
</tailParagraphs><wordCount>44</wordCount></article></articles></resultSet>""",
    "a paper's own": DECLARED
    + f"""<newspaper><issue date="2025-06-25"><page no="3"><story>
<kicker>Islands</kicker><headline>{TITLE}</headline>
<publication>{PAPER}</publication><pubdate>24 June 2025</pubdate><reporter>{AUTHOR}</reporter>
<bodytext><para>{LEAD_X}</para><para>{REST}</para></bodytext>
<picture><caption>The goat</caption></picture></story></page>
</issue></newspaper>""",
    "markup in CDATA": DECLARED
    + f"""<items><item><title><![CDATA[{TITLE}]]></title><content><![CDATA[<p>{LEAD}</p><p>{REST}</p>]]></content>
<date>{DAY}</date><source><![CDATA[{PAPER}]]></source><author>{AUTHOR}</author></item></items>""",
    "lead twice": DECLARED
    + f"""<nitf><head><pubdata date.publication="20250624T000000" name="{PAPER}"/></head><body><body.head><hedline>
<hl1>{TITLE}</hl1></hedline><byline class="print_byline">By {AUTHOR}</byline></body.head><body.content>
<block class="full_text">{HTML}</block></body.content></body></nitf>""",
    "Polish": DECLARED
    + f"""<eksport><artykul><tytul>{TITLE}</tytul><zrodlo>{PAPER}</zrodlo><data_publikacji>24.06.2025</data_publikacji>
<autor>{AUTHOR}</autor><tresc>{LEAD_X}

{REST}</tresc></artykul></eksport>""",
    "of attributes": DECLARED
    + f"""<clips><clip source="{PAPER}" date="2025-06-24" author="{AUTHOR}" lang="en"><headline>{TITLE}</headline>
<text>{HTML}</text></clip></clips>""",
}  # fmt: skip


def said(draft: Draft) -> tuple[str, str, str | None, str | None, str | None]:
    date, outlet = dates.resolve(draft.hints, captured=None), outlets.find(draft.hints)
    return (
        draft.title,
        draft.text,
        (date.value or "")[:10] or None,
        outlet.name if outlet else None,
        next(iter(authors.names(hint.value for hint in draft.hints if hint.name == "author")), None),
    )


@pytest.mark.parametrize("name", FILES)
def test_xml_of_many_makers_is_read(name: str) -> None:
    (draft,) = drafts_of_file(FILES[name], "wire.xml")
    assert said(draft) == (TITLE, TEXT, DAY, PAPER, AUTHOR)


def pieces(path: Path, content: bytes) -> list[RawDocument | Span | Unreadable]:
    """All pieces of a file, after the test that they cover it without gap or overlap."""
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    found = list(documents(member))
    at = 0
    for piece in found:
        place = piece if isinstance(piece, Span) else piece.place
        assert place.start == at
        if isinstance(piece, RawDocument):
            assert content[place.start : place.end] == piece.body
            assert piece.place.line == 1 + content.count(b"\n", 0, place.start)
        at = place.end
    assert at == len(content)
    return found


def titles(found: list[RawDocument | Span | Unreadable]) -> list[str]:
    ready = [each for raw in found if isinstance(raw, RawDocument) for each in prepare(raw)]
    return [raw.fields["title"] for raw in ready if isinstance(raw, RawDocument)]


def export(count: int) -> bytes:
    item = "<article><!-- </article> --><title>No. {n}</title>\n<body><![CDATA[</article> {text}]]></body></article>\n"
    many = "".join(item.format(n=n, text="The goat sails again. " * 300) for n in range(count))
    return f"{DECLARED}<export><about>A test</about>\n{many}</export>".encode()


def test_a_large_file_is_cut_as_a_stream(tmp_path: Path) -> None:
    assert titles(pieces(tmp_path / "a.xml", export(400))) == [f"No. {n}" for n in range(400)]


def test_an_element_inside_one_of_its_name_ends_nothing(tmp_path: Path) -> None:
    item = b"<item><title>One</title><text>A goat.</text><related><item><title>Two</title></item></related></item>"
    found = pieces(tmp_path / "a.xml", b"<?xml version='1.0'?><items>" + item + b"<item/>" + item + b"</items>")
    assert titles(found) == ["One", "One"]


def test_what_is_cut_off_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    found = pieces(tmp_path / "a.xml", export(5)[:-3000])
    assert titles(found) == ["No. 0", "No. 1", "No. 2", "No. 3"]
    assert [piece.kind for piece in found if isinstance(piece, Unreadable)] == ["cut off"]


def test_other_charsets_are_read_by_their_declaration(tmp_path: Path) -> None:
    page = "<?xml version='1.0' encoding='windows-1251'?><a><doc><title>Паром</title><text>Идёт снова.</text></doc></a>"
    assert titles(pieces(tmp_path / "a.xml", page.encode("cp1251"))) == ["Паром"]


def test_no_entity_is_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE docs [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>'
    page = head + b"<docs><doc><title>A &x; &y; &eacute;</title><text>A goat &y;.</text></doc></docs>"
    assert titles(pieces(tmp_path / "a.xml", page)) == ["A &x; &y; é"]


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_never_raise_and_stay_accounted_for(tmp_path: Path, name: str) -> None:
    draw = random.Random(name)
    for number in range(20):
        body = bytearray(FILES[name].encode())
        for _ in range(draw.randrange(1, 6)):
            place = draw.randrange(len(body))
            body[place : place + draw.randrange(40)] = draw.randbytes(draw.randrange(3))
        for piece in pieces(tmp_path / f"{number}.xml", bytes(body)):
            if isinstance(piece, RawDocument):
                prepare(piece)


@pytest.mark.parametrize(
    ("page", "format"),
    [
        (b"<?xml version='1.0'?><html><head><title>A</title></head></html>", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml'></html>", "html"),
        (b"<article><h1>A</h1><p>b</p></article>", "html"),
        (b"<!-- saved --><div class='a'><p>b</p></div>", "html"),
        (b"<nitf><head><title>A</title></head><body/></nitf>", "xml"),
        (b"<newsItem guid='1'><headline>A</headline></newsItem>", "xml"),
        (b"<?xml version='1.0'?><article><title>A</title></article>", "xml"),
    ],
)
def test_pages_are_told_from_xml(tmp_path: Path, page: bytes, format: str) -> None:
    (tmp_path / "dump").write_bytes(page)
    (member,) = members([tmp_path / "dump"])
    assert isinstance(member, Member)
    assert member.format == format
