"""Which facet values have a name like this? All names of an archive in memory, found by the beginnings of their words.

Made once for each generation: 50,000 names take a few tenths of a second and about 20 MB.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from operator import itemgetter
from typing import NamedTuple

from search.folding import fold

_LAST = "\U0010ffff"
_APART = re.compile(r"[^a-z0-9]+")


class Named(NamedTuple):
    """A facet value, what it is called, and how many articles have it."""

    facet: str
    value: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value with all that it is called, folded, each name between line breaks."""

    named: Named
    searched: str


class Directory:
    """The names of one generation."""

    def __init__(self, rows: Iterable[Named]) -> None:
        spellings: dict[tuple[str, str], dict[str, int]] = {}
        for facet, value, label, count in rows:
            spellings.setdefault((facet, value), {})[label] = count
        self._entries: dict[str, list[_Entry]] = {}
        for (facet, value), labels in spellings.items():
            label = min(labels, key=lambda name: (-labels[name], name)) if len(labels) > 1 else next(iter(labels))
            names = dict.fromkeys((plain(value), *map(plain, labels)))
            entry = _Entry(Named(facet, value, label, sum(labels.values())), "\n".join(("", *names, "")))
            self._entries.setdefault(facet, []).append(entry)

    @cached_property
    def _starts(self) -> tuple[list[str], list[Named]]:
        """Every name from each of its words on, in order, with its value; made when it is first asked for."""
        found = [
            (start, entry.named)
            for entries in self._entries.values()
            for entry in entries
            for start in dict.fromkeys(s for name in entry.searched.split("\n") if name for s in _starts(name))
        ]
        found.sort(key=itemgetter(0))
        return [start for start, _ in found], [named for _, named in found]

    def starting(self, typed: str, facets: Iterable[str], limit: int) -> list[Named]:
        """The values one of whose names has a word that begins like this, the most frequent first."""
        sought = plain(typed)
        starts, owners = self._starts
        low, high = bisect_left(starts, sought), bisect_left(starts, sought + _LAST)
        wanted = frozenset(facets)
        return nsmallest(limit, {named for named in owners[low:high] if named.facet in wanted}, key=_order)

    def holding(self, facet: str, typed: str) -> list[Named]:
        """The values of a facet one of whose names holds this text, the most frequent first."""
        sought = plain(typed)
        return sorted((e.named for e in self._entries.get(facet, ()) if sought in e.searched), key=_order)

    def called(self, facet: str, typed: str) -> list[Named]:
        """The values that are called just so; else those one of whose names holds it as whole words."""
        sought = plain(typed)
        entries = self._entries.get(facet, ())
        if not sought:
            return []
        exact = [e.named for e in entries if f"\n{sought}\n" in e.searched]
        if exact:
            return sorted(exact, key=_order)
        return sorted((e.named for e in entries if _whole(sought, e.searched)), key=_order)


def plain(name: str) -> str:
    """The name without case and accents; what stands between its words is one space."""
    if name.isascii():
        return _APART.sub(" ", name.lower().replace("'", "")).strip()
    folded = "".join(c if c.isalnum() else " " for c in " ".join(map(fold, name.replace("-", " ").split())))
    return " ".join(folded.split())


def _whole(sought: str, searched: str) -> bool:
    at = searched.find(sought)
    while at >= 0:
        if not searched[at - 1].isalnum() and not searched[at + len(sought)].isalnum():
            return True
        at = searched.find(sought, at + 1)
    return False


def _starts(name: str) -> list[str]:
    """The name from each of its words on."""
    found = [name]
    at = name.find(" ")
    while at >= 0:
        found.append(name[at + 1 :])
        at = name.find(" ", at + 1)
    return found


def _order(named: Named) -> tuple[int, str, str]:
    return -named.articles, named.label, named.value
