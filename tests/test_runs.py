"""Does the ledger keep what each run did?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store import SHA

from search.archive import Archive
from search.runs import Input, Quarantined


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


def test_runs_keep_what_they_did(archive: Archive) -> None:
    run = archive.begin_run("add", "dumps", arguments=["news/", "--corpus", "dumps"], captured="2025-06-28")
    entry = Input(
        corpus="dumps", path="a.txt", sha256=SHA, bytes=100, fates={"article": 60, "boilerplate": 40},
        records={"accepted": 1}, spans=((60, 100, "boilerplate", "footer"),),
    )  # fmt: skip
    bad = Quarantined(path="a.txt", sha256=SHA, start=60, end=70, line=3, kind="broken json", reason="No brace.")
    archive.finish_input(run, entry, [bad])
    archive.finish_run(run, {"accepted": 1})
    kept = archive.run(run.id)
    assert (kept.status, kept.counts, kept.arguments) == ("done", {"accepted": 1}, ("news/", "--corpus", "dumps"))
    assert kept.ended is not None
    assert archive.inputs(run.id) == [entry]
    (found,) = archive.quarantined(run.id)
    assert (found.corpus, found.start, found.kind, found.run) == ("dumps", 60, "broken json", run.id)
    archive.undo(run.id)
    assert archive.quarantined() == []
    assert archive.run(run.id).status == "undone"


def test_finishing_an_input_twice_counts_it_once(archive: Archive) -> None:
    run, entry = archive.begin_run("add", "dumps"), Input(corpus="dumps", path="a.txt", sha256=SHA, bytes=10)
    bad = Quarantined(path="a.txt", sha256=SHA, start=0, end=10, line=1, kind="binary", reason="No text.")
    for _ in range(2):
        archive.finish_input(run, entry, [bad])
    assert len(archive.inputs(run.id)) == len(archive.quarantined()) == 1


def test_a_run_that_never_ended_is_interrupted(archive: Archive) -> None:
    run = archive.begin_run("add", "dumps")
    archive.begin_run("add", "dumps")
    assert [r.status for r in archive.runs()] == ["interrupted", "running"]
    assert archive.run(run.id).status == "interrupted"
