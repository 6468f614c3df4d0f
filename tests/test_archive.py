from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.copies import article_id
from search.archive import Archive
from search.article import (
    ActorMention,
    Article,
    ArticleDate,
    CountryMention,
    Dateline,
    Evidence,
    Outlet,
    Source,
)
from search.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveTooNew,
    BroadsheetError,
    NoArchive,
    NoSuchArticle,
    OutOfSpace,
)
from search.merging import merge
from search.packing import pack, pack_merged, unpack
from search.query import FACETS
from search.runs import Input, Quarantined, Run
from search.schema import FORMAT

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka"]
SHA = "ab" * 32


def prose(seed: int, count: int = 120) -> str:
    """A body of so many invented words, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def make(
    text: str, path: str = "a.txt", start: int = 0, corpus: str = "dumps", sha: str = SHA, **fields: Any
) -> Article:
    source = Source(corpus=corpus, path=path, sha256=sha, start=start, end=start + 500, line=1)
    return Article(id=article_id(text), title=text[:20], text=text, source=source, **fields)


def outlet(name: str) -> Outlet:
    evidence = Evidence(zone="metadata", start=6, end=6 + len(name), text=name, rule="header line")
    return Outlet(name=name, slug=name.lower(), evidence=(evidence,))


def dated(day: str) -> ArticleDate:
    return ArticleDate(value=day, basis="printed", raw=day, earliest=day[:10], latest=day[:10])


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


def add(archive: Archive, *articles: Article) -> Run:
    run = archive.begin_run("add", "dumps")
    archive.add(run, articles)
    archive.finish_run(run, {})
    return run


def dump(archive: Archive) -> dict[str, Any]:
    """Everything that the archive says, without change numbers and the list of runs."""
    articles = {id: article for id, article in archive.changes(0) if article}
    stats = replace(archive.stats(), bytes=0)
    values = {
        facet: {value: archive.labels(facet, [value]) for value in archive.find_values(facet, "")} for facet in FACETS
    }
    stories = {article.story: archive.story(article.story) for article in articles.values()}
    return {
        "articles": articles,
        "stats": stats,
        "values": values,
        "stories": stories,
        "quarantine": archive.quarantined(),
    }


def rich() -> Article:
    """An article with every field set."""
    text = "QARUN, Egypt (Delta Wire) — The dam held, Mona Sabry said. " + prose(1)
    meta = "outlet The Beacon\ndate 14 June 2025"
    words = Evidence(zone="text", start=0, end=5, text="QARUN", rule="name")
    headline = Evidence(zone="title", start=4, end=7, text="dam", rule="name")
    return Article(
        id=article_id(text),
        title="The dam held",
        text=text,
        source=Source(
            corpus="dumps", path="a.zip!b.txt", sha256=SHA, start=3, end=900, line=2, captured="2025-06-28T12:00Z"
        ),
        external_id="x-1",
        language="en",
        outlet=outlet("The Beacon"),
        date=ArticleDate(
            value="2025-06-14", basis="printed", raw="14 June 2025", earliest="2025-06-14", latest="2025-06-14",
            evidence=(Evidence(zone="metadata", start=23, end=35, text="14 June 2025", rule="date"),),
        ),
        authors=("Mona Sabry", "Ali Reda"),
        dateline=Dateline(place="QARUN", country="EG"),
        agency="Delta Wire",
        url="https://beacon.example/dam",
        countries=(CountryMention(code="EG", name="Egypt", about=True, score=0.8, evidence=(words,)),),
        actors=(
            ActorMention(id="mona-sabry", name="Mona Sabry", type="person", country="EG", evidence=(words, headline)),
        ),
        metadata=meta,
    )  # fmt: skip


# What is stored is what was extracted


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


# Adding again


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


# Merging


def test_the_earliest_dated_sighting_is_the_article() -> None:
    late, early = (
        replace(make(prose(1)), date=dated("2024-05-02")),
        replace(make(prose(1), "b"), date=dated("2024-05-01")),
    )
    merged = merge([late, early])
    assert merged.source.path == "b"
    assert [(copy.source.path, copy.date) for copy in merged.copies] == [("a.txt", "2024-05-02")]


def test_without_dates_the_longest_text_is_the_article() -> None:
    assert merge([make(prose(1)), make(prose(1) + "!!!", "b")]).source.path == "b"


def test_a_copy_lends_its_outlet_with_the_words_that_gave_it() -> None:
    poor = replace(make(prose(1) + "...", "long.txt"), date=dated("2024-05-02"), metadata="seen in May")
    lender = replace(make(prose(1), "b.txt"), outlet=outlet("Signal"), metadata="name: Signal\nseen in June")
    merged = merge([poor, lender])
    assert merged.outlet is not None
    assert (merged.outlet.name, merged.date.value, merged.source.path) == ("Signal", "2024-05-02", "long.txt")
    (words,) = merged.outlet.evidence
    assert merged.zone(words.zone)[words.start : words.end] == words.text == "Signal"
    assert words.rule == "copy: header line"
    assert merged.metadata == "seen in May\nname: Signal"


def test_an_outlet_is_lent_from_any_zone_with_its_words() -> None:
    words = Evidence(zone="title", start=0, end=6, text="Signal", rule="title suffix")
    signal = Outlet(name="Signal", slug="signal", evidence=(words,))
    merged = merge([make(prose(1) + "..."), replace(make(prose(1), "b.txt"), title="Signal: dam held", outlet=signal)])
    assert merged.outlet is not None
    (lent,) = merged.outlet.evidence
    assert merged.zone(lent.zone)[lent.start : lent.end] == "Signal"


def test_a_date_is_never_averaged_or_invented() -> None:
    undated = replace(make(prose(1) + "...", "a"), date=ArticleDate(raw="recently"))
    assert merge([undated, make(prose(1), "b")]).date == undated.date
    assert merge([undated, replace(make(prose(1), "b"), date=dated("2024-06-03"))]).date == dated("2024-06-03")


def test_merging_does_not_depend_on_the_order() -> None:
    places = [
        replace(make(prose(1), f"{n}.txt"), outlet=outlet(f"Paper{n}"), metadata=f"name: Paper{n}") for n in range(5)
    ]
    places += [make(prose(1), "none.txt"), replace(make(prose(1), "dated.txt"), date=dated("2023-01-01"))]
    expected = merge(places)
    for seed in range(20):
        assert merge(random.Random(seed).sample(places, len(places))) == expected


def test_an_article_needs_a_sighting() -> None:
    with pytest.raises(ValueError, match="sighting"):
        merge([])


# Stories


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


# Order and undo


def newsroom(count: int = 60) -> list[Article]:
    """Articles with copies, near-copies and facets of many kinds."""
    chance = random.Random(7)
    found = []
    for n in range(count):
        text = prose(n % 25, 90 + 15 * chance.randrange(4))
        mention = CountryMention(code=chance.choice(["EG", "FR"]), name="Land", about=chance.random() < 0.5, score=1.0)
        found.append(
            replace(
                make(text, f"{n % 7}.jsonl", n * 600, corpus=chance.choice(["wire", "blogs"])),
                date=dated(f"2024-0{chance.randint(1, 9)}-11") if chance.random() < 0.6 else ArticleDate(),
                outlet=outlet(chance.choice(["Beacon", "Signal"])) if chance.random() < 0.6 else None,
                metadata="name: Beacon Signal",
                language=chance.choice(["en", "fr", "und"]),
                countries=(mention,) if chance.random() < 0.7 else (),
            )
        )
    return found


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


# Changes


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


# Facet names and counts


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


# The ledger


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


# Opening


def test_a_missing_archive_is_named_with_the_command_that_makes_one(tmp_path: Path) -> None:
    for write in (False, True):
        with pytest.raises(NoArchive, match=r"No archive at '.*news'\. Make one: broadsheet --archive .*news add PATH"):
            Archive.open(tmp_path / "news", write=write)
    assert not (tmp_path / "news").exists()


def test_only_its_owner_can_read_an_archive(archive: Archive) -> None:
    add(archive, make(prose(1)))
    assert archive.folder.stat().st_mode & 0o777 == 0o700
    assert {file.name: file.stat().st_mode & 0o777 for file in archive.folder.iterdir()} == dict.fromkeys(
        ["articles.db", "articles.db-wal", "articles.db-shm", "lock"], 0o600
    )


def test_an_archive_of_a_newer_format_is_refused(archive: Archive) -> None:
    folder = archive.folder
    archive.close()
    execute(folder, f"UPDATE meta SET value = '{FORMAT + 1}' WHERE key = 'format'")
    with pytest.raises(ArchiveTooNew, match=f"format {FORMAT + 1}"):
        Archive.open(folder)


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be taken for one" * 40])
def test_another_file_is_no_archive(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "articles.db").write_bytes(content)
    with pytest.raises(ArchiveDamaged):
        Archive.open(tmp_path)


def test_a_damaged_database_is_found(archive: Archive) -> None:
    add(archive, *newsroom())
    folder = archive.folder
    archive.close()
    path = folder / "articles.db"
    content = bytearray(path.read_bytes())
    for at in range(4096 * 5, len(content), 4096):
        content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match="damaged"), Archive.open(folder) as damaged:
        damaged.verify()


def test_a_sound_database_passes(archive: Archive) -> None:
    add(archive, *newsroom())
    archive.verify()


def test_a_full_disk_is_named_and_loses_nothing(archive: Archive) -> None:
    add(archive, *newsroom(20))
    before = dump(archive)["articles"]
    with archive._database.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # what SQLite calls a full disk
    run = archive.begin_run("add", "dumps")
    with pytest.raises(OutOfSpace, match=r"articles\.db"):
        archive.add(run, [make(prose(1000 + n, 2000), "big.txt", n * 600) for n in range(50)])
    kept = dump(archive)["articles"]
    assert {id: kept[id] for id in before} == before


def test_a_reader_never_writes(archive: Archive) -> None:
    add(archive, make(prose(1)))
    with Archive.open(archive.folder) as reader:
        with pytest.raises(ValueError, match="reading only"):
            reader.begin_run("add", "dumps")
        with reader._database.connect() as connection, pytest.raises(Exception, match="readonly"):
            connection.exec_driver_sql("DELETE FROM articles")


def test_threads_read_while_one_writes(archive: Archive) -> None:
    articles = [make(prose(n, 30), start=n * 600) for n in range(200)]
    add(archive, *articles[:100])
    faults: list[BaseException] = []
    with Archive.open(archive.folder) as reader:

        def read() -> None:
            try:
                for _ in range(20):
                    assert len(reader.articles([a.id for a in articles[:100]])) == 100
                    assert reader.count() % 10 == 0
            except BaseException as fault:
                faults.append(fault)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        run = archive.begin_run("add", "dumps")
        for at in range(100, 200, 10):
            archive.add(run, articles[at : at + 10])
        for thread in threads:
            thread.join()
        assert faults == []
        assert reader.count() == 200


# Two writers, and writers that die


def execute(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / "articles.db")
    with database:
        database.execute(statement)
    database.close()


def test_a_second_writer_is_told_who_holds_the_archive(archive: Archive) -> None:
    with pytest.raises(ArchiveLocked, match=f"process {os.getpid()} on .*, since 20"):
        Archive.open(archive.folder, write=True)


def test_the_lock_is_free_after_closing(archive: Archive) -> None:
    archive.close()
    with Archive.open(archive.folder, write=True) as again:
        assert again.count() == 0


WRITER = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from test_archive import Archive, make, prose
archive = Archive.open(Path({folder!r}), create=True, write=True)
run = archive.begin_run("add", "dumps")
for n in range(100000):
    batch = [make(prose(5 * n + i, 40), start=600 * (5 * n + i)) for i in range(5)]
    archive.add(run, batch)
    print(*(a.id for a in batch), flush=True)
"""


def killed_writer(folder: Path, batches: int) -> list[str]:
    """The ids that a writer acknowledged before it was killed, while it went on writing."""
    code = WRITER.format(path=[str(Path(__file__).parent), str(Path(__file__).parent.parent)], folder=str(folder))
    acknowledged: list[str] = []
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for _ in range(batches):
            acknowledged += process.stdout.readline().split()
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().rpartition("\n")[0].split()
    return acknowledged


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    for trial in range(4):
        folder = tmp_path / str(trial)
        acknowledged = killed_writer(folder, 1 + 3 * trial)
        assert acknowledged
        with Archive.open(folder, write=True) as archive:
            archive.verify()
            assert set(acknowledged) <= archive.articles(acknowledged).keys()
            assert archive.count() == len([id for id, a in archive.changes(0) if a])


def test_near_copies_of_what_a_killed_writer_left_are_found(tmp_path: Path) -> None:
    acknowledged = killed_writer(tmp_path / "a", 3)
    with Archive.open(tmp_path / "a", write=True) as archive:
        changed = make(prose(3, 40) + " and more came", "later.txt")
        add(archive, changed)
        story: Sequence[Article] = archive.story(archive.article(changed.id).story)
        assert {a.id for a in story} == {changed.id, acknowledged[3]}
