"""Do other rules and tables reach what is stored, and can that be taken back?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import pipeline, rereading, tables
from indexer.extraction import Options
from search.archive import Archive
from search.article import Article
from search.documents import facet_values
from search.errors import UnusableInput
from search.labels import names_of

CORPUS = Path(__file__).parent.parent / "corpus"
OUTLETS = """
[[outlet]]
name = "Meridian Daily"
aliases = "The Meridian Post"
country = "ZA"
"""
ACTORS = """
[organisation]
"Ports Guild" = { also = ["Port Authority", "ministry of ports"] }
"""
COUNTRIES = """
[names.en]
XK = ["Lesotho"]
"""


def write_tables(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("outlets.toml", OUTLETS), ("actors.toml", ACTORS), ("countries.toml", COUNTRIES)):
        (folder / name).write_text(text, "utf-8")
    return folder


def held(archive: Archive) -> dict[str, Article | None]:
    return dict(archive.changes(0))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "archive"
    with Archive.open(folder, create=True, write=True) as archive:
        pipeline.add(archive, [CORPUS], Options(corpus="sample"))
    return folder


@pytest.fixture
def archive(sample: Path, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(sample, tmp_path / "archive")
    with Archive.open(tmp_path / "archive", write=True) as opened:
        yield opened


def test_a_reextract_gives_what_a_fresh_add_with_the_same_tables_gives(archive: Archive, tmp_path: Path) -> None:
    before = held(archive)
    mine = write_tables(archive.folder / "tables")
    _, counts = rereading.reextract(archive, None)
    after = held(archive)
    with Archive.open(tmp_path / "fresh", create=True, write=True) as fresh:
        pipeline.add(fresh, [CORPUS], Options(corpus="sample", tables=mine))
        assert after == held(fresh)
    assert set(after) == set(before)
    changed = {id for id, article in after.items() if article != before[id]}
    assert 0 < len(changed) < len(after)
    assert counts["updated"] + counts["unchanged"] == counts["places"] >= len(after)
    outlets = {value for a in after.values() if a for value in facet_values(a).get("outlet", ())}
    assert "meridian-daily" in outlets


def test_without_a_change_nothing_is_written(archive: Archive) -> None:
    generation = archive.generation
    _, counts = rereading.reextract(archive, None, workers=1)
    assert counts["updated"] == 0
    assert archive.generation == generation


def test_an_undone_reextract_leaves_the_archive_as_it_was(archive: Archive) -> None:
    before = held(archive)
    write_tables(archive.folder / "tables")
    run, _ = rereading.reextract(archive, None)
    archive.undo(run.id)
    assert held(archive) == before
    _, entries = pipeline.add(archive, [CORPUS], Options(corpus="sample"))
    assert {entry.outcome for entry in entries} == {"known"}


def test_undoing_the_add_takes_what_was_made_of_it_too(archive: Archive) -> None:
    write_tables(archive.folder / "tables")
    rereading.reextract(archive, None)
    archive.undo(1)
    assert archive.count() == 0


def test_only_the_corpus_that_was_named_is_read_again(archive: Archive) -> None:
    pipeline.add(archive, [CORPUS / "exports" / "desk.jsonl"], Options(corpus="desk"))
    _, counts = rereading.reextract(archive, "desk")
    assert counts["places"] == 10


def test_an_outlet_that_the_user_gave_goes_through_new_tables(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Ice house opens in Varna\n\nFishermen said on Tuesday that the new ice house had helped them.\n")
    with Archive.open(tmp_path / "given", create=True, write=True) as archive:
        pipeline.add(archive, [page], Options(corpus="desk", outlet="The Meridian Post"))
        (before,) = held(archive).values()
        write_tables(archive.folder / "tables")
        rereading.reextract(archive, None)
        (after,) = held(archive).values()
    assert before
    assert before.outlet
    assert before.outlet.name == "The Meridian Post"
    assert after
    assert after.outlet
    assert (after.outlet.name, after.outlet.country) == ("Meridian Daily", "ZA")


def test_a_body_in_two_corpora_is_found_under_both(archive: Archive) -> None:
    pipeline.add(archive, [CORPUS / "exports" / "desk.jsonl"], Options(corpus="desk"))
    both = [a for a in held(archive).values() if a and facet_values(a)["corpus"] == ("sample", "desk")]
    assert len(both) + len([a for a in held(archive).values() if a and facet_values(a)["corpus"][0] == "desk"]) == 10
    assert archive.corpora() == {"desk": 10, "sample": archive.count()}
    assert ("corpus", "desk", "desk") in set(names_of(both[0]))


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("outlets.toml", '[[outlet]]\nname = "A"\n\n[[outlet]]\ndomains = "a.example"\n', 4, "name"),
        ("outlets.toml", '[[outlet]]\nname = "A"\ncountry = "Syria"\n', 2, "two capital letters"),
        ("outlets.toml", "[[outlet]\n", 1, "Mend"),
        ("countries.toml", "[name.en]\nSY = ['Syria']\n", 1, "not known"),
        ("countries.toml", "[names.en]\nSY = 'Syria'\n", 2, "list"),
        ("actors.toml", '[company]\n"Acme" = { aliases = ["A"] }\n', 2, "aliases"),
        ("actors.toml", '[person]\n"Ann Lee" = "x"\n', 2, "fields"),
    ],
)
def test_a_broken_table_is_named_with_its_line_before_anything_is_read(
    name: str, content: str, line: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / name).write_text(content)
    with Archive.open(tmp_path, create=True, write=True) as archive:
        with pytest.raises(UnusableInput, match=f"{name}', line {line}: .*{said}"):
            pipeline.add(archive, [CORPUS], Options(corpus="sample", tables=tables.tables_of(tmp_path)))
        assert archive.runs() == []


def test_a_table_that_is_not_known_is_named(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "outlet.toml").write_text("")
    with pytest.raises(UnusableInput, match=r"outlets\.toml"):
        tables.checked(tmp_path / "tables")


def test_the_digest_of_the_tables_is_kept_with_the_run(tmp_path: Path) -> None:
    mine = write_tables(tmp_path / "tables")
    digest = tables.checked(mine)
    with Archive.open(tmp_path, create=True, write=True) as archive:
        pipeline.add(archive, [CORPUS / "single"], Options(corpus="sample", tables=mine))
        assert archive.run(1).details["tables"] == digest
    (mine / "outlets.toml").write_text(OUTLETS + "\n")
    assert tables.checked(mine) != digest
