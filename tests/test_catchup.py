from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from search.archive import Archive
from search.article import Article, Source
from search.catchup import Follower, bring_up, sync
from search.engine import Document, Request, open_engine
from search.errors import ArchiveDamaged
from search.identity import article_id


def make(text: str, start: int = 0) -> Article:
    source = Source(corpus="dumps", path="a.txt", sha256="0" * 64, start=start, end=start + 10, line=1)
    return Article(id=article_id(text), title="Title", text=text, source=source)


BODIES = [f"body number {n} of the many that this dump holds, and word{n}" for n in range(30)]


class Recorder:
    """An engine that keeps what it is told, and dies where it is told to."""

    def __init__(self) -> None:
        self.generation = 0
        self.held: dict[str, Document] = {}
        self.dies = False

    def write(self, added: Iterable[Document], deleted: Iterable[str], generation: int) -> None:
        """Keep the documents; the generation only when it gets so far."""
        for id in deleted:
            self.held.pop(id, None)
        for document in added:
            self.held[document.id] = document
        if self.dies:
            raise KeyboardInterrupt
        self.generation = generation


def test_an_index_comes_up_to_the_archive_and_follows_an_undo(tmp_path: Path) -> None:
    engine = open_engine("tantivy", tmp_path / "index", write=True)
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        runs = []
        for at in (0, 10, 20):
            runs.append(archive.begin_run("add", "dumps"))
            archive.add(runs[-1], [make(text, at + n) for n, text in enumerate(BODIES[at : at + 10])])
            sync(archive, engine)
        assert sorted(engine.ids(Request())) == sorted(map(article_id, BODIES))
        archive.undo(runs[1].id)
        assert sync(archive, engine) == 10
        assert sorted(engine.ids(Request())) == sorted(map(article_id, BODIES[:10] + BODIES[20:]))
        assert engine.generation == archive.generation
        assert sync(archive, engine) == 0
    engine.close()


def test_a_crash_before_the_watermark_is_made_good(tmp_path: Path) -> None:
    engine = Recorder()
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        archive.add(archive.begin_run("add", "dumps"), [make(text, n) for n, text in enumerate(BODIES)])
        engine.dies = True
        with pytest.raises(KeyboardInterrupt):
            sync(archive, engine)  # type: ignore[arg-type]  # the writing half of an engine is all that it needs
        engine.dies = False
        sync(archive, engine)  # type: ignore[arg-type]
        assert engine.held.keys() == archive.articles([article_id(text) for text in BODIES]).keys()


def test_an_updated_article_replaces_its_document(tmp_path: Path) -> None:
    engine = Recorder()
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        run = archive.begin_run("add", "dumps")
        archive.add(run, [make(BODIES[0])])
        sync(archive, engine)  # type: ignore[arg-type]
        archive.add(run, [replace(make(BODIES[0]), title="Another headline")])
        assert sync(archive, engine) == 1  # type: ignore[arg-type]
        (document,) = engine.held.values()
        assert "headline" in document.title_x


def test_an_index_that_is_ahead_of_the_archive_is_refused(tmp_path: Path) -> None:
    engine = Recorder()
    engine.generation = 7
    with (
        Archive.open(tmp_path / "archive", create=True, write=True) as archive,
        pytest.raises(ArchiveDamaged, match="rebuild"),
    ):
        sync(archive, engine)  # type: ignore[arg-type]


def test_an_index_follows_while_the_archive_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.catchup.BEHIND", 10)
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive, closing(Follower(archive)) as follower:
        run = archive.begin_run("add", "dumps")
        indexed = []
        for at in range(0, 30, 6):
            archive.add(run, [make(text, at + n) for n, text in enumerate(BODIES[at : at + 6])])
            follower.follow()
            indexed.append(found(archive) if archive.index_folder.exists() else 0)
        assert indexed == [0, 12, 12, 24, 24]
        follower.finish()
        assert found(archive) == 30


def test_what_a_dead_writer_left_out_of_the_index_is_found_by_the_next_reader(tmp_path: Path) -> None:
    folder, told = tmp_path / "archive", list[int]()
    with Archive.open(folder, create=True, write=True) as archive:
        for at in (0, 10):
            archive.add(archive.begin_run("add", "dumps"), [make(text, at + n) for n, text in enumerate(BODIES[:10])])
        archive.add(archive.begin_run("add", "dumps"), [make(text, n) for n, text in enumerate(BODIES[10:])])
        assert not bring_up(folder, told.append)  # a writer is at work
        assert told == []
    assert bring_up(folder, told.append)
    assert bring_up(folder, told.append)
    with Archive.open(folder) as archive:
        assert told == [archive.generation]
        assert found(archive) == 30


def found(archive: Archive) -> int:
    with closing(open_engine("tantivy", archive.index_folder)) as engine:
        return engine.count(Request())
