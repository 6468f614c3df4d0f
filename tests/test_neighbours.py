"""Are near-copies found among what is stored, and named as one story?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store import add, dated, dump, make, prose

from search.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


def test_a_story_is_named_after_its_earliest_member(archive: Archive) -> None:
    long, short = replace(make(prose(1, 200)), date=dated("2024-02-02")), make(prose(1, 120), "b.txt")
    add(archive, long)
    assert archive.article(long.id).story == long.id
    add(archive, replace(short, date=dated("2024-02-01")), make(prose(9), "c.txt"))
    assert {archive.article(a.id).story for a in (long, short)} == {short.id}
    assert [a.id for a in archive.story(short.id)] == [short.id, long.id]
    assert archive.stats().stories == 2


def test_a_story_that_gets_a_new_name_is_written_again_for_the_index(archive: Archive) -> None:
    long = make(prose(1, 200))
    add(archive, long)
    before = archive.generation
    add(archive, replace(make(prose(1, 120), "b.txt"), date=dated("2024-02-01")))
    assert long.id in {id for id, _ in archive.changes(before)}


def test_an_article_that_joins_two_stories_makes_one_and_its_undo_two_again(archive: Archive) -> None:
    left, right = prose(1, 150), prose(2, 150)
    add(archive, make(left), make(right, "b.txt"))
    before = dump(archive)
    run = add(archive, make(f"{left} {right}", "c.txt"))
    assert archive.stats().stories == 1
    archive.undo(run.id)
    assert dump(archive) == before


def test_near_copies_are_found_across_batches_runs_and_openings(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for n, count in enumerate((200, 150, 120)):
        with Archive.open(folder, create=True, write=True) as archive:
            add(archive, make(prose(1, count), f"{n}.txt"))
    with Archive.open(folder) as archive:
        assert archive.stats().stories == 1
