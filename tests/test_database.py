"""Who may open an archive, and what survives when a writer dies?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from store import add, dump, execute, make, newsroom, prose

from search.archive import Archive
from search.article import (
    Article,
)
from search.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveTooNew,
    NoArchive,
    OutOfSpace,
)
from search.schema import FORMAT


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True, write=True) as opened:
        yield opened


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


def test_near_copies_are_found_in_an_archive_that_was_sketched_in_another_way(archive: Archive) -> None:
    folder = archive.folder
    add(archive, make(prose(1, 200)), make(prose(2, 200), "b.txt"))
    archive.close()
    execute(folder, "DROP TABLE former")
    execute(folder, "UPDATE meta SET value = '2' WHERE key = 'format'")
    execute(folder, "UPDATE postings SET hash = hash + 1")
    with Archive.open(folder, write=True) as upgraded:
        add(upgraded, make(prose(1, 150), "c.txt"))
        assert upgraded.stats().stories == 2


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
