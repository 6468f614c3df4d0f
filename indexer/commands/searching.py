"""`search` and `export`: the archive's articles on the terminal and in files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from search.query import FACETS, MAX_PAGE_SIZE, Query, Selections

KINDS = ("jsonl", "csv", "ris", "bibtex", "csl-json")
"""The formats of an export."""
if TYPE_CHECKING:
    from search.archive import Archive
    from search.engine import Engine
    from search.results import Passage, SearchPage


def _selections(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> Selections:
    chosen: dict[str, frozenset[str]] = {}
    for given in values:
        name, equals, value = given.partition("=")
        if name not in FACETS or not equals or not value:
            raise click.BadParameter(f"'{given}' is no NAME=VALUE with a NAME of {', '.join(FACETS)}.")
        chosen[name] = chosen.get(name, frozenset()) | {value}
    return chosen


def _day(ctx: click.Context, option: click.Parameter, value: str | None) -> Day | None:
    try:
        return Day.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"'{value}' is no day. Write it as 2025-06-14.") from None


def filters(command: Any) -> Any:
    """The options that narrow a search."""
    for option in (
        click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance"),
        click.option("--to", "until", metavar="DAY", callback=_day, help="Up to this day, included."),
        click.option("--from", "since", metavar="DAY", callback=_day, help="From this day on."),
        click.option("--not", "excluded", metavar="NAME=VALUE", multiple=True, callback=_selections),
        click.option("--facet", "selected", metavar="NAME=VALUE", multiple=True, callback=_selections,
                     help="Only this value; values of one facet are OR, facets are AND."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("text", metavar="QUERY", default="")
@filters
@click.option("--limit", type=click.IntRange(1, MAX_PAGE_SIZE), default=20, show_default=True)
@click.option("--page", type=click.IntRange(1), default=1)
@click.option("--json", "as_json", is_flag=True, help="The page as one JSON object.")
@click.pass_obj
def search(folder: Path, /, text: str, as_json: bool, **narrowed: Any) -> None:
    """Search the archive.

    \b
      broadsheet search '"border crossing" NOT ferry' --facet country=SY --from 2025-06-01
    """
    from search.find import find

    with reading(folder) as (archive, engine):
        page = find(Query(text=text, **narrowed), archive, engine)
    if as_json:
        _print_json(page)
    else:
        _print_page(page)


@click.command()
@click.argument("text", metavar="[QUERY]", default="")
@filters
@click.option("--format", "kind", type=click.Choice(KINDS), default="jsonl", show_default=True)
@click.pass_obj
def export(folder: Path, /, text: str, kind: str, **narrowed: Any) -> None:
    """Write all results of a query to stdout: one article a line, or a table or references with a receipt."""
    import orjson

    from search.article import to_json
    from search.find import find_all

    query = Query(text=text, **narrowed)
    with reading(folder) as (archive, engine):
        if kind == "jsonl":
            for article in find_all(query, archive, engine):
                sys.stdout.buffer.write(orjson.dumps(to_json(article)) + b"\n")
        else:
            for part in _written(kind, query, archive, engine):
                sys.stdout.buffer.write(part.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def _written(kind: str, query: Query, archive: Archive, engine: Engine) -> Iterator[str]:
    """The results in a format, with the receipt that says what was asked, found and when."""
    from datetime import UTC, datetime

    from search.find import find_all, look
    from search.formats import FORMATS, Receipt

    found = look(query, archive, engine, values=0)
    receipt = Receipt(
        address=" ".join((f'"{query.text}"', *_narrowing(query))),
        understood=found.parsed.understood,
        total=found.answer.total,
        written=found.answer.total,
        generation=found.answer.generation,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return FORMATS[kind][0](find_all(query, archive, engine), receipt)


def _narrowing(query: Query) -> Iterator[str]:
    for sign, chosen in (("", query.selected), ("not ", query.excluded)):
        yield from (f"{sign}{name}={value}" for name, values in chosen.items() for value in sorted(values))
    yield from (f"{name} {day}" for name, day in (("from", query.since), ("to", query.until)) if day)


@contextmanager
def reading(folder: Path) -> Iterator[tuple[Archive, Engine]]:
    """The archive in this folder and its engine, to read from; an index that a crash left behind comes up first."""
    from search.archive import Archive
    from search.catchup import bring_up
    from search.engine import open_engine

    if not bring_up(folder, _say_behind):
        click.echo(
            "broadsheet: the index lags behind the archive: another process writes and will bring it up, or its "
            "folder cannot be written to. What is newest may not be found yet.",
            err=True,
        )
    with Archive.open(folder) as archive, closing(open_engine(archive.engine_name, archive.index_folder)) as engine:
        yield archive, engine


def _say_behind(changes: int) -> None:
    click.echo(f"broadsheet: the index is {changes:,} changes behind the archive and is brought up first.", err=True)


def _print_json(page: SearchPage) -> None:
    import orjson

    from search.results import to_json

    sys.stdout.buffer.write(orjson.dumps(to_json(page)) + b"\n")


def _print_page(page: SearchPage) -> None:
    articles = "article" if page.total == 1 else "articles"
    click.echo(f"{page.total:,} {articles}, {page.stories:,} stories, {page.took_ms:.0f} ms · {page.understood}")
    for remark in page.remarks:
        click.echo(f"  {remark.message}", err=True)
    for number, hit in enumerate(page.hits, (page.query.page - 1) * page.query.limit + 1):
        article = hit.article
        head = " · ".join(
            part
            for part in (
                article.outlet.name if article.outlet else "no outlet",
                article.date.value[:10] if article.date.value else "undated",
                article.language,
                f"+{hit.similar} similar" if hit.similar else "",
            )
            if part
        )
        click.echo(f"\n{number:3}. {_styled(hit.title)}\n     {head}  {article.id}")
        for passage in hit.snippets:
            click.echo(f"     {_styled(passage)}")
    for facet in page.facets:
        shown = ", ".join(f"{v.label} {v.count:,}" for v in facet.values[:6])
        click.echo(f"{chr(10) if facet is page.facets[0] else ''}{facet.name:>9}: {shown or '-'}")


def _styled(passage: Passage) -> str:
    return "".join(click.style(p.text, bold=True) if p.match else p.text for p in passage).replace("\n", " ")
