"""What does a reader ask? A frozen `Query`; every link on the page is another Query.

Order of selection does not matter, so equal queries are equal and have one URL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day
from typing import Any, Literal

FACETS = ("outlet", "country", "about", "actor", "agency", "language", "corpus")
"""The facets, in the order of the page: about is what a story is about, country all that it names."""
NONE = "(none)"
"""The value of a facet that an article has no value for; it is counted and selected like any other."""
Sort = Literal["relevance", "newest", "oldest"]
Unit = Literal["articles", "stories"]
PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
WINDOW = 10_000
"""A reader can page through this many results; an export has them all."""

Selections = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words, selections, exclusions, dates (days, both ends included), sort and page (from 1)."""

    text: str = ""
    selected: Selections = field(default_factory=dict)
    excluded: Selections = field(default_factory=dict)
    since: Day | None = None
    until: Day | None = None
    sort: Sort = "relevance"
    page: int = 1
    limit: int = PAGE_SIZE
    unit: Unit = "articles"

    def __post_init__(self) -> None:
        for name in ("selected", "excluded"):
            kept = {f: frozenset(getattr(self, name)[f]) for f in FACETS if getattr(self, name).get(f)}
            object.__setattr__(self, name, kept)

    def __hash__(self) -> int:
        return hash((self.text, *(tuple(s.items()) for s in (self.selected, self.excluded)), self.since, self.until))

    def toggle(self, facet: str, value: str) -> Query:
        """The query with this value selected, or no longer selected; on page 1, and not excluding the value."""
        return self._flip("selected", "excluded", facet, value)

    def toggle_not(self, facet: str, value: str) -> Query:
        """The query with this value excluded, or no longer excluded; on page 1, and not selecting the value."""
        return self._flip("excluded", "selected", facet, value)

    def turn_to(self, page: int) -> Query:
        """The same query, another page of it."""
        return replace(self, page=page)

    def between(self, since: Day | None, until: Day | None) -> Query:
        """The query bounded by these days, on page 1."""
        return replace(self, since=since, until=until, page=1)

    def without(self, facet: str) -> Query:
        """The query with nothing selected or excluded in this facet, on page 1."""
        return replace(
            self,
            selected={f: v for f, v in self.selected.items() if f != facet},
            excluded={f: v for f, v in self.excluded.items() if f != facet},
            page=1,
        )

    def cleared(self) -> Query:
        """The words alone: no selection, exclusion or date."""
        return replace(self, selected={}, excluded={}, since=None, until=None, page=1)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words narrows the result."""
        return bool(self.selected or self.excluded or self.since or self.until)

    def _flip(self, here: str, there: str, facet: str, value: str) -> Query:
        mine, other = dict(getattr(self, here)), dict(getattr(self, there))
        mine[facet] = mine.get(facet, frozenset()) ^ {value}
        other[facet] = other.get(facet, frozenset()) - {value}
        changed: dict[str, Any] = {here: mine, there: other}
        return replace(self, page=1, **changed)
