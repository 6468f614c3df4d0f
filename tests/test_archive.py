"""Does an archive keep what it is given, also when it is given again?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store import SHA, add, dated, dump, make, outlet, prose, rich

from search.archive import Archive
from search.errors import (
    NoSuchArticle,
)
from search.identity import article_id
from search.merging import merge
from search.packing import pack, pack_merged, unpack
from search.runs import Input


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    add(archive, rich())
    assert archive.article(rich().id) == replace(rich(), story=rich().id)


def test_packing_keeps_words_that_do_not_stand_where_they_say() -> None:
    odd = replace(rich(), title="Another title")
    assert unpack(pack(odd), id=odd.id, text=odd.text, source=replace(odd.source, captured=None)) == odd


def test_packing_keeps_copies() -> None:
    merged = merge([rich(), replace(make(rich().text, "b.txt"), outlet=outlet("Signal"))])
    unpacked = unpack(pack_merged(merged), id=merged.id, text=merged.text, source=replace(merged.source, captured=None))
    assert unpacked == merged


def test_articles_come_in_the_order_asked_for_without_the_unknown(archive: Archive) -> None:
    one, two = make(prose(1)), make(prose(2), start=600)
    add(archive, one, two)
    assert list(archive.articles([two.id, "0" * 16, one.id])) == [two.id, one.id]


def test_an_unknown_article_is_an_error_that_names_it(archive: Archive) -> None:
    with pytest.raises(NoSuchArticle, match="feedfeedfeedfeed"):
        archive.article("feedfeedfeedfeed")


def test_bodies_set_differently_are_one_article_with_both_texts_kept(archive: Archive) -> None:
    plain = make(prose(1), "a.txt")
    loud = replace(make(prose(1).upper(), "b.txt"), date=dated("2024-01-01"))
    first = add(archive, plain)
    second = add(archive, loud)
    assert archive.article(plain.id).text == loud.text
    archive.undo(second.id)
    assert archive.article(plain.id).text == plain.text
    archive.undo(first.id)
    assert archive.count() == 0


def test_the_same_place_again_changes_nothing(archive: Archive) -> None:
    batch = [make(prose(1)), make(prose(2), start=600)]
    add(archive, *batch)
    before, generation = dump(archive), archive.generation
    run = archive.begin_run("add", "dumps")
    assert archive.add(run, batch).fates == ("unchanged", "unchanged")
    assert dump(archive) == before
    assert archive.generation == generation


def test_fates_tell_new_bodies_copies_and_updates_apart(archive: Archive) -> None:
    run = archive.begin_run("add", "dumps")
    first = archive.add(run, [make(prose(1)), make(prose(1), "b.txt"), make(prose(2), start=600)])
    assert first.fates == ("accepted", "copy", "accepted")
    second = archive.add(run, [replace(make(prose(1)), title="Better"), make(prose(2), start=600)])
    assert second.fates == ("updated", "unchanged")
    assert archive.article(article_id(prose(1))).title == "Better"


def test_a_new_version_of_a_file_takes_the_old_ones_place(archive: Archive) -> None:
    old = add(archive, make(prose(1), sha="aa" * 32))
    new = add(archive, make(prose(1), start=40, sha="bb" * 32))
    found = archive.article(article_id(prose(1)))
    assert (found.source.sha256, found.copies) == ("bb" * 32, ())
    archive.undo(new.id)
    assert archive.article(found.id).source.sha256 == "aa" * 32
    archive.undo(old.id)
    assert archive.count() == 0


def test_undoing_the_middle_of_three_versions_keeps_the_last(archive: Archive) -> None:
    versions = [replace(make(prose(1), sha=f"{n}" * 64), title=f"Version {n}") for n in (1, 2, 3)]
    runs = [add(archive, version) for version in versions]
    archive.undo(runs[1].id)
    assert archive.article(versions[0].id).title == "Version 3"
    assert archive.article(versions[0].id).copies == ()
    archive.undo(runs[2].id)
    assert archive.article(versions[0].id).title == "Version 1"


def test_an_input_is_known_once_it_is_finished(archive: Archive) -> None:
    run = archive.begin_run("add", "dumps")
    archive.add(run, [make(prose(1))])
    assert not archive.seen("dumps", [("a.txt", SHA)])
    archive.finish_input(run, Input(corpus="dumps", path="a.txt", sha256=SHA, bytes=500))
    assert archive.seen("dumps", [("a.txt", SHA)])
    assert not archive.seen("other", [("a.txt", SHA)])
    archive.undo(run.id)
    assert not archive.seen("dumps", [("a.txt", SHA)])


def test_an_undone_run_makes_inputs_unknown_that_a_later_run_relied_on(archive: Archive) -> None:
    first, entry = archive.begin_run("add", "dumps"), Input(corpus="dumps", path="a.txt", sha256=SHA, bytes=500)
    archive.add(first, [make(prose(1))])
    second = archive.begin_run("add", "dumps")
    archive.add(second, [make(prose(1))])
    archive.finish_input(second, entry)
    archive.undo(first.id)
    assert archive.count() == 0
    assert not archive.seen("dumps", [("a.txt", SHA)])
