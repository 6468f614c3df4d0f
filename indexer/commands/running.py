"""`runs`, `undo`, `reextract`: what each run did, to the byte; taking one back; doing it again by today's rules."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.commands.adding import model_of_names
from indexer.commands.printing import as_json, print_json

if TYPE_CHECKING:
    from search.archive import Archive
    from search.runs import Input, Quarantined, Run

LINES_SHOWN = 20
OF_ARTICLES = "records of articles"
"""What the bytes are whose fate is "article": a web page is the record of its article with all that it shows."""


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
        print_json(*(dataclasses.asdict(run) for run in found))
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
    """What became of every input of a run, in bytes and records; what was learnt, how fields were read."""
    from search.archive import Archive

    with Archive.open(folder) as archive:
        run, inputs = archive.run(number), archive.inputs(number)
        quarantined = archive.quarantined(number, resolved=True)
    if as_json:
        print_json({"kind": "run", **dataclasses.asdict(run)})
        print_json(*({"kind": "input", **dataclasses.asdict(i)} for i in inputs))
        print_json(*({"kind": "quarantined", **dataclasses.asdict(q)} for q in quarantined))
        return
    for line in (*_totals(run), *_learnt(run), *_fields(inputs), *_refused(quarantined), *_inputs(inputs)):
        click.echo(line)


def _totals(run: Run) -> Iterator[str]:
    captured = f", captured {run.captured}" if run.captured else ""
    yield f"Run {run.id}: {run.command} {run.corpus}, {run.status}, {run.started} to {run.ended or '-'}{captured}"
    counts = run.counts
    named = [(name.removeprefix("inputs_"), n) for name, n in counts.items() if name.startswith("inputs_")]
    fates = [(_fate(name.removeprefix("bytes_")), n) for name, n in counts.items() if name.startswith("bytes_")]
    records = [(n, counts[n]) for n in ("accepted", "copies", "updated", "unchanged", "quarantined") if n in counts]
    for title, total, parts in (
        ("Inputs", counts.get("inputs"), named),
        ("Bytes", counts.get("bytes"), fates),
        ("Records", counts.get("records", counts.get("places")), records),
    ):
        if total is not None:
            yield f"  {title:<20}{total:>16,}"
            yield from (f"    {name:<20}{number:>14,}" for name, number in parts if number)
    for name in ("undated", "outletless"):
        if name in counts:
            yield f"  {name.capitalize():<20}{counts[name]:>16,}"
    if run.details.get("tables"):
        yield f"  {'Your tables':<20}{run.details['tables']:>16}"


def _learnt(run: Run) -> Iterator[str]:
    lines: Mapping[str, int] = run.details.get("learnt", {})
    if lines:
        yield f"Learnt as boilerplate: {len(lines):,} lines, with the number of pages (see boilerplate/ in the archive)"
        ordered = sorted(lines.items(), key=lambda item: (-item[1], item[0]))
        yield from (f"  {count:>8,}  {line}" for line, count in ordered[:LINES_SHOWN])
        if len(lines) > LINES_SHOWN:
            yield f"            and {len(lines) - LINES_SHOWN:,} more"


def _fields(inputs: Sequence[Input]) -> Iterator[str]:
    """Each way in which fields were taken, with the inputs that have it."""
    ways: dict[str, list[str]] = {}
    for item in inputs:
        if item.fields:
            ways.setdefault(_way(item.fields), []).append(item.path)
    for number, (way, paths) in enumerate(ways.items()):
        if not number:
            yield "Fields (set another with --map NAME=FIELD)"
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        yield f"  {paths[0]}{more}"
        yield f"    {way}"


def _way(fields: Mapping[str, Sequence[str]]) -> str:
    used = ", ".join(f"{meaning} <- {' '.join(names)}" for meaning, names in sorted(fields.items()) if meaning)
    return used + (f"; not used: {', '.join(fields[''])}" if fields.get("") else "")


def _refused(quarantined: Sequence[Quarantined]) -> Iterator[str]:
    if quarantined:
        yield "Quarantine"
    for item in quarantined:
        after = f" (read after all by run {item.resolved})" if item.resolved else ""
        yield f"  {item.id:>5}  {item.path}:{item.line}  {item.kind}: {item.reason}{after}"


def _inputs(inputs: Sequence[Input]) -> Iterator[str]:
    if inputs:
        yield "Inputs"
    for item in inputs:
        records = ", ".join(f"{n:,} {name}" for name, n in item.records.items() if n) or item.outcome
        fates = ", ".join(f"{n:,} {_fate(name)}" for name, n in item.fates.items() if n)
        yield f"  {item.path}"
        yield f"    {records}; {item.bytes:,} bytes: {fates or '-'}"
    if any(item.fates.get("article") for item in inputs):
        yield "What the record of an article shows beside its text: broadsheet show-dropped ARTICLE"


def _fate(name: str) -> str:
    return OF_ARTICLES if name == "article" else name


@click.command()
@click.argument("number", type=int)
@as_json
@click.pass_obj
def undo(folder: Path, /, number: int, as_json: bool) -> None:
    """Take back exactly one run: the archive is as if it had not been."""
    from indexer.learning import unlearn
    from search.archive import Archive

    with Archive.open(folder, write=True) as archive:
        run = archive.run(number)
        archive.undo(number)
        unlearn(folder, run.corpus, run.details.get("learnt", {}))
        bring_up(archive)
        count = archive.count()
    if as_json:
        print_json({"undone": number, "articles": count})
    else:
        click.echo(f"Run {number} is undone. The archive holds {count:,} articles.", err=True)


@click.command()
@click.option("--corpus", metavar="NAME", help="Of this collection only.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes; 0 is one a core.")
@click.option(
    "--ner", metavar="KIND:PATH", callback=model_of_names, help="Your own model that finds names too, as for add."
)
@as_json
@click.pass_obj
def reextract(folder: Path, /, corpus: str | None, ner: str | None, workers: int, as_json: bool) -> None:
    """Apply today's rules and your tables to what is stored; ids stay, and the run can be undone.

    \b
      broadsheet reextract --corpus june      after a change in tables/outlets.toml of the archive
    """
    from indexer import rereading
    from search.archive import Archive

    with Archive.open(folder, write=True) as archive:
        _known(archive, corpus)
        try:
            run, counts = rereading.reextract(archive, corpus, ner=ner, arguments=sys.argv[1:], workers=workers)
        finally:
            bring_up(archive)
    if as_json:
        print_json({"kind": "summary", "run": run.id, **counts})
        return
    click.echo(
        f"Run {run.id}: {counts['places']:,} places read again, {counts['updated']:,} updated, "
        f"{counts['unchanged']:,} unchanged. Take it back: broadsheet undo {run.id}",
        err=True,
    )


def _known(archive: Archive, corpus: str | None) -> None:
    if corpus is not None and corpus not in archive.corpora():
        raise click.BadParameter(
            f"there is no corpus '{corpus}'. It holds: {', '.join(archive.corpora()) or 'none'}.",
            param_hint="'--corpus'",
        )


def bring_up(archive: Archive) -> None:
    """Bring the index up to the archive."""
    from search.catchup import sync
    from search.engine import open_engine

    with closing(open_engine(archive.engine_name, archive.index_folder, write=True)) as engine:
        sync(archive, engine)
