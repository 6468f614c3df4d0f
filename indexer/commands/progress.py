"""What does a run look like while it runs? One live line on stderr, with rich."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from indexer import pipeline


@contextmanager
def shown() -> Iterator[pipeline.Watch]:
    """A function to tell the progress to, which draws it."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task("reading", total=None, counts="")

        def watch(progress: pipeline.Progress) -> None:
            fates = progress.fates
            seconds = drawn.tasks[task].elapsed or 0
            rate = f"{progress.articles / seconds:,.0f}/s" if seconds > 1 else ""
            counts = (
                f"{progress.articles:,} parsed · {fates['accepted']:,} accepted · {fates['copy']:,} copies · "
                f"{fates['updated']:,} updated · {fates['quarantined']:,} quarantined {rate}"
            )
            if progress.bytes_total:
                drawn.update(task, total=progress.bytes_total, completed=progress.bytes_read, counts=counts)
            drawn.update(task, description=progress.stage)

        yield watch
