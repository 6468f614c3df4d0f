"""`stats`, `check`, `rebuild`, `repair`, `backup`, `doctor`: is the archive sound, and how is it made so?"""

from __future__ import annotations

import dataclasses
import shutil
from contextlib import closing
from pathlib import Path

import click

from indexer.cli import DAMAGED
from indexer.commands.printing import as_json, print_json


@click.command()
@as_json
@click.pass_obj
def stats(folder: Path, /, as_json: bool) -> None:
    """What the archive holds, and how many articles lack each facet."""
    from search.archive import Archive

    with Archive.open(folder) as archive:
        found = archive.stats()
    if as_json:
        print_json(dataclasses.asdict(found))
        return
    span = f", {found.first} to {found.last}" if found.first else ""
    click.echo(f"{found.articles:,} articles in {found.stories:,} stories, seen at {found.sightings:,} places{span}")
    click.echo(f"{found.bytes / 1e6:,.1f} MB, {found.quarantined:,} pieces in quarantine")
    for title, values in (("Corpora", found.corpora), ("Languages", found.languages), ("Without", found.missing)):
        click.echo(f"{title}: " + ", ".join(f"{name} {number:,}" for name, number in values.items()))


@click.command()
@as_json
@click.pass_context
def check(ctx: click.Context, /, as_json: bool) -> None:
    """Read the whole database, and compare the index with it: every article once, no others."""
    from search.archive import Archive
    from search.engine import Request, open_engine

    with Archive.open(ctx.obj) as archive:
        archive.verify()
        with closing(open_engine(archive.engine_name, archive.index_folder)) as engine:
            indexed = engine.ids(Request())
            behind = archive.generation - engine.generation
        stored = {id for id, article in archive.changes(0) if article}
    faults = {
        "twice": len(indexed) - len(set(indexed)),
        "missing": len(stored.difference(indexed)),
        "unknown": len(set(indexed) - stored),
        "behind": behind,
    }
    if as_json:
        print_json({"articles": len(stored), **faults})
    elif any(faults.values()):
        named = ", ".join(f"{n:,} {name}" for name, n in faults.items() if n)
        click.echo(f"The index does not agree with the database: {named}. Make it anew: broadsheet rebuild", err=True)
    else:
        click.echo(f"{len(stored):,} articles; the database is sound and the index agrees with it.", err=True)
    ctx.exit(DAMAGED if any(faults.values()) else 0)


@click.command()
@click.option("--engine", "name", type=click.Choice(["tantivy", "whoosh"]), help="The engine to change to.")
@click.pass_obj
def rebuild(folder: Path, /, name: str | None) -> None:
    """Make the index again from the database, with any engine."""
    from search.archive import Archive
    from search.catchup import sync
    from search.engine import open_engine

    with Archive.open(folder, write=True) as archive:
        if name:
            archive.set_engine(name)
        shutil.rmtree(archive.index_folder, ignore_errors=True)
        with closing(open_engine(archive.engine_name, archive.index_folder, write=True)) as engine:
            sync(archive, engine, lambda at: click.echo(f"indexed up to change {at:,}", err=True))
        click.echo(f"{archive.count():,} articles are indexed with {archive.engine_name}.", err=True)


@click.command()
@as_json
@click.pass_obj
def repair(folder: Path, /, as_json: bool) -> None:
    """Bring everything back that is derived: near-copies, counts, index. Articles are never touched."""
    from search.archive import Archive
    from search.catchup import sync
    from search.engine import open_engine

    with Archive.open(folder, write=True) as archive:
        archive.verify()
        count = archive.repair()
        shutil.rmtree(archive.index_folder, ignore_errors=True)
        with closing(open_engine(archive.engine_name, archive.index_folder, write=True)) as engine:
            sync(archive, engine)
    if as_json:
        print_json({"articles": count, "done": ["database checked", "texts sketched", "values counted", "index made"]})
        return
    click.echo(
        f"The database is sound. {count:,} texts were sketched again and their near-copies found, the facet values "
        "were counted again, the index was made anew.",
        err=True,
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
@click.pass_obj
def backup(folder: Path, /, file: Path, as_json: bool) -> None:
    """Copy the database into one FILE, while others read and write; the index is made from it again."""
    from search.archive import Archive
    from search.errors import BroadsheetError

    with Archive.open(folder) as archive:
        try:
            archive.backup(file)
        except FileExistsError as error:
            raise BroadsheetError(f"'{file}' exists already. Name a new file.") from error
        except (FileNotFoundError, PermissionError) as error:
            raise BroadsheetError(f"'{file}' cannot be written: {error.strerror}. Name another place.") from error
        count = archive.count()
    if as_json:
        print_json({"file": str(file), "articles": count, "bytes": file.stat().st_size})
        return
    click.echo(
        f"{count:,} articles are in '{file}'. To restore: put it into a new folder as articles.db, then "
        "broadsheet --archive FOLDER rebuild",
        err=True,
    )


@click.command()
@as_json
@click.pass_context
def doctor(ctx: click.Context, /, as_json: bool) -> None:
    """Look at all that Broadsheet needs here: versions, disk, permissions, clock, engines, archive, index."""
    from indexer import examining

    findings = examining.examine(ctx.obj)
    if as_json:
        print_json(*(dataclasses.asdict(finding) for finding in findings))
    else:
        for finding in findings:
            click.echo(f"{'ok ' if finding.ok else 'BAD'}  {finding.name:<14} {finding.said}")
    ctx.exit(0 if all(finding.ok for finding in findings) else 1)
