"""Which articles hold a shingle? Postings that wait in memory to be written: sorted runs of numbers, 12 bytes each.

Hashes fall everywhere in the table of postings, so they are written many at once, in its order. Until then they are
found here: a run as long as the one before is merged with it, so there are never more than a few.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

ROWS = 100_000
"""Postings that are given at once."""

Hashes = np.ndarray[Any, np.dtype[np.int64]]
Numbers = np.ndarray[Any, np.dtype[np.int32]]


class Postings(NamedTuple):
    """Hashes, and for each of them the number of an article that holds it."""

    hashes: Hashes
    numbers: Numbers


def postings(hashes: Any = (), numbers: Any = ()) -> Postings:
    """Postings of these sequences of integers."""
    return Postings(np.asarray(hashes, np.int64), np.asarray(numbers, np.int32))


def joined(*several: Postings) -> Postings:
    """The postings of all of them by hash; those of one hash in the order in which they are given."""
    hashes = np.concatenate([one.hashes for one in several])
    order = np.argsort(hashes, kind="stable")
    return Postings(hashes[order], np.concatenate([one.numbers for one in several])[order])


class Waiting:
    """The postings that are not written yet."""

    def __init__(self) -> None:
        self._runs: list[Postings] = []

    def __len__(self) -> int:
        return sum(len(run.hashes) for run in self._runs)

    def add(self, found: Postings) -> None:
        """Take postings in, which are sorted by hash."""
        self._runs.append(found)
        while len(self._runs) > 1 and len(self._runs[-2].hashes) <= 2 * len(self._runs[-1].hashes):
            last = self._runs.pop()
            self._runs[-1] = joined(self._runs[-1], last)

    def having(self, hashes: Hashes) -> Postings:
        """The postings of these distinct hashes; those of one hash in the order in which they came."""
        found = [postings()]
        for run in self._runs:
            begins = np.searchsorted(run.hashes, hashes, "left")
            counts = np.searchsorted(run.hashes, hashes, "right") - begins
            met = np.flatnonzero(counts)
            within = np.arange(counts[met].sum()) - np.repeat(np.cumsum(counts[met]) - counts[met], counts[met])
            places = np.repeat(begins[met], counts[met]) + within
            found.append(Postings(run.hashes[places], run.numbers[places]))
        return joined(*found)

    def rows(self) -> Iterator[list[tuple[int, int]]]:
        """All of them by hash, so many at once as should be written."""
        whole = joined(postings(), *self._runs)
        for at in range(0, len(whole.hashes), ROWS):
            part = slice(at, at + ROWS)
            yield list(zip(whole.hashes[part].tolist(), whole.numbers[part].tolist(), strict=True))
