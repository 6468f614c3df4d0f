"""How do the columns of an index lie on disk? In parts: the rows of one commit, or of several that were merged.

A part is written before the commit that its rows belong to, so a reader finds the columns of every document that it
sees; rows of a commit that failed stay in place and belong to no document. A value's code is its place among all
names of the facet, in the order in which they came; a part holds the new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import orjson
from xxhash import xxh3_64_intdigest

from search.engine import Document
from search.engines.table import Array, Column, Table
from search.engines.watermark import put
from search.query import FACETS, NONE

FOLDER = "columns"
_PLAIN = ("ids", "day", "story")


class Part(NamedTuple):
    """A file that holds the rows from `start` up to but not `end`."""

    start: int
    end: int
    file: Path

    @property
    def rows(self) -> int:
        """How many it holds."""
        return self.end - self.start

    def read(self) -> dict[str, Array]:
        """Its columns, by name."""
        with np.load(self.file, allow_pickle=False) as found:
            return dict(found)


class Gathering:
    """The columns of the documents of one commit, as they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir(exist_ok=True)
        held = parts(folder)
        self.start = held[-1].end if held else 0
        self._codes: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for part in held:
            columns = part.read()
            for facet, known in self._codes.items():
                for name in _names(columns[f"{facet}.names"]):
                    known[name] = len(known)
        self._begin()

    def _begin(self) -> None:
        self._ids: list[bytes] = []
        self._days: list[int] = []
        self._stories: list[int] = []
        self._values: dict[str, list[list[int]]] = {facet: [] for facet in FACETS}
        self._before = {facet: len(known) for facet, known in self._codes.items()}

    def add(self, document: Document) -> int:
        """The row of the document."""
        self._ids.append(document.id.encode())
        self._days.append(document.day.toordinal() if document.day else 0)
        self._stories.append(story_hash(document.story or document.id))
        for facet, known in self._codes.items():
            values = dict.fromkeys(document.facets.get(facet) or (NONE,))
            self._values[facet].append([known.setdefault(value, len(known)) for value in values])
        return self.start + len(self._ids) - 1

    def save(self) -> None:
        """Write the rows that were added as a part, and merge the last parts while they are of one size.

        What was merged is deleted by the next one: a reader may be about to open it.
        """
        held = parts(self._folder.parent)
        for file in {*self._folder.iterdir()}.difference(part.file for part in held):
            file.unlink()
        if not self._ids:
            return
        held.append(_write(self._folder, self.start, self.start + len(self._ids), self._columns()))
        while len(held) > 1 and held[-2].rows <= 2 * held[-1].rows:
            last = held.pop()
            held[-1] = _merged(self._folder, held[-1], last)
        self.start = held[-1].end
        self._begin()

    def _columns(self) -> dict[str, Array]:
        columns = {
            "ids": np.asarray(self._ids),
            "day": np.asarray(self._days, np.int32),
            "story": np.asarray(self._stories, np.uint64),
        }
        for facet, known in self._codes.items():
            values = self._values[facet]
            columns[f"{facet}.lengths"] = _small(map(len, values))
            columns[f"{facet}.codes"] = _small(chain.from_iterable(values))
            columns[f"{facet}.names"] = _packed(list(known)[self._before[facet] :])
        return columns


def parts(folder: Path) -> list[Part]:
    """The parts of an index that hold all rows, each once, in order."""
    found = [_part(file) for file in (folder / FOLDER).glob("*.npz")] if (folder / FOLDER).is_dir() else []
    held: list[Part] = []
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if part.start == (held[-1].end if held else 0):
            held.append(part)
    return held


def load(folder: Path) -> Table:
    """The table of an index, every row alive."""
    while True:
        try:
            return _table([part.read() for part in parts(folder)])
        except FileNotFoundError:
            continue  # a writer has merged it meanwhile: its rows are in another part


def story_hash(story: str) -> int:
    """The number by which the articles of a story are known to be of one."""
    return xxh3_64_intdigest(story.encode())


def _table(held: list[dict[str, Array]]) -> Table:
    held = held or [_nothing()]
    whole = {name: np.concatenate([columns[name] for columns in held]) for name in held[0] if name in _PLAIN}
    return Table(
        ids=whole["ids"],
        day=whole["day"],
        story=np.unique(whole["story"], return_inverse=True)[1].astype(np.int32),
        columns={facet: _column(held, facet) for facet in FACETS},
        alive=np.arange(len(whole["ids"])),
    )


def _column(held: list[dict[str, Array]], facet: str) -> Column:
    names = [name for columns in held for name in _names(columns[f"{facet}.names"])]
    lengths = np.concatenate([columns[f"{facet}.lengths"] for columns in held])
    small = np.min_scalar_type(max(len(names) - 1, 0))
    codes = np.concatenate([columns[f"{facet}.codes"].astype(small) for columns in held])
    if len(codes) == len(lengths):  # no row has none, so each has one
        return Column(codes, None, names)
    offsets = np.zeros(len(lengths) + 1, np.int64 if len(codes) >> 31 else np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return Column(codes, offsets, names)


def _nothing() -> dict[str, Array]:
    empty: dict[str, Array] = {"ids": np.empty(0, "S1"), "day": np.empty(0, np.int32), "story": np.empty(0, np.uint64)}
    for facet in FACETS:
        empty |= {f"{facet}.lengths": np.empty(0, np.uint32), f"{facet}.codes": np.empty(0, np.uint32)}
        empty[f"{facet}.names"] = _packed([])
    return empty


def _part(file: Path) -> Part:
    start, end = map(int, file.stem.split("-"))
    return Part(start, end, file)


def _names(packed: Array) -> list[str]:
    names: list[str] = orjson.loads(packed.tobytes())
    return names


def _packed(names: list[str]) -> Array:
    return np.frombuffer(orjson.dumps(names), np.uint8)


def _small(numbers: Iterable[int]) -> Array:
    """The numbers in the smallest type that holds them."""
    whole = np.fromiter(numbers, np.uint32)
    return whole.astype(np.min_scalar_type(whole.max(initial=0)))


def _merged(folder: Path, first: Part, second: Part) -> Part:
    """One part with the rows of both, on disk."""
    one, two = first.read(), second.read()
    joined = {
        name: _packed([*_names(one[name]), *_names(two[name])])
        if name.endswith(".names")
        else np.concatenate([one[name], two[name]])
        for name in one
    }
    return _write(folder, first.start, second.end, joined)


def _write(folder: Path, start: int, end: int, columns: Mapping[str, Array]) -> Part:
    """Writes a part under its name at last, so that nobody finds half of one."""
    file = folder / f"{start:012}-{end:012}.npz"
    fresh = file.with_suffix(".new")
    with open(fresh, "wb") as opened:
        np.savez(opened, **columns)  # type: ignore[arg-type]  # no column is called allow_pickle
        opened.flush()
        os.fsync(opened.fileno())
    put(fresh, file)
    return Part(start, end, file)
