"""`quarantine`, `show-dropped`: what could not be read, what was left out, and how to bring it back."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import QUARANTINED
from indexer.commands.printing import as_json, print_json

if TYPE_CHECKING:
    from indexer.dropped import Around
    from search.runs import Quarantined


@click.group()
def quarantine() -> None:
    """What could not be read, and why; reading it again."""


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
        print_json(*(dataclasses.asdict(item) for item in found))
        return
    for item in found:
        where = f"{item.path}:{item.line} (bytes {item.start}-{item.end})" if item.end else item.path
        click.echo(f"{item.id:5}  run {item.run}  {where}\n       {item.kind}: {item.reason}")
    if not found:
        click.echo("Nothing lies in quarantine.", err=True)


@quarantine.command("show")
@click.argument("number", metavar="ID", type=int)
@as_json
@click.pass_obj
def show_quarantine(folder: Path, /, number: int, as_json: bool) -> None:
    """Show one piece: its place, the reason, and its first bytes while the file is there and unchanged."""
    from indexer import dropped
    from search.archive import Archive

    with Archive.open(folder) as archive:
        (item,) = _chosen(archive.quarantined(resolved=True), (number,))
        details = archive.run(item.run).details
    with _at(details.get("folder")):
        text, fault = dropped.text_at(item)
    if as_json:
        print_json({**dataclasses.asdict(item), "text": text, "fault": fault})
        return
    click.echo(f"{item.id}  run {item.run}, corpus {item.corpus}, {item.at}")
    click.echo(f"  {item.path}:{item.line}, bytes {item.start} to {item.end}")
    click.echo(f"  {item.kind}: {item.reason}")
    click.echo(f"  {fault}" if text is None else text)


@quarantine.command("retry")
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=int)
@as_json
@click.pass_context
def retry_quarantine(ctx: click.Context, /, numbers: tuple[int, ...], as_json: bool) -> None:
    """Read pieces of the quarantine again from their files, or all of them; a run that can be undone."""
    from indexer import rereading
    from indexer.commands.running import bring_up
    from search.archive import Archive

    said: dict[int, str] = {}
    with Archive.open(ctx.obj.resolve(), write=True) as archive:
        items = _chosen(archive.quarantined(), numbers)
        for number in sorted({item.run for item in items}):
            with _at(archive.run(number).details.get("folder")):
                some = [item for item in items if item.run == number]
                said |= rereading.retry(archive, some, arguments=sys.argv[1:])
        bring_up(archive)
    if as_json:
        print_json(*({"id": id, "read": not why, "reason": why} for id, why in sorted(said.items())))
    else:
        for id, why in sorted(said.items()):
            click.echo(f"{id:5}  {why or 'was read'}", err=bool(why))
        if not said:
            click.echo("Nothing lies in quarantine.", err=True)
    ctx.exit(QUARANTINED if any(said.values()) else 0)


def _chosen(found: Sequence[Quarantined], numbers: Sequence[int]) -> list[Quarantined]:
    known = {item.id: item for item in found}
    for number in numbers:
        if number not in known:
            raise click.BadParameter(f"no piece of the quarantine has the id {number}. See: broadsheet quarantine list")
    return [known[number] for number in numbers] if numbers else list(found)


@contextlib.contextmanager
def _at(folder: str | None) -> Iterator[None]:
    """In the folder in which a run was started, so that the paths it was given hold."""
    if folder and Path(folder).is_dir():
        with contextlib.chdir(folder):
            yield
    else:
        yield


@click.command("show-dropped")
@click.argument("article", metavar="ARTICLE")
@click.option("--all", "everything", is_flag=True, help="All of its input, not only the nearest 50.")
@click.option("--restore", metavar="LINE", help="Never leave this line out again in the article's corpus.")
@as_json
@click.pass_obj
def show_dropped(folder: Path, /, article: str, everything: bool, restore: str | None, as_json: bool) -> None:
    """What was left out around an article: place, rule, and the words themselves while the file is there.

    \b
      broadsheet show-dropped 7fb6ac9b87043859
      broadsheet show-dropped 7fb6ac9b87043859 --restore "Read the full story"
    """
    from indexer import dropped, learning
    from search.archive import Archive

    with Archive.open(folder.resolve()) as archive:
        found = archive.article(article)
        if restore:
            learnt = learning.restore(archive.folder, found.source.corpus, restore)
            _say_restored(folder, found.source.corpus, restore, learnt=learnt)
            return
        source = found.source
        entries = archive.inputs_at(source.corpus, source.path, source.sha256)
        start = archive.run(entries[0][0]).details.get("folder") if entries else None
        with _at(start):
            places = list(dropped.around(archive, found, most=sys.maxsize if everything else dropped.NEAREST))
    if as_json:
        print_json(*(dataclasses.asdict(place) for place in places))
        return
    for place in places:
        _show(place)


def _say_restored(folder: Path, corpus: str, line: str, *, learnt: bool) -> None:
    from indexer.learning import path_of

    before = "was learnt as boilerplate and" if learnt else "was not learnt; it"
    click.echo(
        f"'{line}' {before} is kept from now on: see '{path_of(folder, corpus)}'. What is stored does not change: "
        "undo the run and add its files again to bring the line back into their articles.",
        err=True,
    )


def _show(place: Around) -> None:
    source = place.source
    click.echo(f"{source.path}: the article's record is bytes {source.start} to {source.end} (line {source.line})")
    if place.fault:
        click.echo(f"  {place.fault}", err=True)
    for item in place.dropped:
        where = f"line {item.line}, " if item.line else ""
        click.echo(f"  {where}bytes {item.start} to {item.end}: {item.fate}, {item.rule or 'no rule'}")
        for line in (item.text or "").strip().splitlines():
            click.echo(f"    | {line}")
    if place.left:
        click.echo(f"  {place.left:,} more stretches; see all: --all")
    if place.lines:
        more = len(place.lines) + place.lines_left
        click.echo(f"  {more:,} lines of its record are in neither the text nor the title:")
    for shown in place.lines:
        click.echo(f"    | {shown.text}" + (f"  [{shown.what}]" if shown.what else ""))
    if place.lines_left:
        click.echo(f"  {place.lines_left:,} more lines; see all: --all")
    if not (place.dropped or place.left or place.lines or place.fault):
        click.echo("  nothing was left out")
