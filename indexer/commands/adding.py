"""`add` and `extract`: dumps into the archive, or straight to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli import QUARANTINED

if TYPE_CHECKING:
    from indexer.extraction import Options
    from indexer.ledger import RunReport
    from indexer.pipeline import Watch
    from search.archive import Archive


def _captured(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is no time. Write it as 2025-06-28 or 2025-06-28T12:00:00Z.") from None
    if time > datetime.now(time.tzinfo or UTC).replace(tzinfo=time.tzinfo):
        raise click.BadParameter(f"'{value}' lies in the future. Give the time at which the dump was taken.")
    return value


def _existing(ctx: click.Context, argument: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.BadParameter(f"there is no file or folder '{path}'. Nothing was read; check the path.")
    return paths


def _mapping(ctx: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    for pair in pairs:
        if not all(pair.partition("=")):
            raise click.BadParameter(f"'{pair}' is no FIELD=NAME. An example: --map title=hed")
    return tuple((pair.partition("=")[0], pair.partition("=")[2]) for pair in pairs)


def model_of_names(ctx: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """The model that `--ner` names, opened before anything is read; its workers inherit it."""
    if name is not None:
        from indexer.naming.recognisers import open_recogniser

        open_recogniser(name)
    return name


def reading(command: Any) -> Any:
    """The arguments of every command that reads dumps."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--workers", type=click.IntRange(0), default=0, help="Processes; 0 is one a core."),
        click.option("--map", "mapping", metavar="FIELD=NAME", multiple=True, callback=_mapping,
                     help="The dump's own name of a field, as in title=hed."),
        click.option("--ner", metavar="KIND:PATH", callback=model_of_names,
                     help="Your own model that finds names too: spacy:PATH or gliner:PATH."),
        click.option("--outlet", metavar="NAME", help="Whose articles these are, where they do not say it."),
        click.option("--captured", metavar="TIME", callback=_captured,
                     help="When the dump was taken; anchors '13 hours ago'."),
        click.option("--corpus", metavar="NAME", help="The collection they belong to [default: the name of the path]."),
        click.argument("paths", nargs=-1, required=True, type=path, callback=_existing),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@reading
@click.option("--dry-run", is_flag=True, help="Count what would be added, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each input, and a summary last.")
@click.option("--quiet", is_flag=True, help="No progress, no summary.")
@click.pass_context
def add(ctx: click.Context, /, dry_run: bool, as_json: bool, quiet: bool, workers: int, **given: Any) -> None:
    """Add dumps to the archive: files, folders, zips. What is there already is not added again.

    \b
      broadsheet add dumps/june --corpus june --captured 2025-06-28T12:00:00Z
      broadsheet add export.csv --map title=hed --dry-run
    """
    from indexer import pipeline
    from search.archive import Archive
    from search.errors import NoArchive

    folder: Path = ctx.obj
    options, paths = _options(folder, given)
    with _progress(quiet or as_json) as watch:
        if dry_run:
            try:
                archive = Archive.open(folder)
            except NoArchive:
                archive = None
            with archive or nullcontext():
                report, entries = pipeline.dry_run(archive, paths, options, workers=workers, watch=watch)
        else:
            with Archive.open(folder, create=True, write=True) as archive, _indexing(archive, watch) as watching:
                report, entries = pipeline.add(
                    archive, paths, options, arguments=sys.argv[1:], workers=workers, watch=watching
                )
    _say(report, entries, dry_run=dry_run, as_json=as_json, quiet=quiet)
    ctx.exit(QUARANTINED if report.records["quarantined"] else 0)


@click.command()
@reading
@click.option("--account", is_flag=True, help="After the articles of each file, what became of each of its bytes.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines, as always.")
@click.pass_context
def extract(ctx: click.Context, /, account: bool, as_json: bool, workers: int, **given: Any) -> None:
    """Print the articles of dumps as JSON lines, without an archive.

    \b
      broadsheet extract page.txt --captured 2025-06-28 | head -1
    """
    import orjson

    from indexer import extracting
    from search.article import to_json

    options, paths = _options(None, given)
    refused = 0
    with _progress(quiet=False) as watch:
        results = extracting.extract(paths, options, workers=workers, watch=watch)
        first = list(islice(results, 1))  # when it comes, all is read
    for articles, ledger in chain(first, results):
        for article in articles:
            sys.stdout.buffer.write(orjson.dumps(to_json(article)) + b"\n")
        if account:
            sys.stdout.buffer.write(orjson.dumps(ledger.to_json()) + b"\n")
        for item in ledger.quarantined:
            refused += 1
            click.echo(f"broadsheet: {item.path}: {item.kind}: {item.reason}", err=True)
    sys.stdout.buffer.flush()
    ctx.exit(QUARANTINED if refused else 0)


def _options(folder: Path | None, given: dict[str, Any]) -> tuple[Options, Sequence[Path]]:
    from indexer.extraction import Options
    from indexer.tables import tables_of

    paths: Sequence[Path] = given.pop("paths")
    first = paths[0].resolve()
    given["corpus"] = given["corpus"] or (first.name if first.is_dir() else first.name.split(".")[0]) or "corpus"
    return Options(**given, tables=tables_of(folder)), paths


@contextmanager
def _indexing(archive: Archive, watch: Watch) -> Iterator[Watch]:
    """A watch under which the index follows the archive; at the end it has all, also what came before a fault."""
    from indexer.pipeline import Progress
    from search.catchup import Follower

    def watching(progress: Progress) -> None:
        watch(progress)
        follower.follow()

    with closing(Follower(archive)) as follower:
        try:
            yield watching
        finally:
            watch(Progress(stage="indexing"))
            follower.finish()


@contextmanager
def _progress(quiet: bool) -> Iterator[Watch]:
    """A line on stderr with counts, rate and what is left; nothing when stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda progress: None
        return
    from indexer.commands.progress import shown

    with shown() as watch:
        yield watch


def _say(report: RunReport, entries: Sequence[Any], *, dry_run: bool, as_json: bool, quiet: bool) -> None:
    import dataclasses

    import orjson

    if as_json:
        for entry in entries:
            values = dataclasses.asdict(entry) | {"kind": "input"}
            values.pop("spans")
            click.echo(orjson.dumps(values).decode())
        click.echo(orjson.dumps({"kind": "summary", "dry_run": dry_run, **report.counts()}).decode())
        return
    for entry in entries:
        if entry.outcome == "unusable":
            click.echo(f"broadsheet: {entry.reason}", err=True)
    if not quiet:
        counts = report.counts()
        click.echo(
            f"{'Would add' if dry_run else 'Added'} {counts['accepted']:,} articles, {counts['copies']:,} copies, "
            f"{counts['updated']:,} updated; {counts['unchanged']:,} were there; "
            f"{counts['quarantined']:,} quarantined. {counts['inputs']:,} inputs, {counts['bytes']:,} bytes: "
            f"{counts['bytes_article']:,} in records of articles, {counts['bytes_boilerplate']:,} boilerplate, "
            f"{counts['bytes_repeat']:,} repeat, {counts['bytes_quarantined']:,} quarantined.",
            err=True,
        )
        if counts["quarantined"]:
            click.echo("See what and why: broadsheet quarantine list", err=True)
