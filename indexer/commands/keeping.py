"""`runs`, `undo`, `quarantine`, `stats`, `check`, `rebuild`: what the archive holds, how it came, making it right."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from indexer.cli import DAMAGED

as_json = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")


def _print(*rows: Any) -> None:
    import orjson

    for row in rows:
        click.echo(orjson.dumps(row).decode())


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def runs(ctx: click.Context, /, as_json: bool) -> None:
    """List the runs; `runs show N` says what became of every byte of one."""
    if ctx.invoked_subcommand:
        return
    from search.archive import Archive

    with Archive.open(ctx.obj) as archive:
        found = archive.runs()
    if as_json:
        _print(*(dataclasses.asdict(run) for run in found))
        return
    for run in found:
        c = run.counts
        click.echo(
            f"{run.id:4}  {run.started}  {run.status:<11} {run.command} {run.corpus}: "
            f"{c.get('accepted', 0):,} articles, {c.get('copies', 0):,} copies, {c.get('quarantined', 0):,} quarantined"
        )
    if not found:
        click.echo("No runs yet. Add a dump: broadsheet add PATH", err=True)


@runs.command("show")
@click.argument("number", type=int)
@as_json
@click.pass_obj
def show_run(folder: Path, /, number: int, as_json: bool) -> None:
    """What became of every input of a run, in bytes and records."""
    from search.archive import Archive

    with Archive.open(folder) as archive:
        run, inputs = archive.run(number), archive.inputs(number)
        quarantined = archive.quarantined(number)
    if as_json:
        _print(dataclasses.asdict(run), *(dataclasses.asdict(i) for i in inputs))
        return
    captured = f", captured {run.captured}" if run.captured else ""
    click.echo(f"Run {run.id}: {run.command} {run.corpus}, {run.status}, {run.started} to {run.ended or '-'}{captured}")
    _table(run.counts)
    for item in inputs:
        records = ", ".join(f"{n:,} {name}" for name, n in item.records.items() if n) or item.outcome
        fates = ", ".join(f"{n:,} {name}" for name, n in item.fates.items() if n)
        click.echo(f"  {item.path}: {records}; {item.bytes:,} bytes: {fates or '-'}")
    for refused in quarantined:
        click.echo(f"  ! {refused.path}:{refused.line} {refused.kind}: {refused.reason}")


def _table(counts: Mapping[str, int]) -> None:
    for name, number in counts.items():
        click.echo(f"  {name:<20} {number:>14,}")


@click.command()
@click.argument("number", type=int)
@click.pass_obj
def undo(folder: Path, /, number: int) -> None:
    """Take back exactly one run: the archive is as if it had not been."""
    from search.archive import Archive
    from search.catchup import sync
    from search.engine import open_engine

    with Archive.open(folder, write=True) as archive:
        archive.undo(number)
        with closing(open_engine(archive.engine_name, archive.index_folder, write=True)) as engine:
            sync(archive, engine)
        click.echo(f"Run {number} is undone. The archive holds {archive.count():,} articles.", err=True)


@click.group()
def quarantine() -> None:
    """What could not be read, and why."""


@quarantine.command("list")
@click.option("--run", type=int, help="Of this run only.")
@as_json
@click.pass_obj
def list_quarantine(folder: Path, /, run: int | None, as_json: bool) -> None:
    """List what lies in quarantine: file, place, reason."""
    from search.archive import Archive

    with Archive.open(folder) as archive:
        found = archive.quarantined(run)
    if as_json:
        _print(*(dataclasses.asdict(item) for item in found))
        return
    for item in found:
        where = f"{item.path}:{item.line} (bytes {item.start}-{item.end})" if item.end else item.path
        click.echo(f"{item.id:5}  run {item.run}  {where}\n       {item.kind}: {item.reason}")
    if not found:
        click.echo("Nothing lies in quarantine.", err=True)


@click.command()
@as_json
@click.pass_obj
def stats(folder: Path, /, as_json: bool) -> None:
    """What the archive holds, and how many articles lack each facet."""
    from search.archive import Archive

    with Archive.open(folder) as archive:
        found = archive.stats()
    if as_json:
        _print(dataclasses.asdict(found))
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
        _print({"articles": len(stored), **faults})
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
