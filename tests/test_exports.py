"""Exports of news databases and reference managers: records of coded fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import articles as newsroom

from indexer.authors import turned
from indexer.extracting import extract
from indexer.extraction import Options
from search.article import Article
from search.formats import FORMATS, Receipt

HARBOUR = "The harbour of Port Alba reopened on Saturday after a storm that had closed it for three days."
BRIDGE = "The city council of Castra voted on Sunday for a new bridge over the Lenn, after a debate of six hours."
BY_TYPE = f"""\
TY  - NEWS
TI  - Harbour reopens after storm
AU  - Marlow, Ann
AU  - Torv, Ben
T2  - Alba Post
AB  - {HARBOUR}

AU contraire, said the mayor, nothing was closed.
CY  - Port Alba
DA  - 2025/06/14/
PY  - 2025
SN  - 1234-5678
UR  - https://www.albapost.example/2025/harbour
Y2  - 2025/07/01/10:11:12
KW  - ports
ER  -\x20

TY  - MGZN
TI  - Council votes for a new bridge
T2  - Castra Herald
AB  - {BRIDGE}
DA  - 2025/06/15
ET  - Late
ER  -\x20
"""
BY_LETTER = f"""\
TY  - NEWS
A1  - Marlow, Ann
CN  -\x20
J2  - Alba P.
JO  - Alba Post
N2  - {HARBOUR}
PB  - Alba Post Ltd
SN  - 12345678
T1  - Harbour reopens after storm
XX  - what no list of tags has
Y1  - 2025/06/14/Saturday
ER  -
TY  - NEWS
JF  - Castra Herald
N2  - {BRIDGE}
PY  - 2025/06/15/
T1  - Council votes for a new bridge
ER  -
"""


ENDNOTE = f"""\
%0 Newspaper Article
%T Harbour reopens after storm
%A Marlow, Ann
%A Torv, Ben
%B Alba Post
%8 2025/06/14/
%D 2025
%X {HARBOUR}
%U https://www.albapost.example/2025/harbour
%9 Report

%0 Newspaper Article
%T Council votes for a new bridge
%B Castra Herald
%8 June 15, 2025
%X {BRIDGE}
"""


def read(path: Path, content: str | bytes) -> list[Article]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [found] = [list(a) for a, _ in extract([path], Options(corpus="a"), workers=1)]
    return found


@pytest.mark.parametrize(
    "content", [BY_TYPE, BY_LETTER, ENDNOTE, "\ufeff" + BY_TYPE.replace("\n", "\r\n"), BY_LETTER.replace("\n\n", "\n")]
)
def test_records_of_ris_and_endnote_are_articles(tmp_path: Path, content: str) -> None:
    harbour, bridge = read(tmp_path / "a.ris", content)
    assert (harbour.title, bridge.title) == ("Harbour reopens after storm", "Council votes for a new bridge")
    assert [a.outlet.name for a in (harbour, bridge) if a.outlet] == ["Alba Post", "Castra Herald"]
    assert (harbour.date.value, bridge.date.value) == ("2025-06-14", "2025-06-15")
    assert harbour.authors[0] == "Ann Marlow"
    assert bridge.authors == ()
    assert harbour.text.split("\n\n")[0] == HARBOUR
    assert bridge.text == BRIDGE


def test_lines_without_a_tag_go_on_with_the_value_above(tmp_path: Path) -> None:
    harbour, _ = read(tmp_path / "a.ris", BY_TYPE)
    assert harbour.text == f"{HARBOUR}\n\nAU contraire, said the mayor, nothing was closed."
    assert harbour.authors == ("Ann Marlow", "Ben Torv")
    assert harbour.url == "https://www.albapost.example/2025/harbour"


def test_a_year_alone_is_no_day(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.ris", BY_TYPE.partition("TY  - MGZN")[0].replace("2025/06/14/", "2025///"))
    assert (found.date.value, found.date.earliest, found.date.latest) == (None, "2025-01-01", "2025-12-31")


def test_what_broadsheet_exports_comes_back_with_title_outlet_day_and_authors(tmp_path: Path) -> None:
    written = newsroom()[:2]
    receipt = Receipt(address="/search", understood="all", total=2, written=2, generation=1, made="2025-06-20T00:00Z")
    back = read(tmp_path / "a.ris", "".join(FORMATS["ris"][0](written, receipt)))
    assert [a.title for a in back] == [a.title for a in written]
    assert [a.outlet and a.outlet.name for a in back] == [a.outlet and a.outlet.name for a in written]
    assert [a.date.day for a in back] == [a.date.day for a in written]
    assert [a.authors for a in back] == [a.authors for a in written]


PRINT_OUT = f"""\
1. Harbour reopens after storm
2. Council votes for a new bridge

HD
Harbour reopens after storm
BY
By Ann Marlow
WC
312 words
PD
14 June 2025
SN
Alba Post
LP
{HARBOUR}
TD
AN explosion was heard at noon, the harbour master said.

IN other news the market of the old town stays closed until Friday.
AN
Document ALBA0001

HD
Council votes for a new bridge
PD
15 June 2025
SN
Castra Herald
TD
{BRIDGE}
AN
Document CAST0002
"""


def test_words_in_capitals_are_no_codes_where_codes_stand_alone(tmp_path: Path) -> None:
    harbour, bridge = read(tmp_path / "a.txt", PRINT_OUT)
    assert harbour.text.split("\n\n") == [
        HARBOUR,
        "AN explosion was heard at noon, the harbour master said.",
        "IN other news the market of the old town stays closed until Friday.",
    ]
    assert [a.external_id for a in (harbour, bridge)] == ["ALBA0001", "CAST0002"]
    assert [a.date.value for a in (harbour, bridge)] == ["2025-06-14", "2025-06-15"]
    assert "1. Harbour" not in harbour.metadata


def test_codes_before_their_values_are_read_too(tmp_path: Path) -> None:
    rows = "\n".join(PRINT_OUT.split("\n")[3:]).replace("\n\n", "\n")
    lines = rows.split("\n")
    codes = {"HD", "BY", "WC", "PD", "SN", "LP", "TD", "AN"}
    wide = "".join(f"{line}\t" if line in codes else f"{line}\n" for line in lines)
    harbour, bridge = read(tmp_path / "a.txt", wide)
    assert harbour.text.split("\n\n")[1] == "AN explosion was heard at noon, the harbour master said."
    assert (harbour.authors, harbour.external_id, bridge.text) == (("Ann Marlow",), "ALBA0001", BRIDGE)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Marlow, Ann", "Ann Marlow"),
        ("van der Berg, Piet", "Piet van der Berg"),
        ("King, Jim, Jr.", "Jim King Jr."),
        ("Ann Marlow", "Ann Marlow"),
        ("Marlow,", "Marlow,"),
    ],
)
def test_a_name_of_a_catalogue_is_turned_around(name: str, said: str) -> None:
    assert turned(name) == said


def test_the_first_of_counted_documents_has_its_outlet_above_its_labels_too(tmp_path: Path) -> None:
    stories = (
        ("Alba Post", "June 14, 2025", "Harbour reopens after storm", HARBOUR),
        ("Castra Herald", "June 15, 2025", "Council votes for a new bridge", BRIDGE),
    )
    page = "".join(
        f"{number} of 2 DOCUMENTS\n\n\nCopyright 2025 {outlet} Ltd\n\nAll Rights Reserved\n\n{outlet}\n\n{day} Sunday"
        f"\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 312 words\n\nHEADLINE: {title}\n\nBYLINE: Ann Marlow"
        "\n\nBODY:\n\n"
        f"{text}\n\nLANGUAGE: ENGLISH\n\nLOAD-DATE: June 19, 2025\n\n"
        for number, (outlet, day, title, text) in enumerate(stories, 1)
    )
    found = read(tmp_path / "a.txt", page)
    assert [a.outlet.name for a in found if a.outlet] == ["Alba Post", "Castra Herald"]
