"""Does the order of adding matter, and does an undo restore exactly?"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store import add, dump, make, newsroom, prose

from search.archive import Archive
from search.errors import (
    BroadsheetError,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_do_not_matter(tmp_path: Path, seed: int) -> None:
    dumps = []
    for name, articles, size in (
        ("a", newsroom(), 60),
        ("b", random.Random(seed).sample(newsroom(), 60), 1 + 7 * seed),
    ):
        with Archive.open(tmp_path / name, create=True, write=True) as archive:
            run = archive.begin_run("add", "dumps")
            for at in range(0, len(articles), size):
                archive.add(run, articles[at : at + size])
            found = dump(archive)
            dumps.append(found | {"articles": sorted(found["articles"].items())})
    assert dumps[0] == dumps[1]


def test_undo_restores_exactly_in_any_order(archive: Archive) -> None:
    articles = newsroom()
    runs, dumps = [], []
    for at in range(0, 60, 20):
        dumps.append(dump(archive))
        runs.append(add(archive, *articles[at : at + 20]))
    dumps.append(dump(archive))
    for run, before in reversed(list(zip(runs, dumps, strict=False))):
        archive.undo(run.id)
        found = dump(archive)
        assert sorted(found["articles"].items()) == sorted(before["articles"].items())
        assert {**found, "articles": 0} == {**before, "articles": 0}


def test_undoing_the_first_run_leaves_what_the_second_alone_would_give(archive: Archive, tmp_path: Path) -> None:
    articles = newsroom()
    first = add(archive, *articles[:30])
    add(archive, *articles[30:])
    archive.undo(first.id)
    with Archive.open(tmp_path / "alone", create=True, write=True) as alone:
        add(alone, *articles[30:])
        one, other = dump(archive), dump(alone)
    assert sorted(one["articles"].items()) == sorted(other["articles"].items())
    assert {**one, "articles": 0} == {**other, "articles": 0}


def test_undo_and_add_again_gives_the_same(archive: Archive) -> None:
    run = add(archive, *newsroom())
    before = dump(archive)["articles"]
    archive.undo(run.id)
    add(archive, *newsroom())
    assert dump(archive)["articles"] == before


def test_undo_leaves_nothing_behind_in_the_tables(archive: Archive) -> None:
    archive.undo(add(archive, *newsroom()).id)
    with sqlite3.connect(archive.folder / "articles.db") as database:
        for table in ("articles", "sightings", "texts", "postings", "pairs", "names"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    database.close()


def test_a_run_is_undone_once(archive: Archive) -> None:
    run = add(archive, make(prose(1)))
    archive.undo(run.id)
    with pytest.raises(BroadsheetError, match="undone already"):
        archive.undo(run.id)
    with pytest.raises(BroadsheetError, match='"99"'):
        archive.undo(99)
