"""Rich text, as news databases export it: words, places, and what it is when it is broken."""

from __future__ import annotations

import gzip
import random
import zipfile
from pathlib import Path

import pytest

from indexer.draft import RawDocument, Unreadable
from indexer.dropped import around
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.pipeline import add, dry_run
from indexer.readers import Member, documents, members, prepare
from indexer.readers.records import BrokenRecord
from indexer.readers.richtext import DEEPEST, rich_text
from search.archive import Archive
from search.article import Article

STORIES = (
    ("Harbour reopens after storm", "Ann Marlow", "Alba Post", "14 June 2025",
     ("The harbour of Port Alba reopened on Saturday after a storm that had closed it for three days.",
      "Ferries to Castra sailed again from noon, the harbour master said, and two ships that had waited came in.")),
    ("Council votes for a new bridge", "Ben Torv", "Castra Herald", "15 June 2025",
     ("The city council of Castra voted on Sunday for a new bridge over the Lenn.",
      "Eleven members were for it and four against, after a debate of six hours.")),
    ("Fishermen ask for lower duties", "Carla Nim", "Elara Courier", "16 June 2025",
     ("Fishermen of the eastern coast asked the ministry on Monday for lower duties on fuel.",
      "Their union said that a third of the boats had stayed in port since April.")),
)  # fmt: skip
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman Times;}}"
    r"{\colortbl;\red0\green0\blue255;}{\stylesheet{\s0 Normal;}{\s1\sb240\b heading 1;}}"
    r"{\info{\title Display Format}{\author Database}}"
)
PNG = r"\pngblip" + "\n" + "89504e470d0a\n" * 50


ROW = r"\trowd\cellx700\cellx9000\pard\intbl{\b CODE}\cell VALUE\cell\row" + "\n"
LABELLED = (
    r"{\header Page \chpgn\par}\pard\s1{\field{\*\fldinst{HYPERLINK \\l D1}}{\fldrslt{\b TITLE}}}\par\pard\par OUTLET"
    r"\par DAY\par\par{\*\shppict{\pict PNG}}Copyright 2025 OUTLET Ltd All Rights Reserved\par\par{\b Section:} NEWS"
    r"\par{\b Length:} 312 words\par{\b Byline:} AUTHOR\par\par{\b Body}\par\par TEXT\par\par"
    r"{\b Load-Date:} June 19, 2025\par\par{\b End of Document}\par\page" + "\n"
)
Story = tuple[str, str, str, str, tuple[str, ...]]


def filled(template: str, **values: str) -> str:
    for name, value in values.items():
        template = template.replace(name, value)
    return template


def coded(stories: tuple[Story, ...]) -> str:
    """Records of field codes, one row of a table each."""
    out = HEAD
    for number, (title, author, outlet, day, (lead, rest)) in enumerate(stories):
        rows = {
            "SE": "News", "HD": title, "BY": f"By {author}", "WC": "312 words", "PD": day, "SN": outlet,
            "SC": "ABCDEF", "LA": "English", "CY": f"(c) 2025 {outlet} Ltd.", "LP": lead, "TD": rf"{rest}\par The end.",
            "AN": f"Document ABCDEF{number}",
        }  # fmt: skip
        out += "".join(filled(ROW, CODE=code, VALUE=value) for code, value in rows.items())
        out += r"\pard\par\page" + "\n"
    return out + "}"


def labelled(stories: tuple[Story, ...]) -> str:
    """Articles below their linked headlines, between "Body" and "Load-Date"."""
    parts = [
        filled(LABELLED, TITLE=title, OUTLET=outlet, DAY=day, AUTHOR=author, TEXT=r"\par ".join(texts), PNG=PNG)
        for title, author, outlet, day, texts in stories
    ]
    return HEAD + "".join(parts) + "}"


def read(path: Path, content: str | bytes) -> tuple[list[Article], list[tuple[int, int, str]], list[str]]:
    """The articles of a file, the fate of its bytes and what is quarantined."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    ((found, account),) = [(list(a), account) for a, account in extract([path], Options(corpus="a"), workers=1)]
    return found, [span[:3] for span in account.spans()], [fault.kind for fault in account.quarantined]


def prepared(path: Path, content: bytes) -> list[RawDocument | Unreadable]:
    path.write_bytes(content)
    (member,) = members([path])
    assert isinstance(member, Member)
    assert member.format == "rtf"
    return [p for raw in documents(member) for p in prepare(raw) if isinstance(p, (RawDocument, Unreadable))]  # type: ignore[arg-type]


def words(body: bytes | str) -> list[str]:
    return [p.text for p in rich_text(body if isinstance(body, bytes) else body.encode("latin-1")).paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\rtf1\ansi\ansicpg1252 caf\'e9}", "café"),
        (r"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\rtf1\ansi\ansicpg936 \'b1\'b1\'be\'a9}", "北京"),
        ("{\\rtf1\\ansi\\ansicpg936 \\'81@\\'b1\xb1}", "丂北"),  # halves of a character, escaped and not
        (r"{\rtf1\mac caf\'8e}", "café"),
        (r"{\rtf1\ansi\ansicpg1252 \u8220 ?Hi\u8221\'94}", "“Hi”"),
        (r"{\rtf1\ansi {\uc2\u21271\'b1\'b1}\u20140 ?{\uc0\u8364}x}", "北京€x"),
        (r"{\rtf1\ansi \u-10179 ?\u-8704 ?}", "😀"),
        (r"{\rtf1\ansi \ldblquote a\rdblquote\emdash b\~c\_d\-e}", "“a”—b\xa0c-de"),
        (r"{\rtf1\ansi a\'9dz\'8}", "a\ufffdz8"),  # a code that stands for nothing, a code that is none
        ("{\\rtf1\\ansi caf\xc3\xa9 \\'e9}", "café é"),  # UTF-8, as some programs write
    ],
)
def test_characters_are_read_by_their_code_page(body: str, text: str) -> None:
    assert words(body) == [text]


def test_fonts_tell_the_code_page_of_their_words() -> None:
    fonts = r"{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset0 Times;}{\f2\fcharset134{\*\panose 01}SimSun;}}"
    body = r"\'cf{\f1 \'e9}\'cf\f2 \'b1\'b1\plain \'cf}"
    assert words(r"{\rtf1\ansi\ansicpg1251\deff0" + fonts + body) == ["ПéП北П"]


def test_fonts_of_a_program_that_knows_no_charsets_leave_the_code_page_alone() -> None:
    assert words(r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset0 Arial;}}\f0 \'cf\'f0}") == ["Пр"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\rtf1 seen{\v hidden}\v hidden\v0  again}", ["seen again"]),
        (r"{\rtf1 kept{\deleted gone}}", ["kept"]),
        (r"{\rtf1{\*\unheard of{\b it}}{\header Page 1\par}a{\footnote b}\par}", ["a"]),
        (r'{\rtf1{\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt A}} or {\field{\*\fldinst{HYPERLINK "y"}}{\fldrslt B}}}',
         ["A or B"]),
        (r"{\rtf1 a{\pict\bin6 }}}{{}}b{\object{\*\objdata\bin2 {{}}{\result c}}}", ["abc"]),
        (r"{\rtf1 a{\shp{\*\shpinst{\sp{\sn x}{\sv 2}}{\shptxt boxed\par}}{\shprslt boxed\par}}\par}", ["a", "boxed"]),
        (r"{\rtf1\trowd\intbl HD\cell One\par two\cell\row\pard Out}", ["HD", "One", "two", "Out"]),
        (r"{\rtf1 one\line two\tab three\par}{\rtf1 four\page five}", ["one\ntwo\tthree", "four", "five"]),
        ("{\\rtf1 a\\\nb\r\nc}", ["a", "bc"]),
        (r"{\rtf1 \{a\} \\b}} behind", ["{a} \\b"]),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_the_text(body: str, text: list[str]) -> None:
    assert words(body) == text


def test_each_line_tells_the_byte_in_which_it_begins() -> None:
    body = rb"{\rtf1 {\fonttbl{\f0 A;}}\pard One\par\b Two\b0\line three\par\par {\i Four}\par}"
    found = rich_text(body)
    assert [body[start:].split(b"\\")[0] for start in found.starts] == [b"One", b"", b"three", b""]
    assert [body[start : start + 5] for start in found.starts] == [b"One\\p", b"\\b Tw", b"three", b"\\par "]


def test_the_style_and_the_properties_tell_title_and_author(tmp_path: Path) -> None:
    body = HEAD.replace("Database", "J. D\\'f6e") + r"\pard\s1 Ferry reopens\par\pard First.\par Second.\par}"
    (found,) = prepared(tmp_path / "a.doc", body.encode())
    assert isinstance(found, RawDocument)
    assert found.fields["text"] == "Ferry reopens\n\nFirst.\n\nSecond."
    assert (found.fields["title"], found.fields["author"]) == ("Ferry reopens", "J. Döe")


@pytest.mark.parametrize(
    ("said", "title"), [("Factiva", "Ferry reopens at Alba"), ("The ferry is back", "The ferry is back")]
)
def test_a_title_of_the_program_gives_way_to_the_headline(tmp_path: Path, said: str, title: str) -> None:
    body = r"{\rtf1\ansi{\info{\title " + said + r"}}\pard Ferry reopens at Alba\par It sailed again on Monday.\par}"
    (found,) = prepared(tmp_path / "a.rtf", body.encode())
    assert isinstance(found, RawDocument)
    assert found.fields["title"] == title


def test_rtf_is_told_by_its_bytes_whatever_it_is_named_and_in_what_it_is_packed(tmp_path: Path) -> None:
    body = labelled(STORIES).encode()
    (tmp_path / "a.txt").write_bytes(body)
    (tmp_path / "b.gz").write_bytes(gzip.compress(body))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("x.rtf", body)
        archive.writestr("y", rb"{\rtf1 {\*\gone\bin9 " + bytes(9) + b"}Seen}")  # bytes of no text
    assert [m.format for m in members([tmp_path]) if isinstance(m, Member)] == ["rtf"] * 4
    (tmp_path / "d.txt").write_bytes(b"One can write {\\rtf1} by hand.\n")
    assert [m.format for m in members([tmp_path / "d.txt"]) if isinstance(m, Member)] == ["text"]


@pytest.mark.parametrize("write", [coded, labelled])
@pytest.mark.parametrize("count", [1, 3])
def test_articles_of_a_database_are_cut_each_with_its_own_bytes(tmp_path: Path, write, count: int) -> None:
    content = write(STORIES[:count])
    found, spans, faults = read(tmp_path / "export.rtf", content)
    assert [a.title for a in found] == [title for title, *_ in STORIES[:count]]
    assert [a.outlet.name for a in found if a.outlet] == [outlet for _, _, outlet, _, _ in STORIES[:count]]
    assert [a.authors for a in found] == [(author,) for _, author, *_ in STORIES[:count]]
    assert [a.date.value for a in found] == ["2025-06-14", "2025-06-15", "2025-06-16"][:count]
    assert [a.text.split("\n\n")[:2] for a in found] == [list(texts) for *_, texts in STORIES[:count]]
    for article, (title, *_, texts) in zip(found, STORIES, strict=False):
        mine = content[article.source.start : article.source.end]
        assert title in mine
        assert all(text in mine for text in texts)
        assert sum(other in mine for other, *_ in STORIES) == 1
    assert [span[0] for span in spans] == [0, *(span[1] for span in spans[:-1])]
    assert spans[-1][1] == len(content)
    assert faults == []


def test_a_text_without_a_head_is_one_article_with_what_the_file_says_of_itself(tmp_path: Path) -> None:
    found, spans, _ = read(tmp_path / "a.rtf", HEAD + r"\pard One paragraph of it.\par And another one.\par}")
    assert [(a.title, a.authors, a.text) for a in found] == [
        ("Display Format", ("Database",), "One paragraph of it.\n\nAnd another one.")
    ]
    assert [fate for _, _, fate in spans] == ["article"]


def test_a_file_that_is_cut_off_gives_its_words_and_says_so(tmp_path: Path) -> None:
    content = labelled(STORIES)
    found, spans, faults = read(tmp_path / "a.rtf", content[: content.index("Their union")])
    assert [a.title for a in found][:2] == [title for title, *_ in STORIES[:2]]
    assert faults == ["cut off"]
    assert spans[-1][1] == content.index("Their union")


@pytest.mark.parametrize("body", [b"{\\rtf1}", b"{\\rtf1{\\pict" + PNG.encode() + b"}}", b"{\\rtf1\\ansi{\\fonttbl"])
def test_a_file_without_words_is_named(tmp_path: Path, body: bytes) -> None:
    (found,) = prepared(tmp_path / "a.rtf", body)
    assert isinstance(found, Unreadable)
    assert found.kind == "no text"


def test_groups_in_groups_without_end_are_refused(tmp_path: Path) -> None:
    body = b"{\\rtf1 " + b"{" * DEEPEST + b"x" + b"}" * DEEPEST + b"}"
    with pytest.raises(BrokenRecord, match="groups"):
        rich_text(body)
    (found,) = prepared(tmp_path / "a.rtf", body)
    assert isinstance(found, Unreadable)
    assert found.kind == "too deep"
    assert words(b"{\\rtf1 a{\\*\\x" + b"{" * 200_000 + b"}" * 200_000 + b"}}") == ["a"]


def test_damaged_bytes_never_raise_and_stay_accounted_for(tmp_path: Path) -> None:
    chance = random.Random(7)
    for write in (coded, labelled):
        for _ in range(10):
            content = bytearray(write(STORIES).encode())
            for _ in range(chance.randrange(1, 40)):
                content[chance.randrange(6, len(content))] = chance.choice(b"{}\\'0123456789\n\x00\xe9 bu*;")
            content = content[: chance.randrange(len(content) // 2, len(content))]
            _, spans, _ = read(tmp_path / "a.rtf", bytes(content))
            assert sum(end - start for start, end, _ in spans) == len(content)


def test_a_dry_run_counts_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(labelled(STORIES))
    (tmp_path / "b.rtf").write_text(coded(STORIES)[:-1])
    paths = [tmp_path / "a.rtf", tmp_path / "b.rtf"]
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        tried, _ = dry_run(archive, paths, Options(corpus="a"), workers=1)
        done, _ = add(archive, paths, Options(corpus="a"), workers=1)
    assert tried.counts() == done.counts()
    assert done.records["quarantined"] == 1


def test_what_was_left_out_is_shown_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(labelled(STORIES))
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        add(archive, [tmp_path / "a.rtf"], Options(corpus="a"), workers=1)
        ((article, _), *_) = next(archive.seen_places())
        (dropped, *_) = around(archive, article)
    texts = {piece.rule: piece.text for piece in dropped.dropped}
    assert texts["body mark"] == "Body"
    assert texts["end mark"] == "End of Document"
