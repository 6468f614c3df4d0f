"""Can what was refused be read later, and can what was left out be seen and brought back?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer import cli, learning
from search.archive import Archive

TITLES = ("Ice house opens in Varna", "Library van for the mountains", "Night bus returns to the harbour")
BODY = (
    "People in the town of {} said on Tuesday that it had changed their week. The building was paid for by two "
    "neighbours together. It opened in April beside the old pier, and the queue at noon was long."
)
LINE = "The harbour bulletin is read aloud on the radio every day at noon."


def run(archive: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    given = ["--archive", str(archive), *map(str, arguments)]
    with CliRunner().isolation() as (out, err, _):
        code = cli.run(given)
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(given, code, out.getvalue().decode(), err.getvalue().decode())


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    found = []
    for number, title in enumerate(TITLES):
        found.append(tmp_path / f"page{number}.txt")
        found[-1].write_text(
            f"{title}\n\n{BODY.format(title.split()[-1])}\n\n{LINE}\n\nNobody in {title.split()[-1]} complained.\n"
        )
    return found


def test_a_file_that_can_be_read_now_is_read_by_a_retry(tmp_path: Path, pages: list[Path]) -> None:
    folder, page = tmp_path / "archive", tmp_path / "late.txt"
    page.write_bytes(b"")
    assert run(folder, "add", page, "--corpus", "desk").returncode == 3
    again = run(folder, "quarantine", "retry")
    assert (again.returncode, "is empty" in again.stderr) == (3, True)
    page.write_bytes(pages[0].read_bytes())
    assert run(folder, "quarantine", "retry", "1").returncode == 0
    assert lines(run(folder, "quarantine", "list", "--json").stdout) == []
    (article,) = lines(run(folder, "export").stdout)
    assert article["title"] == TITLES[0]
    assert run(folder, "undo", "2").returncode == 0
    assert len(lines(run(folder, "quarantine", "list", "--json").stdout)) == 1
    assert run(folder, "export").stdout == ""


def test_a_piece_that_is_still_broken_stays_under_its_id_with_its_words(tmp_path: Path) -> None:
    folder, dump = tmp_path / "archive", tmp_path / "desk.jsonl"
    whole = json.dumps({"title": TITLES[0], "text": BODY.format("Varna")})
    dump.write_text(f'{{"title": "Half", "te\n{whole}\n')
    assert run(folder, "add", dump).returncode == 3
    assert run(folder, "quarantine", "retry").returncode == 3
    (piece,) = lines(run(folder, "quarantine", "list", "--json").stdout)
    assert (piece["id"], piece["line"]) == (1, 1)
    shown = lines(run(folder, "quarantine", "show", "1", "--json").stdout)[0]
    assert shown["text"] == '{"title": "Half", "te\n'
    totals = lines(run(folder, "runs", "show", "2", "--json").stdout)[0]["counts"]
    assert isinstance(totals, dict)
    assert totals["bytes"] == totals["bytes_quarantined"] == 22


def test_a_file_that_changed_or_went_is_said_to_have(tmp_path: Path) -> None:
    folder, dump = tmp_path / "archive", tmp_path / "desk.jsonl"
    dump.write_text('{"title": "Half", "te\n{"title": "Other", "text": "A short one."}\n')
    run(folder, "add", dump)
    dump.write_text('{"title": "Half", "text": "Whole now."}\n')
    assert "has changed" in run(folder, "quarantine", "retry").stderr
    dump.unlink()
    assert "no file or folder" in run(folder, "quarantine", "retry").stderr
    assert len(lines(run(folder, "runs", "--json").stdout)) == 1
    assert run(folder, "quarantine", "retry", "77").returncode == 2


def test_what_was_left_out_is_shown_with_its_words_and_can_be_kept(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    assert run(folder, "add", *pages, "--corpus", "desk", "--quiet").returncode == 0
    learnt = lines(run(folder, "runs", "show", "1", "--json").stdout)[0]["details"]
    assert isinstance(learnt, dict)
    assert list(learnt["learnt"].values()) == [3]
    id = str(lines(run(folder, "export").stdout)[0]["id"])
    dropped = lines(run(folder, "show-dropped", id, "--json").stdout)[0]["dropped"]
    assert isinstance(dropped, list)
    assert LINE in "".join(item["text"] for item in dropped)
    assert run(folder, "show-dropped", id, "--restore", LINE).returncode == 0
    assert run(folder, "undo", "1").returncode == 0
    assert run(folder, "add", *pages, "--corpus", "desk", "--quiet").returncode == 0
    assert learning.read(folder, "desk").keep == (LINE,)
    assert learning.read(folder, "desk").boilerplate.lines == {}
    assert all(LINE in str(article["text"]) for article in lines(run(folder, "export").stdout))


def test_an_undo_forgets_what_its_run_learnt(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    run(folder, "add", *pages, "--corpus", "desk", "--quiet")
    assert learning.read(folder, "desk").boilerplate.lines
    run(folder, "undo", "1")
    assert not learning.read(folder, "desk").boilerplate.lines


def test_a_file_of_lines_that_a_hand_has_broken_is_named(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    learning.path_of(folder, "desk").parent.mkdir(parents=True)
    learning.path_of(folder, "desk").write_text("keep = [\n")
    done = run(folder, "add", *pages, "--corpus", "desk")
    assert (done.returncode, "desk.toml" in done.stderr) == (1, True)


def test_words_of_a_gone_file_are_not_made_up(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    run(folder, "add", *pages, "--corpus", "desk", "--quiet")
    id = str(lines(run(folder, "export").stdout)[0]["id"])
    for page in pages:
        page.write_text("something else")
    place = lines(run(folder, "show-dropped", id, "--json").stdout)[0]
    assert "has changed" in str(place["fault"])
    assert isinstance(place["dropped"], list)
    assert {item["text"] for item in place["dropped"]} == {None}


def test_the_fields_of_a_dump_and_their_meaning_are_kept_with_the_run(tmp_path: Path) -> None:
    dump = tmp_path / "desk.jsonl"
    dump.write_text(json.dumps({"kop": TITLES[0], "body": BODY.format("Varna"), "colour": "red"}) + "\n")
    run(tmp_path / "archive", "add", dump, "--map", "title=kop", "--quiet")
    shown = run(tmp_path / "archive", "runs", "show", "1").stdout
    assert "title <- kop" in shown
    assert "text <- body" in shown
    assert "not used: colour" in shown


def test_a_backup_is_an_archive(tmp_path: Path, pages: list[Path]) -> None:
    folder, copy = tmp_path / "archive", tmp_path / "copy"
    run(folder, "add", *pages, "--corpus", "desk", "--quiet")
    copy.mkdir()
    assert run(folder, "backup", copy / "articles.db").returncode == 0
    assert run(folder, "backup", copy / "articles.db").returncode == 1
    assert run(copy, "rebuild").returncode == 0
    assert run(copy, "export").stdout == run(folder, "export").stdout


def test_repair_brings_back_index_near_copies_and_counts(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    run(folder, "add", *pages, "--corpus", "desk", "--quiet")
    before = run(folder, "search", "harbour", "--json").stdout
    shutil.rmtree(folder / "index")
    (folder / "index").mkdir()
    with Archive.open(folder, write=True) as archive, archive._writing() as connection:
        connection.exec_driver_sql("DELETE FROM postings")
        connection.exec_driver_sql("DELETE FROM names")
    assert run(folder, "doctor").returncode == 1
    assert run(folder, "repair").returncode == 0
    assert run(folder, "doctor").returncode == 0
    after = run(folder, "search", "harbour", "--json").stdout
    assert json.loads(after)["facets"] == json.loads(before)["facets"]


def test_an_archive_of_the_first_format_is_brought_up(tmp_path: Path, pages: list[Path]) -> None:
    folder = tmp_path / "archive"
    run(folder, "add", *pages, "--corpus", "desk", "--quiet")
    before = run(folder, "export").stdout
    with Archive.open(folder, write=True) as archive, archive._writing() as connection:
        connection.exec_driver_sql("DROP INDEX sightings_origin")
        for table, column in (
            ("runs", "details"), ("inputs", "fields"), ("quarantine", "resolved"), ("sightings", "origin")
        ):  # fmt: skip
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.exec_driver_sql("DROP TABLE former")
        connection.exec_driver_sql("UPDATE meta SET value = '1' WHERE key = 'format'")
    assert run(folder, "export").stdout == before
    assert run(folder, "undo", "1").returncode == 0


def test_where_a_file_breaks_stays_until_it_is_whole(tmp_path: Path) -> None:
    whole = b"{\\rtf1 Ferry reopens\\par The ferry sails again, said the harbour master.\\par}"
    (tmp_path / "a.rtf").write_bytes(whole[:-1])
    (tmp_path / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert run(tmp_path / "x", "add", tmp_path / "a.rtf", tmp_path / "b.doc").returncode == 3
    assert "groups stay open" in run(tmp_path / "x", "quarantine", "retry").stderr
    shown = run(tmp_path / "x", "quarantine", "show", "1")
    assert "is no text" in shown.stdout + shown.stderr
    (tmp_path / "a.rtf").write_bytes(whole)
    assert "has changed" in run(tmp_path / "x", "quarantine", "retry").stderr
