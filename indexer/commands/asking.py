"""`explain` and `batch`: how a query is read, and a table of many queries."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from indexer.commands.searching import reading

if TYPE_CHECKING:
    from search.explaining import Explanation


@click.command()
@click.argument("text", metavar="QUERY")
@click.option("--json", "as_json", is_flag=True, help="The explanation as one JSON object.")
@click.pass_obj
def explain(folder: Path, /, text: str, as_json: bool) -> None:
    """Show how a query is read, and what each part of it finds.

    \b
      broadsheet explain '"border crossing" NEAR/5 ferry NOT title:sport'
    """
    import orjson

    from search.explaining import explain, to_json

    with reading(folder) as (archive, engine):
        found = explain(text, archive, engine)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(to_json(found)) + b"\n")
    else:
        _print(found)


def _print(found: Explanation) -> None:
    from search.explaining import drawn

    click.echo(f"Read as: {found.understood or 'every article'}")
    for remark in found.remarks:
        place = f" (character {remark.start + 1})" if remark.start is not None else ""
        click.echo(f"  {remark.message}{place}")
    joined = f"; joined by OR {found.total:,}" if found.total > found.exact else ""
    click.echo(f"Finds {found.exact:,} articles{joined}")
    for term in found.terms:
        click.echo(f"{term.count:12,}  {term.text}")
    click.echo("\n" + "\n".join(drawn(found.tree)))
    if found.ranking:
        click.echo("\nOrdered by")
    for text, weight in found.ranking:
        click.echo(f"{weight:12.3f}  {text}")
    limits = ", ".join(f"{most:,} {name}" for name, most in found.limits.items())
    click.echo(f"\nLimits of a query: {limits}")


@click.command()
@click.argument("file", metavar="QUERIES", type=click.File("r", encoding="utf-8"))
@click.option("--by", type=click.Choice(["outlet", "country", "month"]), default="outlet", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The table as one JSON object.")
@click.pass_obj
def batch(folder: Path, /, file: IO[str], by: str, as_json: bool) -> None:
    """Count many queries at once: articles and stories by outlet, country or month, each with its search.

    QUERIES is a CSV file with the columns name,query, or has lines label#query; "-" reads stdin.

    \b
      broadsheet batch queries.csv --by month > table.csv
    """
    import orjson

    from search.batch import By, read_queries, rows, run, to_json

    queries = read_queries(file.read())
    with reading(folder) as (archive, engine):
        table = run(queries, archive, engine, cast(By, by))
    for line in table.lines:
        for remark in line.remarks:
            click.echo(f"{line.name}: {remark.message}", err=True)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(to_json(table)) + b"\n")
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows(table))
