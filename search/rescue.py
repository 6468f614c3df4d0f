"""Why does a query find nothing? What each filter and each part of it would find if it were not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from search.engine import Searcher
from search.find import Shelf, ask, read
from search.query import Query
from search.syntax import conjuncts

MOST_TRIED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """A query without one of its filters or parts, and what it finds.

    `kind` is "words", "dates" or the name of a facet; `text` is what was left out: a part of the text, or `values` of
    the facet.
    """

    kind: str
    text: str
    excluded: bool
    query: Query
    count: int = 0
    values: tuple[str, ...] = ()


def rescues(query: Query, archive: Shelf, searcher: Searcher) -> tuple[Rescue, ...]:
    """For a query that finds nothing: what helps, most helpful first; nothing if it finds something as it stands."""
    if _count(query, archive, searcher):
        return ()
    tried = [candidate for candidate, _ in zip(_candidates(query), range(MOST_TRIED), strict=False)]
    found = [replace(one, count=_count(one.query, archive, searcher)) for one in tried]
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def _count(query: Query, archive: Shelf, searcher: Searcher) -> int:
    return searcher.count(ask(query, read(query.text, archive, searcher).tree))


def _candidates(query: Query) -> Iterator[Rescue]:
    for side in ("selected", "excluded"):
        yield from _without_values(query, "selected" if side == "selected" else "excluded")
    if query.since or query.until:
        until = f"{query.since or ''}..{query.until or ''}"
        yield Rescue(kind="dates", text=until, excluded=False, query=query.between(None, None))
    parts = conjuncts(query.text)
    if len(parts) > 1 and query.is_filtered:
        yield Rescue(kind="words", text=query.text, excluded=False, query=replace(query, text="", page=1))
    for start, end in parts if len(parts) > 1 or query.is_filtered else ():
        left = re.sub(r"\s+", " ", f"{query.text[:start]} {query.text[end:]}").strip()
        without = replace(query, text=re.sub(r"^(?:AND|&&)\s+|\s+(?:AND|&&)$", "", left), page=1)
        yield Rescue(kind="words", text=query.text[start:end], excluded=False, query=without)


def _without_values(query: Query, side: Literal["selected", "excluded"]) -> Iterator[Rescue]:
    """All values of a facet that are selected go at once, since any of them was enough; exclusions go one by one."""
    for facet, values in getattr(query, side).items():
        groups = [sorted(values)] if side == "selected" else [[value] for value in sorted(values)]
        for group in groups:
            without = query
            for value in group:
                without = without.toggle(facet, value) if side == "selected" else without.toggle_not(facet, value)
            values = tuple(group)
            yield Rescue(kind=facet, text=", ".join(group), excluded=side == "excluded", query=without, values=values)
