"""The columns on disk: parts that are merged, and what a crash or a failed commit leaves of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from search.engine import Document, Request, open_engine
from search.engines import columns
from search.engines.columns import Gathering, load, parts
from search.engines.table import Column
from search.engines.tantivy_rows import bits_of, from_bits
from search.errors import ArchiveDamaged
from search.query import NONE


def a_document(number: int, *actors: str) -> Document:
    words = ("war",)
    return Document(id=f"{number:016x}", title=(), text=words, title_x=(), text_x=words, facets={"actor": actors},
                    day=None, story="")  # fmt: skip


def held(folder: Path) -> list[tuple[str, list[str]]]:
    """Each row's id and actors."""
    table = load(folder)
    column = table.columns["actor"]
    return [
        (table.id(row), [column.names[code] for code in column.values(np.asarray([row]))])
        for row in range(len(table.ids))
    ]


def test_parts_are_merged_and_hold_what_was_added_in_order(tmp_path: Path) -> None:
    expected = []
    for commit in range(20):
        gathering = Gathering(tmp_path)
        for number in range(commit * 3, commit * 3 + 3):
            actors = [f"actor-{number % 7}", *(["everyone"] if number % 2 else [])]
            assert gathering.add(a_document(number, *actors)) == number
            expected.append((f"{number:016x}", actors))
        gathering.save()
    assert held(tmp_path) == expected
    assert len(parts(tmp_path)) < 6


def test_what_was_merged_is_deleted_by_the_next_save_only(tmp_path: Path) -> None:
    gathering = Gathering(tmp_path)
    for number in range(2):
        gathering.add(a_document(number))
        gathering.save()
    assert len(parts(tmp_path)) == 1
    assert len(list((tmp_path / columns.FOLDER).iterdir())) == 3
    gathering.save()
    assert [part.file for part in parts(tmp_path)] == list((tmp_path / columns.FOLDER).iterdir())


def test_half_of_a_file_is_never_read(tmp_path: Path) -> None:
    gathering = Gathering(tmp_path)
    gathering.add(a_document(1, "a"))
    gathering.save()
    (tmp_path / columns.FOLDER / "000000000001-000000000002.new").write_bytes(b"half")
    assert held(tmp_path) == [(f"{1:016x}", ["a"])]


def test_an_article_without_a_value_has_the_reserved_one(tmp_path: Path) -> None:
    gathering = Gathering(tmp_path)
    gathering.add(a_document(1))
    gathering.save()
    assert held(tmp_path) == [(f"{1:016x}", [NONE])]


def test_rows_of_a_commit_that_failed_are_in_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("tantivy", tmp_path, write=True)
    engine.write([a_document(1, "first")], [], 1)
    save = Gathering.save

    def fails_after(gathering: Gathering) -> None:
        save(gathering)
        raise OSError("the machine stopped here")

    monkeypatch.setattr(Gathering, "save", fails_after)
    with pytest.raises(Exception, match="stopped here"):
        engine.write([a_document(2, "second")], [], 2)
    monkeypatch.undo()
    assert len(load(tmp_path).ids) == 2
    counts = lambda: engine.answer(Request(facets={"actor": 9})).facets["actor"].values  # noqa: E731
    assert counts() == (("first", 1),)
    engine.write([a_document(3, "third")], [], 3)
    assert counts() == (("first", 1), ("third", 1))
    engine.write([replace(a_document(3, "third again"), story="x")], [], 4)
    assert counts() == (("first", 1), ("third again", 1))
    engine.close()


def test_an_index_without_its_columns_is_damaged_and_names_the_way_out(tmp_path: Path) -> None:
    engine = open_engine("tantivy", tmp_path, write=True)
    engine.write([a_document(1, "first")], [], 1)
    engine.close()
    for part in parts(tmp_path):
        part.file.unlink()
    reader = open_engine("tantivy", tmp_path)
    with pytest.raises(ArchiveDamaged, match=r"columns are missing.*broadsheet rebuild"):
        reader.answer(Request())
    reader.close()


@pytest.mark.parametrize("rows", [[], [0], [1], [0, 1, 2, 3], [3, 1], [2, 3]])
def test_values_of_rows_with_many_one_and_no_value(rows: list[int]) -> None:
    values = [[0, 1, 2], [], [2], [1, 0]]
    offsets = np.cumsum([0, *map(len, values)], dtype=np.int32)
    column = Column(np.asarray([code for several in values for code in several], np.uint8), offsets, ["a", "b", "c"])
    at = np.asarray(rows, np.int32)
    assert column.values(at).tolist() == [code for row in rows for code in values[row]]
    assert column.owners(at).tolist() == [place for place, row in enumerate(rows) for _ in values[row]]
    assert column.counted(at).tolist() == [sum(values[row].count(code) for row in rows) for code in range(3)]


@pytest.mark.parametrize("rows", [[], [0], [7, 99], list(range(100)), list(range(0, 100, 3))])
def test_rows_that_are_kept_as_bits_are_the_same_rows(rows: list[int]) -> None:
    kept = bits_of(np.asarray(rows, np.int32), 100)
    assert kept.nbytes <= 13
    assert from_bits(kept, 100).tolist() == rows
    assert from_bits(kept, 100).dtype == np.int32
