"""Does the command line do what it says, with the exit code it says, on good input and on bad?"""

import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, Engine, event

from indexer import cli
from indexer.readers.walk import ARCHIVE
from search.database import FILE

STORY = (
    "Fishermen in the port of Varna said on Tuesday that the new ice house had doubled the price of their catch. "
    "The building was paid for by Bulgaria and Romania together. It opened in April beside the old pier."
)
OTHER = (
    "A library van will visit the mountain villages of Lesotho every second week, the ministry in Maseru announced. "
    "It carries two thousand books and a projector. Schools were asked to send lists of what they would like to read."
)


def run(archive: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A call in this process, so that tables are read once for all tests."""
    given = ["--archive", str(archive), *map(str, arguments)]
    with CliRunner().isolation() as (out, err, _):
        code = cli.run(given)
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(given, code, out.getvalue().decode(), err.getvalue().decode())


def start(archive: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """A call in a process of its own."""
    command = [sys.executable, "-m", "indexer", "--archive", str(archive), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def jsonl(path: Path, *records: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def stories(seed: int, count: int) -> list[dict[str, object]]:
    """So many records of invented words, no two alike."""
    chance = random.Random(seed)
    syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"]
    body = [" ".join("".join(chance.choices(syllables, k=3)) for _ in range(40)) for _ in range(count)]
    return [{"title": f"Story {seed} {n}", "text": text, "date": "2025-04-08"} for n, text in enumerate(body)]


def committed(archive: Path) -> int:
    """The articles that are on disk."""
    try:
        with sqlite3.connect(f"file:{archive / 'articles.db'}?mode=ro", uri=True) as database:
            return int(database.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return jsonl(
        tmp_path / "desk.jsonl",
        {"title": "Ice house opens in Varna", "text": STORY, "date": "2025-04-08", "outlet": "Harbour Times"},
        {"title": "Library van for the mountains", "text": OTHER, "date": "2025-04-09", "outlet": "Maluti Star"},
    )


@pytest.fixture
def archive(tmp_path: Path, dump: Path) -> Path:
    folder = tmp_path / "archive"
    assert run(folder, "add", dump, "--quiet").returncode == 0
    return folder


def test_what_is_added_is_found_with_its_facets(archive: Path) -> None:
    found = run(archive, "search", "ice house", "--json")
    page = json.loads(found.stdout)
    assert (found.returncode, page["total"]) == (0, 1)
    assert page["hits"][0]["title"] == "Ice house opens in Varna"
    assert {(v["value"], v["count"]) for v in page["facets"]["country"]} == {("BG", 1), ("RO", 1)}


def test_a_second_add_adds_nothing(archive: Path, dump: Path) -> None:
    *_, summary = lines(run(archive, "add", dump, "--json").stdout)
    assert (summary["accepted"], summary["copies"], summary["inputs_known"]) == (0, 0, 1)


def test_a_dry_run_counts_the_same_and_writes_nothing(tmp_path: Path, dump: Path) -> None:
    folder = tmp_path / "archive"
    dry = lines(run(folder, "add", dump, "--dry-run", "--json").stdout)[-1]
    assert not folder.exists()
    wet = lines(run(folder, "add", dump, "--json").stdout)[-1]
    assert {**dry, "dry_run": False} == wet
    assert wet["accepted"] == 2


def test_an_export_holds_every_article_of_the_query(archive: Path) -> None:
    everything = lines(run(archive, "export").stdout)
    some = lines(run(archive, "export", "country:LS").stdout)
    assert {a["title"] for a in everything} == {"Ice house opens in Varna", "Library van for the mountains"}
    assert [a["title"] for a in some] == ["Library van for the mountains"]


@pytest.mark.parametrize(
    ("kind", "sign"),
    [("csv", '"id","title"'), ("ris", "TY  - NEWS"), ("bibtex", "@article{"), ("csl-json", "article-newspaper")],
)
def test_an_export_in_another_format_names_the_query_and_its_count(archive: Path, kind: str, sign: str) -> None:
    text = run(archive, "export", "van", "--facet", "country=LS", "--format", kind).stdout
    assert sign in text
    assert "Library van for the mountains" in text
    assert "country=LS" in text
    assert "1 articles" in text or '"total": 1' in text


def test_undo_takes_back_the_run_and_nothing_else(archive: Path, tmp_path: Path) -> None:
    later = jsonl(tmp_path / "later.jsonl", {"title": "Night bus", "text": STORY.replace("ice house", "night bus")})
    before = run(archive, "export").stdout
    assert run(archive, "add", later, "--quiet").returncode == 0
    assert run(archive, "undo", "2").returncode == 0
    assert run(archive, "export").stdout == before
    assert run(archive, "check").returncode == 0


def test_extract_accounts_for_every_byte_of_every_file(dump: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"Ice house opens in Varna\n\n{STORY}\n\n© 2026 Harbour Media\n")
    for account in lines(run(tmp_path / "none", "extract", dump, page, "--account").stdout):
        if account.get("kind") == "account":
            spans = account["spans"]
            assert [s["start"] for s in spans] == [0, *[s["end"] for s in spans[:-1]]]
            assert spans[-1]["end"] == account["bytes"] == os.path.getsize(account["path"])
    assert not (tmp_path / "none").exists()


BAD = {
    "empty.txt": (b"", "empty"),
    "picture.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8, "binary"),
    "cut.jsonl.gz": (gzip.compress((json.dumps({"title": "x", "text": OTHER}) + "\n").encode() * 99)[:-9], "cut"),
    "long.jsonl": (b'{"title": "Long", "text": "' + b"a" * (65 << 20) + b'"}\n', "too large"),
    "bomb.html": (b"<html><body>" + b"<div>" * 200_000 + b"</body></html>", "too"),
    "broken.jsonl": (b'{"title": "Half", "te\n' + json.dumps({"title": "Whole", "text": OTHER}).encode(), "json"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_quarantined_by_name_and_the_rest_is_added(name: str, tmp_path: Path, dump: Path) -> None:
    content, word = BAD[name]
    (tmp_path / name).write_bytes(content)
    added = run(tmp_path / "archive", "add", tmp_path / name, dump)
    assert added.returncode == 3, added.stderr
    listed = lines(run(tmp_path / "archive", "quarantine", "list", "--json").stdout)
    assert len(listed) == 1
    assert name in str(listed[0]["path"])
    assert word in f"{listed[0]['kind']} {listed[0]['reason']}".casefold()
    assert json.loads(run(tmp_path / "archive", "search", "ice house", "--json").stdout)["total"] == 1


def test_another_encoding_is_read_as_it_was_meant(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(f"Fête du vin à Cognac\n\nLe maire était présent, a-t-il déclaré. {STORY}\n".encode("cp1252"))
    assert run(tmp_path / "archive", "add", page).returncode == 0
    (article,) = lines(run(tmp_path / "archive", "export").stdout)
    assert "était présent" in f"{article['title']} {article['text']}"


def test_a_folder_that_may_not_be_read_is_named_and_the_rest_is_added(tmp_path: Path, dump: Path) -> None:
    folder = tmp_path / "dumps"
    (folder / "closed").mkdir(parents=True)
    dump.rename(folder / "desk.jsonl")
    (folder / "closed").chmod(0)
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(path.stat().st_mode | 0o755)
    child = os.fork()
    if not child:
        # Root may read everything, so the call is made as nobody.
        (tmp_path / "home").mkdir()
        (tmp_path / "home").chmod(0o777)
        if os.geteuid() == 0:
            os.seteuid(65534)
        done = run(tmp_path / "home" / "archive", "add", folder, "--workers", "1")
        os._exit(done.returncode if "closed" in done.stderr and "permissions" in done.stderr else 99)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    assert len(lines(run(tmp_path / "home" / "archive", "export").stdout)) == 2


def test_a_full_disk_stops_with_what_was_committed_and_the_next_call_goes_on(tmp_path: Path) -> None:
    folder, pages = tmp_path / "archive", 140
    dumps = [jsonl(tmp_path / f"{n}.jsonl", *stories(n, 300)) for n in range(4)]

    def quota(raw: sqlite3.Connection, _: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", quota)
    try:
        done = run(folder, "add", *dumps, "--workers", "1")
    finally:
        event.remove(Engine, "connect", quota)
    assert (done.returncode, "is full" in done.stderr) == (5, True), done.stderr
    assert str(folder) in done.stderr
    assert json.loads(run(folder, "stats", "--json").stdout)["articles"] < 1200
    assert run(folder, "add", *dumps, "--quiet").returncode == 0
    assert json.loads(run(folder, "stats", "--json").stdout)["articles"] == 1200
    assert run(folder, "check").returncode == 0


def test_an_interrupted_add_keeps_what_it_read_and_the_next_one_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    dumps = [jsonl(tmp_path / f"{n}.jsonl", *stories(n, 250)) for n in range(6)]
    process = start(folder, "add", *dumps, "--workers", "2", "--corpus", "desk")
    while not committed(folder) and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "to go on" in said
    assert "Traceback" not in said
    kept = json.loads(run(folder, "stats", "--json").stdout)["articles"]
    assert 0 < kept < 1500
    assert json.loads(run(folder, "search", "", "--json").stdout)["total"] == kept
    assert [json.loads(line)["status"] for line in run(folder, "runs", "--json").stdout.splitlines()] == ["interrupted"]
    assert run(folder, "add", *dumps, "--quiet", "--corpus", "desk").returncode == 0
    assert json.loads(run(folder, "stats", "--json").stdout)["articles"] == 1500
    assert run(folder, "check").returncode == 0


def test_many_small_files_are_entered_in_few_transactions(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    for number, story in enumerate(stories(9, 300)):
        (folder / f"{number}.json").write_text(json.dumps(story))
    commits = []

    def count(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", count)
    try:
        *_, summary = lines(run(tmp_path / "archive", "add", folder, "--json").stdout)
    finally:
        event.remove(Engine, "commit", count)
    assert summary["accepted"] == 300
    assert len(commits) < 30


def test_a_zip_with_names_outside_is_read_and_nothing_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as packed:
        packed.writestr("../../escaped.txt", f"Ice house opens in Varna\n\n{STORY}\n")
    before = sorted(tmp_path.parent.rglob("*escaped*"))
    assert run(tmp_path / "archive", "add", tmp_path / "dump.zip").returncode == 0
    assert sorted(tmp_path.parent.rglob("*escaped*")) == before
    (article,) = lines(run(tmp_path / "archive", "export").stdout)
    assert article["source"]["path"].endswith("dump.zip!../../escaped.txt")


def test_a_link_is_named_and_not_followed(tmp_path: Path, dump: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.jsonl").symlink_to(dump)
    assert run(tmp_path / "archive", "add", folder).returncode == 3
    assert json.loads(run(tmp_path / "archive", "stats", "--json").stdout)["articles"] == 0


def test_an_archive_in_the_folder_of_the_dumps_is_named_and_not_read(tmp_path: Path, dump: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    shutil.copy(dump, folder)
    for _ in range(2):
        done = run(folder / "archive", "add", folder)
        assert "archive of Broadsheet and was not read" in done.stderr
        assert "1 quarantined" in done.stdout + done.stderr
    assert ARCHIVE == FILE


def test_a_missing_path_stops_before_anything_is_read(tmp_path: Path, dump: Path) -> None:
    done = run(tmp_path / "archive", "add", tmp_path / "nowhere.txt", dump)
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["serach", "x"], 2, "Did you mean 'search'?"),
        (["search", "x", "--facet", "colour=red"], 2, "colour=red"),
        (["search", "x", "--from", "14.06."], 2, "14.06."),
        (["add", ".", "--captured", "yesterday"], 2, "yesterday"),
        (["search", "x"], 1, "No archive at"),
        (["stats"], 1, "broadsheet --archive"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = run(tmp_path / "none", *arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_of_a_newer_version_is_refused(archive: Path) -> None:
    with sqlite3.connect(archive / "articles.db") as database:
        database.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    done = run(archive, "stats")
    assert done.returncode == 1
    assert "999" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_writer_is_told_who_writes(archive: Path, dump: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; from pathlib import Path; from search.archive import Archive\n"
         "with Archive.open(Path(sys.argv[1]), write=True): print('held', flush=True); time.sleep(60)", archive],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = run(archive, "add", dump)
        assert done.returncode == 4
        assert str(holder.pid) in done.stderr
    finally:
        holder.kill()
        holder.communicate()


def test_a_closed_pipe_is_no_error(archive: Path) -> None:
    shell = f"{sys.executable} -m indexer --archive {archive} export | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_serve_answers_and_stops(archive: Path) -> None:
    command = [sys.executable, "-m", "indexer", "--archive", str(archive), "serve", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[1]
        assert address.startswith("http://127.0.0.1:")
        fetch = (
            f"import urllib.request; print(urllib.request.urlopen({address + 'search?q=library'!r}).read().decode())"
        )
        page = subprocess.run([sys.executable, "-c", fetch], capture_output=True, text=True, check=True).stdout
        assert "van for the mountains" in page
    finally:
        server.send_signal(signal.SIGINT)
        deadline = time.monotonic() + 10
        while server.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        server.kill()
        server.communicate()


def test_serve_refuses_the_network_unless_told(archive: Path) -> None:
    done = run(archive, "serve", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "--open-to-network" in done.stderr


def test_a_search_after_a_killed_writer_brings_the_index_up(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    run(archive, "add", jsonl(tmp_path / "a.jsonl", {"title": "Ice house", "text": STORY}))
    stale = tmp_path / "stale"
    shutil.copytree(archive / "index", stale)
    run(archive, "add", jsonl(tmp_path / "b.jsonl", {"title": "Library van", "text": OTHER}))
    shutil.rmtree(archive / "index")
    shutil.copytree(stale, archive / "index")  # as if the second writer had died before it came to the index
    found = run(archive, "search", "library")
    assert found.stdout.startswith("1 article")
    assert "1 changes behind" in found.stderr
    assert "behind" not in run(archive, "search", "library").stderr
