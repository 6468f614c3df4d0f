"""What is one state of a tantivy index, and what was found out about it?"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TypeVar

import numpy as np
from tantivy import Searcher

from search.engines import columns, watermark
from search.engines.table import Array, Table
from search.engines.tantivy_query import Compiler
from search.engines.tantivy_rows import bits_of, from_bits, rows_of

_KEPT_BYTES = 48_000_000
_SMALL = 4_000
"""Bytes that what is kept takes when it is no array, roughly."""
Kept = TypeVar("Kept")


@dataclass
class Snapshot:
    """One state of the index, which no later commit changes; it keeps what was counted in it."""

    folder: Path
    searcher: Searcher
    compiler: Compiler
    generation: int
    mark: watermark.Mark
    _kept: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)
    _loading: Lock = field(default_factory=Lock)

    @cached_property
    def table(self) -> Table:
        """The columns of the index, read when they are first needed."""
        with self._loading:
            if "table" in self.__dict__:
                loaded: Table = self.__dict__["table"]
                return loaded
            table = columns.load(self.folder)
            if self.searcher.num_docs > len(table.ids):
                raise watermark.damaged(self.folder, "columns are missing")
            if self.searcher.num_docs < len(table.ids):  # some rows are deleted, or of a later commit
                table = replace(table, alive=self._every(len(table.ids)))
            self.__dict__["table"] = table
            return table

    def _every(self, size: int) -> Array:
        return rows_of(self.searcher, self.compiler.flag("every"), size, self.searcher.num_docs)

    def rows(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """The rows that were found under this key before, else found now; many are kept as bits."""
        size = len(self.table.ids)
        made: list[Array] = []

        def packed() -> Array:
            made.append(make())
            return bits_of(made[0], size)

        kept = self.kept(key, packed)
        return made[0] if made else from_bits(kept, size)

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made under this key before, else made now; the least used are let go."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # a key names one kind of thing
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._bytes += _bytes(made)
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= _bytes(self._kept.popitem(last=False)[1])
        return made


def _bytes(kept: object) -> int:
    return _SMALL + (int(kept.nbytes) if isinstance(kept, np.ndarray) else 0)
