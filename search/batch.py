"""How often does each of many queries occur, by outlet, country or month? A table of counts, each with its search."""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any, Literal, get_args

from search.address import search_path
from search.engine import Searcher
from search.errors import QueryTooLarge, UnusableInput
from search.find import Shelf, ask, read
from search.query import NONE, Query, Unit
from search.results import Remark

By = Literal["outlet", "country", "month"]
BYS: tuple[By, ...] = get_args(By)
MOST_QUERIES = 500
MOST_COLUMNS = 10_000
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A line of a batch."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a query finds under one value: articles, the stories they make, and the search that shows them."""

    articles: int
    stories: int
    query: Query | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A named query, all that it finds, and its cells by column; a column that it has nothing in is left out."""

    name: str
    text: str
    total: Cell
    cells: dict[str, Cell]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines, and the columns as (value, label): months in order, else the most frequent first, then "(none)"."""

    by: By
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def read_queries(text: str) -> tuple[NamedQuery, ...]:
    """The queries of a file: a CSV table with the columns name and query, or lines `label#query` or `query`.

    Lines that are empty are skipped. Raises UnusableInput for an empty file, and for one with more than MOST_QUERIES.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    head = [cell.strip().lower() for cell in next(csv.reader(lines[:1]), [])]
    if {"name", "query"} <= set(head):
        rows = csv.DictReader(io.StringIO("\n".join([",".join(head), *lines[1:]])))
        found = [NamedQuery((row["name"] or "").strip(), (row["query"] or "").strip()) for row in rows]
    else:
        found = [_labelled(line) for line in lines]
    kept = tuple(NamedQuery(one.name or one.text, one.text) for one in found if one.text)
    if not kept:
        raise UnusableInput('There is no query in the file. Write a table with the columns "name,query".')
    if len(kept) > MOST_QUERIES:
        raise UnusableInput(f"The file has {len(kept):,} queries; at most {MOST_QUERIES} can be asked at once.")
    return kept


def run(
    queries: Sequence[NamedQuery], archive: Shelf, searcher: Searcher, by: By = "outlet", within: Query | None = None
) -> Table:
    """The table of these queries under the filters of `within`.

    A query over a limit has a line of zeros and a remark that names the limit. A query is counted as it stands: its
    words are never joined by OR.
    """
    base = within or Query()
    lines = tuple(_line(named, base, archive, searcher, by) for named in queries)
    return Table(by=by, columns=_columns(lines, by, archive), lines=lines)


def to_json(table: Table) -> dict[str, Any]:
    """The table as JSON values."""
    return {
        "by": table.by,
        "columns": [{"value": value, "label": label} for value, label in table.columns],
        "queries": [
            {
                "name": line.name,
                "text": line.text,
                "remarks": [remark.message for remark in line.remarks],
                "total": _cell_json(line.total),
                "cells": {value: _cell_json(line.cells[value]) for value, _ in table.columns if value in line.cells},
            }
            for line in table.lines
        ],
    }


def rows(table: Table) -> Iterator[list[str]]:
    """The table as rows of a CSV file, one for each cell that is not empty, totals first."""
    yield ["name", "query", table.by, "label", "articles", "stories", "search"]
    for line in table.lines:
        yield [line.name, line.text, "", "(all)", *_cell_row(line.total)]
        for value, label in table.columns:
            if value in line.cells:
                yield [line.name, line.text, value, label, *_cell_row(line.cells[value])]


def _labelled(line: str) -> NamedQuery:
    name, sign, text = line.partition("#")
    return NamedQuery(name.strip(), text.strip()) if sign else NamedQuery("", line.strip())


def _line(named: NamedQuery, base: Query, archive: Shelf, searcher: Searcher, by: By) -> Line:
    query = replace(base, text=named.text, sort="relevance", page=1)
    try:
        parsed = read(named.text, archive, searcher)
    except QueryTooLarge as error:
        nothing = Cell(articles=0, stories=0, query=None)
        return Line(
            name=named.name,
            text=named.text,
            total=nothing,
            cells={},
            remarks=(Remark(text=error.text, values=error.values),),
        )
    counts: dict[Unit, dict[str, int]] = {}
    totals: dict[Unit, int] = {}
    for unit in get_args(Unit):
        request = replace(ask(replace(query, unit=unit), parsed.tree), limit=0, facets={}, histogram=None)
        totals[unit] = searcher.count(request)
        if by == "month":
            answer = searcher.answer(replace(request, histogram="month"))
            counts[unit] = dict(answer.histogram) | ({UNDATED: answer.undated} if answer.undated else {})
        else:
            counts[unit] = dict(searcher.values(request, by, limit=MOST_COLUMNS).values)
    cells = {
        value: Cell(articles=found, stories=counts["stories"].get(value, 0), query=_narrowed(query, by, value))
        for value, found in counts["articles"].items()
        if found
    }
    total = Cell(articles=totals["articles"], stories=totals["stories"], query=query)
    return Line(name=named.name, text=named.text, total=total, cells=cells, remarks=parsed.remarks)


def _narrowed(query: Query, by: By, value: str) -> Query:
    """The query whose results the cell counts."""
    if by != "month":
        return replace(query, selected={**query.selected, by: frozenset({value})})
    if value == UNDATED:
        return replace(query, text=f"({query.text}) is:undated" if query.text else "is:undated")
    year, month = map(int, value.split("-"))
    first, last = Day(year, month, 1), Day(year, month, monthrange(year, month)[1])
    since = max(first, query.since) if query.since else first
    return query.between(since, min(last, query.until) if query.until else last)


def _columns(lines: Iterable[Line], by: By, archive: Shelf) -> tuple[tuple[str, str], ...]:
    totals: dict[str, int] = {}
    for line in lines:
        for value, cell in line.cells.items():
            totals[value] = totals.get(value, 0) + cell.articles
    if by == "month":
        return tuple((value, value) for value in sorted(totals))
    labels = archive.labels(by, [value for value in totals if value != NONE])
    order = sorted(totals, key=lambda value: (value == NONE, -totals[value], labels.get(value, value)))
    return tuple((value, labels.get(value, value)) for value in order)


def _cell_json(cell: Cell) -> dict[str, Any]:
    path = search_path(cell.query) if cell.query else None
    return {"articles": cell.articles, "stories": cell.stories, "search": path}


def _cell_row(cell: Cell) -> list[str]:
    return [str(cell.articles), str(cell.stories), search_path(cell.query) if cell.query else ""]
