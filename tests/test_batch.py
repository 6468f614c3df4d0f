"""Many queries at once, as a table of counts."""

from __future__ import annotations

import csv
import io
import json
from datetime import date as Day
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner

from indexer.cli import cli
from search.archive import Archive
from search.batch import BYS, By, Cell, NamedQuery, read_queries, rows, run, to_json
from search.engine import Searcher
from search.errors import UnusableInput
from search.find import find
from search.query import Query
from web.params import decode

Newsroom = tuple[Archive, Searcher]
QUERIES = (NamedQuery("water", "pump OR well"), NamedQuery("all", "the"), NamedQuery("none", "zzyzx"))


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("name,query\nwater,pump OR well\n", [("water", "pump OR well")]),
        ('\ufeffQuery,Name\n"""red sea"", ship",sea\n', [("sea", '"red sea", ship')]),
        ("water#pump OR well\n\nroad\n", [("water", "pump OR well"), ("road", "road")]),
        ("name,query\nempty,\nx,y\n", [("x", "y")]),
    ],
)
def test_a_file_of_queries_is_a_table_or_labelled_lines(text: str, queries: list[tuple[str, str]]) -> None:
    assert [(one.name, one.text) for one in read_queries(text)] == queries


@pytest.mark.parametrize(("text", "says"), [("", "no query"), ("x\n" * 501, "501 queries")])
def test_a_file_without_queries_or_with_too_many_is_refused(text: str, says: str) -> None:
    with pytest.raises(UnusableInput, match=says):
        read_queries(text)


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize(
    "within", [None, Query(since=Day(2025, 6, 10)), Query(selected={"language": frozenset({"en"})})]
)
def test_every_number_is_the_total_of_the_search_behind_it(newsroom: Newsroom, by: By, within: Query | None) -> None:
    table = run(QUERIES, *newsroom, by=by, within=within)
    shown = [cell for line in table.lines for cell in (line.total, *line.cells.values())]
    assert len(shown) >= 5
    for cell in shown:
        assert cell.query is not None
        page = find(cell.query, *newsroom)
        if cell.articles:
            assert (cell.articles, cell.stories) == (page.total, page.stories)


@pytest.mark.parametrize("by", BYS)
def test_every_column_that_a_query_has_something_in_is_there(newsroom: Newsroom, by: By) -> None:
    table = run(QUERIES, *newsroom, by=by)
    columns = {value for value, _ in table.columns}
    assert columns == {value for line in table.lines for value in line.cells}
    if by == "month":
        assert [value for value, _ in table.columns] == sorted(columns)
        assert all(sum(c.articles for c in line.cells.values()) == line.total.articles for line in table.lines)


def test_a_query_over_a_limit_has_a_line_that_names_it(newsroom: Newsroom) -> None:
    table = run([NamedQuery("long", "x" * 1001)], *newsroom)
    assert table.lines[0].total == Cell(articles=0, stories=0, query=None)
    assert "1,001 characters" in table.lines[0].remarks[0].message


def test_the_address_of_a_cell_is_the_page_of_its_search(newsroom: Newsroom) -> None:
    for row in list(rows(run(QUERIES, *newsroom)))[1:]:
        address = urlsplit(row[-1])
        assert address.path == "/search"
        assert find(decode(parse_qsl(address.query)).query, *newsroom).total == int(row[4]) or row[4] == "0"


def test_the_command_prints_a_table_or_json(newsroom: Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text("name,query\nwater,pump\n", encoding="utf-8")
    begin = ["--archive", str(newsroom[0].folder), "batch", str(file), "--by", "month"]
    printed = list(csv.DictReader(io.StringIO(CliRunner().invoke(cli, begin, catch_exceptions=False).stdout)))
    expected = run([NamedQuery("water", "pump")], *newsroom, by="month")
    assert [int(row["articles"]) for row in printed[1:]] == [c.articles for c in expected.lines[0].cells.values()]
    as_json = json.loads(CliRunner().invoke(cli, [*begin, "--json"], catch_exceptions=False).stdout)
    assert as_json == to_json(expected)
