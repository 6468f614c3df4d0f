"""What is one state of a tantivy index, and what is known of it as a whole?"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from tantivy import Searcher

from search.engine import MANY
from search.engines import watermark
from search.engines.tantivy_query import Compiler

_KEPT = 256
_MANY_VALUED = 1.2
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index, which no later commit changes; it keeps what was counted in it."""

    searcher: Searcher
    compiler: Compiler
    generation: int
    mark: watermark.Mark
    _frequencies: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _kept: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def has_deleted(self) -> bool:
        """Whether the lists of the index still hold deleted documents."""
        return bool(self.searcher.doc_freq("flag", "every") != self.searcher.num_docs)

    def frequencies(self, facet: str) -> list[tuple[str, int]]:
        """The most frequent values of a facet in the whole index, deleted documents included; MANY + 1 at most."""
        if facet not in self._frequencies:
            self._frequencies[facet] = self.searcher.terms_with_prefix(facet, "", None, MANY + 1)
        return self._frequencies[facet]

    def is_many_valued(self, facet: str) -> bool:
        """Whether articles have several values of this facet."""
        return sum(count for _, count in self.frequencies(facet)) > _MANY_VALUED * self.searcher.num_docs

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made under this key before, else made now; the least used are let go."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # a key names one kind of thing
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
