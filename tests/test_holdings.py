"""Does the archive tell what changed, what its values are called and how many there are?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store import add, make, newsroom, prose, rich

from search.archive import Archive
from search.article import (
    ActorMention,
    Article,
)
from search.identity import article_id


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


def replay(archive: Archive, index: dict[str, Article], since: int) -> int:
    for id, article in archive.changes(since):
        index.pop(id, None)
        if article:
            index[id] = article
    return archive.generation


def test_an_index_that_follows_the_changes_holds_what_the_archive_holds(archive: Archive) -> None:
    index: dict[str, Article] = {}
    at, runs, articles = 0, [], newsroom()
    for start in range(0, 60, 15):
        runs.append(add(archive, *articles[start : start + 15]))
        at = replay(archive, index, at)
    archive.undo(runs[1].id)
    replay(archive, index, 0)
    replay(archive, index, at)
    assert index == {id: a for id, a in archive.changes(0) if a}
    assert len(index) == archive.count()


def test_deletions_are_told_until_the_article_is_back(archive: Archive) -> None:
    archive.undo(add(archive, make(prose(1))).id)
    id = article_id(prose(1))
    assert archive.deleted(0, archive.generation) == [id]
    assert list(archive.changes(0)) == [(id, None)]
    add(archive, make(prose(1)))
    assert archive.deleted(0, archive.generation) == []


def test_changes_stream_beyond_one_page(archive: Archive) -> None:
    add(archive, *(make(prose(n, 30), start=n * 600) for n in range(1100)))
    assert len(list(archive.changes(0))) == 1100
    assert len(list(archive.changes(100, 200))) == 100


def test_labels_and_values_lead_to_one_another(archive: Archive) -> None:
    add(archive, rich())
    assert archive.labels("actor", ["mona-sabry", "unknown"]) == {"mona-sabry": "Mona Sabry", "unknown": "unknown"}
    assert archive.find_values("actor", "SÁBRY") == ("mona-sabry",)
    assert archive.find_values("country", "egy") == ("EG",)
    assert archive.find_values("outlet", "gazette") == ()
    assert archive.labels("agency", ["delta-wire"]) == {"delta-wire": "Delta Wire"}


def test_the_most_frequent_label_wins(archive: Archive) -> None:
    def named(seed: int, name: str) -> Article:
        return replace(make(prose(seed), f"{seed}"), actors=(ActorMention(id="x", name=name, type="person"),))

    add(archive, named(1, "Al Amin"), named(2, "Al-Amin"), named(3, "Al-Amin"))
    assert archive.labels("actor", ["x"]) == {"x": "Al-Amin"}


def test_stats_count_what_is_there_and_what_is_missing(archive: Archive) -> None:
    add(archive, rich(), replace(make(prose(5), "b.txt", corpus="blogs"), language="fr"), make(prose(6), "c.txt"))
    stats = archive.stats()
    assert (stats.articles, stats.stories, stats.sightings, stats.undated) == (3, 3, 3, 2)
    assert (stats.first, stats.last) == ("2025-06-14", "2025-06-14")
    assert stats.corpora == {"blogs": 1, "dumps": 2}
    assert (stats.missing["outlet"], stats.missing["country"], stats.missing["corpus"]) == (2, 2, 0)
    assert stats.bytes > 0
    assert archive.languages() == {"en", "fr"}
    assert archive.corpora() == {"blogs": 1, "dumps": 2}
    assert archive.count() == 3
