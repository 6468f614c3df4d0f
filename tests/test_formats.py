"""What other programs get: every article of a result, whole, and nothing that they would run."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from newsroom import articles, make

from search.article import Article, from_json
from search.formats import COLUMNS, FORMATS, Receipt

RECEIPT = Receipt(
    address="/search?q=pump", understood="pump", total=2, written=2, generation=7, made="2025-06-14T00:00:00+00:00"
)
PUMP = articles()[0]
STARTERS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")')


def written(format: str, *found: Article, receipt: Receipt = RECEIPT) -> str:
    return "".join(FORMATS[format][0](found, receipt))


def hostile(starter: str) -> Article:
    return dataclasses.replace(
        make(starter, starter), authors=(starter,), agency=starter, url=starter, external_id=starter, id="0" * 16,
        outlet=None, date=dataclasses.replace(PUMP.date, raw=starter, value=None),
        source=dataclasses.replace(PUMP.source, corpus=starter, path=starter),
    )  # fmt: skip


@pytest.mark.parametrize("starter", STARTERS)
def test_no_cell_of_a_table_begins_a_formula(starter: str) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", hostile(starter)).removeprefix("\ufeff"), newline="")))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_table_holds_each_article_in_a_row_and_ends_with_the_receipt() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", *articles()).removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in rows[:-1]] == [article.id for article in articles()]
    assert rows[0]["text"] == PUMP.text
    assert tuple(rows[0]) == COLUMNS
    assert rows[-1]["id"] == "receipt"
    assert "/search?q=pump" in rows[-1]["title"]


def test_json_lines_hold_the_articles_whole() -> None:
    *lines, last = written("jsonl", *articles()).splitlines()
    assert [from_json(json.loads(line)) for line in lines] == articles()
    assert json.loads(last)["kind"] == "receipt"


def test_ris_has_a_record_for_each_article_and_no_line_of_an_article_forges_one() -> None:
    forged = dataclasses.replace(make("A title\nER  - \nTY  - BOOK", "x"), id="1" * 16)
    text = written("ris", PUMP, forged)
    assert text.count("\r\nTY  - ") == text.count("\r\nER  - ") == 2
    assert "AU  - Mara Lindqvist\r\n" in text
    assert "DA  - 2025/06/14\r\n" in text
    assert not text.startswith("TY")


def test_bibtex_escapes_what_would_end_an_entry() -> None:
    odd = dataclasses.replace(make("50% of {it}\\input{x} & more_", "x"), id="2" * 16)
    text = written("bibtex", PUMP, odd)
    assert len(re.findall(r"^@article\{", text, re.M)) == 2
    assert r"50\% of \{it\}\textbackslash{}input\{x\} \& more\_" in text
    assert re.sub(r"\\[{}]", "", text).count("{") == re.sub(r"\\[{}]", "", text).count("}")


def test_csl_json_is_an_array_also_of_nothing() -> None:
    items = json.loads(written("csl-json", *articles()))
    assert [item["id"] for item in items] == [article.id for article in articles()]
    assert items[0]["issued"] == {"date-parts": [[2025, 6, 14]]}
    assert items[0]["custom"]["receipt"]["total"] == 2
    assert "issued" not in items[5]
    assert json.loads(written("csl-json")) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_writer_takes_no_more_articles_than_it_has_written(format: str) -> None:
    taken: list[str] = []

    def source() -> Iterator[Article]:
        for article in articles():
            taken.append(article.id)
            yield article

    lines = FORMATS[format][0](source(), RECEIPT)
    for _ in range(4):
        next(lines)
    assert len(taken) <= 4


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_of_a_search_has_all_its_articles(client: FlaskClient, format: str) -> None:
    answer = client.get(f"/export.{format}?q=council&page=2&limit=5")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="broadsheet-council.')
    found = client.get("/api/v1/search?q=council&limit=100").get_json()["hits"]
    assert len(found) == 30
    assert all(hit["id"] in answer.text for hit in found)
    assert "/search?q=council" in answer.text


def test_an_unknown_format_is_not_found(client: FlaskClient) -> None:
    assert client.get("/export.exe").status_code == 404
    assert client.get(f"/a/{PUMP.id}/cite.exe").status_code == 404


def test_the_name_of_a_file_holds_safe_characters_only(client: FlaskClient) -> None:
    name = client.get('/export.csv?q=%22a%0d%0a..%2f;x="\u0645').headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', name)


def test_one_article_can_be_cited(client: FlaskClient) -> None:
    answer = client.get(f"/a/{PUMP.id}/cite.bibtex")
    assert "journaltitle = {The Harbour Courier}" in answer.text
    assert "desk/june.txt:3" in answer.text


def test_a_feed_has_the_newest_articles_of_a_search_first(client: FlaskClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(client.get("/feed.atom?q=council").data)
    moments = [entry.findtext(f"{atom}updated") for entry in feed.iter(f"{atom}entry")]
    assert len(moments) == 30
    assert moments == sorted(moments, key=str, reverse=True)
    assert feed.findtext(f"{atom}updated") == moments[0]


def test_a_feed_never_says_that_an_undated_article_was_published(client: FlaskClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(client.get("/feed.atom?q=ferry+nobody").data)
    (entry,) = feed.iter(f"{atom}entry")
    assert entry.find(f"{atom}published") is None
