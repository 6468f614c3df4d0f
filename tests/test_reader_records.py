"""Dumps of records: JSON Lines, JSON, tables, feeds, SGML, mail."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.draft import RawDocument, Span, Unreadable
from indexer.readers import Member, Piece, documents, members, prepare
from indexer.readers.fieldtext import field_text
from indexer.readers.markup import plain
from indexer.readers.records import BrokenRecord, json_fields


def read(path: Path, content: bytes) -> list[Piece]:
    """All pieces of a file, after the test that they cover it without gap or overlap."""
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    pieces = list(documents(member))
    position, line = 0, 1
    for piece in pieces:
        at = piece if isinstance(piece, Span) else piece.place
        assert at.start == position
        if isinstance(piece, RawDocument):
            assert piece.place.line == line
        line += content.count(b"\n", at.start, at.end)
        position = at.end
    assert position == len(content)
    return pieces


def fields(pieces: list[Piece]) -> list[dict[str, str]]:
    prepared = [found for piece in pieces if isinstance(piece, RawDocument) for found in prepare(piece)]
    return [dict(raw.fields) for raw in prepared if isinstance(raw, RawDocument)]


def faults(pieces: list[Piece]) -> list[tuple[str, str]]:
    prepared = [found for piece in pieces for found in (prepare(piece) if isinstance(piece, RawDocument) else [piece])]
    return [(piece.kind, piece.reason) for piece in prepared if isinstance(piece, Unreadable)]


def test_each_line_is_a_record(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.jsonl", b'{"headline": "A", "body": "x"}\n\n{"headline": "B", "body": "y"}')
    assert fields(pieces) == [{"title": "A", "text": "x"}, {"title": "B", "text": "y"}]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        (b'{"title": "A", "text": }', "broken json", "character 24"),
        (b'{"title": "A" "text": "x"}', "broken json", "Line 2"),
        (b'{"title": "A\x00"}', "broken json", "control character at character 13"),
        (
            b'{"title": "A", "text": "It was',
            "cut off",
            'ends with \'{"title": "A", "text": "It was\', and a string is not',
        ),
        (b'{"title": "A", "tags": ["x", nul', "cut off", "Line 2: The JSON record is cut off"),
        (b'{"title": "A"', "cut off", "an object is not closed. Get a whole copy"),
        (b'{"title": "A", "text": "no quote}', "broken json", "Unterminated string"),
        (b'"just a string"', "not a record", "not an object"),
        (b"[1, 2]", "not a record", "a list"),
        (b'{"a":' * 3000 + b"1" + b"}" * 3000, "too deep", "nested"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path, line: bytes, kind: str, words: str) -> None:
    pieces = read(tmp_path / "a.jsonl", b'{"title": "A"}\n' + line + b'\n{"title": "C"}\n')
    ((found, reason),) = faults(pieces)
    assert found == kind
    assert words in reason
    assert [record["title"] for record in fields(pieces)] == ["A", "C"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_record_is_said_to_be_cut_off_wherever_it_is_cut(end: str) -> None:
    whole = json.dumps({"t": 'A "b" \u00e9 {', "n": None, "s": -1.5e10, "l": ["a", {"x": True}], "z": {"q": []}})
    for size in range(1, len(whole)):
        with pytest.raises(BrokenRecord) as fault:
            json_fields((whole[:size] + end).encode())
        assert fault.value.kind == "cut off"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"title": "A", "score": NaN, "note": null}', {"title": "A"}),
        (b'{"title": "A", "x": "1", "x": "2"}', {"title": "A", "x": "1", "x#2": "2"}),
        (b'{"title": "A", "n": ' + b"9" * 5000 + b"}", {"title": "A", "n": "9" * 5000}),
        (rb'{"title": "A\ud800"}', {"title": "A\ufffd"}),
        (rb'{"title": "\ud83d\ude00"}', {"title": "😀"}),
        (b'{"title": "A", "publisher": {"name": "The Gazette"}}', {"title": "A", "outlet": "The Gazette"}),
        (b'{"title": "A", "authors": [{"name": "X"}, {"name": "Y"}]}', {"title": "A", "author": "X; Y"}),
        (b'{"title": "A", "tags": ["a", "b"], "paid": true}', {"title": "A", "tags": "a; b", "paid": "true"}),
        (b'{"title": "Caf\xe9", "text": "\x93Quoted\x94"}', {"title": "Café", "text": "“Quoted”"}),
    ],
)
def test_odd_values_are_kept_as_far_as_text_can_hold_them(tmp_path: Path, line: bytes, expected: object) -> None:
    assert fields(read(tmp_path / "a.jsonl", line + b"\n")) == [expected]


def test_a_list_of_paragraphs_is_a_text(tmp_path: Path) -> None:
    line = json.dumps({"title": "A", "text": ["Long sentence. " * 10, "Short."]}).encode()
    assert fields(read(tmp_path / "a.jsonl", line))[0]["text"] == "Long sentence. " * 10 + "\n\nShort."


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as dump:
        dump.write(b'{"title": "A"}\n{"title": "')
        for _ in range(80):
            dump.write(b"x" * (1 << 20))
        dump.write(b'"}\n{"title": "C"}\n')
    pieces = read(tmp_path / "a.jsonl", (tmp_path / "a.jsonl").read_bytes())
    assert [kind for kind, _ in faults(pieces)] == ["too large"]
    assert [record["title"] for record in fields(pieces)] == ["A", "C"]


def test_html_in_a_text_field_becomes_paragraphs(tmp_path: Path) -> None:
    html = "<p>One &amp; two.</p><script>x()</script><p>Three<br>four.</p>"
    pieces = read(tmp_path / "a.jsonl", json.dumps({"title": "A <b>bold</b> one", "body": html}).encode())
    assert fields(pieces) == [{"title": "A bold one", "text": "One & two.\n\nThree\n\nfour."}]


def test_a_ticker_is_no_tag(tmp_path: Path) -> None:
    text = "Standard <SRD> rose by a < b and c > d."
    assert fields(read(tmp_path / "a.jsonl", json.dumps({"text": text}).encode()))[0]["text"] == text


RECORDS = [{"title": f'T{n} ]}} "', "text": "a\\\\ [{" * n, "tags": [1, {"a": "]"}]} for n in range(40)]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: {"status": "ok", "response": {"docs": r}, "end": [1]}])
def test_an_array_is_read_element_by_element(tmp_path: Path, indent: int | None, wrap) -> None:
    pieces = read(tmp_path / "a.json", json.dumps(wrap(RECORDS), indent=indent).encode())
    assert [record["title"] for record in fields(pieces)] == [record["title"] for record in RECORDS]


def test_an_object_with_lists_of_its_own_is_one_record(tmp_path: Path) -> None:
    record = {"authors": [{"name": "X"}], "title": "A", "text": "b", "related": [{"title": "c"}]}
    (found,) = fields(read(tmp_path / "a.json", json.dumps(record, indent=1).encode()))
    assert (found["title"], found["text"], found["author"]) == ("A", "b", "X")


def test_a_cut_off_array_gives_its_whole_elements(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.json", json.dumps(RECORDS).encode()[:2000])
    assert len(fields(pieces)) > 5
    assert faults(pieces)[-1][0] == "cut off"


@pytest.mark.parametrize("body", [b"[", b" [ \n\n", b'{"docs": [', b"{", b"{ \n"])
def test_a_file_that_only_opens_a_bracket_is_named(body: bytes, tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.json", body)
    ((kind, reason),) = faults(pieces)
    assert kind in ("cut off", "broken json")
    assert "Line 1" in reason or "Line 3" in reason
    assert sum(piece.place.end - piece.place.start for piece in pieces if not isinstance(piece, Span)) == len(body)


def test_an_empty_array_is_whole(tmp_path: Path) -> None:
    assert faults(read(tmp_path / "a.json", b"[ ]")) == []


def test_elements_that_are_no_records_are_named(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.json", b'[1, {"title": "a"}, "s", [2, 3], null, {"title": "b"}] behind')
    assert [record["title"] for record in fields(pieces)] == ["a", "b"]
    assert [kind for kind, _ in faults(pieces)] == ["not a record"] * 4


@settings(max_examples=60)
@given(
    values=st.lists(
        st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.none()), min_size=1, max_size=8
    ),
    indent=st.sampled_from([None, 2]),
)
def test_any_array_of_objects_is_covered(values: list[dict[str, object]], indent: int | None, tmp_path_factory) -> None:
    pieces = read(tmp_path_factory.mktemp("a") / "a.json", json.dumps(values, indent=indent).encode())
    assert sum(isinstance(piece, RawDocument) for piece in pieces) == len(values)


TABLE = 'title,text,date\nA,"One, ""two""\nthree",2025-01-02\n\nB,plain,\n'


def test_a_row_ends_where_its_quotes_let_it(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.csv", TABLE.encode())
    assert fields(pieces) == [
        {"title": "A", "text": 'One, "two"\nthree', "date": "2025-01-02"},
        {"title": "B", "text": "plain"},
    ]
    assert [piece.rule for piece in pieces if isinstance(piece, Span)] == ["csv header", "blank line"]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;;;"])
@pytest.mark.parametrize("charset", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_first_line_that_names_the_delimiter_is_frame(tmp_path: Path, line: str, charset: str) -> None:
    content = f'{line}\r\ntitle;text\r\n"Café, heute";"Weiß, ""nicht"""\r\n'.encode(charset)
    pieces = read(tmp_path / "a.txt", content)
    assert fields(pieces) == [{"title": "Café, heute", "text": 'Weiß, "nicht"'}]
    assert [piece.rule for piece in pieces if isinstance(piece, Span)] == ["csv separator", "csv header"]


def test_a_table_of_an_old_mac_is_cut_at_its_carriage_returns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'sep=;\rtitle;text\rA;"One\rtwo"\rB;b')
    (member,) = members([tmp_path / "a.csv"])
    assert isinstance(member, Member)
    assert fields(list(documents(member))) == [{"title": "A", "text": "One\rtwo"}, {"title": "B", "text": "b"}]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    content = "Titel;Text;Datum\nA;b;1.2.2025\n".replace(";", delimiter).encode("utf-8-sig")
    assert fields(read(tmp_path / "dump", content)) == [{"title": "A", "text": "b", "date": "1.2.2025"}]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.csv", b"title,text\nA,b,c\nD,e\n")
    assert [kind for kind, _ in faults(pieces)] == ["broken row"]
    assert [record["title"] for record in fields(pieces)] == ["D"]


@pytest.mark.parametrize("tail", ['C,"It ra', 'C,"It rained,\n\nall night, they said,\nand', 'C,"'])
def test_a_last_row_that_ends_inside_quotes_is_cut_off(tmp_path: Path, tail: str) -> None:
    pieces = read(tmp_path / "a.csv", f"title,text\nA,b\n{tail}".encode())
    assert fields(pieces) == [{"title": "A", "text": "b"}]
    ((kind, reason),) = faults(pieces)
    assert (kind, "ends inside quotes" in reason) == ("cut off", True)


def test_rows_below_a_quote_that_is_not_closed_are_read(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.csv", b'title,text\n"A,b\nC,d\nE,f\nG,h\n')
    assert [record["title"] for record in fields(pieces)] == ["C", "E", "G"]
    assert [kind for kind, _ in faults(pieces)] == ["broken row"]


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    rows = b"".join(b"T%d,%s\n" % (n, b"x" * 1000) for n in range(17_000))
    pieces = read(tmp_path / "a.csv", b'title,text\n"A,b\n' + rows)
    assert [kind for kind, _ in faults(pieces)] == ["broken row"]
    assert sum(isinstance(piece, RawDocument) for piece in pieces) == 17_000


def test_a_table_without_a_header_has_numbered_columns(tmp_path: Path) -> None:
    assert fields(read(tmp_path / "a.csv", b"3,Storm hits,Long text\n")) == [
        {"column 1": "3", "column 2": "Storm hits", "column 3": "Long text"}
    ]


RSS = """<?xml version="1.0" encoding="{charset}"?>
<!DOCTYPE rss [<!ENTITY bomb "boom">]>
<rss version="2.0"><channel><title>Ostmärker Bote</title><language>de</language>
<item><title>Erste &amp; Zweite &uuml;ber</title><link>https://bote.example/1</link>
<pubDate>Fri, 20 Jun 2025 07:30:00 +0200</pubDate><dc:creator>J. Weiß</dc:creator>
<content:encoded><![CDATA[<p>Absatz <b>eins</b> </item>.</p><p>Absatz zwei.</p>]]></content:encoded></item>
<item><title>Nur &bomb; Titel</title></item>
</channel></rss>
"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_each_item_of_a_feed_is_a_record(tmp_path: Path, charset: str) -> None:
    first, second = fields(read(tmp_path / "a.xml", RSS.format(charset=charset).encode(charset)))
    assert first == {
        "title": "Erste & Zweite über",
        "url": "https://bote.example/1",
        "date": "Fri, 20 Jun 2025 07:30:00 +0200",
        "author": "J. Weiß",
        "text": "Absatz eins .\n\nAbsatz zwei.",
        "outlet": "Ostmärker Bote",
        "language": "de",
    }
    assert "boom" not in second["title"]


def test_atom_entries_are_records(tmp_path: Path) -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><entry><title>A</title>
    <link rel="alternate" href="https://b.example/a"/><published>2025-06-20</published><author><name>Jo</name></author>
    <content type="xhtml"><div><p>One.</p><p>Two.</p></div></content></entry></feed>"""
    (entry,) = fields(read(tmp_path / "a.atom", atom))
    assert entry["text"] == "One.\n\nTwo."
    assert (entry["url"], entry["author"], entry["date"]) == ("https://b.example/a", "Jo", "2025-06-20")


def test_a_feed_that_is_cut_off_keeps_its_items(tmp_path: Path) -> None:
    content = RSS.format(charset="utf-8").encode()
    pieces = read(tmp_path / "a.xml", content[: content.find(b"Titel</title>")])
    assert len(fields(pieces)) == 1
    assert faults(pieces)[0][0] == "cut off"


SGML = b"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="7"><DATE>26-FEB-1987 15:01:01.79</DATE><PLACES><D>chad</D><D>mali</D></PLACES>
<UNKNOWN>&#5;&#5;C</UNKNOWN><TEXT>&#2;<TITLE>GRAIN &lt;GRN> UP</TITLE><DATELINE>  N'DJAMENA, Feb 26 - </DATELINE>
<BODY>Grain caf\xe9 prices rose.
 Reuter
&#3;</BODY></TEXT></REUTERS>
<REUTERS NEWID="8"><TEXT TYPE="UNPROC">&#2;
Raw text \x1f here
</TEXT></REUTERS>
"""


def test_small_letters_are_tags_too(tmp_path: Path) -> None:
    content = b"<reuters><text><title>GRAIN UP</title><body>Grain rose.</body></text></reuters>"
    assert fields(read(tmp_path / "a.sgm", content)) == [{"title": "GRAIN UP", "text": "Grain rose."}]


def test_reuters_elements_are_records(tmp_path: Path) -> None:
    first, second = fields(read(tmp_path / "a.sgm", SGML))
    assert first["title"] == "GRAIN <GRN> UP"
    assert first["text"] == "Grain café prices rose.\n Reuter"
    assert (first["id"], first["dateline"], first["PLACES"]) == ("7", "N'DJAMENA, Feb 26 -", "chad; mali")
    assert second == {"id": "8", "text": "Raw text  here"}


MBOX = b"""From desk@x Mon Jan  6 10:00:00 2025
From: Desk <desk@gazette.example>
Subject: =?utf-8?q?Z=C3=BCrich_votes?=
Date: Mon, 6 Jan 2025 10:00:00 +0100
Message-ID: <1@gazette.example>

The vote ended.
>From here on it is quiet.

From desk@x Mon Jan  6 11:00:00 2025
Subject: Second
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=q

--q
Content-Type: text/html; charset=iso-8859-1

<p>Caf\xe9 <b>news</b>.</p><p>End.</p>
--q
Content-Type: application/pdf
Content-Disposition: attachment; filename="paper.pdf"

x
--q--
"""


def test_a_mailbox_is_cut_into_messages(tmp_path: Path) -> None:
    first, second = fields(read(tmp_path / "a.mbox", MBOX))
    assert (first["title"], first["id"]) == ("Zürich votes", "<1@gazette.example>")
    assert first["text"].strip() == "The vote ended.\nFrom here on it is quiet."
    assert (second["text"], second["Attachments"]) == ("Café news.\n\nEnd.", "paper.pdf")


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_headers_whose_bytes_stand_bare_are_read(tmp_path: Path, charset: str) -> None:
    content = (
        "Subject: Zürich stimmt über den Hafen ab\nFrom: Jörg Müller <j@b.example>\nMessage-ID: <1@b>\n\nIn Zürich.\n"
    )
    (mail,) = fields(read(tmp_path / "a.eml", content.encode(charset)))
    assert (mail["title"], mail["author"], mail["text"].strip()) == (
        "Zürich stimmt über den Hafen ab", "Jörg Müller <j@b.example>", "In Zürich.",
    )  # fmt: skip


def test_a_single_mail_is_one_message(tmp_path: Path) -> None:
    content = MBOX.partition(b"\n")[2].partition(b"\nFrom desk")[0]
    (mail,) = fields(read(tmp_path / "a.eml", content))
    assert mail["date"] == "Mon, 06 Jan 2025 10:00:00 +0100"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.xml", "a.sgm", "a.mbox"])
def test_damaged_bytes_never_raise_and_stay_accounted_for(tmp_path: Path, name: str) -> None:
    whole = {
        "a.jsonl": b'{"title": "A", "text": "b"}\n' * 9,
        "a.json": json.dumps(RECORDS[:9]).encode(),
        "a.csv": TABLE.encode() * 3,
        "a.xml": RSS.format(charset="utf-8").encode(),
        "a.sgm": SGML,
        "a.mbox": MBOX,
    }[name]
    chance = random.Random(7)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / name).write_bytes(content)
        for member in members([tmp_path / name]):
            if isinstance(member, Member):
                faults(read(tmp_path / name, bytes(content)))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>A goat sails.</p><p>The post Ferry to Little Sable appeared first on The Post.</p>", "A goat sails."),
        ("<p>A goat sails.</p><p>Copyright 2025 The Strait Observer. All rights reserved.</p>", "A goat sails."),
        ("<p>A goat sails.</p><p>Nadia Holm nadia@strait.example</p>", "A goat sails."),
        ("<figure><img src='g'><figcaption>The goat</figcaption></figure><p>A goat sails.</p>", "A goat sails."),
        (
            "<p>A goat sails.</p><p>It was the first on the ferry.</p>",
            "A goat sails.\n\nIt was the first on the ferry.",
        ),
        ("<p>The post Ferry to Little Sable appeared first on The Post.</p>", None),
        ("A goat sails.\n\nCopyright 2025 The Strait Observer. All rights reserved.", None),
    ],
)
def test_what_a_program_adds_below_a_text_of_markup_is_none_of_it(markup: str, expected: str | None) -> None:
    assert field_text(markup, "Ferry to Little Sable") == (expected or plain(markup))


@pytest.mark.parametrize("glue", ["\n", "", ",\n", "\n\n"])
@pytest.mark.parametrize("indent", [None, 2])
def test_objects_one_after_the_other_are_records(tmp_path: Path, glue: str, indent: int | None) -> None:
    objects = [
        json.dumps({"title": f"No. {i}", "text": "A goat.", "tags": [{"name": "x"}]}, indent=indent) for i in range(3)
    ]
    pieces = read(tmp_path / "a.json", (glue.join(objects) + glue).encode())
    assert [record["title"] for record in fields(pieces)] == ["No. 0", "No. 1", "No. 2"]
    assert not faults(pieces)


def test_a_series_of_answers_gives_the_articles_of_each(tmp_path: Path) -> None:
    answers = [
        {"page": i, "articles": [{"title": f"No. {i}.{j}", "content": "A goat."} for j in range(2)]} for i in range(2)
    ]
    pieces = read(tmp_path / "a.json", "\n".join(json.dumps(answer, indent=1) for answer in answers).encode())
    assert [record["title"] for record in fields(pieces)] == ["No. 0.0", "No. 0.1", "No. 1.0", "No. 1.1"]


def test_lines_of_an_array_are_records(tmp_path: Path) -> None:
    pieces = read(tmp_path / "a.jsonl", b'{"title": "A", "text": "x"},\n{"title": "B", "text": "y"},\n]\n')
    assert [record["title"] for record in fields(pieces)] == ["A", "B"]
