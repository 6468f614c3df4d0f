"""Records in UTF-16 and UTF-32 are read like those in UTF-8, and their places are in the file as it is."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from indexer.draft import RawDocument, Span
from indexer.readers import Member, Piece, documents, members, prepare

RECORDS = [
    {"title": "مطر \U0001f327 غزير", "text": "هطلت أمطار. " * 3},
    {"title": "Rain", "text": 'It "rained"\nall night, Zoë said; nobody minded.'},
]
FILES = {
    "a.jsonl": "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS),
    "a.json": json.dumps({"status": "𝄞", "docs": RECORDS}, ensure_ascii=False, indent=1),
    "a.txt": 'title\ttext\r\nمطر \U0001f327\t"It ""rained""\nall night"\r\n\r\nRain\tIt rained.\r\n',
    "a.xml": '<?xml version="1.0" encoding="utf-16"?>\n<rss version="2.0"><channel><title>پاسارگاد</title>\n'
    "<dc:language>sw</dc:language><item><title>𝄞 Rain</title><dc:creator>Asha Mwinyi</dc:creator></item>\n"
    "<item><title>Mvua</title><description>Mvua kubwa.</description></item></channel></rss>",
    "b.xml": '<?xml version="1.0" encoding="utf-16"?>\n<docs xmlns="urn:x"><doc><headline>مطر \U0001f327</headline>'
    "<body>Rain.</body></doc>\n<doc><headline>Rain</headline><body>It rained all night.</body></doc></docs>",
    "a.sgm": '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="7"><TEXT><TITLE>GRÄIN</TITLE>\n<BODY>Up.</BODY>'
    '</TEXT></REUTERS>\n<REUTERS NEWID="8"><TEXT>Raw</TEXT></REUTERS>\n',
    "a.mbox": "From a@b Mon Jan  6 10:00:00 2025\nSubject: Vote\nMessage-ID: <1@b>\n\nThe vote “ended”.\n\n"
    "From a@b Mon Jan  6 11:00:00 2025\nSubject: Second\nMessage-ID: <2@b>\n\nMore.\n",
}  # fmt: skip


def pieces(path: Path, content: bytes) -> list[Piece]:
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    return list(documents(member))


def records(found: list[Piece]) -> list[dict[str, str]]:
    raws = [raw for piece in found if isinstance(piece, RawDocument) for raw in prepare(piece)]
    return [dict(raw.fields) for raw in raws if isinstance(raw, RawDocument)]


def stretches(found: list[Piece], content: bytes, charset: str) -> list[str]:
    """The characters of each piece; the pieces cover the file without gap or overlap."""
    places = [piece if isinstance(piece, Span) else piece.place for piece in found]
    assert [place.start for place in places] + [len(content)] == [0, *(place.end for place in places)]
    return [content[place.start : place.end].decode(charset) for place in places]


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        *(("\ufeff", f"utf-{size}-{end}") for size in (16, 32) for end in ("le", "be")),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_a_file_in_a_wide_charset_is_cut_where_the_same_one_in_utf8_is(
    tmp_path: Path, name: str, charset: str, mark: str
) -> None:
    text = mark + FILES[name]
    plain, wide = pieces(tmp_path / name, text.encode()), pieces(tmp_path / name, text.encode(charset))
    assert len(records(wide)) == 2
    assert records(wide) == records(plain)
    assert stretches(wide, text.encode(charset), charset) == stretches(plain, text.encode(), "utf-8")
    assert [p.place.line for p in wide if isinstance(p, RawDocument)] == [
        p.place.line for p in plain if isinstance(p, RawDocument)
    ]


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-32-be"])
@pytest.mark.parametrize("name", FILES)
def test_damaged_bytes_stay_accounted_for(tmp_path: Path, name: str, charset: str) -> None:
    whole, chance = f"\ufeff{FILES[name]}".encode(charset), random.Random(11)
    for _ in range(20):
        content = bytearray(whole[: chance.randrange(len(whole) // 2, len(whole))])
        for _ in range(chance.randrange(8)):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        found = pieces(tmp_path / name, bytes(content))
        records(found)
        assert "".join(stretches(found, bytes(content), "latin-1")) == content.decode("latin-1")


def test_utf16_without_a_mark_is_told_in_scripts_whose_letters_have_no_nul(tmp_path: Path) -> None:
    record = json.dumps({"title": "مطر غزير", "text": "هطلت أمطار غزيرة على المدينة. " * 20}, ensure_ascii=False) + "\n"
    assert len(records(pieces(tmp_path / "a.jsonl", (record * 2).encode("utf-16-le")))) == 2
    noise = bytes(random.Random(3).choices([0, *range(256)], k=4096))
    (tmp_path / "a.bin").write_bytes(noise + bytes(64))
    (found,) = members([tmp_path / "a.bin"])
    assert not isinstance(found, Member)


def test_a_page_in_utf16_is_a_page(tmp_path: Path) -> None:
    markup = "<!doctype html><title>Rain</title><h1>Rain in Mombasa</h1>" + "<p>It rained, they said.</p>" * 20
    (page,) = pieces(tmp_path / "a.html", markup.encode("utf-16"))
    assert isinstance(page, RawDocument)
    (found,) = prepare(page)
    assert isinstance(found, RawDocument)
    assert (found.fields["title"], "It rained" in found.fields["text"]) == ("Rain in Mombasa", True)


def test_several_articles_in_a_record_of_utf16_have_the_whole_record(tmp_path: Path) -> None:
    content = f"\ufeff{FILES['a.jsonl']}".encode("utf-16-le")
    first = pieces(tmp_path / "a.jsonl", content)[0]
    assert isinstance(first, RawDocument)
    assert first.recoded
    assert (
        content[first.place.start : first.place.end].decode("utf-16-le").rstrip()
        == "\ufeff" + FILES["a.jsonl"].partition("\n")[0]
    )
